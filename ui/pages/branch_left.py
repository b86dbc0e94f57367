"""Tickets of former days without an end: into today's line, or ended with the reason."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.visit import Ticket, TicketState
from app.usecases.queue.branch_day import BranchDay
from app.usecases.queue.return_to_line import CarryOver, EndTicket
from i18n import N_
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import show_moment, tr_
from ui.binding.words import PURPOSES
from ui.pages.branch_panel import BranchPanel
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, VerbBox

_ROOM = 360
_STATES = {
    TicketState.WAITING: N_("ticket: waited"),
    TicketState.PARKED: N_("ticket: put aside"),
    TicketState.ABSENT: N_("ticket: called, did not come"),
}


class LeftPanel(BranchPanel[BranchDay]):
    """Space marks tickets; without a mark the filled button means all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._marked: set[str] = set()
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._on_chosen)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.textChanged.connect(self._on_typed)
        self.fields["reason"] = Field("", self.reason)
        self.end = KeyButton(icon="cross")
        self.end.clicked.connect(self._on_end)
        self.body.addWidget(self.list)
        self.body.addWidget(self.fields["reason"])
        self._end = VerbBox(self.end)
        self.body.addWidget(self._end)

    def first_focus(self) -> QWidget | None:
        """The list; without one nothing can be done here."""
        return self.list.first_focus()

    def _left(self) -> tuple[Ticket, ...]:
        return self.seen.left if self.seen is not None else ()

    def _numbers(self) -> tuple[str, ...]:
        """The marked tickets that are still there, in their order."""
        return tuple(one.number for one in self._left() if one.number in self._marked)

    def _on_chosen(self, number: str) -> None:
        self._marked ^= {number}
        self._on_typed()
        if self.seen is not None:
            self.draw(self.seen)

    def _on_typed(self, _text: str = "") -> None:
        self._draw_end()
        self.changed.emit()

    def _on_end(self) -> None:
        numbers = self._numbers()
        if len(numbers) == 1:
            self.ordered.emit(EndTicket(ticket=numbers[0], reason=self.reason.text()))

    def draw(self, day: BranchDay) -> None:
        """The tickets, the reason, the button that ends one."""
        empty = tr_("Every ticket of former days has its end.")
        self.list.name(tr_("Tickets of former days"), empty)
        self.list.show_cards(tuple(self._card(one) for one in day.left), _ROOM)
        field = self.fields["reason"]
        field.set_label(tr_("Reason"))
        field.set_hint(tr_("A few words, no personal data."))
        for part in (field, self._end):
            part.setVisible(bool(day.left))
        self._draw_end()

    def _draw_end(self) -> None:
        numbers = self._numbers()
        named = tr_("End the ticket {number}", number=numbers[0]) if len(numbers) == 1 else ""
        self.end.setText(named or tr_("End a ticket"))
        lacking = "" if named else tr_("mark one ticket")
        if not lacking and not self.reason.text().strip():
            lacking = tr_("write a reason first")
        self.end.set_blocked(self.not_yours("end_ticket") or lacking)

    def _card(self, ticket: Ticket) -> Card:
        marked = ticket.number in self._marked
        return Card(
            id=ticket.number,
            title=ticket.number,
            note=show_moment(ticket.taken_at),
            hint=f"{tr_(PURPOSES[ticket.purpose])} · {tr_(_STATES[ticket.state])}",
            chip=tr_("marked") if marked else "",
            tone=Tone.GOOD,
            current=marked,
        )

    def forward(self) -> VerbItem | None:
        """Carry the marked tickets over, or all of them."""
        if not self._left():
            return None
        count = len(self._numbers()) or len(self._left())
        label = tr_("Into today's line: {count}", count=count)
        lacking = "" if self.reason.text().strip() else tr_("write a reason first")
        blocked = self.not_yours("carry_over") or lacking
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=blocked, primary=True)

    def order(self) -> object | None:
        """They keep their arrival, so they go first."""
        if not self._left() or self.not_yours("carry_over") or not self.reason.text().strip():
            return None
        return CarryOver(tickets=self._numbers(), reason=self.reason.text())

    def done(self, word: str) -> None:  # noqa: ARG002 - every act here uses the same fields
        """Done: nothing is marked."""
        self._marked.clear()
        self.reason.clear()
