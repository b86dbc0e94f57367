"""Brings the newest picture of the camera to the thread of the windows; older ones are never queued."""

import threading

from PySide6.QtCore import QObject, Qt, Signal

from app.ports.camera import Seen


class CameraFeed(QObject):
    """Signals: ``came(object)`` the newest :class:`~app.ports.camera.Seen`.

    While the windows are busy, later pictures replace the one that waits.
    """

    came = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._change = threading.Lock()
        self._newest: Seen | None = None
        self._open = False
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Let pictures through."""
        with self._change:
            self._open = True

    def end(self) -> None:
        """Drop the picture that waits and let none through."""
        with self._change:
            self._open, self._newest = False, None

    def take(self, seen: Seen) -> None:
        """A picture came, on a thread of the camera."""
        with self._change:
            if not self._open:
                return
            asleep, self._newest = self._newest is None, seen
        if asleep:
            try:
                self._woken.emit()
            except RuntimeError:
                # The window closed between the picture and now: nobody is left to look.
                self._open = False

    def _on_woken(self) -> None:
        with self._change:
            seen, self._newest = self._newest, None
        if seen is not None:
            self.came.emit(seen)
