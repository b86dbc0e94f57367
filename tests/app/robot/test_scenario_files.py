"""A slip in a scenario file is named with its place; nothing is guessed."""

from pathlib import Path

import pytest

from app.errors import InputInvalid
from app.robot.scenario import read_scenario

HEAD = (
    'scenario.title = { kk = "Сынақ", ru = "Проба" }\nscenario.clock = 2026-03-06T10:00:00+05:00\n'
)


def read(folder: Path, text: str, name: str = "proba") -> None:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    read_scenario(path)


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("scenario.title = {}", "[scenario]", "clock"),
        ("scenario.clock = 2026-03-06T10:00:00", "[scenario]", "clock"),
        (HEAD + 'scenario.tite = "x"', "[scenario]", "tite?"),
        (HEAD + 'scenario.traps = "T-01"', "[scenario]", "traps"),
        (HEAD + "[[steps]]\ndo = 'call'", "proba.toml", "steps?"),
        (HEAD + "[[step]]\ndo = 'fly'", "step 1", "fly"),
        (HEAD + "[[step]]\ndo = 'call'\n[[step]]\ndo = 'call'\nrow = 'x'", "step 2 call", "row?"),
        (HEAD + "[[step]]\ndo = 'call'\nexpect.colour = 'red'", "step 1 expect", "colour?"),
        (HEAD + "[[step]]\ndo = 'scan'\ntext = 'x'", "step 1 scan", "text?"),
        (HEAD + "[[step]]\ndo = 'call'\nsay.en = 'x'", "step 1 say", "en?"),
        (HEAD + "[[step]", "proba.toml", ""),
    ],
)
def test_a_slip_is_named_with_its_place(
    tmp_path: Path, text: str, place: str, problem: str
) -> None:
    with pytest.raises(InputInvalid) as caught:
        read(tmp_path, text)
    assert caught.value.params["place"] == place
    assert problem in caught.value.params["problem"]


def test_a_scenario_begins_where_another_ended(tmp_path: Path) -> None:
    read(tmp_path, HEAD + "scenario.operator = 'issuer'\n[[step]]\ndo = 'call'", "first")
    path = tmp_path / "second.toml"
    path.write_text("scenario.after = 'first'\n[[step]]\ndo = 'recall'", encoding="utf-8")
    second = read_scenario(path)
    assert [(step.number, step.do) for step in second.steps] == [(1, "call"), (2, "recall")]
    assert (second.operator, second.clock.isoformat()) == ("issuer", "2026-03-06T10:00:00+05:00")


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("scenario.after = 'proba'", "", "after"),
        ("scenario.after = 'other'", "scenario.after = 'proba'", "after"),
        ("scenario.after = 'other'\nscenario.clock = 2026-03-06T10:00:00+05:00", HEAD, "clock"),
        ("scenario.after = 'nowhere'", HEAD, ""),
    ],
)
def test_what_goes_before_is_no_ring(tmp_path: Path, first: str, second: str, problem: str) -> None:
    (tmp_path / "other.toml").write_text(second, encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        read(tmp_path, first)
    assert problem in caught.value.params["problem"]
