"""From the command line to the window: threads, a store that stays shut, a machine without a screen."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from app.ports.devices import CodeScanned, Slot, StatusChanged
from app.settings import Loaded, Settings
from tests.fakes.us_keyboard import ENTER, strokes
from ui.__main__ import main
from ui.bootstrap.program import Options, Program

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Any]:
    """Makes a program over a store of that address, and ends it."""
    made: list[Program] = []

    def make(store: str = "", **devices: str) -> Program:
        chosen = {"devices": devices} if devices else {}
        settings = Settings(paper_folder=str(tmp_path / "papers"), **chosen)
        options = Options(store=store or f"sqlite:///{tmp_path / 'tereze.db'}", lang=Lang.RU)
        made.append(Program(options, Loaded(settings), tmp_path))
        return made[-1]

    yield make
    for one in made:
        one.window.close()
        one.close()


def test_the_window_comes_first_and_people_wait_behind_it(program: Any, qtbot: QtBot) -> None:
    one = program()
    one.show()
    assert one.window.isVisible()
    assert one.station is None
    qtbot.waitUntil(lambda: one.station is not None and one.station.word == "call", timeout=20_000)
    qtbot.waitUntil(lambda: one.station.session.queue is not None, timeout=5_000)
    qtbot.waitUntil(lambda: bool(one.station.session.queue.waiting), timeout=5_000)
    assert one.station.page.forward().blocked == ""


@pytest.mark.parametrize(("driver", "heard"), [("wedge", True), ("simulated", False)])
def test_keys_wait_only_where_a_scanner_types(
    driver: str, heard: bool, program: Any, qtbot: QtBot
) -> None:
    one = program(scanner=driver)
    one.show()
    qtbot.waitUntil(lambda: one.station is not None and one.station.word == "call", timeout=20_000)
    came: list[object] = []
    one.station.feed.happened.connect(came.append)
    window = one.window.windowHandle()
    QApplication.instance().focusWindowChanged.emit(window)
    for key in strokes("T0214260171234588", ENTER):
        held = Qt.KeyboardModifier.ShiftModifier if key.shift else Qt.KeyboardModifier.NoModifier
        kind = QEvent.Type.KeyPress if key.pressed else QEvent.Type.KeyRelease
        event = QKeyEvent(kind, Qt.Key.Key_unknown, held, key.code, 0, 0)
        event.setTimestamp(key.at)
        QApplication.sendEvent(window, event)
    # What came from the devices before this status is told before it.
    with qtbot.waitSignal(one.station.feed.status_changed, timeout=5_000):
        one.station.feed._came.emit(StatusChanged(one.workplace.hub.status(Slot.SCANNER)))
    codes = [event.text for event in came if isinstance(event, CodeScanned)]
    assert codes == (["T0214260171234588"] if heard else [])


@pytest.mark.requirement("R-221")
def test_a_store_that_stays_shut_is_said_and_tried_again(
    program: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "shut"
    place.write_text("no folder", encoding="utf-8")
    one = program(f"sqlite:///{place / 'tereze.db'}")
    one.show()
    page = one._page
    qtbot.waitUntil(lambda: page._fault is not None and page._fault.isVisible(), timeout=20_000)
    assert one.station is None
    place.unlink()
    page.retried.emit()
    qtbot.waitUntil(lambda: one.station is not None, timeout=20_000)


def test_a_machine_without_a_screen_is_told_so() -> None:
    bare = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    bare.pop("QT_QPA_PLATFORM", None)
    ended = subprocess.run(
        [sys.executable, "-m", "ui"],
        env=bare,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 15
    assert "экран" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) <= 2


@pytest.mark.parametrize("wrong", [["--lang", "en"], ["--nothing"]])
def test_what_the_command_line_does_not_know_is_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2


@pytest.mark.requirement("R-058")
def test_a_missing_folder_of_country_certificates_is_told_at_the_start(
    tmp_path: Path, qtbot: QtBot
) -> None:
    settings = Settings(
        paper_folder=str(tmp_path / "papers"), country_certificates=str(tmp_path / "gone")
    )
    options = Options(store=f"sqlite:///{tmp_path / 'tereze.db'}", lang=Lang.RU)
    one = Program(options, Loaded(settings), tmp_path)
    try:
        one.show()
        qtbot.waitUntil(lambda: one.station is not None, timeout=20_000)
        told = one.window.step.toast
        qtbot.waitUntil(lambda: "«gone»" in told.accessibleName(), timeout=5_000)
        qtbot.waitUntil(lambda: one.station.session.queue is not None, timeout=5_000)
        assert "«gone»" in told.accessibleName()
    finally:
        one.window.close()
        one.close()
