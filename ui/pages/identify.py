"""Identification: by card, machine-readable zone, digital document or typed; then for whom they act."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.chip import AccessKey
from app.domain.identification import IdentitySource
from app.domain.mrz import zone_key
from app.domain.national_id import check_iin
from app.domain.visit import Purpose
from app.ports.card_faults import CARD_KEY_WRONG
from app.ports.devices import (
    CardFacts,
    CardInserted,
    CardPresent,
    CardRemoved,
    CardUnreadable,
    CodeScanned,
)
from app.usecases.card_identity import identify_by_card
from app.usecases.outcome import Outcome
from app.usecases.queue.arrive import Arrive
from app.usecases.represent import ActForSelf
from ui.binding.present_case import people_of
from ui.binding.presentation import FieldError, Verb, VerbItem
from ui.binding.texts import tr_
from ui.pages.blocks import Card
from ui.pages.called_card import CalledCard
from ui.pages.identify_card import CardForm
from ui.pages.identify_digital import DigitalForm
from ui.pages.identify_forms import SourceForm
from ui.pages.identify_sources import SourceChoice
from ui.pages.identify_turn import CardTurn, Done, Failed
from ui.pages.identify_typed import TypedForm
from ui.pages.identify_zone import MrzForm
from ui.pages.represent_form import SELF, RepresentForm
from ui.pages.seen_before import SeenBeforeCard, line_about, question_about
from ui.pages.step_page import PageView, StepPage
from ui.pages.webcam_card import WebcamCard
from ui.widgets.fact_card import FactCard


class IdentifyPage(StepPage):
    """The page of the step «identify»; a card that is put in identifies by itself."""

    word = "identify"

    def __init__(self) -> None:
        super().__init__()
        self._source = IdentitySource.CARD
        self._known, self._seen, self._act = FactCard(), Card(), Card()
        self._sources = SourceChoice()
        self._sources.chosen.connect(self._on_source)
        self._seen.add(self._sources)
        self._card, self._zone, self._typed = CardForm(), MrzForm(), TypedForm()
        self._digital, self._turn = DigitalForm(), CardTurn(self._card, self)
        self._forms: dict[IdentitySource, SourceForm] = {
            IdentitySource.CARD: self._card,
            IdentitySource.MRZ: self._zone,
            IdentitySource.DIGITAL: self._digital,
            IdentitySource.TYPED: self._typed,
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
        self.called.arrived.connect(lambda: self.say(Arrive()))
        self._before = SeenBeforeCard()
        self.webcam = WebcamCard()
        self.webcam.verb_wanted.connect(self.verb_wanted)
        upper = (self.called, self.webcam, self._known, self._before)
        for part in (*upper, self._seen, self._act):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._take_source(IdentitySource.CARD)

    # What it is given.

    def begin(self, view: PageView) -> None:
        """Another visitor: nothing of the former one stays in a field."""
        self._turn.forget()
        self._before.show_found(())
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
        self.help += " " + tr_(
            "A chip that waits for its key opens to the scanned zone or to the six digits of the"
            " document. What its signature is worth is told and decides nothing."
        )
        self.called.draw(view)
        self.webcam.draw(view)
        self._digital.show_question(visit.visit.digital if visit is not None else None)
        known = people_of(visit.facts) if visit is not None and self._identified else None
        self._known.show_group(known)
        self._before.retranslate()
        question = tr_("How is the person identified?")
        self._seen.head(tr_("Identify by another document") if known is not None else question)
        self._sources.setAccessibleName(question)
        self._sources.show_source(self._source)
        self._act.head(tr_("For whom does the visitor act?"))
        self._represent.offer(
            at_issue=visit is not None and visit.visit.purpose is not Purpose.INTAKE
        )
        self._zone.today = view.now.date()
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

    def ticked(self, now: datetime) -> None:
        """The clock since the call goes on."""
        super().ticked(now)
        if self.view is not None:
            self.called.draw(self.view)

    def first_focus(self) -> QWidget | None:
        """What the card waits for, the authority while it is awaited, else the ways to identify."""
        awaited = self._card.first_focus() if self._source is IdentitySource.CARD else None
        if awaited is not None:
            return awaited
        if self._to_represent:
            return self._represent.first_focus()
        return self._sources.first_focus()

    def entered(self) -> None:
        """A card put in on another page is heard of now; records like this person are looked up."""
        self.card_missed.emit()
        seen = self.view.visit.visit.identification if self.view and self.view.visit else None
        if seen is not None:
            self.asked.emit(question_about(seen.person), self._before.show_found)

    def left(self) -> None:
        """What is under way for this page ends with it, the camera rests and nothing of the face stays;
        a card that is doubted waits for its reason."""
        self.webcam.leave()
        self._turn.forget()
        if not self._card.doubted:
            self._card.show_waiting()

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
            label, reason = form.label(), form.lacking()
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)

    def submit(self) -> None:
        """Carry out what the filled button says."""
        if self.view is None or self.forward().blocked:
            return
        form = self._forms[self._source]
        if self._identified and not form.touched:
            self._after_identification()
            return
        if self._card.key() is not None and form is self._card:
            self._turn.typed()
            self.forward_changed.emit()
            return
        if form is self._zone and self._opens_chip():
            return
        wrong = form.problems()
        self.show_errors(tuple(FieldError(name, words) for name, words in wrong.items()))
        command = form.command()
        if command is not None and not wrong:
            self.say(command)

    def _after_identification(self) -> None:
        noted = self.view.visit.visit.representation if self.view and self.view.visit else None
        if self._represent.kind == SELF:
            if noted is not None:
                self.say(ActForSelf())
            else:
                self.turned_to.emit("")
            return
        wrong = self._represent.problems()
        self.show_errors(tuple(FieldError(name, words) for name, words in wrong.items()))
        if not wrong:
            self.say(self._represent.command())

    def answered(self, word: str, outcome: Outcome) -> bool:
        """Once identified, a representative's authority is asked for before the road goes on."""
        if word == "identify" and outcome.ok:
            for form in self._forms.values():
                form.clear()
            if self._represent.kind != SELF or self.webcam.on:
                self.turned_to.emit(self.word)
            if self._represent.kind != SELF:
                QTimer.singleShot(0, self, lambda: self.focus_on(self._represent.first_focus()))
            line = line_about(outcome)
            if line:
                self.said.emit(line)
            return bool(line)
        if word == "identify" and outcome.error is not None and outcome.error.place == "mrz":
            return self._offer_repairs()
        return False

    def _offer_repairs(self) -> bool:
        """A zone whose check digits do not agree: the repairs stand ready, none is taken."""
        reading = self._zone.reading()
        if self._source is not IdentitySource.MRZ or reading is None or not reading.repairs:
            return False
        QTimer.singleShot(0, self, self._lead_on)
        return True

    def heard(self, event: object) -> bool:
        """A card or a zone identifies by itself; a card that fails says what to do."""
        match event:
            case CardPresent():
                self._take_source(IdentitySource.CARD)
                self._turn.present()
            case CardInserted(facts=facts):
                self._turn.read(facts)
            case CardUnreadable(code=code):
                self._turn.unreadable(code)
            case CardRemoved():
                self._turn.removed()
            case CodeScanned(text=text) if "<" in text:
                self._zone.take(text)
                if not self._opens_chip():
                    self._take_source(IdentitySource.MRZ)
                    self.say(self._zone.command())
            case CodeScanned(text=text) if self._take_number(text):
                pass
            case _:
                return False
        self.card_changed()
        return True

    def _take_number(self, text: str) -> bool:
        """The bars on the back of a card hold an IIN alone: it is put in, and nobody is identified."""
        if not check_iin(text).valid:
            return False
        self._take_source(IdentitySource.TYPED)
        self._typed.take_number(text.strip())
        return True

    def _opens_chip(self) -> bool:
        """Whether the zone goes to the chip in the reader first; it is not tried a second time."""
        reading = self._zone.reading()
        key = zone_key(reading) if reading is not None else None
        if self._zone.instead_of_chip or not self._turn.scanned(self._zone.text, key):
            return False
        self._take_source(IdentitySource.CARD)
        self.card_changed()
        return True

    def card_changed(self) -> None:
        """The fields of the card come and go; what it waits for gets the focus."""
        self._gather()
        self.forward_changed.emit()
        QTimer.singleShot(0, self, self._lead_on)

    def _lead_on(self) -> None:
        """Once everything has its place, so that it is also scrolled into sight."""
        form, held = self._forms[self._source], QApplication.focusWidget()
        awaited = form.first_focus() if form in (self._card, self._zone) else None
        lost = held is None or not self.isAncestorOf(held)
        if self.isVisible() and (awaited is not None or lost):
            self.focus_on(awaited or self.first_focus())

    # What the turn of a card asks for.

    def read_chip(self, key: AccessKey, done: Done, failed: Failed) -> None:
        """Read the card that is in with this key."""
        self.chip_asked.emit(key, done, failed)

    def take_card(self, facts: CardFacts) -> None:
        """A read card identifies by itself."""
        self.say(identify_by_card(facts))

    def take_zone(self, text: str, code: str) -> None:
        """The chip told nothing: the zone identifies by itself, and says why it and not the chip.

        A chip that does not open to this zone is that of another document: the employee looks first.
        """
        self._take_source(IdentitySource.MRZ)
        self._zone.take(text, code)
        if code != CARD_KEY_WRONG:
            self.say(self._zone.command())

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
        self._sources.show_source(source)
        self._gather()

    def _gather(self) -> None:
        """The fields that an answer may find fault with: those of the form that is handed in."""
        self.fields = dict(self._forms[self._source].fields)
        if self._to_represent:
            self.fields = self.fields | self._represent.fields
