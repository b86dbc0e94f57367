"""When departments are open: hours, duty Saturdays, holidays, moved days."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import shipped_calendar
from app.domain.branch import DepartmentKind
from app.domain.calendar import CalendarMissingError
from app.domain.opening import Opening, OpenReason

ZONE = timezone(timedelta(hours=5))
ORDINARY = Opening(shipped_calendar(), DepartmentKind.ORDINARY)
DUTY = Opening(shipped_calendar(), DepartmentKind.DUTY)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.requirement("R-022", "R-023", "R-024", "R-026")
@pytest.mark.parametrize(
    ("moment", "ordinary", "duty"),
    [
        ("2026-06-05T08:59:59", False, False),
        ("2026-06-05T09:00:00", True, True),
        ("2026-06-05T13:30:00", True, True),
        ("2026-06-05T17:59:59", True, True),
        ("2026-06-05T18:00:00", False, True),
        ("2026-06-05T18:00:01", False, True),
        ("2026-06-05T19:59:59", False, True),
        ("2026-06-05T20:00:00", False, False),
        ("2026-06-06T09:00:00", False, True),
        ("2026-06-06T12:59:59", False, True),
        ("2026-06-06T13:00:00", False, False),
        ("2026-06-07T10:00:00", False, False),
        ("2026-05-09T10:00:00", False, False),
        ("2026-05-11T10:00:00", False, False),
        ("2026-03-23T10:00:00", False, False),
        ("2024-05-04T17:00:00", True, True),
        ("2024-05-04T19:00:00", False, True),
        ("2024-05-08T10:00:00", False, False),
    ],
)
def test_the_matrix_of_moments(moment: str, *, ordinary: bool, duty: bool) -> None:
    assert ORDINARY.at(_at(moment)).open is ordinary
    assert DUTY.at(_at(moment)).open is duty


@pytest.mark.requirement("R-026")
def test_a_holiday_on_saturday_closes_the_duty_department() -> None:
    state = DUTY.at(_at("2026-05-09T10:00:00"))
    assert (state.open, state.reason) == (False, OpenReason.HOLIDAY)
    assert state.day.reason.complete


@pytest.mark.requirement("R-028")
def test_a_duty_saturday_is_open_but_no_working_day() -> None:
    state = DUTY.at(_at("2026-06-06T10:00:00"))
    assert state.open
    assert not state.working_day


def test_announced_hours_of_a_moved_day_off_are_for_duty_departments_only() -> None:
    assert DUTY.at(_at("2025-10-27T12:59:59")).reason is OpenReason.DUTY_HOURS
    assert not DUTY.at(_at("2025-10-27T13:00:00")).open
    assert not ORDINARY.at(_at("2025-10-27T10:00:00")).open


@pytest.mark.requirement("R-025")
@pytest.mark.parametrize(
    ("opening", "moment", "following"),
    [
        (ORDINARY, "2026-06-05T10:00:00", "2026-06-05T10:00:00"),
        (ORDINARY, "2026-06-05T07:00:00", "2026-06-05T09:00:00"),
        (ORDINARY, "2026-06-05T18:00:00", "2026-06-08T09:00:00"),
        (DUTY, "2026-06-05T20:00:00", "2026-06-06T09:00:00"),
        (DUTY, "2026-05-08T20:00:00", "2026-05-12T09:00:00"),
    ],
)
def test_the_next_opening_is_told(opening: Opening, moment: str, following: str) -> None:
    assert opening.next_opening(_at(moment)) == _at(following)


@pytest.mark.requirement("R-025")
def test_a_year_without_a_calendar_is_not_answered() -> None:
    for year in (2023, 2028):
        with pytest.raises(CalendarMissingError) as caught:
            ORDINARY.at(_at(f"{year}-06-05T10:00:00"))
        assert caught.value.year == year


MOMENTS = st.datetimes(
    datetime.fromisoformat("2024-01-01"),
    datetime.fromisoformat("2027-11-30"),
    timezones=st.just(ZONE),
)


@pytest.mark.requirement("R-022", "R-024", "R-027")
@given(MOMENTS)
def test_an_ordinary_department_is_never_open_when_the_duty_one_is_not(moment: datetime) -> None:
    assert DUTY.at(moment).open or not ORDINARY.at(moment).open


@given(MOMENTS, st.sampled_from([ORDINARY, DUTY]), st.integers(1, 3000))
def test_portions_are_opening_time_and_make_up_the_minutes(
    moment: datetime, opening: Opening, minutes: int
) -> None:
    portions = list(opening.portions(moment, minutes))
    spent = sum(((end - begins) for begins, end in portions), timedelta())
    assert spent == timedelta(minutes=minutes)
    assert portions[0][0] >= moment
    for begins, end in portions:
        assert opening.at(begins).open
        assert opening.at(end - timedelta(microseconds=1)).open
