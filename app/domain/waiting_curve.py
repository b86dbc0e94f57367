"""How many waited through the day: stretches of waiting from what happened, looked at each quarter hour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.visit import Purpose, Ticket, TicketState, Visit, VisitOutcome

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One stretch in which somebody waited for one purpose; ``end`` is ``None`` while it lasts."""

    purpose: Purpose
    begin: datetime
    end: datetime | None = None

    def at(self, moment: datetime) -> bool:
        """Whether the stretch lasts at that moment; its end is outside of it."""
        return self.begin <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """How many waited for each purpose at a moment, and how many were called in the quarter hour
    that began then."""

    at: datetime
    waiting: Mapping[Purpose, int]
    called: int = 0

    @property
    def all(self) -> int:
        """Everybody who waited."""
        return sum(self.waiting.values())


def stays_of(ticket: Ticket, visits: Iterable[Visit]) -> tuple[Stay, ...]:
    """The stretches in which a ticket waited: from the taking to the first call, after a transfer
    to the next, and from the return of who had not come. Who is put aside or away does not wait.

    A call that was undone interrupts nothing. A stretch that would end before it began (a clock
    was set back) is left out.
    """
    found: list[Stay] = []
    begin: datetime | None = ticket.taken_at
    left: datetime | None = None
    for visit in visits:
        if visit.outcome is VisitOutcome.UNDONE:
            continue
        begin = begin or _came_back(ticket, left, visit.called_at)
        if begin is not None:
            found.append(Stay(purpose=visit.purpose, begin=begin, end=visit.called_at))
        left = visit.closed_at
        moved_on = any(hop.at == left for hop in ticket.hops)
        begin = left if moved_on else None
    begin = begin or _came_back(ticket, left, None)
    waits = ticket.state is TicketState.WAITING
    if begin is not None and (waits or ticket.closed_at is not None):
        end = None if waits else ticket.closed_at
        found.append(Stay(purpose=ticket.purpose, begin=begin, end=end))
    return tuple(stay for stay in found if stay.end is None or stay.end >= stay.begin)


def _came_back(ticket: Ticket, left: datetime | None, until: datetime | None) -> datetime | None:
    """When somebody who had been called stood in the line again, if that is known."""
    back = ticket.back_at
    if back is None or left is None or back < left or (until is not None and back > until):
        return None
    return back


def quarters(start: datetime, end: datetime) -> tuple[datetime, ...]:
    """The quarter hours from that of ``start`` up to ``end``."""
    first = start.replace(minute=start.minute - start.minute % 15, second=0, microsecond=0)
    count = max(0, (end - first) // QUARTER) + 1
    return tuple(first + QUARTER * place for place in range(count))


def curve_of(
    stays: Iterable[Stay], called: Iterable[datetime], moments: Iterable[datetime]
) -> tuple[CurvePoint, ...]:
    """The curve at those moments."""
    stretches, calls = tuple(stays), tuple(called)
    return tuple(
        CurvePoint(
            at=moment,
            waiting={
                purpose: sum(1 for one in stretches if one.purpose is purpose and one.at(moment))
                for purpose in Purpose
            },
            called=sum(1 for at in calls if moment <= at < moment + QUARTER),
        )
        for moment in moments
    )
