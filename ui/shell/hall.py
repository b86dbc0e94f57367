"""The conductor of the hall board: feeds it, has its calls said, and never vouches for old numbers."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from app.domain.language import Lang
from app.ports.devices import Announcement, TicketCall
from app.ports.queue_feed import QueueFeed
from app.usecases.queue.board import BoardView, board_view
from ui.binding.board import BoardCall
from ui.binding.present_board import board_calls, board_state, stale_board
from ui.binding.queue_watch import QueueWatch, Reader
from ui.displays.hall_board import HallBoard
from ui.shell.crier import MakeCrier


class HallConductor(QObject):
    """One board at work. ``languages`` are those in which calls are said; none: no voice."""

    def __init__(
        self,
        board: HallBoard,
        desk: Reader,
        now: Callable[[], datetime],
        *,
        feed: QueueFeed | None = None,
        make_crier: MakeCrier | None = None,
        languages: tuple[Lang, ...] = tuple(Lang),
        practice: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.board = board
        self._now, self._languages, self._practice = now, languages, practice
        self._view: BoardView | None = None
        # Looked at from the voice's threads: replaced as a whole, never changed.
        self._standing: frozenset[TicketCall] = frozenset()
        self._asked_to_say: set[TicketCall] = set()
        self._crier = make_crier(self.still_true) if make_crier and languages else None
        self.watch = QueueWatch(desk, board_view, feed, self)
        self.watch.seen.connect(self._on_seen)
        self.watch.lost.connect(self._on_lost)
        board.call_shown.connect(self._on_call_shown)

    def start(self) -> None:
        """Begin."""
        self.watch.start()

    def close(self) -> None:
        """Show and say nothing new."""
        self.watch.close()
        if self._crier is not None:
            self._crier.stop()

    def still_true(self, call: TicketCall) -> bool:
        """Whether that call stands now: seen of late, the visitor not yet there. On any thread."""
        return call in self._standing

    def _on_seen(self, view: BoardView) -> None:
        self._view = view
        self._standing = frozenset(
            TicketCall(call.ticket, call.desk)
            for call in board_calls(view)
            if call.here and not call.come
        )
        for call in self._asked_to_say - self._standing:
            self._asked_to_say.discard(call)
            if self._crier is not None and not self._called_elsewhere(call):
                self._crier.withdraw(call.ticket)
        self.board.show_state(board_state(view))

    def _on_lost(self) -> None:
        self._standing = frozenset()
        self.board.show_state(stale_board(self._view, self._now(), practice=self._practice))

    def _called_elsewhere(self, call: TicketCall) -> bool:
        """The same ticket stands called to another desk: that call is not to be taken back."""
        return any(other.ticket == call.ticket for other in self._standing)

    def _on_call_shown(self, call: BoardCall) -> None:
        if self._crier is None or self._view is None:
            return
        said = TicketCall(call.ticket, call.desk)
        languages = self._in_order(call)
        if not languages or said not in self._standing:
            return
        try:
            announcement = Announcement(call=said, languages=languages)
        except ValueError:
            return  # a number for which there are no words is shown and not said
        self._asked_to_say.add(said)
        self._crier.call(announcement)

    def _in_order(self, call: BoardCall) -> tuple[Lang, ...]:
        """The ticket's own language first, then the other."""
        shown = self._view.calls if self._view is not None else ()
        own = next((c.language for c in shown if (c.ticket, c.desk) == call.key), "")
        return tuple(sorted(self._languages, key=lambda lang: lang.value != own))
