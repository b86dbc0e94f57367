"""One screen of the hall as a program of its own: painted first, opened behind, and never dead."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.settings import Loaded, Settings
from ui.binding.failures import Failures
from ui.binding.relay import Relay
from ui.bootstrap.options import Options, dress
from ui.shell.surfaces import (
    Conductor,
    Surface,
    conduct,
    import_conductors,
    make_window,
    put_up,
    show_unreached,
)

if TYPE_CHECKING:
    from app.lanes import Lane
    from app.log import Log
    from ui.bootstrap.workplace import Workplace

AGAIN_MS = 5_000
"""After how long a store that stays shut is tried again: nobody sits at a board to press a key."""
_PAINTED_MS = 500
_SLOTS = {
    Surface.BOARD: ("voice",),
    Surface.SIGN: (),
    Surface.KIOSK: ("tickets", "scanner", "voice"),
}
"""The devices that belong to each screen; the others are those of the desk's own program."""


class SurfaceProgram(QObject):
    """One run of a hall board, a desk sign or a ticket kiosk. The operator's window is never in it."""

    def __init__(self, options: Options, loaded: Loaded, home: Path) -> None:
        super().__init__()
        self._options, self._settings, self._home = options, loaded.settings, home
        self.failures = Failures(self._record)
        self.failures.install()
        self.words = dress(loaded.settings, options.lang)
        self.window = make_window(options.surface)
        self.workplace: Workplace | None = None
        self.conductor: Conductor | None = None
        self._pictured = False
        self._relay = Relay(self)
        self.again = QTimer(self)
        self.again.setSingleShot(True)
        self.again.setInterval(AGAIN_MS)
        self.again.timeout.connect(self.open)

    @property
    def number(self) -> int:
        """The number of the desk, or of the kiosk."""
        usual = self._settings.desk
        if self._options.surface is Surface.KIOSK:
            usual = self._settings.kiosk
        return self._options.desk or usual

    @cached_property
    def log(self) -> "Log":
        """The running log, begun with the first thing that needs it."""
        from app.log import start_log  # noqa: PLC0415 - not before the first paint

        return start_log()

    @cached_property
    def _opener(self) -> "Lane":
        from app.lanes import Lane  # noqa: PLC0415 - not before the first paint

        return Lane("opening")

    def show(self) -> None:
        """Paint the window, then open what is behind it."""
        self.window.installEventFilter(self)
        put_up(self.window, self._options.screen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to open when the window has been painted."""
        if watched is self.window and event.type() == QEvent.Type.Paint:
            self.window.removeEventFilter(self)
            QTimer.singleShot(0, self, self.open)
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Open the workplace on its own thread."""
        store_url = self._options.store or self._settings.store_url
        opened = self._opener.submit(
            _open,
            self._options.surface,
            self._settings,
            store_url,
            self._home,
            self.number,
            lambda: self.log,
        )
        self._relay.bring(opened, self._on_open, self._on_shut)

    def close(self) -> None:
        """End in order."""
        self.again.stop()
        self._relay.close()
        if self.conductor is not None:
            self.conductor.close()
        self._opener.stop()
        if self.workplace is not None:
            self.workplace.close()
        self.failures.uninstall()
        self.log.close()

    def _on_open(self, workplace: "Workplace") -> None:
        self.workplace = workplace
        surface = self._options.surface
        self.conductor = conduct(surface, self.window, workplace.parts, own=True, parent=self)
        if self._options.screenshots is not None:
            self.conductor.watch.seen.connect(self._on_first_seen)
        self.conductor.start()

    def _on_first_seen(self) -> None:
        if not self._pictured:
            self._pictured = True
            QTimer.singleShot(_PAINTED_MS, self, self._take_picture)

    def _take_picture(self) -> None:
        folder = self._options.screenshots
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(folder / f"{self._options.surface.value}.png"))
            QApplication.quit()

    def _on_shut(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            self._record(error)
        show_unreached(
            self._options.surface, self.window, self.number, practice=self._settings.practice
        )
        self.again.start()

    def _record(self, error: BaseException) -> str:
        return self.log.bug("ui", error, datetime.now().astimezone())


def _open(
    surface: Surface,
    settings: Settings,
    store_url: str,
    home: Path,
    number: int,
    log: Callable[[], "Log"],
) -> "Workplace":
    """On the opening thread: import what is heavy, then open what this screen needs, and no more."""
    from app.desk.self_service import self_service  # noqa: PLC0415
    from app.ports.devices import Slot  # noqa: PLC0415
    from ui.bootstrap.workplace import Surroundings, open_workplace  # noqa: PLC0415

    import_conductors()
    return open_workplace(
        Surroundings(
            settings=settings,
            store_url=store_url,
            home=home,
            papers=Path(settings.paper_folder),
            log=log(),
            number=number,
            takes_visitors=False,
            watched=True,
            seated=self_service() if surface is Surface.KIOSK else None,
            slots=tuple(Slot(name) for name in _SLOTS[surface]),
        )
    )
