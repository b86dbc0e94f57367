"""The repositories of the queue in the fake store: tickets, visits, holds, bookings, failures."""
# ruff: noqa: A002 - the ports call it id

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from app.domain.booking import Booking
from app.domain.desk_hold import DeskHold
from app.domain.ordinary_queue import FailureAct
from app.domain.queue_rules import QueueDay
from app.domain.visit import (
    AT_DESK,
    IN_LINE,
    UNFINISHED,
    Purpose,
    Ticket,
    TicketState,
    Visit,
    in_order,
)
from app.errors import Unavailable
from app.ports.storage import STORE_STALE, NextTicket
from app.ports.store_errors import STORE_TICKET_TAKEN
from tests.fakes.fake_tables import Tables, fresh, next_version, taken


class FakeVisits:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def add_ticket(self, ticket: Ticket) -> None:
        day = ticket.taken_at.date()
        same = (t for t in self._t.tickets.values() if t.taken_at.date() == day)
        if ticket.id in self._t.tickets or ticket.number in {t.number for t in same}:
            raise Unavailable(STORE_STALE)
        self._t.tickets[ticket.id] = ticket

    def ticket(self, id: str) -> Ticket | None:
        return self._t.tickets.get(id)

    def ticket_by_number(self, number: str, day: date) -> Ticket | None:
        named = [t for t in self._t.tickets.values() if t.number == number]
        found = [t for t in named if day.isoformat() in (t.day, t.taken_at.date().isoformat())]
        return max(found, key=lambda ticket: ticket.day, default=None)

    def save_ticket(self, ticket: Ticket, expected: TicketState) -> None:
        stored = self._t.tickets.get(ticket.id)
        if stored is None or stored.state is not expected:
            raise Unavailable(STORE_TICKET_TAKEN)
        self._t.tickets[ticket.id] = ticket

    def waiting(self, day: date) -> Sequence[Ticket]:
        return in_order(self._of(day, IN_LINE))

    def line_length(self, day: date) -> int:
        return len(self.waiting(day))

    def waiting_by_purpose(self, day: date) -> Mapping[Purpose, int]:
        return Counter(ticket.purpose for ticket in self._of(day, (TicketState.WAITING,)))

    def unfinished(self, day: date) -> Sequence[Ticket]:
        return in_order(self._of(day, UNFINISHED))

    def left_before(self, day: date) -> Sequence[Ticket]:
        today = day.isoformat()
        found = (t for t in self._t.tickets.values() if t.day < today and t.state in UNFINISHED)
        return in_order(tuple(found))

    def tickets_of(self, day: date) -> Sequence[Ticket]:
        return in_order(self._of(day, TicketState))

    def taken_on(self, day: date) -> Sequence[Ticket]:
        found = [t for t in self._t.tickets.values() if t.taken_at.date() == day]
        return tuple(sorted(found, key=lambda ticket: (ticket.taken_at, ticket.id)))

    def next_waiting(self, wanted: NextTicket) -> Ticket | None:
        for ticket in self.waiting(wanted.day):
            if (
                ticket.state is TicketState.WAITING
                and ticket.purpose in wanted.purposes
                and ticket.language in wanted.languages
                and ticket.for_desk in ("", wanted.desk)
            ):
                return ticket
        return None

    def calls(self, day: date, limit: int) -> Sequence[Ticket]:
        shown = self._of(day, (*AT_DESK, TicketState.CLOSED))
        called = [t for t in shown if t.last_called_at is not None]
        called.sort(key=lambda t: t.id)
        called.sort(key=lambda t: t.last_called_at or t.taken_at, reverse=True)
        return tuple(called[:limit])

    def _of(self, day: date, states: Iterable[TicketState]) -> tuple[Ticket, ...]:
        wanted = tuple(states)
        rows = self._t.tickets.values()
        return tuple(t for t in rows if t.day == day.isoformat() and t.state in wanted)

    def get(self, id: str) -> Visit | None:
        return self._t.visits.get(id)

    def open_at(self, desk: str) -> Visit | None:
        found = (visit for visit in self._t.visits.values() if visit.desk == desk and visit.open)
        return next(found, None)

    def all_open(self) -> Sequence[Visit]:
        return _by_call(visit for visit in self._t.visits.values() if visit.open)

    def called_between(self, start: datetime, end: datetime) -> Sequence[Visit]:
        return _by_call(v for v in self._t.visits.values() if start <= v.called_at < end)

    def add(self, visit: Visit) -> None:
        if visit.open and self.open_at(visit.desk) is not None:
            raise Unavailable(STORE_STALE)
        fresh(self._t.visits, visit)

    def save(self, visit: Visit) -> Visit:
        return next_version(self._t.visits, visit)


def _by_call(visits: Iterable[Visit]) -> tuple[Visit, ...]:
    return tuple(sorted(visits, key=lambda visit: (visit.called_at, visit.id)))


class FakeQueueBooks:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def hold(self, desk: str) -> DeskHold | None:
        return self._t.holds.get(desk)

    def holds(self) -> Sequence[DeskHold]:
        return tuple(self._t.holds[desk] for desk in sorted(self._t.holds))

    def save_hold(self, hold: DeskHold, former: DeskHold | None) -> None:
        stored = self._t.holds.get(hold.desk)
        seen = former.session if former is not None else None
        if (stored.session if stored is not None else None) != seen:
            raise Unavailable(STORE_STALE)
        self._t.holds[hold.desk] = hold

    def booking(self, named: str) -> Booking | None:
        found = (b for b in self._t.bookings.values() if named in (b.id, b.code))
        return next(found, None)

    def bookings(self, day: date) -> Sequence[Booking]:
        found = (b for b in self._t.bookings.values() if b.slot_at.date() == day)
        return tuple(sorted(found, key=lambda booking: (booking.slot_at, booking.id)))

    def add_booking(self, booking: Booking) -> None:
        taken((other.code for other in self._t.bookings.values()), booking.code)
        taken(self._t.bookings, booking.id)
        self._t.bookings[booking.id] = booking

    def save_booking(self, booking: Booking) -> None:
        if booking.id not in self._t.bookings:
            raise Unavailable(STORE_STALE)
        self._t.bookings[booking.id] = booking

    def add_failure(self, act: FailureAct) -> None:
        taken((other.number for other in self._t.failures.values()), act.number)
        self._t.failures[act.id] = act

    def save_failure(self, act: FailureAct) -> None:
        if act.id not in self._t.failures:
            raise Unavailable(STORE_STALE)
        self._t.failures[act.id] = act

    def failure(self, named: str) -> FailureAct | None:
        found = (act for act in self._t.failures.values() if named in (act.id, act.number))
        return next(found, None)

    def open_failure(self) -> FailureAct | None:
        return next((act for act in self._t.failures.values() if act.open), None)

    def failures_since(self, start: datetime) -> Sequence[FailureAct]:
        found = (act for act in self._t.failures.values() if act.started_at >= start)
        return tuple(sorted(found, key=lambda act: (act.started_at, act.id)))

    def day(self, day: date) -> QueueDay | None:
        return self._t.days.get(day)

    def save_day(self, day: QueueDay) -> None:
        self._t.days[day.day] = day
