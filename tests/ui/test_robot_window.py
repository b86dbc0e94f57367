"""The robot at the window: a scenario is played by keys, is told a line a step, fails when it should."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.language import Lang
from app.robot.scenario import read_scenario, scenario_file
from ui.binding.texts import ui_language
from ui.bootstrap.program import Options
from ui.robot import play
from ui.robot.run import perform
from ui.robot.stage import How, differences
from ui.shell.pages import PAGES

pytestmark = pytest.mark.usefixtures("dressed")

KEYS_FOR_ONE_INTAKE = 25
"""From the call to the receipt, besides the card and the scans."""

KEYS_FOR_SIX_DIGITS = 7

_SHORT = """
[scenario]
title.kk = "Қысқа жол"
title.ru = "Короткая дорога"
clock = 2026-01-28T11:20:00+05:00

[[step]]
do = "take_ticket"
language = "ru"

[[step]]
do = "call"
"""

_HELD_BACK = """
[[step]]
do = "register"
expect.findings = ["R-057"]
"""

_HOPEFUL = """
[[step]]
do = "insert_card"
card = "citizen"
expect.state = "REGISTERED"
"""


class _Flashes(QObject):
    """Notes what is put up as a window of its own, sheets and screens apart."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def _file(folder: Path, *parts: str) -> Path:
    path = folder / "road.toml"
    path.write_text("".join(parts), encoding="utf-8")
    return path


def _played(
    name: str | Path, folder: Path, shots: Path | None = None
) -> list[tuple[dict[str, Any], How]]:
    scenario = read_scenario(scenario_file(str(name)))
    return list(perform(scenario, folder, Options(robot=str(name), screenshots=shots)))


def _lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


@pytest.mark.parametrize("lang", list(Lang))
def test_a_paper_application_goes_from_the_ticket_to_the_receipt_by_keys(
    tmp_path: Path, lang: Lang
) -> None:
    ui_language().choose(lang)
    steps = _played("road-paper-accepted", tmp_path, tmp_path / "shots")
    assert [record["unmet"] for record, _ in steps if not record["expected_met"]] == []
    assert {how.by for _, how in steps} == {"window", "look"}
    of_the_window = [record for record, how in steps if how.by == "window"]
    assert [record["do"] for record in of_the_window][:4] == [
        "take_ticket",
        "call",
        "insert_card",
        "choose_service",
    ]
    taking_a_ticket, registered = steps[0][0], steps[9][0]
    assert registered["do"] == "register"
    assert registered["keys_of_case"] - taking_a_ticket["keys"] <= KEYS_FOR_ONE_INTAKE
    assert all(record["language"] == lang.value for record, _ in steps)


def test_every_step_leaves_a_picture_and_the_papers_lie_beside(tmp_path: Path) -> None:
    shots = tmp_path / "shots"
    steps = _played("road-paper-accepted", tmp_path, shots)
    for record, _ in steps:
        assert record["screenshots"], record["do"]
        assert all(Path(file).stat().st_size for file in record["screenshots"])
    receipt = next(p for r, _ in steps for p in r["papers"] if p["kind"] == "acceptance_receipt")
    assert Path(receipt["path"]).parent == shots / "papers"
    assert Path(receipt["path"]).read_bytes().startswith(b"%PDF")


@pytest.mark.requirement("R-058")
def test_a_chip_that_wants_a_key_is_opened_by_scans_alone(tmp_path: Path) -> None:
    steps = _played("road-chip-with-a-key", tmp_path)
    assert [record["unmet"] for record, _ in steps if not record["expected_met"]] == []
    assert {how.by for _, how in steps} == {"window"}
    scans = [record for record, _ in steps if record["do"] in {"insert_card", "scan"}]
    assert [record["keys"] for record in scans] == [0] * len(scans)
    # Six digits and Enter; the second try has a reason and its Enter besides.
    typed = [record["keys"] for record, _ in steps if record["do"] == "open_chip"]
    assert typed[0] <= KEYS_FOR_SIX_DIGITS


def test_custody_goes_by_keys_and_no_window_flashes_up(tmp_path: Path) -> None:
    watch = _Flashes()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    try:
        steps = _played("road-paper-issued", tmp_path)
    finally:
        application.removeEventFilter(watch)
    assert all(record["expected_met"] for record, _ in steps)
    beside = {record["do"]: how.why for record, how in steps if how.by == "session"}
    assert set(beside) == {"record_provider_registration"}, beside
    by_keys = {record["do"] for record, how in steps if how.by == "window"}
    assert {"pack", "seal", "hand_over", "receive_result", "to_issuing_sector", "issue"} <= by_keys
    assert set(watch.seen) <= {"MainWindow", "ApplicantWindow"}


def test_a_day_of_the_line_goes_by_keys(tmp_path: Path) -> None:
    steps = _played("road-queue-day", tmp_path)
    assert [record["unmet"] for record, _ in steps if not record["expected_met"]] == []
    beside = [record["do"] for record, how in steps if how.by == "session"]
    # What the window holds back is what the rules stop too: too soon, not open, for another desk.
    assert beside == ["recall", "call", "call"]
    by_keys = {record["do"] for record, how in steps if how.by == "window"}
    assert by_keys >= {
        *("take_ticket", "reprint_ticket", "check_in", "fetch_bookings", "call", "recall"),
        *("undo_call", "arrive", "mark_inaccurate", "park", "transfer", "return_to_line"),
        *("finish_visit", "open_desk", "pause_desk", "resume_desk", "close_desk"),
        *("carry_over", "end_ticket"),
    }


def test_what_the_window_holds_back_is_asked_through_the_session_and_told(tmp_path: Path) -> None:
    (_, _, (record, how)) = _played(_file(tmp_path, _SHORT, _HELD_BACK), tmp_path)
    assert how.by == record["by"] == "session"
    assert record["why"] == how.why != ""
    assert record["outcome"] != "ok"


def test_the_command_prints_a_document_a_step_and_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = play(Options(robot=str(_file(tmp_path, _SHORT)), lang=Lang.KK, json=True))
    lines = _lines(capsys.readouterr().out)
    assert code == 0
    assert [line["do"] for line in lines] == ["take_ticket", "call"]
    assert [line["keys"] for line in lines][1] == 1
    assert {"by", "why", "differs", "keys", "keys_of_case", "language"} <= set(lines[0])


def test_an_expectation_that_is_not_met_ends_with_one_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = play(Options(robot=str(_file(tmp_path, _SHORT, _HOPEFUL)), lang=Lang.RU))
    said = capsys.readouterr().out
    assert code == 1
    assert "state" in said
    assert "REGISTERED" in said


def test_a_file_that_cannot_be_read_ends_with_two_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = play(Options(robot=str(_file(tmp_path, _SHORT, '[[step]]\ndo = "fly"\n'))))
    kk, ru = capsys.readouterr().err.strip().splitlines()[:2]
    assert code == 2
    assert kk
    assert ru
    assert kk != ru


def test_only_what_the_scenario_names_is_compared() -> None:
    from app.usecases.complete import Present

    wanted = Present(row="a", sheets=2, number="7")
    said = Present(row="a", sheets=1, number="8", case="c-1")
    assert differences(wanted, said, {"row": "a", "number": "7", "case": ""}) == ("number",)


def test_every_word_that_a_page_takes_has_a_road() -> None:
    """What the pages can do, the hands can do."""
    from importlib import import_module

    from ui.robot.roads import Roads

    lacking = set()
    for module, name in PAGES.values():
        page = getattr(import_module(module), name)
        lacking |= {word for word in getattr(page, "acts", ()) if not hasattr(Roads, word)}
    assert lacking == set()


@pytest.mark.requirement("R-084")
def test_the_checks_before_the_doors_open_go_by_keys(tmp_path: Path) -> None:
    steps = _played("queue-opening-with-cameras", tmp_path)
    assert [record["unmet"] for record, _ in steps if not record["expected_met"]] == []
    by_keys = {record["do"] for record, how in steps if how.by == "window"}
    assert by_keys >= {"print_camera_sign", "check_camera_sign", "confirm_opening"}
