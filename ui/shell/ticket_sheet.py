"""A ticket taken at the desk: what for, the language, a need, on paper or not; then its number large."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.language import Lang
from app.domain.visit import Need, Purpose
from app.usecases.outcome import Outcome
from app.usecases.queue.take_ticket import ReprintTicket, TakeTicket
from ui.binding.present_ticket import stands_in_line
from ui.binding.presentation import Choice
from ui.binding.queue_words import NEEDS, OWN_NAMES
from ui.binding.texts import tr_
from ui.binding.words import PURPOSES
from ui.theme.metrics import TextRole
from ui.widgets.choice import ChoiceList
from ui.widgets.enter_edit import EnterEdit
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton, Variant, VerbBox
from ui.widgets.qr_picture import QrPicture
from ui.widgets.roomy import is_enter
from ui.widgets.sheet import Sheet
from ui.widgets.text import Label, wraps
from ui.widgets.tick import Tick

NO_NEED = "none"


class TicketSheet(Sheet):
    """Signals: ``wanted(object)`` a ``TakeTicket`` or a ``ReprintTicket``."""

    wanted = Signal(object)

    def __init__(self, host: QWidget) -> None:
        self.purposes, self.languages = ChoiceList(beside=True), ChoiceList(beside=True)
        self.needs = ChoiceList(beside=True)
        self.paper = Tick()
        self.former = EnterEdit()
        self.former.setMaxLength(8)
        self.former_field = Field("", self.former)
        self._titles = [Label("", TextRole.HEADING) for _ in range(3)]
        self._need_note = Label("", tone="muted")
        self.take = KeyButton(key="Enter", variant=Variant.PRIMARY)
        self._form, self._done = QWidget(), QWidget()
        self._number = Label("", TextRole.TICKET, wrap=False)
        self._place = Label("", TextRole.HEADING)
        self._qr, self._qr_note = QrPicture(), Label("", tone="muted")
        self.again, self.reprint = KeyButton(icon="plus"), KeyButton(icon="printer")
        self._closed = self._taken = ""
        self._spare = False
        super().__init__(host, width=520)
        self._lay_out()
        self.take.clicked.connect(self._on_take)
        self.again.clicked.connect(lambda: self.ask(self._closed, spare=self._spare))
        self.former.entered.connect(lambda _words: self._on_take())
        self.reprint.clicked.connect(lambda: self.wanted.emit(ReprintTicket(ticket=self._taken)))
        for choices in (self.purposes, self.languages, self.needs):
            choices.chosen.connect(lambda _id: self._shape())

    def first_focus(self) -> QWidget:
        """The language, which nobody knows but the visitor; afterwards the way out."""
        if self._form.isHidden():
            return self.close_button
        return self.languages.first_focus() or self.close_button

    def ask(self, closed: str = "", *, spare: bool = False) -> None:
        """Ask for a new ticket; ``closed`` says why none can be taken. ``spare``: the branch's line
        cannot be reached, and who had a ticket of it keeps the time of arrival."""
        self._closed, self._spare = closed, spare
        self.set_title(tr_("Take a ticket for a visitor"))
        self._show(done=False)
        words = (tr_("What the visitor came for"), tr_("Language of the visitor"), tr_("Asks for"))
        lists = (self.purposes, self.languages, self.needs)
        for title, choices, said in zip(self._titles, lists, words, strict=True):
            title.setText(said)
            choices.setAccessibleName(said)
        purposes = tuple(Choice(id=p.value, label=tr_(PURPOSES[p])) for p in Purpose)
        self.purposes.render_choices(purposes, Purpose.INTAKE.value)
        languages = tuple(Choice(id=lang.value, label=OWN_NAMES[lang]) for lang in Lang)
        self.languages.render_choices(languages, "")
        nothing = Choice(id=NO_NEED, label=tr_("nothing special"))
        needs = tuple(Choice(id=need.value, label=tr_(said)) for need, said in NEEDS.items())
        self.needs.render_choices((nothing, *needs), NO_NEED)
        self._need_note.setText(tr_("Only what the visitor says; nothing has to be proved."))
        self.former.clear()
        self.former_field.set_label(tr_("Number the visitor had before"))
        self.former_field.set_hint(
            tr_("Of the electronic queue, if any: the time of arrival stays.")
        )
        self.former_field.setVisible(spare)
        self.paper.setText(tr_("Print the ticket on paper"))
        self.take.setText(tr_("Take a ticket"))
        self._shape()
        if self.isVisible():
            self.settle()
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.present()

    def show_taken(self, outcome: Outcome) -> None:
        """The ticket was taken: its number, its place, its code for a phone."""
        if not self.isVisible():
            return
        self._taken = outcome.facts.get("ticket", "")
        self.set_title(tr_("The ticket is taken"))
        self._number.setText(self._taken)
        self._place.setText(stands_in_line(outcome))
        name = tr_("Code of ticket {number}", number=self._taken)
        self._qr.show_code(outcome.facts.get("code", ""), name)
        self._qr_note.setText(tr_("A phone may take a picture of the code; paper is not needed."))
        self.again.setText(tr_("Another ticket"))
        self.reprint.setText(tr_("Print the ticket"))
        self._show(done=True)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the ticket."""
        if is_enter(event) and not self._form.isHidden():
            self._on_take()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _show(self, *, done: bool) -> None:
        self._form.setVisible(not done)
        self._done.setVisible(done)

    def _shape(self) -> None:
        chosen = bool(self.languages.current_id())
        self.take.set_blocked(self._closed or ("" if chosen else tr_("choose the language first")))

    def _on_take(self) -> None:
        if self.take.reason:
            return
        need = self.needs.current_id()
        self.wanted.emit(
            TakeTicket(
                purpose=Purpose(self.purposes.current_id()),
                language=Lang(self.languages.current_id()),
                need=Need(need) if need != NO_NEED else None,
                paper=self.paper.isChecked(),
                former=self.former.words() if self._spare else "",
            )
        )

    def _lay_out(self) -> None:
        form = QVBoxLayout(self._form)
        titles = self._titles
        rows: tuple[QWidget, ...] = (
            *(titles[0], self.purposes, titles[1], self.languages),
            *(titles[2], self._need_note, self.needs, self.former_field, self.paper),
        )
        done = QVBoxLayout(self._done)
        for box in (form, done):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(12)
        for row in rows:
            form.addWidget(row)
        form.addWidget(VerbBox(self.take))
        acts = QWidget()
        flow = FlowLayout(acts, gap=8)
        flow.addWidget(self.reprint)
        flow.addWidget(self.again)
        wraps(acts)
        for shown in (self._number, self._place, self._qr, self._qr_note, acts):
            done.addWidget(shown)
        self.body.addWidget(self._form)
        self.body.addWidget(self._done)
        self.body.addStretch(1)
        self._show(done=False)
