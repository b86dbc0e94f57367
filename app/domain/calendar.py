"""The calendar of days: what kind of day a date is and why, and which days count in terms.

Two notions are kept apart by type. A *working day* (here) counts in terms; an *opening day* of a
department (:mod:`app.domain.opening`) lets people in. A duty Saturday is the second only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from app.domain.language import Bilingual
from app.domain.passport_items import CorporationHours, Hours

ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_NO_REASON = Bilingual("", "")


class DayKind(StrEnum):
    """What kind of day a date is."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MOVED_DAY_OFF = "moved_day_off"
    MOVED_WORKING_DAY = "moved_working_day"


class DayStatus(StrEnum):
    """How firm an entry of the calendar is: by the law, by a swap of days, or only expected."""

    LAW = "law"
    SWAP = "swap"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One date. ``reason`` and ``source`` are empty for ordinary working days and weekends.

    ``duty_hours`` are hours at which duty departments were announced to work on a moved day off.
    """

    date: date
    kind: DayKind
    reason: Bilingual = _NO_REASON
    source: str = ""
    status: DayStatus = DayStatus.LAW
    duty_hours: Hours | None = None

    @property
    def working(self) -> bool:
        """Whether the day counts in terms of working days."""
        return self.kind in (DayKind.WORKING, DayKind.MOVED_WORKING_DAY)


class CalendarMissingError(LookupError):
    """No approved calendar covers ``year``, so nothing may be promised in it."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The approved years and their days that are not plain weekdays or weekends.

    ``hours`` are the hours of the departments, ``closing`` the hour at which the last day of a
    term ends, ``version`` the text stored beside every date computed from this calendar.
    """

    version: str
    years: frozenset[int]
    special: Mapping[date, Day] = field(hash=False)
    hours: CorporationHours
    closing: time

    def day(self, on: date) -> Day:
        """The day of that date. Raises :class:`CalendarMissingError` outside the approved years."""
        if on.year not in self.years:
            raise CalendarMissingError(on.year)
        found = self.special.get(on)
        if found is not None:
            return found
        kind = DayKind.WEEKEND if on.weekday() >= _SATURDAY else DayKind.WORKING
        return Day(date=on, kind=kind)

    def is_working(self, on: date) -> bool:
        """Whether that date counts in terms of working days."""
        return self.day(on).working

    def days_after(self, on: date) -> Iterator[Day]:
        """The days after that date, one by one, until the approved years end (then it raises)."""
        while True:
            on += ONE_DAY
            yield self.day(on)

    def next_working_day(self, on: date) -> date:
        """The first working day after that date."""
        return next(day.date for day in self.days_after(on) if day.working)

    def forward(self, on: date) -> date:
        """That date, or the first working day after it when it is not one."""
        return on if self.is_working(on) else self.next_working_day(on)

    def back(self, on: date) -> date:
        """That date, or the last working day before it when it is not one."""
        while not self.is_working(on):
            on -= ONE_DAY
        return on

    def uncertain(self, first: date, last: date) -> tuple[Day, ...]:
        """The entries that are only expected and may move within, or a day beside, these dates."""
        return tuple(
            entry
            for key, entry in sorted(self.special.items())
            if entry.status is DayStatus.ESTIMATE and first - ONE_DAY <= key <= last + ONE_DAY
        )

    def missing_within(self, today: date, days: int) -> int | None:
        """The first year without an approved calendar that begins within so many days."""
        last = today + timedelta(days=days)
        years = range(today.year, last.year + 1)
        return next((year for year in years if year not in self.years), None)


def add_months(start: date, months: int) -> date:
    """The same day number so many months later, or that month's last day if it has no such."""
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(start.day, (first_after - ONE_DAY).day))
