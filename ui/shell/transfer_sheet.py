"""Moving the visitor on: to a desk that takes them or to a purpose, why, and a note for the colleague."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.visit import Purpose, Ticket
from app.usecases.queue.transfer import Transfer
from app.usecases.views import QueueView
from ui.binding.present_ticket import purposes_in_words
from ui.binding.presentation import Choice
from ui.binding.queue_words import MOVE_REASONS
from ui.binding.texts import tr_
from ui.binding.words import PURPOSES
from ui.shell.reason_sheet import ReasonPart
from ui.theme.metrics import TextRole
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, Variant, VerbBox
from ui.widgets.roomy import is_enter
from ui.widgets.sheet import BACK, Sheet
from ui.widgets.text import Label

_LONGEST = 300


class TransferSheet(Sheet):
    """Signals: ``given(object)`` the ``Transfer``."""

    given = Signal(object)

    def __init__(self, host: QWidget) -> None:
        self._lead = Label("", tone="muted")
        self._where_title, self._why_title = (Label("", TextRole.HEADING) for _ in range(2))
        self.where, self.part = ChoiceList(beside=True), ReasonPart(beside=True)
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST)
        self._note_field = Field("", self.note)
        self._act = KeyButton(key="Enter", variant=Variant.PRIMARY)
        self._act.clicked.connect(self._on_act)
        self.where.chosen.connect(lambda _id: self._shape())
        self.part.changed.connect(self._shape)
        super().__init__(host, width=700)
        parts = (self._lead, self._where_title, self.where, self._why_title, self.part)
        for part in (*parts, self._note_field):
            self.body.addWidget(part)
        self.body.addWidget(VerbBox(self._act))
        self.body.addStretch(1)

    def retranslate(self) -> None:
        """The way out is «back»."""
        self.close_button.setText(tr_(BACK))

    def first_focus(self) -> QWidget:
        """The first place to go to."""
        return self.where.first_focus() or self.close_button

    def ask(self, ticket: Ticket, queue: QueueView) -> None:
        """Ask where the visitor of ``ticket`` is sent."""
        self.set_title(tr_("Transfer {ticket}", ticket=ticket.number))
        self._lead.setText(
            tr_("The visitor keeps the ticket and the time of arrival; no new ticket is taken.")
        )
        self._where_title.setText(tr_("Where to"))
        self._why_title.setText(tr_("Why"))
        self.where.setAccessibleName(tr_("Where to"))
        self.where.render_choices(places(ticket, queue), "")
        reasons = (Choice(id=code.value, label=tr_(said)) for code, said in MOVE_REASONS.items())
        self.part.offer(tuple(reasons))
        self._note_field.set_label(tr_("Note for the colleague"))
        self._note_field.set_hint(tr_("What was done, without names and numbers of people."))
        self.note.clear()
        self._act.setText(tr_("Transfer"))
        self._shape()
        self.present()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends the visitor on."""
        if is_enter(event):
            self._on_act()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _shape(self) -> None:
        nowhere = "" if self.where.current_id() else tr_("choose where first")
        self._act.set_blocked(nowhere or self.part.lacking())
        self.settle()

    def _on_act(self) -> None:
        if self._act.reason:
            return
        desk, purpose = _meant(self.where.current_id())
        command = Transfer(
            to_desk=desk,
            to_purpose=purpose,
            reason=self.part.reason(),
            note=" ".join(self.note.text().split()),
        )
        self.dismiss()
        self.given.emit(command)


def place_id(desk: str, purpose: Purpose | None) -> str:
    """The choice that means that desk, or any desk of that purpose."""
    return f"{desk}:{purpose.value if purpose is not None else ''}"


def _meant(choice: str) -> tuple[str, Purpose | None]:
    desk, _, purpose = choice.partition(":")
    return desk, Purpose(purpose) if purpose else None


def places(ticket: Ticket, queue: QueueView) -> tuple[Choice, ...]:
    """The desk that sent the visitor, the other open desks, then the other purposes."""
    came_from = ticket.hops[-1].from_desk if ticket.hops else ""
    desks = [hold for hold in queue.desks if hold.takes_visitors]
    desks.sort(key=lambda hold: hold.desk != came_from)
    found = []
    for hold in desks:
        number = tr_("Desk {number}", number=hold.desk)
        back = hold.desk == came_from
        if ticket.purpose in hold.purposes:
            label = tr_("Back to desk {desk}", desk=hold.desk) if back else number
            hint = purposes_in_words(hold.purposes)
            found.append(Choice(id=place_id(hold.desk, None), label=label, hint=hint))
            continue
        # A desk that does not serve what the ticket is for is told what it is to do.
        for purpose in sorted(hold.purposes):
            label = f"{number}: {tr_(PURPOSES[purpose])}"
            found.append(Choice(id=place_id(hold.desk, purpose), label=label))
    found += [
        Choice(
            id=place_id("", purpose),
            label=tr_(PURPOSES[purpose]),
            hint=tr_("any desk"),
        )
        for purpose in Purpose
        if purpose is not ticket.purpose
    ]
    return tuple(found)
