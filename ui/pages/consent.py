"""Three consents as three acts: Enter keeps the next one that is needed; a «no» has its own way."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.case import ConsentForm, ConsentKind
from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.usecases.consent import (
    GiveConsent,
    Insist,
    RefuseConsent,
    RequestConsent,
    WithdrawConsent,
)
from app.usecases.consent_list import ConsentItem, consents_of
from app.usecases.outcome import Outcome
from app.usecases.participants import ChooseParticipantLanguage
from app.usecases.postpone import Abandon, Postpone
from ui.binding.present_findings import title_of
from ui.binding.presentation import Verb, VerbItem
from ui.binding.texts import tr_, ui_language
from ui.pages.blocks import Card
from ui.pages.consent_card import FORM_NAMES, ConsentCard
from ui.pages.people_card import LanguageChoice, PeopleCard, to_consent
from ui.pages.step_page import PageView, StepPage
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label
from ui.widgets.tick import Tick

_INSIST = "insist"
_OF_SOMEBODY = (GiveConsent, RequestConsent, RefuseConsent, WithdrawConsent)


class ConsentPage(StepPage):
    """The page of the step «consent»."""

    word = "consent"

    def __init__(self) -> None:
        super().__init__()
        self._lead = Label("", tone="muted")
        self.body.addWidget(self._lead)
        self.people, self._language = PeopleCard(), LanguageChoice()
        self._key, self._by_hand, self._turned = "", False, False
        self.people.chosen.connect(self._on_picked)
        self._language.chosen.connect(self._on_language)
        self.body.addWidget(self.people)
        self.body.addWidget(self._language)
        self._without = _WithoutConsent()
        self._without.insisted.clicked.connect(self._on_insist)
        self._without.signed.toggled.connect(lambda _on: self._draw_without())
        self.cards = {kind: ConsentCard(kind) for kind in ConsentKind}
        self.body.addWidget(self._without)
        for kind, card in self.cards.items():
            self.body.addWidget(card)
            card.refused.connect(partial(self._on_refused, kind))
            card.withdrawn.connect(partial(self._on_withdrawn, kind))
            card.asked_anew.connect(partial(self._on_asked_anew, kind))
            card.turned.connect(self.forward_changed)
            card.norm_asked.connect(self.norm_asked)
        self.fields = {"evidence": self.cards[ConsentKind.A].evidence}
        self.body.addStretch(1)

    # What it is given.

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """Another case: nothing is chosen, nothing is explained."""
        self._key, self._by_hand = "", False
        for card in self.cards.values():
            card.forget()
            card.hide()
        self._without.signed.setChecked(False)

    def draw(self, view: PageView) -> None:
        """Show the three acts; without consent the ways that are left."""
        case = view.case
        if case is None:
            return
        self.set_title(tr_("Consents"), ui_language().of(case.service_name))
        self.help = tr_(
            "Each consent is an act of its own, with its own text, form and time; none takes the"
            " place of another. Enter keeps the next one. Without a consent intake is never refused:"
            " explain, write down what the applicant chooses, and the case waits or goes another way."
        )
        self._lead.setText(tr_("The applicant reads each text in the language of the papers."))
        self._draw_without()
        self.people.show_people(case, self._key)
        self._language.show_of(case, self._key)
        asked = (case.case.id, self._key)
        question = partial(consents_of, case.case.id, key=self._key)
        self.asked.emit(question, partial(self._take, asked))

    def _take(self, asked: tuple[str, str], items: tuple[ConsentItem, ...]) -> None:
        case = self.view.case if self.view is not None else None
        if case is None or (case.case.id, self._key) != asked:
            return
        may_change = case.verb("give_consent") is not None
        may_withdraw = case.verb("withdraw_consent") is not None
        for item in items:
            card = self.cards[item.kind]
            card.noted = case.case.consent_choice
            card.render_item(item, may_change=may_change, may_withdraw=may_withdraw)
            if self.view is not None:
                card.show_age(self.view.now)
            card.show()
        if self.current() is None and not self._by_hand and self._turn_to_next():
            return
        if self._turned or not self._hand_is_here():
            self._turned = False
            self.focus_on(self.first_focus())
        self.forward_changed.emit()

    def _turn_to_next(self) -> bool:
        """Whether somebody else who is here has a consent to give: the page is about them now."""
        owed = to_consent(self.view.case) if self.view is not None else ""
        if not owed or owed == self._key:
            return False
        self._turned = True
        self._about(owed)
        return True

    @property
    def whose(self) -> str:
        """The key of whom the page is about; empty for the applicant."""
        return self._key

    def _about(self, key: str) -> None:
        self._key = key
        for card in self.cards.values():
            card.forget()
        if self.view is not None:
            self.draw(self.view)
        self.reader_changed.emit()

    def _on_picked(self, key: str) -> None:
        self._by_hand = True
        self._about(key)

    def _on_language(self, language: str) -> None:
        command = ChooseParticipantLanguage(participant=self._key, language=Lang(language))
        self.say(command)

    def say(self, command: object) -> None:
        """Whose consent it is about."""
        if self._key and isinstance(command, _OF_SOMEBODY):
            command = replace(command, participant=self._key)
        super().say(command)

    def _hand_is_here(self) -> bool:
        """Whether the operator is typing or choosing inside a card: the focus stays there."""
        focus = self.focusWidget()
        places = (self._without, *self.cards.values())
        inside = any(place.isAncestorOf(focus) for place in places if focus is not None)
        return focus is not None and focus.hasFocus() and inside

    def _draw_without(self) -> None:
        case = self.view.case if self.view is not None else None
        waits = case is not None and case.state is CaseState.AWAITING_CONSENT
        self._without.setVisible(waits)
        if case is None or not waits:
            return
        verb = case.verb(_INSIST)
        reason = title_of(verb.findings) if verb is not None and not verb.allowed else ""
        if not reason and not self._without.signed.isChecked():
            reason = tr_("the paper application is not signed yet")
        self._without.draw(reason)

    # What the operator does.

    def current(self) -> ConsentCard | None:
        """The next consent that is needed and not given, asked for or declined."""
        for card in self.cards.values():
            item = card.item
            if item is not None and item.needed and not card.stands and item.last is None:
                return card
        for card in self.cards.values():
            if card.item is not None and card.item.needed and not card.stands:
                return card
        return None

    def first_focus(self) -> QWidget | None:
        """The consent that is next; the signed paper where the applicant insists."""
        case = self.view.case if self.view is not None else None
        waits = case is not None and case.state is CaseState.AWAITING_CONSENT
        if waits and case is not None and case.case.consent_choice == _INSIST:
            return self._without.signed
        return self.current()

    def forward(self) -> VerbItem:
        """Keep the next consent, or go on."""
        card = self.current()
        if card is None:
            label = tr_("Go on")
            return VerbItem(verb=Verb.CONTINUE, label=label, primary=True)
        unfinished = tr_("finish the explanation or close it with Esc")
        reason = unfinished if card.refusing else card.lacking
        return VerbItem(
            verb=Verb.CONTINUE, label=_label(card), blocked=reason, primary=not card.refusing
        )

    def submit(self) -> None:
        """Keep the next consent: one act, one Enter."""
        card = self.current()
        if card is None:
            self.turned_to.emit("")
        elif self.forward().blocked:
            return
        elif card.form is ConsentForm.STATE_SERVICE:
            self.say(RequestConsent(kind=card.kind))
        else:
            self.say(GiveConsent(kind=card.kind, form=card.form, evidence=card.number))

    def leave(self) -> bool:
        """Esc puts an explanation away."""
        for card in self.cards.values():
            if card.refusing:
                card.close_refusal()
                self.focus_on(card)
                return True
        return False

    def answered(self, word: str, outcome: Outcome) -> bool:
        """After a «no» the case goes the way that the applicant chose."""
        self._by_hand = self._by_hand and not outcome.ok
        if word == "refuse_consent" and outcome.ok:
            for card in self.cards.values():
                card.close_refusal()
            follow = {"later": Postpone(), "leave": Abandon()}.get(self._way)
            self._way = ""
            if follow is not None:
                self.say(follow)
        return False

    _way = ""

    def _on_refused(self, kind: ConsentKind, way: str) -> None:
        self._way = way
        self.say(RefuseConsent(kind=kind, explained=True, choice=way))

    def _on_withdrawn(self, kind: ConsentKind) -> None:
        self.say(WithdrawConsent(kind=kind))

    def ticked(self, now: datetime) -> None:
        """How long the answer of the state service is awaited."""
        super().ticked(now)
        for card in self.cards.values():
            card.show_age(now)

    def _on_asked_anew(self, kind: ConsentKind) -> None:
        self.say(RequestConsent(kind=kind, anew=True))

    def _on_insist(self) -> None:
        self.say(Insist(paper_application_signed=self._without.signed.isChecked()))


class _WithoutConsent(Card):
    """What is left while a consent is lacking: it may still be given, or the applicant insists."""

    def __init__(self) -> None:
        super().__init__()
        self.signed, self.insisted = Tick(), KeyButton(icon="document")
        self.add(self.signed)
        self.column.addWidget(self.insisted, 0, Qt.AlignmentFlag.AlignLeft)

    def draw(self, reason: str) -> None:
        """Say it in the present language; ``reason`` is why the road is not open yet."""
        note = tr_(
            "A consent may still be given below, F9 keeps the draft until closing. If the applicant"
            " insists, the application goes on paper, signed by their own hand, without any"
            " restricted data."
        )
        self.head(tr_("The case waits for a consent"), note)
        self.signed.setText(tr_("The applicant has signed the paper application"))
        self.insisted.setText(tr_("Register without consent: the applicant insists"))
        self.insisted.set_blocked(reason)


def _label(card: ConsentCard) -> str:
    kind = card.kind.value
    if card.form is ConsentForm.STATE_SERVICE:
        return tr_("Ask consent {kind} of the state service", kind=kind)
    return tr_("Consent {kind} is given {form}", kind=kind, form=tr_(FORM_NAMES[card.form]))
