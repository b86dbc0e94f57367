"""The shipped calendar: a source for every day, checked against an independent table."""

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from app.catalogue.calendar import load_calendar, shipped_calendar
from app.domain.calendar import DayKind, DayStatus
from app.errors import InputInvalid

YEARS = (2024, 2025, 2026, 2027)
FIXTURE = Path(__file__).parents[2] / "data" / "HS-2026.toml"

# The days off other than ordinary weekends, as the facts list them.
DAYS_OFF = {
    2024: "0101 0102 0308 0321 0322 0325 0501 0507 0508 0509 0708 0830 1025 1216",
    2025: "0101 0102 0103 0107 0310 0321 0324 0325 0501 0507 0509 0606 0707 0901 1027 1216",
    2026: "0101 0102 0107 0309 0323 0324 0325 0501 0507 0511 0527 0706 1026 1216",
    2027: "0101 0104 0107 0308 0315 0322 0323 0324 0503 0507 0510 0706 1025 1216",
}
WORKED_WEEKENDS = {date(2024, 5, 4), date(2025, 1, 5)}


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.requirement("R-025")
@pytest.mark.parametrize("year", YEARS)
def test_weekdays_off_are_exactly_those_of_the_facts(year: int) -> None:
    calendar = shipped_calendar()
    off = [d for d in _days(year) if d.weekday() < 5 and not calendar.is_working(d)]
    assert " ".join(f"{d:%m%d}" for d in off) == DAYS_OFF[year]


@pytest.mark.requirement("R-025")
@pytest.mark.parametrize("year", YEARS)
def test_working_days_agree_with_an_independent_table(year: int) -> None:
    other = holidays.country_holidays("KZ", years=year)
    calendar = shipped_calendar()
    differing = [d for d in _days(year) if other.is_working_day(d) != calendar.is_working(d)]
    assert differing == []


@pytest.mark.requirement("R-025")
def test_worked_weekends_are_only_the_swapped_ones() -> None:
    calendar = shipped_calendar()
    worked = {
        d for year in YEARS for d in _days(year) if d.weekday() >= 5 and calendar.is_working(d)
    }
    assert worked == WORKED_WEEKENDS


@pytest.mark.requirement("R-025")
def test_every_entry_has_a_reason_in_both_languages_and_a_source() -> None:
    for day in shipped_calendar().special.values():
        assert day.reason.complete, day.date
        assert day.source, day.date
        assert day.kind not in (DayKind.WORKING, DayKind.WEEKEND)


def test_days_that_were_told_wrong_elsewhere() -> None:
    calendar = shipped_calendar()
    assert calendar.is_working(date(2026, 8, 31))
    assert calendar.day(date(2026, 3, 15)).kind is DayKind.WEEKEND
    assert calendar.day(date(2027, 3, 15)).kind is DayKind.HOLIDAY
    assert calendar.day(date(2024, 1, 7)).kind is DayKind.HOLIDAY
    assert calendar.is_working(date(2024, 1, 8))
    assert calendar.is_working(date(2024, 6, 17))


def test_the_expected_holiday_is_marked_so() -> None:
    calendar = shipped_calendar()
    expected = [d.date for d in calendar.special.values() if d.status is DayStatus.ESTIMATE]
    assert expected == [date(2027, 5, 16)]


@pytest.mark.requirement("R-025")
def test_another_file_takes_the_place_of_its_year() -> None:
    fixture = load_calendar(FIXTURE)
    assert not fixture.is_working(date(2026, 8, 31))
    assert fixture.years == shipped_calendar().years
    assert "HS-2026" in fixture.version
    assert fixture.version != shipped_calendar().version


def _file(folder: Path, text: str) -> Path:
    source = folder / "year.toml"
    source.write_text(text, encoding="utf-8")
    return source


@pytest.mark.requirement("R-025")
def test_a_year_that_is_not_approved_is_no_calendar(tmp_path: Path) -> None:
    source = _file(tmp_path, 'year = 2026\nversion = "x"\napproved = false\nday = []\n')
    assert 2026 not in load_calendar(source).years


_DAY = '[[day]]\ndate = {date}\nkind = "{kind}"\nkk = "а"\nru = "а"\nstatus = "law"\nsource = "s"\n'
_HEAD = 'year = 2026\nversion = "x"\napproved = true\n'


@pytest.mark.parametrize(
    "text",
    [
        "year = ",
        "\ufeffyear = 1",
        _HEAD,
        _HEAD.replace("true", "1") + "day = []",
        _HEAD + "day = 5",
        _HEAD + "day = [5]",
        _HEAD + _DAY.format(date="2026-01-01", kind="party"),
        _HEAD + _DAY.format(date="2025-01-01", kind="holiday"),
        _HEAD + _DAY.format(date='"2026-01-01"', kind="holiday"),
        _HEAD + _DAY.format(date="2026-01-01T10:00:00", kind="holiday"),
        _HEAD + _DAY.format(date="2026-01-01", kind="holiday") * 2,
        _HEAD
        + _DAY.format(date="2026-01-01", kind="moved_day_off")
        + "duty_opens = 13:00:00\nduty_closes = 09:00:00\n",
    ],
)
def test_a_broken_file_is_named_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        load_calendar(_file(tmp_path, text))
    assert caught.value.code == "calendar.broken"
    assert caught.value.params["file"] == "year.toml"
    assert caught.value.params["place"]


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for source in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(InputInvalid):
            load_calendar(source)
    binary = tmp_path / "b.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputInvalid):
        load_calendar(binary)
