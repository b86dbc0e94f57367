"""What holds for every term: its end, its delivery, its counted days, whatever the dates are."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import shipped_calendar
from app.domain.branch import DepartmentKind
from app.domain.opening import Opening
from app.domain.passport_items import Carrier, TermUnit
from app.rules.promises import TermAsk
from app.rules.terms import ServiceTerm, service_term

ZONE = timezone(timedelta(hours=5))
SHIPPED = shipped_calendar()
MOMENTS = st.datetimes(
    datetime.fromisoformat("2024-01-03T09:00"),
    datetime.fromisoformat("2027-06-01T17:00"),
    timezones=st.just(ZONE),
)
UNITS = st.sampled_from([TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS])
COUNTED = st.sampled_from([None, True, False])


def _of(
    moment: datetime,
    value: int,
    unit: TermUnit,
    *,
    counted: bool | None,
    department: DepartmentKind = DepartmentKind.ORDINARY,
) -> ServiceTerm:
    """On paper, unless it is said whether the day of intake counts."""
    return service_term(
        TermAsk(
            value=value,
            unit=unit,
            carrier=Carrier.PAPER if counted is None else Carrier.ELECTRONIC,
            accepted=moment,
            calendar=SHIPPED,
            intake_day_counted=counted,
            department=department,
        )
    )


@pytest.mark.requirement("R-135", "R-161")
@given(MOMENTS, st.integers(1, 60), UNITS, COUNTED)
def test_the_end_is_a_working_days_closing_and_delivery_comes_before(
    moment: datetime, value: int, unit: TermUnit, counted: bool | None
) -> None:
    term = _of(moment, value, unit, counted=counted)
    assert term.term_end is not None
    assert SHIPPED.is_working(term.term_end.date())
    assert f"{term.term_end:%H:%M}" == "18:00"
    assert term.term_end > moment
    if term.delivery_due is not None:
        assert term.delivery_due <= term.term_end - timedelta(hours=24)
        assert SHIPPED.is_working(term.delivery_due.date())


@pytest.mark.requirement("R-135")
@given(MOMENTS, st.integers(1, 60), COUNTED)
def test_exactly_the_counted_days_make_up_the_term(
    moment: datetime, value: int, counted: bool | None
) -> None:
    term = _of(moment, value, TermUnit.WORKING_DAYS, counted=counted)
    days = [day for day in term.days if day.counted]
    assert [day.number for day in days] == list(range(1, value + 1))
    assert all(SHIPPED.is_working(day.date) for day in days)
    walked = [day.date for day in term.days]
    assert walked == sorted(set(walked))
    assert walked[0] == moment.date()


@pytest.mark.requirement("R-160")
@given(MOMENTS, st.integers(1, 40), UNITS)
def test_a_counted_intake_day_never_ends_later(
    moment: datetime, value: int, unit: TermUnit
) -> None:
    with_day = _of(moment, value, unit, counted=True)
    without = _of(moment, value, unit, counted=False)
    on_paper = _of(moment, value, unit, counted=None)
    assert with_day.term_end is not None
    assert without.term_end is not None
    assert with_day.term_end <= without.term_end
    assert on_paper.term_end == without.term_end


@given(MOMENTS, st.integers(1, 40), UNITS, COUNTED)
def test_a_longer_term_ends_no_earlier(
    moment: datetime, value: int, unit: TermUnit, counted: bool | None
) -> None:
    shorter = _of(moment, value, unit, counted=counted)
    longer = _of(moment, value + 1, unit, counted=counted)
    assert shorter.term_end is not None
    assert longer.term_end is not None
    assert shorter.term_end <= longer.term_end


@given(MOMENTS, st.integers(1, 2000), st.sampled_from(DepartmentKind))
def test_minutes_end_inside_opening_hours(
    moment: datetime, value: int, department: DepartmentKind
) -> None:
    term = _of(moment, value, TermUnit.MINUTES, counted=True, department=department)
    assert term.term_end is not None
    opening = Opening(SHIPPED, department)
    assert opening.at(term.term_end - timedelta(microseconds=1)).open
    assert term.term_end >= moment + timedelta(minutes=value)
