"""When a department is open to people, and why it is not: never used to count working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from app.domain.branch import DepartmentKind
from app.domain.calendar import ONE_DAY, Calendar, Day, DayKind
from app.domain.passport_items import Hours

_SATURDAY = 5


class OpenReason(StrEnum):
    """Why a department is open or closed at a moment."""

    WITHIN_HOURS = "within_hours"
    DUTY_SATURDAY = "duty_saturday"
    DUTY_HOURS = "duty_hours"
    BEFORE_OPENING = "before_opening"
    AFTER_CLOSING = "after_closing"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MOVED_DAY_OFF = "moved_day_off"


_CLOSED_ALL_DAY = {
    DayKind.WEEKEND: OpenReason.WEEKEND,
    DayKind.HOLIDAY: OpenReason.HOLIDAY,
    DayKind.MOVED_DAY_OFF: OpenReason.MOVED_DAY_OFF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenState:
    """The state of a department at a moment; ``hours`` are those of the day, if it opens at all."""

    open: bool
    reason: OpenReason
    day: Day
    hours: Hours | None

    @property
    def working_day(self) -> bool:
        """Whether the day counts in terms: another question than whether the door is open."""
        return self.day.working


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening hours of one kind of department. Moments are in the branch's own time."""

    calendar: Calendar
    department: DepartmentKind

    def hours(self, day: Day) -> tuple[Hours | None, OpenReason]:
        """The hours of a day and why they are these."""
        table, duty = self.calendar.hours, self.department is DepartmentKind.DUTY
        if day.working:
            return (table.duty_weekdays if duty else table.weekdays), OpenReason.WITHIN_HOURS
        if duty and day.kind is DayKind.WEEKEND and day.date.weekday() == _SATURDAY:
            return table.duty_saturday, OpenReason.DUTY_SATURDAY
        if duty and day.kind is DayKind.MOVED_DAY_OFF and day.duty_hours is not None:
            return day.duty_hours, OpenReason.DUTY_HOURS
        return None, _CLOSED_ALL_DAY[day.kind]

    def at(self, moment: datetime) -> OpenState:
        """Whether the department is open at a moment; the closing hour itself is closed.

        Raises :class:`app.domain.calendar.CalendarMissingError` outside the approved years.
        """
        day = self.calendar.day(moment.date())
        hours, reason = self.hours(day)
        clock = moment.time()
        if hours is None:
            return OpenState(open=False, reason=reason, day=day, hours=None)
        if clock < hours.opens:
            reason = OpenReason.BEFORE_OPENING
        elif clock >= hours.closes:
            reason = OpenReason.AFTER_CLOSING
        inside = hours.opens <= clock < hours.closes
        return OpenState(open=inside, reason=reason, day=day, hours=hours)

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself when open, else when the doors open next."""
        state = self.at(moment)
        if state.open:
            return moment
        if state.hours is not None and state.reason is OpenReason.BEFORE_OPENING:
            return _at(moment, state.hours.opens)
        while True:
            moment += ONE_DAY
            hours, _ = self.hours(self.calendar.day(moment.date()))
            if hours is not None:
                return _at(moment, hours.opens)

    def portions(self, start: datetime, minutes: int) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of opening time that make up so many minutes from ``start``, day by day."""
        left = timedelta(minutes=minutes)
        now = self.next_opening(start)
        while True:
            hours, _ = self.hours(self.calendar.day(now.date()))
            closing = _at(now, hours.closes) if hours is not None else now
            if left <= closing - now:
                yield now, now + left
                return
            yield now, closing
            left -= closing - now
            now = self.next_opening(closing)


def _at(moment: datetime, clock: time) -> datetime:
    return moment.replace(
        hour=clock.hour, minute=clock.minute, second=clock.second, microsecond=0, fold=0
    )
