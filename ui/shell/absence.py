"""Locks the window when nobody touches it for as long as the desk allows, and writes each lock down."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

from app.usecases.lock_desk import LockCause, LockDesk, UnlockDesk
from ui.binding.device_feed import DeviceFeed
from ui.binding.presentation import Tone
from ui.binding.texts import tr_
from ui.shell.station import Station

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class Absence(QObject):
    """Counts the seconds without a key, a movement, a touch, a scan or a card; ``limit`` of them
    lock the window (R-232).

    Seconds are counted, not read from a clock, which somebody may set. A filter stands on the window
    that has the focus and not on the application, where every event would pass through it.
    """

    def __init__(self, station: Station, feed: DeviceFeed, parent: QObject, limit: int) -> None:
        super().__init__(parent)
        self._station, self._limit = station, limit
        self._quiet = 0
        self._cause = LockCause.KEY
        self._watched: QWindow | None = None
        feed.happened.connect(self.touch)
        window = station.window
        window.locked.connect(self._on_locked)
        window.unlocked.connect(self._on_unlocked)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            self._watch(application.focusWindow())

    def touch(self, *_: object) -> None:
        """Somebody is here."""
        self._quiet = 0

    def tick(self) -> None:
        """A second went by."""
        window = self._station.window
        if window.is_locked:
            return
        self._quiet += 1
        if self._quiet >= self._limit:
            self.lock(LockCause.IDLE)

    def lock(self, cause: LockCause) -> None:
        """Lock the window for that cause; one that is locked already stays as it is."""
        if not self._station.window.is_locked:
            self._cause = cause
            self._station.window.lock()

    def close(self) -> None:
        """Watch no more."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._watch)
        self._watch(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - any window
        """Let everything go on."""
        if event.type() in _TOUCHES:
            self._quiet = 0
        return False

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def _on_locked(self) -> None:
        cause, self._cause = self._cause, LockCause.KEY
        self._station.parts.desk.submit(LockDesk(cause=cause))
        if cause is LockCause.IDLE:
            minutes = max(1, self._limit // 60)
            words = tr_("The window was locked: nobody touched it for {n} min.", n=str(minutes))
            self._station.tell(words, Tone.INFO, stays=True)

    def _on_unlocked(self) -> None:
        self._quiet = 0
        self._station.parts.desk.submit(UnlockDesk())
