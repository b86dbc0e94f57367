"""Taking a consent back, before and after the registration: what it stops, what it cannot undo, the paper."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.case import ConsentKind, ConsentState
from app.usecases.consent import WithdrawConsent
from app.usecases.consent_list import ConsentItem, consents_of
from app.usecases.consent_papers import cannot_undo, stopped_by
from app.usecases.outcome import Outcome
from app.usecases.register import RequestPaper
from app.usecases.views import CaseView
from ui.binding.presentation import Choice, Verb, VerbItem
from ui.binding.texts import show_time, tr_, ui_language
from ui.pages.blocks import Card
from ui.pages.consent_card import FORM_NAMES, NAMES
from ui.pages.people_card import PeopleCard
from ui.pages.step_page import PageView, StepPage
from ui.widgets.choice import ChoiceList
from ui.widgets.text import Label
from ui.widgets.tick import Tick


class WithdrawConsentPage(StepPage):
    """The consents that stand, one to be taken back; the confirmation is printed for the person."""

    word = "withdraw_consent"

    def __init__(self) -> None:
        super().__init__()
        self._key, self._given = "", ()  # type: str, tuple[ConsentItem, ...]
        self.people = PeopleCard()
        self.people.chosen.connect(self._on_picked)
        self._which, self._told = Card(), Card()
        self.list = ChoiceList()
        self.list.chosen.connect(lambda _kind: self._draw_told())
        self._which.add(self.list)
        self._stops, self._stays = Label(""), Label("")
        self.told = Tick()
        self.told.toggled.connect(lambda _on: self.forward_changed.emit())
        self._told.add(self._stops, self._stays, self.told)
        for part in (self.people, self._which, self._told):
            self.body.addWidget(part)
        self.body.addStretch(1)

    # What it is given.

    @property
    def whose(self) -> str:
        """The key of the participant whose consents are shown; empty for the applicant."""
        return self._key

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """Another case: the applicant's consents, nothing told yet."""
        self._key, self._given = "", ()
        self.told.setChecked(False)

    def draw(self, view: PageView) -> None:
        """The consents of the case that stand now."""
        case = view.case
        name = ui_language().of(case.service_name) if case is not None else ""
        self.set_title(tr_("Take a consent back"), name)
        self.help = tr_(
            "A consent may be taken back at any time while the case goes on. What it guarded stops"
            " from that moment; nothing that was done is erased. The person gets the paper of it."
        )
        self.people.show_people(case, self._key)
        self.told.setText(tr_("I have told the person what stops and what cannot be undone"))
        if case is not None:
            asked = (case.case.id, self._key)
            question = partial(consents_of, case.case.id, key=self._key)
            self.asked.emit(question, partial(self._take, asked))

    def _take(self, asked: tuple[str, str], items: tuple[ConsentItem, ...]) -> None:
        case = self._case()
        if case is None or (case.case.id, self._key) != asked:
            return
        may = case.verb("withdraw_consent") is not None or bool(self._key)
        self._given = tuple(item for item in items if may and _stands(item))
        self._which.head(
            tr_("Which consent is taken back?"),
            "" if self._given else tr_("No consent stands that could be taken back."),
        )
        self.list.setAccessibleName(tr_("Which consent is taken back?"))
        taken = self.list.current_id()
        ids = [item.kind.value for item in self._given]
        chosen = taken if taken in ids else next(iter(ids), "")
        self.list.render_choices(tuple(_choice(item) for item in self._given), chosen)
        self._draw_told()
        self.focus_on(self.first_focus())

    def _draw_told(self) -> None:
        kind, case = self.kind, self._case()
        self._told.setVisible(kind is not None)
        if kind is not None and case is not None:
            self._told.head(tr_("What it means"))
            self._stops.setText(tr_("Stops: {words}", words=tr_(stopped_by(kind))))
            stays = " ".join(tr_(words) for words in cannot_undo(case.case))
            self._stays.setText(tr_("Cannot be undone: {words}", words=stays))
        self.forward_changed.emit()

    # What the operator does.

    @property
    def kind(self) -> ConsentKind | None:
        """The consent that is chosen; ``None`` while none stands."""
        chosen = self.list.current_id()
        ids = {item.kind.value for item in self._given}
        return ConsentKind(chosen) if chosen in ids else None

    def first_focus(self) -> QWidget | None:
        """The consents; the list of people while none stands."""
        return self.list.first_focus() if self._given else self.people.first_focus()

    def forward(self) -> VerbItem:
        """Take the chosen one back and print the paper."""
        kind = self.kind
        if kind is None:
            blocked = tr_("no consent stands")
        else:
            blocked = "" if self.told.isChecked() else tr_("what it means is not told yet")
        name = kind.value if kind is not None else ""
        label = tr_("Take consent {kind} back and print the paper", kind=name)
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=blocked, primary=True)

    def submit(self) -> None:
        """Carry it out."""
        kind, case = self.kind, self._case()
        if kind is None or case is None or self.forward().blocked:
            return
        command = WithdrawConsent(case=case.case.id, kind=kind)
        self.say(replace(command, participant=self._key) if self._key else command)

    def answered(self, word: str, outcome: Outcome) -> bool:
        """The paper goes to the printer at once: it is for the hands of the person."""
        if word == "request_paper" and outcome.ok:
            self.said.emit(
                tr_("The consent is taken back; the paper is on its way to the printer.")
            )
            return True
        if word != self.word or not outcome.ok:
            return False
        self.told.setChecked(False)
        case = self._case()
        if outcome.papers and case is not None:
            self.say(RequestPaper(case=case.case.id, paper=outcome.papers[-1].id))
            return True
        return False

    def _on_picked(self, key: str) -> None:
        self._key = key
        self.told.setChecked(False)
        if self.view is not None:
            self.draw(self.view)

    def _case(self) -> CaseView | None:
        return self.view.case if self.view is not None else None


def _stands(item: ConsentItem) -> bool:
    return item.last is not None and item.last.state is ConsentState.GIVEN


def _choice(item: ConsentItem) -> Choice:
    act = item.last
    hint = f"{tr_(FORM_NAMES[act.form])}, {show_time(act.at)}" if act is not None else ""
    return Choice(id=item.kind.value, label=tr_(NAMES[item.kind]), hint=hint)
