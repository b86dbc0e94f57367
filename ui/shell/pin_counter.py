"""Asks the person at this window for the PIN, and looks after what the card of the employee tells."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import Cancelled, DeviceFault
from app.ports.devices import Slot
from app.ports.pin import FactoryPin, KeyTaken, PinQuestion
from app.ports.token_faults import PIN_LATE
from app.usecases.lock_desk import LockCause
from ui.binding.device_feed import DeviceFeed
from ui.binding.pin_post import PinPost, give_up, hand_in
from ui.binding.presentation import Tone
from ui.binding.texts import tr_
from ui.shell.station import Station

if TYPE_CHECKING:
    from ui.shell.pin_sheet import PinSheet


class PinCounter(QObject):
    """At most one question stands at a time; one that its asker takes back is closed at once."""

    _asked = Signal(object, object)
    _over = Signal(object)

    def __init__(
        self,
        station: Station,
        feed: DeviceFeed,
        parent: QObject,
        lock: Callable[[LockCause], None],
    ) -> None:
        super().__init__(parent)
        self._station, self._lock = station, lock
        self._standing: Future[bytearray] | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._asked.connect(self._on_asked, queued)
        self._over.connect(self._on_over, queued)
        feed.happened.connect(self._on_happened)
        post: PinPost | None = station.parts.pin_post
        self._leave = post.attend(self._hear) if post is not None else lambda: None

    @cached_property
    def sheet(self) -> "PinSheet":
        """The sheet of the question."""
        from ui.shell.pin_sheet import PinSheet  # noqa: PLC0415 - most keys ask elsewhere

        window = self._station.window
        sheet = window.add_sheet(PinSheet(window.work))
        sheet.typed.connect(self._on_typed)
        sheet.late.connect(self._on_late)
        sheet.closed.connect(self._on_closed)
        return sheet

    def close(self) -> None:
        """Ask nobody any more; whoever waits is told that it was given up."""
        self._leave()
        self._end(Cancelled())

    def _hear(self, question: PinQuestion, asked: "Future[bytearray]") -> None:
        """On the device's thread."""
        try:
            self._asked.emit(question, asked)
        except RuntimeError:  # the window closed between the question and now
            give_up(asked, Cancelled())
            return
        asked.add_done_callback(self._tell_over)

    def _tell_over(self, asked: "Future[bytearray]") -> None:
        try:
            self._over.emit(asked)
        except RuntimeError:
            return

    def _on_asked(self, question: PinQuestion, asked: "Future[bytearray]") -> None:
        if asked.done():
            return
        window = self._station.window
        if window.is_locked:
            give_up(asked, Cancelled())
            return
        self._end(Cancelled())
        self._standing = asked
        self.sheet.ask(question, self._station.parts.now())

    def _on_over(self, asked: Any) -> None:
        if asked is self._standing:
            self._standing = None
            self.sheet.dismiss()

    def _on_typed(self) -> None:
        asked, self._standing = self._standing, None
        pin = self.sheet.pin.take()
        self.sheet.dismiss()
        if asked is None:
            pin[:] = bytes(len(pin))
        else:
            hand_in(asked, pin)

    def _on_late(self) -> None:
        self._end(DeviceFault(PIN_LATE, slot=Slot.EDS))

    def _on_closed(self) -> None:
        self._end(Cancelled())

    def _end(self, error: BaseException) -> None:
        asked, self._standing = self._standing, None
        if asked is not None:
            give_up(asked, error)
            self.sheet.dismiss()

    def _on_happened(self, event: object) -> None:
        if isinstance(event, FactoryPin):
            words = tr_(
                "This card or token still has the PIN with which it was sold. Change it today."
            )
            self._station.tell(words, Tone.WARN, stays=True)
        elif isinstance(event, KeyTaken):
            self._lock(LockCause.CARD)
            words = tr_("The window was locked: the card with your key was taken out.")
            self._station.tell(words, Tone.INFO, stays=True)
