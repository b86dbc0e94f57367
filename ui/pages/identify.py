"""Identification: by card, machine-readable zone, digital document or typed; then for whom they act."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.identification import IdentitySource
from app.domain.visit import Purpose
from app.ports.devices import CardInserted, CardPresent, CardRemoved, CardUnreadable, CodeScanned
from app.usecases.identify import Identify
from app.usecases.outcome import Outcome
from app.usecases.queue.arrive import Arrive
from app.usecases.represent import ActForSelf
from i18n import N_
from ui.binding.device_feed import identify_by_card
from ui.binding.present_case import people_of
from ui.binding.presentation import Choice, FieldError, Verb, VerbItem
from ui.binding.texts import tr_
from ui.pages.blocks import Card
from ui.pages.called_card import CalledCard
from ui.pages.identify_forms import CardForm, DigitalForm, MrzForm, SourceForm
from ui.pages.identify_typed import TypedForm
from ui.pages.represent_form import SELF, RepresentForm
from ui.pages.step_page import PageView, StepPage
from ui.pages.webcam_card import WebcamCard
from ui.widgets.choice import ChoiceList
from ui.widgets.fact_card import FactCard

_SOURCES: dict[IdentitySource, tuple[str, str]] = {
    IdentitySource.CARD: (N_("Card reader"), N_("put the card in: the chip is read by itself")),
    IdentitySource.MRZ: (N_("Machine-readable zone"), N_("scan the lines or type them")),
    IdentitySource.DIGITAL: (N_("Digital document"), N_("the applicant confirms on their phone")),
    IdentitySource.TYPED: (N_("Typed from the document"), N_("with the reason why")),
}


class IdentifyPage(StepPage):
    """The page of the step «identify»; a card that is put in identifies by itself."""

    word = "identify"

    def __init__(self) -> None:
        super().__init__()
        self._source = IdentitySource.CARD
        self._known, self._seen, self._act = FactCard(), Card(), Card()
        self._sources = ChoiceList(beside=True)
        self._sources.chosen.connect(self._on_source)
        self._seen.add(self._sources)
        self._card, self._zone = CardForm(), MrzForm()
        self._forms: dict[IdentitySource, SourceForm] = {
            IdentitySource.CARD: self._card,
            IdentitySource.MRZ: self._zone,
            IdentitySource.DIGITAL: DigitalForm(),
            IdentitySource.TYPED: TypedForm(),
        }
        for form in self._forms.values():
            self._seen.add(form)
            form.changed.connect(self.forward_changed)
            form.asked.connect(self.asked)
        self._represent = RepresentForm()
        self._represent.changed.connect(self._on_whom)
        self._act.add(self._represent)
        self.called = CalledCard()
        self.called.verb_pressed.connect(self.verb_wanted)
        self.called.arrived.connect(lambda: self.intent.emit(Arrive()))
        self.webcam = WebcamCard()
        self.webcam.verb_wanted.connect(self.verb_wanted)
        for part in (self.called, self.webcam, self._known, self._seen, self._act):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._take_source(IdentitySource.CARD)

    # What it is given.

    def begin(self, view: PageView) -> None:
        """Another visitor: nothing of the former one stays in a field."""
        self.webcam.begin(view)
        for form in self._forms.values():
            form.clear()
        self._represent.clear()
        shown = view.visit.visit.representation if view.visit is not None else None
        if shown is not None:
            self._represent.take(shown)
        self._take_source(IdentitySource.CARD)

    def draw(self, view: PageView) -> None:
        """Show the four ways, the form of the chosen one, and for whom the visitor acts."""
        visit = view.visit
        number = visit.ticket.number if visit is not None else ""
        self.set_title(tr_("Identification"), tr_("Ticket {number}", number=number))
        self.help = tr_(
            "The person is identified at every visit. A card in the reader fills and submits by"
            " itself; a scanned machine-readable zone too. A device that fails is never a reason to"
            " turn somebody away: type the data from the document and say why."
        )
        self.called.draw(view)
        self.webcam.draw(view)
        known = people_of(visit.facts) if visit is not None and self._identified else None
        self._known.show_group(known)
        question = tr_("How is the person identified?")
        self._seen.head(tr_("Identify by another document") if known is not None else question)
        self._sources.setAccessibleName(question)
        self._draw_sources()
        self._act.head(tr_("For whom does the visitor act?"))
        self._represent.offer(
            at_issue=visit is not None and visit.visit.purpose is not Purpose.INTAKE
        )
        for form in self._forms.values():
            form.retranslate()
        self._represent.retranslate()
        self._place()
        self._gather()

    def _place(self) -> None:
        """Once the person is known, for whom they act stands above another identification."""
        act_first = self.body.indexOf(self._act) < self.body.indexOf(self._seen)
        if act_first is not self._identified:
            self.body.removeWidget(self._act)
            at = self.body.indexOf(self._seen) + (0 if self._identified else 1)
            self.body.insertWidget(at, self._act)

    def left(self) -> None:
        """The identification is over: the camera rests, and nothing of the face stays."""
        self.webcam.leave()

    def ticked(self, now: datetime) -> None:
        """The clock since the call goes on."""
        super().ticked(now)
        if self.view is not None:
            self.called.draw(self.view)

    def first_focus(self) -> QWidget | None:
        """The authority while it is awaited, else the ways to identify."""
        if self._to_represent:
            return self._represent.first_focus()
        return self._sources.first_focus()

    # What the operator does.

    def forward(self) -> VerbItem:
        """Identify by the chosen way; afterwards note the authority or go on."""
        form = self._forms[self._source]
        if self._identified and not form.touched:
            if self._to_represent:
                label, reason = tr_("Note the authority"), self._represent.lacking()
            else:
                label, reason = tr_("Go on"), ""
        else:
            label, reason = tr_("Identify"), form.lacking()
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)

    def submit(self) -> None:
        """Carry out what the filled button says."""
        if self.view is None or self.forward().blocked:
            return
        form = self._forms[self._source]
        if self._identified and not form.touched:
            self._after_identification()
            return
        wrong = form.problems()
        self.show_errors(tuple(FieldError(name, words) for name, words in wrong.items()))
        command = form.command()
        if command is not None and not wrong:
            self.intent.emit(command)

    def _after_identification(self) -> None:
        noted = self.view.visit.visit.representation if self.view and self.view.visit else None
        if self._represent.kind == SELF:
            if noted is not None:
                self.intent.emit(ActForSelf())
            else:
                self.turned_to.emit("")
            return
        wrong = self._represent.problems()
        self.show_errors(tuple(FieldError(name, words) for name, words in wrong.items()))
        if not wrong:
            self.intent.emit(self._represent.command())

    def answered(self, word: str, outcome: Outcome) -> bool:
        """Once identified, a representative's authority is asked for before the road goes on."""
        if word == "identify" and outcome.ok:
            for form in self._forms.values():
                form.clear()
            if self._represent.kind != SELF or self.webcam.on:
                self.turned_to.emit(self.word)
            if self._represent.kind != SELF:
                QTimer.singleShot(0, self, lambda: self.focus_on(self._represent.first_focus()))
        return False

    def heard(self, event: object) -> bool:
        """A card or a zone identifies by itself; a card that fails says what to do."""
        match event:
            case CardPresent():
                self._take_source(IdentitySource.CARD)
                self._card.show_reading()
            case CardInserted(facts=facts):
                self._card.show_waiting()
                self.intent.emit(identify_by_card(facts))
            case CardUnreadable(code=code):
                self._card.show_trouble(code)
            case CardRemoved():
                self._card.show_waiting()
            case CodeScanned(text=text) if "<" in text:
                self._take_source(IdentitySource.MRZ)
                self._zone.take(text)
                self.submit_zone()
            case _:
                return False
        self.forward_changed.emit()
        return True

    def submit_zone(self) -> None:
        """Hand the scanned lines in."""
        command = self._zone.command()
        if isinstance(command, Identify):
            self.intent.emit(command)

    # Inside.

    @property
    def _identified(self) -> bool:
        visit = self.view.visit if self.view is not None else None
        return visit is not None and visit.visit.identification is not None

    @property
    def _to_represent(self) -> bool:
        return self._identified and self._represent.kind != SELF

    def _on_source(self, source: str) -> None:
        self._take_source(IdentitySource(source))
        self.forward_changed.emit()

    def _on_whom(self) -> None:
        self._gather()
        self.forward_changed.emit()

    def _take_source(self, source: IdentitySource) -> None:
        self._source = source
        for each, form in self._forms.items():
            form.setVisible(each is source)
        self._draw_sources()
        self._gather()

    def _draw_sources(self) -> None:
        choices = tuple(
            Choice(id=source.value, label=tr_(label), hint=tr_(hint))
            for source, (label, hint) in _SOURCES.items()
        )
        self._sources.render_choices(choices, self._source.value)

    def _gather(self) -> None:
        """The fields that an answer may find fault with: those of the form that is handed in."""
        self.fields = dict(self._forms[self._source].fields)
        if self._to_represent:
            self.fields = self.fields | self._represent.fields
