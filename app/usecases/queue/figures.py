"""The figures of a day: read from tickets and visits, the same for the supervisor, a door and a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.calendar import CalendarMissingError
from app.domain.language import Lang
from app.domain.opening import Opening
from app.domain.queue_figures import (
    Arrival,
    CallMade,
    Figures,
    ForecastError,
    Spread,
    arrival_of,
    by_hour,
    by_language,
    by_purpose,
    calls_of,
    figures_of,
    forecast_error,
    language_difference,
    on_day,
)
from app.domain.visit import Need, Purpose, Ticket, Visit
from app.domain.waiting_curve import CurvePoint, curve_of, quarters, stays_of
from app.ports.storage import NEED_SERIES
from app.usecases.work import Work

_DAY = timedelta(days=1)
_USUAL = (9, 18)
"""The hours drawn where the calendar tells none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtime:
    """What was done after the doors had closed (R-029): calls, and until when visitors were there."""

    calls: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """Everything that is counted and measured of one day; no person, no ranking of employees.

    ``opens`` and ``closes`` are ``None`` on a closed day or where no calendar is approved.
    ``needs`` are bare counts (R-042). ``language_gap`` is how much longer the mean waiting in
    Kazakh was than in Russian (R-041). ``carried_over``: tickets of former days in this line.
    """

    day: date
    opens: datetime | None
    closes: datetime | None
    total: Figures
    purposes: Mapping[Purpose, Figures]
    hours: Mapping[int, Figures]
    curve: tuple[CurvePoint, ...]
    languages: Mapping[Lang, Spread]
    language_gap: timedelta | None
    forecast: ForecastError | None
    arrivals: tuple[Arrival, ...]
    calls: tuple[CallMade, ...]
    overtime: Overtime
    needs: Mapping[Need, int]
    carried_over: int

    @property
    def out_of_turn(self) -> tuple[CallMade, ...]:
        """The calls before their turn, each with its reason and its desk (R-033)."""
        return tuple(call for call in self.calls if call.out_of_turn and not call.undone)


@dataclass(frozen=True, slots=True)
class _Book:
    """The tickets and visits of a day, side by side."""

    day: date
    taken: tuple[Ticket, ...]
    line: tuple[Ticket, ...]
    visits: Mapping[str, tuple[Visit, ...]]

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """Those taken on the day, then those of former days that stand or stood in its line."""
        known = {ticket.id for ticket in self.taken}
        return (*self.taken, *(one for one in self.line if one.id not in known))


def day_figures(work: Work, day: date | None = None) -> DayFigures:
    """The figures of that day; of today up to now."""
    on = day or work.now.date()
    zone = work.now.tzinfo
    book = _book(work, on)
    of = book.visits
    arrivals = [arrival_of(one, of.get(one.id, ()), zone) for one in book.taken]
    calls = sorted(
        (call for one in book.tickets for call in calls_of(one, of.get(one.id, ()), zone)),
        key=lambda call: call.at,
    )
    languages = by_language(calls)
    opens, closes = hours_of(work, on)
    return DayFigures(
        day=on,
        opens=opens,
        closes=closes,
        total=figures_of(arrivals, calls),
        purposes=by_purpose(arrivals, calls),
        hours=by_hour(arrivals, calls),
        curve=_curve(work, book, calls, (opens, closes)),
        languages=languages,
        language_gap=language_difference(languages),
        forecast=forecast_error(calls),
        arrivals=tuple(arrivals),
        calls=tuple(calls),
        overtime=_overtime(book, calls, closes),
        needs={need: work.store.numbers.given(NEED_SERIES[need], on) for need in Need},
        carried_over=len(book.tickets) - len(book.taken),
    )


def hours_of(work: Work, day: date) -> tuple[datetime | None, datetime | None]:
    """When the doors of the department open and close on that day; ``None`` when they do not, or
    where no approved calendar tells it."""
    try:
        hours, _ = Opening(work.calendar, work.branch.department).hours(work.calendar.day(day))
    except CalendarMissingError:
        return None, None
    if hours is None:
        return None, None
    zone = work.now.tzinfo
    return (
        datetime.combine(day, hours.opens, tzinfo=zone),
        datetime.combine(day, hours.closes, tzinfo=zone),
    )


def _book(work: Work, day: date) -> _Book:
    visits = work.store.visits
    start = datetime.combine(day, datetime.min.time(), tzinfo=work.now.tzinfo)
    of: dict[str, list[Visit]] = {}
    for visit in visits.called_between(start, start + _DAY):
        of.setdefault(visit.ticket_id, []).append(visit)
    taken, line = tuple(visits.taken_on(day)), tuple(visits.tickets_of(day))
    known = {ticket.id for ticket in (*taken, *line)}
    strangers = (visits.ticket(id) for id in of if id not in known)  # noqa: A001
    line = (*line, *(ticket for ticket in strangers if ticket is not None))
    return _Book(day, taken, line, {id: tuple(found) for id, found in of.items()})  # noqa: A001


def _curve(
    work: Work,
    book: _Book,
    calls: list[CallMade],
    doors: tuple[datetime | None, datetime | None],
) -> tuple[CurvePoint, ...]:
    """From the opening, or the first who came before it, up to closing or the last who left; of
    today up to now."""
    zone = work.now.tzinfo
    stays = [stay for one in book.tickets for stay in stays_of(one, book.visits.get(one.id, ()))]
    moments = [
        at.astimezone(zone)
        for stay in stays
        for at in (stay.begin, stay.end)
        if at is not None and on_day(at, book.day, zone)
    ]
    usual = [
        datetime(book.day.year, book.day.month, book.day.day, at, tzinfo=zone) for at in _USUAL
    ]
    opens, closes = doors[0] or usual[0], doors[1] or usual[1]
    start, end = min([opens, *moments]), max([closes, *moments])
    last = end if book.day < work.now.date() else min(end, work.now)
    if last < start:
        return ()
    called = [call.at for call in calls if not call.undone]
    return curve_of(stays, called, quarters(start, last))


def _overtime(book: _Book, calls: list[CallMade], closes: datetime | None) -> Overtime:
    if closes is None:
        return Overtime()
    late = sum(1 for call in calls if call.at >= closes and not call.undone)
    ends = [
        visit.closed_at
        for visits in book.visits.values()
        for visit in visits
        if visit.closed_at is not None and visit.closed_at > closes
    ]
    until = max(ends, default=None)
    return Overtime(calls=late, until=until.astimezone(closes.tzinfo) if until else None)
