"""``robot``: one line a step, the papers beside it, and an exit that says whether all was met."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

HEAD = (
    'scenario.title = { kk = "Сынақ", ru = "Проба" }\nscenario.clock = 2026-03-06T10:00:00+05:00\n'
)
KEYS = {"step", "do", "outcome", "findings", "state", "papers", "expected_met"}


def played(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["robot", *words, "--json"])
    out, err = capsys.readouterr()
    assert err == ""
    return code, [json.loads(line) for line in out.splitlines()]


@pytest.mark.requirement("R-132", "R-133")
def test_a_shipped_road_is_played_by_its_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, lines = played(capsys, "road-paper-accepted", "--papers", str(tmp_path))
    assert code == 0
    assert all(line.keys() >= KEYS and line["expected_met"] for line in lines)
    assert [line["step"] for line in lines] == list(range(1, len(lines) + 1))
    register = next(line for line in lines if line["do"] == "register")
    assert (register["outcome"], register["state"]) == ("ok", "REGISTERED")
    assert [paper["kind"] for paper in register["papers"]] == ["acceptance_receipt"]
    assert Path(register["papers"][0]["path"]).read_bytes().startswith(b"%PDF")


@pytest.mark.requirement("R-105")
def test_a_stopped_step_says_why_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = played(capsys, "trap-06-expired-identity-document")
    assert code == 0
    stopped = [line for line in lines if line["outcome"] == "blocked"]
    found = {finding["id"]: finding for line in stopped for finding in line["findings"]}
    assert found["R-061"]["severity"] == "block"
    assert found["R-061"]["text"].keys() == found["R-061"]["citation"].keys() == {"kk", "ru"}
    assert "20" in found["R-061"]["citation"]["ru"]


def test_an_unmet_expectation_is_named_and_ends_with_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "proba.toml"
    file.write_text(HEAD + "[[step]]\ndo = 'call'\n[[step]]\ndo = 'recall'\nexpect = 'blocked'\n")
    code, lines = played(capsys, str(file))
    assert code == 1
    assert [line["expected_met"] for line in lines] == [False, True]
    assert lines[0]["unmet"] == ["outcome: expected ok, got blocked"]


@pytest.mark.parametrize("text", ["", HEAD + "[[step]]\ndo = 'fly'", HEAD + "[[step]"])
def test_a_file_that_cannot_be_read_ends_with_two(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str
) -> None:
    file = tmp_path / "proba.toml"
    file.write_text(text)
    assert main(["robot", str(file), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()


def test_a_store_that_is_named_keeps_the_case(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = f"sqlite:///{tmp_path}/store.db"
    code, lines = played(capsys, "road-paper-accepted", "--store", store)
    assert code == 0
    assert main(["case", lines[-1]["case"], "--store", store, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["verify-journal", "--store", store, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["intact"] is True


def test_the_words_are_listed_with_the_names_of_their_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["robot", "--words", "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["take_ticket"][:2] == ["purpose", "language"]
    assert "refuse_intake" in table
