"""A program whose window is painted first, while its workplace opens on a thread of its own."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from ui.binding.failures import Failures
from ui.binding.relay import Relay
from ui.bootstrap.options import Options, dress

if TYPE_CHECKING:
    from app.lanes import Lane
    from app.log import Log
    from ui.bootstrap.workplace import Workplace


class OpenedBehind(QObject):
    """One run of a program; what it shows and how it opens is said by the program itself."""

    def __init__(self, options: Options, settings: Settings, home: Path) -> None:
        super().__init__()
        self._options, self._settings, self._home = options, settings, home
        self.failures = Failures(self._record)
        self.failures.install()
        self.words = dress(settings, options.lang)
        self.workplace: Workplace | None = None
        self._relay = Relay(self)
        self._unpainted: QWidget | None = None

    @cached_property
    def log(self) -> "Log":
        """The running log, begun with the first thing that needs it."""
        from app.log import start_log  # noqa: PLC0415 - not before the first paint

        return start_log()

    @cached_property
    def _opener(self) -> "Lane":
        from app.lanes import Lane  # noqa: PLC0415 - not before the first paint

        return Lane("opening")

    @property
    def store_url(self) -> str:
        """The store of the command line, else of the settings."""
        return self._options.store or self._settings.store_url

    def open(self) -> None:
        """Open the workplace on its own thread; the window stays awake."""
        opened = self._opener.submit(self._opening())
        self._relay.bring(opened, self._on_open, self._on_shut)

    def close(self) -> None:
        """End in order; nothing acknowledged is lost if it does not come to that."""
        self._relay.close()
        self._let_go()
        self._opener.stop()
        if self.workplace is not None:
            self.workplace.close()
        self.failures.uninstall()
        self.log.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to open when the window has been painted: importing would hold the paint up."""
        if watched is self._unpainted and event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._unpainted = None
            QTimer.singleShot(0, self, self.open)
        return super().eventFilter(watched, event)

    def _open_once_painted(self, window: QWidget) -> None:
        self._unpainted = window
        window.installEventFilter(self)

    @abstractmethod
    def _opening(self) -> "Callable[[], Workplace]":
        """What opens the workplace; it runs on the opening thread."""

    def _on_open(self, workplace: "Workplace") -> None:
        self.workplace = workplace
        self._begin(workplace)

    @abstractmethod
    def _begin(self, workplace: "Workplace") -> None:
        """The workplace is open."""

    @abstractmethod
    def _on_shut(self, error: BaseException) -> None:
        """The store stays shut, or a bug came up."""

    @abstractmethod
    def _let_go(self) -> None:
        """End what hangs on the workplace, before it."""

    def _record(self, error: BaseException) -> str:
        return self.log.bug("ui", error, datetime.now().astimezone())
