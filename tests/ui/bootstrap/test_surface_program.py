"""A screen of the hall as a program: painted first, alive without a store, never the operator's window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from app.settings import BoardSettings, Loaded, Settings
from tests.fakes.board_checks import shown_words
from ui.__main__ import main
from ui.binding.board import BoardKind, SignKind
from ui.binding.kiosk import HallKind
from ui.bootstrap.options import Options
from ui.bootstrap.surface_program import SurfaceProgram
from ui.displays.desk_sign import DeskSign
from ui.displays.hall_board import HallBoard
from ui.displays.kiosk import KioskWindow
from ui.displays.kiosk_steps import KioskStep
from ui.shell.main_window import MainWindow
from ui.shell.surfaces import Surface

pytestmark = pytest.mark.usefixtures("dressed")
HALL = (Surface.BOARD, Surface.SIGN, Surface.KIOSK)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Any]:
    """Makes a program over a store of that address, and ends it."""
    made: list[SurfaceProgram] = []

    def make(surface: Surface, store: str = "", **options: Any) -> SurfaceProgram:
        settings = Settings(
            paper_folder=str(tmp_path / "papers"), devices={}, board=BoardSettings(animations=False)
        )
        url = store or f"sqlite:///{tmp_path / 'tereze.db'}"
        chosen = Options(surface=surface, store=url, lang=Lang.RU, **options)
        made.append(SurfaceProgram(chosen, Loaded(settings), tmp_path))
        return made[-1]

    yield make
    for one in made:
        one.window.close()
        one.close()


def is_fed(program: SurfaceProgram) -> bool:
    window = program.window
    if isinstance(window, HallBoard):
        return window.state_shown is BoardKind.OPEN and window._state is not None
    if isinstance(window, DeskSign):
        return window._state is not None and window._state.kind is SignKind.CLOSED
    assert isinstance(window, KioskWindow)
    return window.step is KioskStep.LANGUAGE


def is_lost(program: SurfaceProgram) -> bool:
    window = program.window
    if isinstance(window, HallBoard):
        return window.state_shown is BoardKind.STALE
    if isinstance(window, DeskSign):
        return window._state is not None and window._state.kind is SignKind.STALE
    assert isinstance(window, KioskWindow)
    return window.hall.kind is HallKind.AWAY


@pytest.mark.parametrize("surface", HALL)
def test_a_screen_opens_behind_its_first_paint_and_shows_the_queue(
    program: Any, qtbot: QtBot, surface: Surface
) -> None:
    one = program(surface)
    one.show()
    assert one.window.isVisible()
    assert one.workplace is None
    qtbot.waitUntil(lambda: is_fed(one), timeout=20_000)
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not [w for w in shown if isinstance(w, MainWindow)]
    assert one.workplace.practice.choice.desk == ("8" if surface is Surface.KIOSK else "3")
    holds = one.workplace.practice.desk.ask(lambda work: tuple(work.store.queue.holds()))
    assert holds.result() == ()


@pytest.mark.requirement("R-036")
@pytest.mark.parametrize("surface", HALL)
def test_a_store_that_stays_shut_is_told_to_the_hall_and_tried_again(
    program: Any, qtbot: QtBot, tmp_path: Path, surface: Surface
) -> None:
    place = tmp_path / "shut"
    place.write_text("no folder", encoding="utf-8")
    one = program(surface, f"sqlite:///{place / 'tereze.db'}")
    one.show()
    qtbot.waitUntil(lambda: is_lost(one), timeout=20_000)
    assert shown_words(one.window)
    assert one.again.isActive()
    place.unlink()
    one.again.timeout.emit()
    qtbot.waitUntil(lambda: is_fed(one), timeout=20_000)


def test_numbers_and_devices_are_those_of_the_screen(program: Any, qtbot: QtBot) -> None:
    one = program(Surface.KIOSK, desk=7)
    one.show()
    qtbot.waitUntil(lambda: is_fed(one), timeout=20_000)
    assert one.number == 7
    assert one.workplace.parts.number == "7"
    assert one.workplace.parts.operator().id == "kiosk"


def test_a_screen_of_its_own_is_filled(program: Any, qtbot: QtBot) -> None:
    one = program(Surface.BOARD, screen=5)
    one.show()
    assert one.window.isFullScreen()
    qtbot.waitUntil(lambda: is_fed(one), timeout=20_000)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--surface", "window"],
        ["--surface", "board", "--robot", "road-paper-issued"],
        ["--surface", "kiosk", "--desk", "100"],
        ["--surface", "sign", "--desk", "0"],
        ["--screen", "0"],
        ["--screenshots", "somewhere"],
    ],
    ids=" ".join,
)
def test_what_does_not_go_together_is_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2
