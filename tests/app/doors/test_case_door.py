"""The door ``case``: the whole view of a case, numbers of people masked, every reveal in the journal."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.domain.case_states import CaseState
from app.doors.robot import run as play
from app.storage import open_store

IIN = "870412399019"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with one case, walked from the ticket to the hands of the applicant."""
    place = tmp_path_factory.mktemp("case-door")
    url = f"sqlite:///{place / 'store.db'}"
    arguments = Namespace(
        file="road-paper-issued", store=url, papers=str(place), words=False, json=True
    )
    assert play(arguments) == 0
    return url


@pytest.fixture
def number(store: str) -> str:
    with open_store(store).begin(writing=False) as unit:
        (case,) = unit.cases.in_states((CaseState.ISSUED,))
        return case.number


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = main(["case", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.requirement("R-225", "R-049")
def test_the_case_is_told_whole_with_sources_and_times(
    store: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = asked(capsys, number, "--store", store)
    assert code == 0
    assert (said["number"], said["state"], said["found"]) == (number, "ISSUED", True)
    assert said["service"]["kk"]
    assert said["service"]["ru"]
    facts = {fact["name"]: fact for fact in said["facts"]}
    assert facts["person"]["source"] == "card"
    assert facts["person"]["at"].startswith("2026-01-28T")
    assert said["terms"]["promised"] is True
    assert [unit["kind"] for unit in said["units"]] == ["OUT", "IN"]
    assert [step["verb"] for step in said["history"]][-1] == "issue"
    assert said["result"]["kind"] == "document"
    assert said["storage"]["cell"] == "A-1"
    assert "issue_record" in {paper["kind"] for paper in said["papers"]}
    assert [line["verb"] for line in said["journal"]].count("issue") == 1
    assert all(
        verb["findings"] == [] or "citation" in verb["findings"][0] for verb in said["verbs"]
    )


@pytest.mark.requirement("R-225")
def test_numbers_of_people_are_masked_unless_asked_for_and_that_is_logged(
    store: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, masked = asked(capsys, number, "--store", store)
    assert masked["masked"] is True
    text = json.dumps(masked)
    assert IIN not in text
    assert "+7700000000" not in text
    reveals = [line for line in masked["journal"] if line["verb"] == "reveal_case"]
    _, whole = asked(capsys, number, "--store", store, "--full")
    assert whole["masked"] is False
    assert IIN in json.dumps(whole)
    _, after = asked(capsys, number, "--store", store)
    told = [line for line in after["journal"] if line["verb"] == "reveal_case"]
    assert len(told) == len(reveals) + 1
    assert told[-1]["actor"].startswith("door:")
    assert main(["verify-journal", "--store", store]) == 0


def test_a_person_reads_it_in_both_languages(
    store: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["case", number, "--store", store]) == 0
    out = capsys.readouterr().out
    assert "выдано" in out
    assert "берілген" in out
    assert IIN not in out


def test_what_names_a_case_finds_it(
    store: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = asked(capsys, number, "--store", store)
    for name in (said["id"], said["units"][1]["code"]):
        code, same = asked(capsys, name, "--store", store)
        assert (code, same["number"]) == (0, number)


def test_a_case_that_is_not_there_is_a_no(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "03-2699999", "--store", store) == (
        1,
        {"number": "03-2699999", "found": False},
    )
    assert main(["case", "03-2699999", "--store", store]) == 1
    assert "03-2699999" in capsys.readouterr().out


def test_a_store_that_is_not_there_is_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["case", "x", "--store", f"sqlite:///{tmp_path / 'no' / 'store.db'}"]) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "no").exists()
