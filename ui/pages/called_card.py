"""Between the call and the visitor at the desk: the clock since the call, and what may have happened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.visit import Ticket, Visit
from app.usecases.views import QueueView
from ui.binding.present_queue import seconds_left
from ui.binding.present_ticket import TicketLine, hop_lines, need_lines
from ui.binding.presentation import Verb
from ui.binding.texts import show_time, tr_, tr_plural
from ui.pages.blocks import Card
from ui.pages.step_page import PageView
from ui.pages.ticket_card import LineList
from ui.pages.verb_keys import PRINTED
from ui.theme.metrics import GAP, GAP_SMALL, TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label, wraps

_VERBS = (Verb.NEXT, Verb.SKIP, Verb.TAKE_BACK)


class CalledCard(Card):
    """Seen until the visitor stands at the desk.

    Signals: ``arrived`` when the visitor was said to have come; ``verb_pressed(str)`` for the rest.
    """

    arrived = Signal()
    verb_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._number = Label("", TextRole.TICKET, wrap=False)
        self._clock = Label("", TextRole.HEADING)
        self._said = Label("", tone="muted")
        self._lines = LineList()
        self._buttons = {verb: KeyButton(key=PRINTED[verb]) for verb in _VERBS}
        head, acts = QWidget(), QWidget()
        line = FlowLayout(head, gap=GAP + GAP_SMALL)
        for label in (self._number, self._clock, self._said):
            line.addWidget(label)
        flow = FlowLayout(acts, gap=GAP_SMALL)
        for verb, button in self._buttons.items():
            button.clicked.connect(lambda _=False, key=verb: self._on_clicked(key))
            flow.addWidget(button)
        for part in (head, acts):
            wraps(part)
        self.add(head, self._lines, acts)
        self.hide()

    def _on_clicked(self, verb: Verb) -> None:
        # A button that is pressed means what it says; the key may still be the one of the call.
        if verb is Verb.NEXT:
            self.arrived.emit()
        else:
            self.verb_pressed.emit(verb.value)

    def draw(self, view: PageView) -> None:
        """Show the call of ``view``; nothing when nobody was called or the visitor is here."""
        visit = view.visit.visit if view.visit is not None else None
        waits = visit is not None and visit.arrived_at is None and visit.identification is None
        self.setVisible(waits)
        if not waits or view.visit is None or visit is None:
            return
        ticket = view.queue.at_desk if view.queue is not None else None
        ticket = (
            ticket if ticket is not None and ticket.id == visit.ticket_id else view.visit.ticket
        )
        self._number.setText(ticket.number)
        self._draw_clock(visit, view)
        self._said.setText(_times(ticket))
        self._lines.show_lines(_told(ticket))
        self._buttons[Verb.NEXT].setText(tr_("Has come"))
        self._buttons[Verb.SKIP].setText(tr_("Did not come"))
        self._draw_undo(view.queue, view)
        self.setAccessibleName(tr_("Ticket {number} is called", number=ticket.number))

    def _draw_clock(self, visit: Visit, view: PageView) -> None:
        passed = max(0, int((view.now - visit.called_at).total_seconds()))
        since = f"{passed // 60}:{passed % 60:02d}"
        self._clock.setText(tr_("called {since} ago", since=since))

    def _draw_undo(self, queue: QueueView | None, view: PageView) -> None:
        left = seconds_left(queue.undo_until if queue is not None else None, view.now)
        button = self._buttons[Verb.TAKE_BACK]
        button.setVisible(bool(left))
        button.setText(tr_("Wrong call: take it back ({left} s)", left=left) if left else "")


def _times(ticket: Ticket) -> str:
    count = 1 + ticket.recalls
    words = tr_plural("called {count} time", "called {count} times", count)
    last = ticket.recalled_at
    return f"{words}, {tr_('last at {time}', time=show_time(last))}" if last is not None else words


def _told(ticket: Ticket) -> tuple[TicketLine, ...]:
    return (*need_lines(ticket), *hop_lines(ticket))
