"""Watching the day by which a provider must deliver: one day ahead of it, and after it (R-161, R-162)."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.calendar import Calendar

_DAY_AND_NIGHT = timedelta(days=1)


class Watch(StrEnum):
    """How near the moment is by which the provider must deliver."""

    EXEMPT = "exempt"
    AHEAD = "ahead"
    SOON = "soon"
    PASSED = "passed"


def delivery_watch(due: datetime | None, now: datetime, calendar: Calendar) -> Watch:
    """How a case with its provider stands (Law, article 5(2)(5)).

    ``due`` is the moment a day and a night before the term, rolled back to a working day; ``None`` for
    a service rendered within one working day, which no alarm is about. It is soon a day and a night
    before it, and on the last working day before it where days off lie between: on a day off nobody
    can remind anybody. Raises :class:`app.domain.calendar.CalendarMissingError` outside the approved
    years.
    """
    if due is None:
        return Watch.EXEMPT
    if now > due:
        return Watch.PASSED
    eve: date = calendar.back((due - _DAY_AND_NIGHT).date())
    return Watch.SOON if now.date() >= eve or due - now <= _DAY_AND_NIGHT else Watch.AHEAD
