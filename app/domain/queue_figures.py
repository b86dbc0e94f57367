"""The figures of one day of the queue: what arrivals and calls make by purpose and hour, exactly.

Nothing here ranks employees. A span that cannot be true (a clock set back, a night in between) is
counted as unmeasured and never enters a mean.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from app.domain.language import Lang
from app.domain.visit import (
    CallReason,
    Purpose,
    Ticket,
    TicketEnd,
    TicketState,
    Visit,
    VisitOutcome,
)

_NOTHING = timedelta(0)
_MINUTE = timedelta(minutes=1)
_SERVED = (VisitOutcome.SERVED, VisitOutcome.CONSULTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How spans of time lie. ``ninth``: nine of ten are not longer (the nearest rank, a span that
    was measured). Without a span ``mean``, ``median`` and ``ninth`` are ``None``."""

    count: int = 0
    total: timedelta = _NOTHING
    mean: timedelta | None = None
    median: timedelta | None = None
    ninth: timedelta | None = None


def spread_of(spans: Iterable[timedelta]) -> Spread:
    """The spread of ``spans``."""
    found = sorted(spans)
    count = len(found)
    if not count:
        return Spread()
    total = sum(found, _NOTHING)
    middle = found[(count - 1) // 2] + found[count // 2]
    return Spread(
        count=count,
        total=total,
        mean=total / count,
        median=middle / 2,
        ninth=found[(9 * count + 9) // 10 - 1],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One visitor who came on the day, and what became of them; ``end`` is ``None`` while nothing
    has."""

    at: datetime
    purpose: Purpose
    end: TicketEnd | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMade:
    """One call of the day. A span is ``None`` where there is none: nobody noticed the arrival, the
    visit goes on, or its times are marked as inaccurate. ``unmeasured`` counts spans that cannot be
    true; ``first`` is the first call of its ticket that stood."""

    at: datetime
    ticket: str
    desk: str
    purpose: Purpose
    language: Lang
    outcome: VisitOutcome | None = None
    waited: timedelta | None = None
    walked: timedelta | None = None
    served: timedelta | None = None
    inaccurate: bool = False
    unmeasured: int = 0
    first: bool = True
    expected_minutes: int | None = None
    out_of_turn: CallReason | None = None
    note: str = ""

    @property
    def undone(self) -> bool:
        """Whether it was a mistake that was taken back."""
        return self.outcome is VisitOutcome.UNDONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts and spreads of a day, of an hour or of a purpose.

    Each arrival is counted on the day and in the hour of its coming, with what became of it, so that
    ``arrivals`` = all ``ends`` + ``unfinished``: nobody is lost. ``called`` are calls that stood.
    """

    arrivals: int = 0
    ends: Mapping[TicketEnd, int] = field(default_factory=dict)
    unfinished: int = 0
    called: int = 0
    no_shows: int = 0
    undone: int = 0
    out_of_turn: int = 0
    inaccurate: int = 0
    unmeasured: int = 0
    waiting: Spread = Spread()
    walking: Spread = Spread()
    service: Spread = Spread()

    @property
    def left(self) -> int:
        """Who went away unserved."""
        return self.ends.get(TicketEnd.LEFT, 0)

    @property
    def rebooked(self) -> int:
        """Whom closing moved to another day."""
        return self.ends.get(TicketEnd.REBOOKED, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastError:
    """How far the waiting told on the tickets was from the real one, in minutes.

    ``bias`` is real minus told: above nought people waited longer than they were told.
    """

    count: int
    mean_absolute: float
    bias: float


def arrival_of(ticket: Ticket, visits: tuple[Visit, ...], zone: tzinfo | None) -> Arrival:
    """A ticket as an arrival, for what it was taken at first."""
    purpose = visits[0].purpose if visits else ticket.purpose
    end = ticket.end if ticket.state is TicketState.CLOSED else None
    return Arrival(at=ticket.taken_at.astimezone(zone), purpose=purpose, end=end)


def calls_of(ticket: Ticket, visits: tuple[Visit, ...], zone: tzinfo | None) -> list[CallMade]:
    """The calls of one ticket; ``visits`` in the order of their calls."""
    found: list[CallMade] = []
    stood = False
    for visit in visits:
        undone = visit.outcome is VisitOutcome.UNDONE
        found.append(_call(ticket, visit, zone, first=not stood and not undone))
        stood = stood or not undone
    return found


def _call(ticket: Ticket, visit: Visit, zone: tzinfo | None, *, first: bool) -> CallMade:
    spans = [] if visit.inaccurate or visit.outcome is VisitOutcome.UNDONE else _spans(visit, zone)
    true = {name: span for name, span in spans if span is not None}
    return CallMade(
        at=visit.called_at.astimezone(zone),
        ticket=visit.ticket_number,
        desk=visit.desk,
        purpose=visit.purpose,
        language=ticket.language,
        outcome=visit.outcome,
        inaccurate=visit.inaccurate,
        unmeasured=len(spans) - len(true),
        first=first,
        expected_minutes=ticket.expected_minutes,
        out_of_turn=visit.out_of_turn,
        note=visit.out_of_turn_note,
        **true,
    )


def _spans(visit: Visit, zone: tzinfo | None) -> list[tuple[str, timedelta | None]]:
    """The spans of a visit by their names; ``None`` for one that cannot be true.

    Who was put aside is called back from a hold that is on record: no waiting is measured then.
    """
    found: list[tuple[str, timedelta | None]] = []
    taken, arrived, closed = visit.taken_at, visit.arrived_at, visit.closed_at
    if taken is not None and visit.ticket_before is not TicketState.PARKED:
        found.append(("waited", _span(taken, visit.called_at, zone)))
    if arrived is not None:
        found.append(("walked", _span(visit.called_at, arrived, zone)))
    if closed is not None and visit.outcome in _SERVED:
        found.append(("served", _span(arrived or visit.called_at, closed, zone)))
    return found


def _span(start: datetime, end: datetime, zone: tzinfo | None) -> timedelta | None:
    """The time between, if it is not negative and no night lies in it."""
    same_day = start.astimezone(zone).date() == end.astimezone(zone).date()
    return end - start if same_day and end >= start else None


def figures_of(arrivals: Iterable[Arrival], calls: Iterable[CallMade]) -> Figures:
    """The figures of these arrivals and calls."""
    came, made = tuple(arrivals), tuple(calls)
    stood = [call for call in made if not call.undone]
    ends = Counter(arrival.end for arrival in came if arrival.end is not None)
    return Figures(
        arrivals=len(came),
        ends={end: ends[end] for end in TicketEnd if ends[end]},
        unfinished=sum(1 for arrival in came if arrival.end is None),
        called=len(stood),
        no_shows=sum(1 for call in stood if call.outcome is VisitOutcome.NO_SHOW),
        undone=len(made) - len(stood),
        out_of_turn=sum(1 for call in stood if call.out_of_turn is not None),
        inaccurate=sum(1 for call in stood if call.inaccurate),
        unmeasured=sum(call.unmeasured for call in made),
        waiting=spread_of(call.waited for call in made if call.waited is not None),
        walking=spread_of(call.walked for call in made if call.walked is not None),
        service=spread_of(call.served for call in made if call.served is not None),
    )


def by_hour(arrivals: Iterable[Arrival], calls: Iterable[CallMade]) -> dict[int, Figures]:
    """The figures of every hour in which somebody came or was called, in their order."""
    came, made = tuple(arrivals), tuple(calls)
    hours = sorted({one.at.hour for one in came} | {one.at.hour for one in made})
    return {
        hour: figures_of(
            (one for one in came if one.at.hour == hour),
            (one for one in made if one.at.hour == hour),
        )
        for hour in hours
    }


def by_purpose(arrivals: Iterable[Arrival], calls: Iterable[CallMade]) -> dict[Purpose, Figures]:
    """The figures of every purpose; a visitor who was moved on is called for each of theirs."""
    came, made = tuple(arrivals), tuple(calls)
    return {
        purpose: figures_of(
            (one for one in came if one.purpose is purpose),
            (one for one in made if one.purpose is purpose),
        )
        for purpose in Purpose
    }


def by_language(calls: Iterable[CallMade]) -> dict[Lang, Spread]:
    """The waiting of those who are served in each language (R-041)."""
    made = tuple(calls)
    return {
        lang: spread_of(
            call.waited for call in made if call.language is lang and call.waited is not None
        )
        for lang in Lang
    }


def language_difference(waiting: Mapping[Lang, Spread]) -> timedelta | None:
    """How much longer the mean waiting in Kazakh is than in Russian; ``None`` while one of them has
    no figure."""
    kk, ru = waiting[Lang.KK].mean, waiting[Lang.RU].mean
    return kk - ru if kk is not None and ru is not None else None


def forecast_error(calls: Iterable[CallMade]) -> ForecastError | None:
    """What the tickets told beside what came; ``None`` while nothing can be compared."""
    errors = [
        call.waited / _MINUTE - call.expected_minutes
        for call in calls
        if call.first and call.waited is not None and call.expected_minutes is not None
    ]
    if not errors:
        return None
    count = len(errors)
    return ForecastError(
        count=count,
        mean_absolute=sum(map(abs, errors)) / count,
        bias=sum(errors) / count,
    )


def on_day(moment: datetime, day: date, zone: tzinfo | None) -> bool:
    """Whether a moment lies on that day of the branch."""
    return moment.astimezone(zone).date() == day
