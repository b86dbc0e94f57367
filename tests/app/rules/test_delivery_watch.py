"""The watch over the day of delivery: ahead of it by a working day, never for one-day services."""

from datetime import datetime

import pytest

from app.catalogue.calendar import shipped_calendar
from app.rules.delivery_watch import Watch, delivery_watch
from app.rules.terms import delivery_due
from tests.fakes.store_samples import ALMATY

CALENDAR = shipped_calendar()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


@pytest.mark.requirement("R-161", "R-162")
@pytest.mark.parametrize(
    ("now", "watch"),
    [
        ("2026-05-04T18:00", Watch.AHEAD),
        ("2026-05-05T09:00", Watch.SOON),
        ("2026-05-06T17:59", Watch.SOON),
        ("2026-05-06T18:00", Watch.SOON),
        ("2026-05-06T18:01", Watch.PASSED),
        ("2026-05-08T10:00", Watch.PASSED),
    ],
)
def test_the_holiday_before_the_term_moves_the_alarm_back(now: str, watch: Watch) -> None:
    due = delivery_due(moment("2026-05-08T18:00"), CALENDAR)
    assert due == moment("2026-05-06T18:00")
    assert delivery_watch(due, moment(now), CALENDAR) is watch


@pytest.mark.requirement("R-161", "R-162")
@pytest.mark.parametrize(
    ("now", "watch"),
    [
        ("2026-05-30T12:00", Watch.SOON),
        ("2026-05-29T09:00", Watch.SOON),
        ("2026-05-28T18:00", Watch.AHEAD),
    ],
)
def test_a_weekend_between_is_no_time_to_remind(now: str, watch: Watch) -> None:
    """Due on Monday 1 June: Friday is the last day on which a provider can be asked."""
    due = delivery_due(moment("2026-06-02T18:00"), CALENDAR)
    assert due == moment("2026-06-01T18:00")
    assert delivery_watch(due, moment(now), CALENDAR) is watch


@pytest.mark.requirement("R-161")
def test_a_service_of_one_working_day_is_never_alarmed() -> None:
    assert delivery_watch(None, moment("2026-06-02T19:00"), CALENDAR) is Watch.EXEMPT
