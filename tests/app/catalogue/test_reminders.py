"""When an applicant is reminded: an internal norm in a dated file, the longest notice first."""

from datetime import date

import pytest

from app.catalogue.reminders import reminder_days


@pytest.mark.requirement("R-171")
def test_a_week_and_a_day_before_the_end() -> None:
    assert reminder_days(date(2026, 3, 6)) == (7, 1)


@pytest.mark.requirement("R-171")
def test_before_the_norm_nobody_is_reminded() -> None:
    assert reminder_days(date(2015, 12, 31)) == ()
