"""The one presenter of everything that fails: known errors in words, bugs with an incident number.

Nothing is lost in silence: what fails before a window listens waits until one does.
"""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from app.errors import ERROR_TEXTS, AppError, Cancelled, Unavailable
from ui.binding.presentation import FailureNotice, Tone
from ui.binding.texts import tr_

Record = Callable[[BaseException], str]
"""Writes a bug into the log, without personal data, and gives back its incident number."""

NOISE = (
    "This plugin does not support propagateSizeHints",
    "propagateSizeHints",
    "Failed to set fd limit",
    "GetApplicationBusAddress",
)
"""What Qt says without anything being wrong."""


class QtSaid(RuntimeError):
    """Qt reported a critical error of its own."""


def notice_of(error: BaseException, incident: str = "") -> FailureNotice | None:
    """The words of an error in the present language; ``None`` for a cancelled, silent act."""
    if isinstance(error, Cancelled):
        return None
    known = isinstance(error, AppError) and error.code in ERROR_TEXTS
    code = error.code if isinstance(error, AppError) and known else "bug"
    params = dict(error.params) if isinstance(error, AppError) and known else {}
    texts = ERROR_TEXTS[code]
    if not known:
        params["incident"] = incident
    return FailureNotice(
        title=tr_(texts.message, **params),
        advice=tr_(texts.advice, **params),
        incident=incident,
        tone=Tone.WARN if isinstance(error, Unavailable) else Tone.STOP,
        retry=isinstance(error, Unavailable),
    )


class Failures(QObject):
    """Takes errors from any thread and tells them on the thread of the windows.

    Signals: ``failed(object)`` with a ``FailureNotice``. Connect through :meth:`listen`, which also
    hands over what failed before.
    """

    failed = Signal(object)
    _came = Signal(object)

    def __init__(self, record: Record, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._record = record
        self._waiting: list[FailureNotice] = []
        self._heard = False
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def listen(self, tell: Callable[[FailureNotice], None]) -> None:
        """Give every notice to ``tell``, beginning with those that wait."""
        self.failed.connect(tell)
        self._heard = True
        waiting, self._waiting = self._waiting, []
        for notice in waiting:
            tell(notice)

    def report(self, error: BaseException) -> None:
        """Take an error from any thread."""
        self._came.emit(error)

    def install(self) -> None:
        """Become the last resort of Python, of its threads and of Qt in this process."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def uninstall(self) -> None:
        """Give the last resorts back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _on_qt_message(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if any(part in text for part in NOISE):
            return
        if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
            self.report(QtSaid(text))
        elif kind is QtMsgType.QtWarningMsg:
            sys.stderr.write(f"Qt: {text}\n")

    def _on_came(self, error: BaseException) -> None:
        known = isinstance(error, AppError) and error.code in ERROR_TEXTS
        incident = "" if known else self._record(error)
        notice = notice_of(error, incident)
        if notice is None:
            return
        if self._heard:
            self.failed.emit(notice)
        else:
            self._waiting.append(notice)
