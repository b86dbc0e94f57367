"""Brings the answer of a future from whatever thread it ends on to the thread of the windows."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import Cancelled

Answer = TypeVar("Answer")


class Relay(QObject):
    """Belongs to the thread it was made on; callbacks run there, in the order the futures ended.

    A relay that was closed drops late answers, so that a page that is gone hears nothing.
    """

    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def bring(
        self,
        future: Future[Answer],
        done: Callable[[Answer], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Call ``done`` with the answer or ``failed`` with the error; cancelled is ``Cancelled``."""
        future.add_done_callback(lambda ended: self._tell(ended, done, failed))

    def close(self) -> None:
        """Drop every answer from now on."""
        self._open = False

    def _tell(self, future: Future[Any], done: object, failed: object) -> None:
        if not self._open:
            return
        try:
            self._ended.emit(future, done, failed)
        except RuntimeError:
            # The window closed between the look above and now: nobody is left to be told.
            self._open = False

    def _on_ended(
        self,
        future: Future[Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        if not self._open:
            return
        try:
            error = future.exception(timeout=0)
        except CancelledError:
            error = Cancelled()
        if error is None:
            done(future.result(timeout=0))
        else:
            failed(error)
