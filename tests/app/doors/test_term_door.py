"""``term``: the worked examples through the command line, and what it says to wrong use."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

FIXTURE = str(Path(__file__).parents[2] / "data" / "HS-2026.toml")
WITH_EACH_CALENDAR = pytest.mark.parametrize(
    "calendar", [[], ["--calendar", FIXTURE]], ids=["shipped", "HS-2026"]
)


def _ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["term", *words, "--json"])
    out, err = capsys.readouterr()
    assert err == ""
    return code, json.loads(out)


def _working(value: int, carrier: str, accepted: str, *more: str) -> list[str]:
    return [
        *("--value", str(value), "--unit", "working_days", "--carrier", carrier),
        *("--accepted", accepted, *more),
    ]


@pytest.mark.requirement("R-135", "R-160", "R-161", "R-028")
@WITH_EACH_CALENDAR
@pytest.mark.parametrize(
    ("words", "issue", "due"),
    [
        (_working(5, "paper", "2026-03-06T11:20+05:00"), "2026-03-16", "2026-03-13T18:00:00+05:00"),
        (
            _working(3, "electronic", "2026-03-20T10:00+05:00", "--intake-day", "counted"),
            "2026-03-27",
            "2026-03-26T18:00:00+05:00",
        ),
        (
            _working(3, "electronic", "2026-03-20T10:00+05:00", "--intake-day", "excluded"),
            "2026-03-30",
            "2026-03-27T18:00:00+05:00",
        ),
        (
            _working(10, "paper", "2026-04-22T09:00+05:00"),
            "2026-05-08",
            "2026-05-06T18:00:00+05:00",
        ),
        (_working(1, "paper", "2026-06-02T09:00+05:00"), "2026-06-03", None),
        (
            _working(3, "paper", "2026-06-06T12:55+05:00", "--department", "duty"),
            "2026-06-10",
            "2026-06-09T18:00:00+05:00",
        ),
        (
            _working(5, "paper", "2026-04-30T19:30+05:00", "--department", "duty"),
            "2026-05-12",
            "2026-05-08T18:00:00+05:00",
        ),
        (
            _working(3, "electronic", "2026-12-09T10:00+05:00", "--intake-day", "counted"),
            "2026-12-11",
            "2026-12-10T18:00:00+05:00",
        ),
        (_working(3, "paper", "2026-12-09T10:00+05:00"), "2026-12-14", "2026-12-11T18:00:00+05:00"),
        (_working(5, "paper", "2026-06-03T10:00+05:00"), "2026-06-10", "2026-06-09T18:00:00+05:00"),
        (
            _working(3, "electronic", "2026-06-03T10:00+05:00", "--intake-day", "counted"),
            "2026-06-05",
            "2026-06-04T18:00:00+05:00",
        ),
    ],
)
def test_the_examples_of_terms(
    capsys: pytest.CaptureFixture[str],
    calendar: list[str],
    words: list[str],
    issue: str,
    due: str | None,
) -> None:
    code, answer = _ask(capsys, *words, *calendar)
    assert code == 0
    assert answer["issue_date"] == issue
    assert answer["term_end"] == f"{issue}T18:00:00+05:00"
    assert answer["delivery_due"] == due
    assert [f for f in answer["findings"] if f["severity"] == "block"] == []
    assert all(day["reason"]["kk"] and day["reason"]["ru"] for day in answer["days"])
    assert all(entry["kk"] and entry["ru"] for entry in answer["citations"])


@pytest.mark.requirement("R-171", "R-174", "R-175", "R-173")
@WITH_EACH_CALENDAR
@pytest.mark.parametrize(
    ("words", "storage"),
    [
        (
            [
                *_working(5, "paper", "2026-01-23T10:00+05:00"),
                *("--retention", "month", "--arrived", "2026-01-29T10:00+05:00"),
            ],
            ("2026-01-30", "2026-03-02", "2026-03-03"),
        ),
        (
            [*_working(5, "paper", "2026-02-05T10:00+05:00"), "--retention", "year_id"],
            ("2026-02-12", "2027-02-12", None),
        ),
        (
            [
                *_working(5, "paper", "2026-06-05T10:00+05:00"),
                *("--retention", "month", "--arrived", "2026-06-18"),
            ],
            ("2026-06-18", "2026-07-20", "2026-07-21"),
        ),
        (
            [*_working(5, "paper", "2026-06-05T10:00+05:00"), "--retention", "social"],
            ("2026-06-12", None, None),
        ),
        (_working(5, "paper", "2026-06-05T10:00+05:00"), ("2026-06-12", None, None)),
    ],
)
def test_the_examples_of_storage(
    capsys: pytest.CaptureFixture[str],
    calendar: list[str],
    words: list[str],
    storage: tuple[str, str | None, str | None],
) -> None:
    code, answer = _ask(capsys, *words, *calendar)
    assert code == 0
    found = (answer["storage_from"], answer["storage_until"], answer["return_allowed_from"])
    assert found == storage


@pytest.mark.requirement("R-160")
def test_electronic_without_intake_day_is_a_finding_and_exit_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, answer = _ask(capsys, *_working(3, "electronic", "2026-03-20T10:00+05:00"))
    assert code == 1
    assert answer["issue_date"] is None
    assert answer["days"] == []
    (finding,) = answer["findings"]
    assert finding["id"] == "R-160"
    assert set(finding["text"]) == set(finding["citation"]) == {"kk", "ru"}
    assert finding["citation"]["ru"].startswith("пункт 1 статьи 20 ")


def test_another_offset_is_read_in_the_branchs_time(capsys: pytest.CaptureFixture[str]) -> None:
    _, here = _ask(capsys, *_working(5, "paper", "2026-03-06T11:20+05:00"))
    _, zulu = _ask(capsys, *_working(5, "paper", "2026-03-06T06:20Z"))
    assert here == zulu


def test_acceptance_outside_the_hours_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = _ask(capsys, *_working(3, "paper", "2026-06-06T12:55+05:00"))
    assert code == 0
    (finding,) = answer["findings"]
    assert (finding["rule"], finding["severity"]) == ("opening.open", "warn")


@pytest.mark.requirement("R-025")
@pytest.mark.parametrize("accepted", ["1900-01-01T10:00+05:00", "2100-01-01T10:00+05:00"])
def test_far_dates_are_a_finding(capsys: pytest.CaptureFixture[str], accepted: str) -> None:
    code, answer = _ask(capsys, *_working(5, "paper", accepted))
    assert code == 1
    assert [finding["id"] for finding in answer["findings"]] == ["R-025"]


@pytest.mark.requirement("R-005", "R-135")
def test_a_service_in_place_of_value_and_unit(capsys: pytest.CaptureFixture[str]) -> None:
    accepted = ("--accepted", "2026-05-05T10:00+05:00")
    code, answer = _ask(capsys, "--service", "academic_leave", *accepted)
    assert (code, answer["issue_date"]) == (0, "2026-05-08")
    code, answer = _ask(capsys, "--service", "pension", "--carrier", "electronic", *accepted)
    assert code == 1
    assert "R-160" in [finding["id"] for finding in answer["findings"]]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--accepted", "2026-03-06T11:20+05:00"],
        _working(0, "paper", "2026-03-06T11:20+05:00"),
        _working(5, "parchment", "2026-03-06T11:20+05:00"),
        _working(5, "paper", "2026-03-06"),
        _working(5, "paper", "2026-03-06T11:20"),
        _working(5, "paper", "2026-02-30T11:20+05:00"),
        _working(5, "paper", "2026-03-06T11:20+05:00", "--department", "night"),
        _working(5, "paper", "2026-03-06T11:20+05:00", "--retention", "forever"),
        _working(5, "paper", "2026-03-06T11:20+05:00", "--arrived", "soon"),
        _working(5, "paper", "2026-03-06T11:20+05:00", "--calendar", "/nowhere.toml"),
        _working(5, "paper", "2026-03-06T11:20+05:00", "--service", "pension"),
        _working(5, "paper", "2026-03-06T11:20+05:00", "--intake-day", "maybe"),
        ["--value", "٣", "--unit", "minutes", "--accepted", "2026-03-06T11:20+05:00"],
        ["--value", "9" * 5000, "--unit", "minutes", "--accepted", "2026-03-06T11:20+05:00"],
        ["--service", "nonesuch", "--accepted", "2026-03-06T11:20+05:00"],
        ["--service", "pension", "--case", "zz", "--accepted", "2026-03-06T11:20+05:00"],
        ["--what"],
        ["--accepted"],
    ],
)
def test_wrong_use_is_one_line_in_both_languages(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["term", *words, "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert " / " in err
    assert "Traceback" not in err


def test_a_person_reads_the_days(capsys: pytest.CaptureFixture[str]) -> None:
    words = [*_working(5, "paper", "2026-03-06T11:20+05:00"), "--retention", "month"]
    assert main(["term", *words]) == 0
    out = capsys.readouterr().out
    assert "09.03.2026 - " in out
    assert "16.03.2026" in out
    assert "16.04.2026" in out
