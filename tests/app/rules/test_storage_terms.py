"""Storage: a calendar month or a year by date, never for social documents, never cut short."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import shipped_calendar
from app.domain.calendar import Calendar, add_months
from app.domain.passport import Retention
from app.rules.storage_terms import StorageTerm, return_allowed, storage_term

SHIPPED = shipped_calendar()


def _kept(promised: date, arrived: date | None = None, **changed: Any) -> StorageTerm:
    values = {"retention": Retention.MONTH, "calendar": SHIPPED} | changed
    return storage_term(promised=promised, arrived=arrived, **values)


@pytest.mark.requirement("R-171")
def test_example_5_a_month_without_that_day_rolls_forward() -> None:
    kept = _kept(date(2026, 1, 30), date(2026, 1, 29))
    assert kept.start == date(2026, 1, 30)
    assert kept.until == date(2026, 3, 2)
    assert kept.return_allowed_from == date(2026, 3, 3)
    assert all(step.reason.complete for step in kept.steps)


@pytest.mark.requirement("R-174")
def test_example_6_identity_documents_are_kept_a_year_and_never_returned_by_time() -> None:
    kept = _kept(date(2026, 2, 12), retention=Retention.YEAR_ID)
    assert kept.until == date(2027, 2, 12)
    assert kept.return_allowed_from is None
    assert not return_allowed(kept, date(2099, 1, 1))


@pytest.mark.requirement("R-174")
def test_example_6_the_leap_day_ends_on_the_last_of_february() -> None:
    years = Calendar(
        version="test",
        years=frozenset({2028, 2029}),
        special={},
        hours=SHIPPED.hours,
        closing=time(18),
    )
    kept = _kept(date(2028, 2, 29), retention=Retention.YEAR_ID, calendar=years)
    assert kept.until == date(2029, 2, 28)


@pytest.mark.requirement("R-175", "R-171")
def test_example_12_a_late_result_is_kept_from_its_arrival() -> None:
    kept = _kept(date(2026, 6, 12), date(2026, 6, 18))
    assert kept.start == date(2026, 6, 18)
    assert kept.until == date(2026, 7, 20)
    assert kept.return_allowed_from == date(2026, 7, 21)


@pytest.mark.requirement("R-173")
def test_social_documents_have_no_last_day_and_no_return() -> None:
    kept = _kept(date(2026, 6, 12), retention=Retention.SOCIAL)
    assert (kept.until, kept.return_allowed_from) == (None, None)
    assert not return_allowed(kept, date(2099, 1, 1))


@pytest.mark.requirement("R-025")
def test_a_last_day_beyond_the_calendars_is_not_named_and_nothing_goes_back() -> None:
    kept = _kept(date(2027, 6, 1), retention=Retention.YEAR_ID)
    assert kept.until is None
    assert [finding.rule for finding in kept.findings] == ["storage.calendar"]
    month = _kept(date(2027, 12, 10))
    assert (month.until, month.return_allowed_from) == (None, None)
    assert not return_allowed(month, date(2028, 6, 1))


DAYS = st.dates(date(2024, 1, 2), date(2026, 10, 1))


@pytest.mark.requirement("R-171", "R-172", "R-175")
@given(DAYS, DAYS)
def test_a_month_is_never_cut_short(promised: date, arrived: date) -> None:
    kept = _kept(promised, arrived)
    assert kept.until is not None
    assert kept.return_allowed_from is not None
    start = max(promised, arrived)
    assert kept.start == start
    assert kept.until >= add_months(start, 1)
    assert SHIPPED.is_working(kept.until)
    assert kept.return_allowed_from > kept.until
    assert SHIPPED.is_working(kept.return_allowed_from)
    assert not return_allowed(kept, kept.until)
    assert return_allowed(kept, kept.return_allowed_from)


@given(DAYS, st.integers(0, 40))
def test_months_are_months_and_not_days(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    if end.day != start.day:
        assert end.day < start.day
        assert (end + timedelta(days=1)).day == 1
