"""``python -m app queue``: the figures of a day as lines for a person and as one document."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.robot.player import Player
from app.robot.scenario import read_scenario
from app.robot.stage import DeskStage, practice_desk

_ROAD = """
[scenario]
title.kk = "Бір келуші"
title.ru = "Один посетитель"
clock = 2026-03-06T11:20:00+05:00
requirements = ["R-033"]

[[step]]
do = "take_ticket"
language = "kk"

[[step]]
do = "take_ticket"
language = "ru"

[[step]]
do = "advance"
minutes = 6

[[step]]
do = "call"
ticket = "A3002"
reason = "let_ahead"

[[step]]
do = "arrive"

[[step]]
do = "advance"
minutes = 9

[[step]]
do = "finish_visit"
outcome = "consulted"
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store in which one of two visitors was served, out of turn."""
    file = tmp_path / "road.toml"
    file.write_text(_ROAD, encoding="utf-8")
    address = f"sqlite:///{tmp_path / 'store.db'}"
    scenario = read_scenario(file)
    stage = DeskStage(practice_desk(scenario, tmp_path, store=address))
    unmet = [problem for played in Player(scenario, stage).play() for problem in played.unmet]
    stage.practice.close()
    assert unmet == []
    return address


@pytest.mark.requirement("R-040", "R-033")
def test_the_document_of_a_day(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "--store", url, "--day", "2026-03-06", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["day"] == "2026-03-06"
    assert told["closes"] == "2026-03-06T18:00:00+05:00"
    assert told["total"]["arrivals"] == 2
    assert told["total"]["ends"] == {"consulted": 1}
    assert told["total"]["unfinished"] == 1
    assert told["purposes"]["intake"]["waiting"]["mean"] == 6.0
    assert told["hours"]["11"]["service"]["median"] == 9.0
    assert [(call["ticket"], call["desk"], call["reason"]) for call in told["out_of_turn"]] == [
        ("A3002", "3", "let_ahead")
    ]
    assert {point["at"][11:16] for point in told["curve"]} >= {"09:00", "11:30", "18:00"}
    assert told["forecast"] == {"count": 1, "mean_absolute": 6.0, "bias": -6.0}


def test_the_lines_speak_both_languages(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "--store", url, "--day", "2026-03-06"]) == 0
    told = capsys.readouterr().out
    assert "келгендер – 2" in told
    assert "пришли – 2" in told
    assert "6,0 / 6,0 / 6,0 (1)" in told


def test_a_day_without_visitors_is_told_too(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "--store", url, "--day", "2026-03-05"]) == 0
    assert "пришли – 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["--day", "yesterday"], ["--department", "branch"], ["--store", "nonsense"]]
)
def test_what_cannot_be_read_ends_with_two(
    url: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["queue", "--store", url, *words]) == 2
    assert " / " in capsys.readouterr().err
