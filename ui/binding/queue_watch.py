"""Reads one thing about the queue again and again: at every event of its feed, and now and then anyway."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.ports.queue_feed import FeedEvent, FeedLost, QueueFeed
from app.usecases.work import Work
from ui.binding.relay import Relay

EVERY_MS = 20_000
"""How often is read anew when nothing happens."""
EVERY_MS_WITHOUT_FEED = 1_000
"""The same where nobody tells that something happened."""
PATIENCE_MS = 10_000
"""How long an answer may take before what is shown counts as old."""


class Reader(Protocol):
    """What can be asked."""

    def ask(self, question: Callable[[Work], Any]) -> Future[Any]:
        """Read something."""


class QueueWatch(QObject):
    """One question at a time; what happens meanwhile is asked for afterwards.

    Signals: ``seen(object)`` what was read; ``lost`` nothing can be read, what was seen is old.
    Without ``feed`` it looks more often.
    """

    seen = Signal(object)
    lost = Signal()
    _came = Signal(object)

    def __init__(
        self,
        desk: Reader,
        question: Callable[[Work], Any],
        feed: QueueFeed | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._question, self._feed = desk, question, feed
        self._relay = Relay(self)
        self._asking = self._again = False
        self._leave: Callable[[], None] | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS if feed is not None else EVERY_MS_WITHOUT_FEED)
        self.timer.timeout.connect(self.look)
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE_MS)
        self.patience.timeout.connect(self.lost)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to watch, and read for the first time."""
        if self._feed is not None and self._leave is None:
            self._leave = self._feed.listen(self._hand_on)
        self.timer.start()
        self.look()

    def look(self) -> None:
        """Read anew."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self.patience.start()
        self._relay.bring(self._desk.ask(self._question), self._on_read, self._on_unread)

    def close(self) -> None:
        """Watch no more."""
        if self._leave is not None:
            self._leave()
            self._leave = None
        self.timer.stop()
        self.patience.stop()
        self._relay.close()

    def _hand_on(self, event: FeedEvent) -> None:
        try:
            self._came.emit(event)
        except RuntimeError:
            # The window closed between the event and now: nobody is left to be told.
            self._leave = None

    def _on_came(self, event: FeedEvent) -> None:
        if self._leave is None:
            return
        if isinstance(event, FeedLost):
            self.lost.emit()
        else:
            self.look()

    def _on_read(self, answer: object) -> None:
        self._ended()
        self.seen.emit(answer)
        self._go_on()

    def _on_unread(self, _error: BaseException) -> None:
        self._ended()
        self.lost.emit()
        self._go_on()

    def _ended(self) -> None:
        self._asking = False
        self.patience.stop()

    def _go_on(self) -> None:
        again, self._again = self._again, False
        if again:
            self.look()
