"""One screen of the hall as a program of its own: painted first, opened behind, and never dead."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.settings import Loaded, Settings
from ui.bootstrap.opened_behind import OpenedBehind
from ui.bootstrap.options import Options
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


class SurfaceProgram(OpenedBehind):
    """One run of a hall board, a desk sign or a ticket kiosk. The operator's window is never in it."""

    def __init__(self, options: Options, loaded: Loaded, home: Path) -> None:
        super().__init__(options, loaded.settings, home)
        self.window = make_window(options.surface)
        self.conductor: Conductor | None = None
        self._pictured = False
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

    def show(self) -> None:
        """Paint the window, then open what is behind it."""
        self._open_once_painted(self.window)
        put_up(self.window, self._options.screen)

    def _opening(self) -> "Callable[[], Workplace]":
        surface, settings = self._options.surface, self._settings
        where = (self.store_url, self._home, self.number)
        return partial(_open, surface, settings, *where, lambda: self.log)

    def _let_go(self) -> None:
        self.again.stop()
        if self.conductor is not None:
            self.conductor.close()

    def _begin(self, workplace: "Workplace") -> None:
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
