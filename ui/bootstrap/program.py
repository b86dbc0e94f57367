"""The program from the first paint to the last: the window first, what is heavy behind it."""

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.settings import Loaded, Settings, load
from ui.binding.failures import notice_of
from ui.bootstrap.opened_behind import OpenedBehind
from ui.bootstrap.options import Options
from ui.shell.main_window import MainWindow
from ui.shell.opening_page import OpeningPage
from ui.shell.surfaces import Surface

if TYPE_CHECKING:
    from app.log import Log
    from ui.bootstrap.surface_program import SurfaceProgram
    from ui.bootstrap.workplace import Workplace
    from ui.shell.wedge import WedgeWatch
    from ui.shell.workstation import Workstation

_OPENING = "opening"


class Program(OpenedBehind):
    """One run of the program."""

    def __init__(self, options: Options, loaded: Loaded, home: Path) -> None:
        super().__init__(options, loaded.settings, home)
        self._warning = loaded.warning
        self.window = MainWindow()
        self.station: Workstation | None = None
        self._typed_scans: WedgeWatch | None = None
        self._page = OpeningPage()
        self._page.retried.connect(self.open)
        self.window.add_page(_OPENING, self._page)
        self.window.show_page(_OPENING)

    def show(self) -> None:
        """Paint the window, then open what is behind it."""
        self._open_once_painted(self.window)
        self.window.show()

    def open(self) -> None:
        """Open the workplace on its own thread; the window stays awake."""
        self._page.show_opening()
        super().open()

    def _opening(self) -> "Callable[[], Workplace]":
        settings, number = self._settings, self._options.desk
        return partial(_open, settings, self.store_url, self._home, lambda: self.log, number)

    def _let_go(self) -> None:
        if self._typed_scans is not None:
            self._typed_scans.stop()
        if self.station is not None:
            self.station.stop()

    def _begin(self, workplace: "Workplace") -> None:
        self.station = _conductor(self.window, workplace, self)
        self._typed_scans = _typed_scans(workplace, self)
        self.failures.listen(self.station.tell_failure)
        self.station.start()
        self.station.prepare()
        # After what the start reads, whose own line would cover a warning.
        self.station.session.ask(lambda _work: None, lambda _read: self._tell_warnings(workplace))

    def _tell_warnings(self, workplace: "Workplace") -> None:
        for warning in (self._warning, workplace.warning):
            notice = notice_of(warning) if warning is not None else None
            if notice is not None and self.station is not None:
                self.station.tell_failure(notice)

    def _on_shut(self, error: BaseException) -> None:
        incident = "" if isinstance(error, AppError) else self._record(error)
        notice = notice_of(error, incident)
        if notice is not None:
            self._page.show_failure(notice)


def _open(
    settings: Settings,
    store_url: str,
    home: Path,
    log: Callable[[], "Log"],
    number: int | None,
) -> "Workplace":
    """On the opening thread: import what is heavy, then open. What the window needs next comes too."""
    from app.desk.running import RunningHere  # noqa: PLC0415
    from ui.bootstrap.workplace import Surroundings, open_workplace  # noqa: PLC0415

    import_module("ui.shell.workstation")
    for module, _ in import_module("ui.shell.pages").PAGES.values():
        import_module(module)
    running = RunningHere(home, str(number or settings.desk))
    around = Surroundings(
        settings=settings,
        store_url=store_url,
        home=home,
        papers=Path(settings.paper_folder),
        log=log(),
        number=number,
        watched=True,
        running=running,
    )
    try:
        return open_workplace(around)
    except BaseException:
        running.end()
        raise


def _conductor(window: MainWindow, workplace: "Workplace", parent: QObject) -> "Workstation":
    from ui.shell.workstation import Workstation  # noqa: PLC0415 - heavy, imported while opening

    return Workstation(window, workplace.parts, parent)


def _typed_scans(workplace: "Workplace", parent: QObject) -> "WedgeWatch | None":
    """Hear a scanner that types, if the settings name one: nobody's keys wait without need."""
    if workplace.keyed_scanner is None:
        return None
    from ui.shell.wedge import WedgeWatch  # noqa: PLC0415 - most desks have no such scanner

    return WedgeWatch(workplace.keyed_scanner, parent)


def run(options: Options) -> int:
    """Open the workstation, or one screen of the hall, and stay until it is closed; the exit code."""
    application = cast("QApplication", QApplication.instance() or QApplication(sys.argv[:1]))
    application.setApplicationName("tereze")
    home = platformdirs.user_data_path("tereze", appauthor=False)
    program = _program(options, home)
    program.show()
    code = application.exec()
    program.close()
    return int(code)


def _program(options: Options, home: Path) -> "Program | SurfaceProgram":
    if options.surface is Surface.DESK:
        return Program(options, load(), home)
    from ui.bootstrap.surface_program import SurfaceProgram  # noqa: PLC0415 - no desk needs it

    return SurfaceProgram(options, load(), home)
