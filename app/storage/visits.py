"""Tickets and visits as rows: a ticket changes hands only from the state that was seen."""
# ruff: noqa: A002 - the ports call it id

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    func,
    insert,
    literal_column,
    or_,
    select,
    true,
    update,
)

from app.domain.visit import AT_DESK, IN_LINE, UNFINISHED, Purpose, Ticket, TicketState, Visit
from app.ports.storage import STORE_STALE, NextTicket
from app.ports.store_errors import STORE_TICKET_TAKEN
from app.storage.payloads import TICKET, VISIT, encoded, moment_text, or_none
from app.storage.tables import TICKETS, VISITS
from app.storage.transaction import Transaction

_T = TICKETS.c
_V = VISITS.c
_SHOWN = (*AT_DESK, TicketState.CLOSED)
"""Calls that the boards still show; who was sent back to the line is not called any more."""
_PLACES = tuple(f"purpose_{n}" for n in range(4))
_TONGUES = ("language_0", "language_1")


def _is(state: TicketState) -> Any:
    """A constant in the statement itself: no database looks into a value to choose the index."""
    return _T.state == literal_column(f"'{state.value}'")


def _some(states: Sequence[TicketState]) -> Any:
    return or_(*(_is(state) for state in states))


def _in_order(condition: Any) -> Select[Any]:
    return select(_T.payload).where(condition).order_by(_T.rank, _T.turn_at, _T.id)


_TICKET = select(_T.payload).where(_T.id == bindparam("id"))
_TICKET_BY_NUMBER = (
    select(_T.payload)
    .where(
        _T.number == bindparam("number"),
        or_(_T.line_day == bindparam("day"), _T.day == bindparam("day")),
    )
    .order_by(_T.line_day.desc())
)
_OF_LINE_DAY = _T.line_day == bindparam("day")
_WAITING = _in_order(and_(_OF_LINE_DAY, _some(IN_LINE)))
_LENGTH = select(func.count()).select_from(TICKETS).where(_OF_LINE_DAY, _some(IN_LINE))
_BY_PURPOSE = (
    select(_T.purpose, func.count())
    .where(_OF_LINE_DAY, _is(TicketState.WAITING))
    .group_by(_T.purpose)
)
_UNFINISHED = _in_order(and_(_OF_LINE_DAY, _some(UNFINISHED)))
_LEFT_BEFORE = _in_order(and_(_T.line_day < bindparam("day"), _some(UNFINISHED)))
_OF_DAY = _in_order(_OF_LINE_DAY)
_TAKEN_ON = select(_T.payload).where(_T.day == bindparam("day")).order_by(_T.taken_at, _T.id)
_NEXT = (
    select(_T.payload)
    .where(
        _OF_LINE_DAY,
        _is(TicketState.WAITING),
        or_(*(_T.purpose == bindparam(place) for place in _PLACES)),
        or_(*(_T.language == bindparam(place) for place in _TONGUES)),
        or_(_T.for_desk == "", _T.for_desk == bindparam("desk")),
    )
    .order_by(_T.rank, _T.turn_at, _T.id)
    .limit(1)
)
_HELD_NEXT = _NEXT.with_for_update(skip_locked=True)
"""SQLite, which knows no such lock, leaves the last words out: its writer is alone anyhow."""
_CALLS = (
    select(_T.payload)
    .where(_OF_LINE_DAY, _T.called_at > "", _some(_SHOWN))
    .order_by(_T.called_at.desc(), _T.id)
    .limit(bindparam("limit"))
)
_ADD_TICKET = insert(TICKETS)
_SAVE_TICKET = update(TICKETS).where(
    _T.id == bindparam("this_id"), _T.state == bindparam("expected_state")
)
_VISIT = select(_V.payload).where(_V.id == bindparam("id"))
_OPEN_AT = select(_V.payload).where(_V.desk == bindparam("desk"), _V.open == true())
_ALL_OPEN = select(_V.payload).where(_V.open == true()).order_by(_V.called_at, _V.id)
_CALLED_BETWEEN = (
    select(_V.payload)
    .where(_V.called_at >= bindparam("start"), _V.called_at < bindparam("end"))
    .order_by(_V.called_at, _V.id)
)
_ADD_VISIT = insert(VISITS)
_SAVE_VISIT = update(VISITS).where(
    _V.id == bindparam("this_id"), _V.version == bindparam("expected_version")
)


class SqlVisits:
    """The waiting list and the visits of one unit of work, which may write or only looks."""

    def __init__(self, transaction: Transaction, *, writing: bool) -> None:
        self._transaction = transaction
        self._next = _HELD_NEXT if writing else _NEXT
        self._open: dict[str, Visit | None] = {}

    def add_ticket(self, ticket: Ticket) -> None:
        """Put a ticket into the list. Raises ``Unavailable(store.stale)`` for a number in use."""
        row = {
            "id": ticket.id,
            "number": ticket.number,
            "day": ticket.taken_at.date().isoformat(),
            "taken_at": moment_text(ticket.taken_at),
        }
        self._transaction.change(_ADD_TICKET, {**row, **_standing(ticket)})
        self._transaction.moved_queue()

    def ticket(self, id: str) -> Ticket | None:
        """The ticket of that id."""
        return self._transaction.one(_TICKET, {"id": id}, TICKET)

    def ticket_by_number(self, number: str, day: date) -> Ticket | None:
        """The ticket of that number in the line of that day, else the one taken on it."""
        values = {"number": number, "day": day.isoformat()}
        return self._transaction.one(_TICKET_BY_NUMBER, values, TICKET)

    def save_ticket(self, ticket: Ticket, expected: TicketState) -> None:
        """Write a ticket that is still ``expected``; else raises ``Unavailable``."""
        values = {
            **_standing(ticket),
            "this_id": ticket.id,
            "expected_state": expected.value,
        }
        self._transaction.change_one(_SAVE_TICKET, values, STORE_TICKET_TAKEN)
        self._transaction.moved_queue()

    def waiting(self, day: date) -> Sequence[Ticket]:
        """Waiting and parked tickets of the day's line, in its order."""
        return self._transaction.every(_WAITING, {"day": day.isoformat()}, TICKET)

    def line_length(self, day: date) -> int:
        """How many :meth:`waiting` would give, without reading them."""
        ((count,),) = self._transaction.rows(_LENGTH, {"day": day.isoformat()})
        return int(count)

    def waiting_by_purpose(self, day: date) -> Mapping[Purpose, int]:
        """How many wait for each purpose, the parked left out; a purpose may be missing."""
        found = self._transaction.rows(_BY_PURPOSE, {"day": day.isoformat()})
        return {Purpose(purpose): count for purpose, count in found}

    def unfinished(self, day: date) -> Sequence[Ticket]:
        """As :meth:`waiting`, and those who were called and did not come."""
        return self._transaction.every(_UNFINISHED, {"day": day.isoformat()}, TICKET)

    def left_before(self, day: date) -> Sequence[Ticket]:
        """Tickets of former days that have no end yet."""
        return self._transaction.every(_LEFT_BEFORE, {"day": day.isoformat()}, TICKET)

    def tickets_of(self, day: date) -> Sequence[Ticket]:
        """Every ticket of the day's line, whatever became of it."""
        return self._transaction.every(_OF_DAY, {"day": day.isoformat()}, TICKET)

    def taken_on(self, day: date) -> Sequence[Ticket]:
        """Every ticket taken on that day, in whichever day's line it stands, as it was taken."""
        return self._transaction.every(_TAKEN_ON, {"day": day.isoformat()}, TICKET)

    def next_waiting(self, wanted: NextTicket) -> Ticket | None:
        """The first waiting ticket that fits; in a writing unit nobody else gets it meanwhile."""
        if not wanted.purposes or not wanted.languages:
            return None
        values = {
            "day": wanted.day.isoformat(),
            "desk": wanted.desk,
            **_filled(_PLACES, [one.value for one in wanted.purposes]),
            **_filled(_TONGUES, [one.value for one in wanted.languages]),
        }
        return self._transaction.one(self._next, values, TICKET)

    def calls(self, day: date, limit: int) -> Sequence[Ticket]:
        """The tickets that were called last and stand at their desk or are done, newest first."""
        return self._transaction.every(_CALLS, {"day": day.isoformat(), "limit": limit}, TICKET)

    def get(self, id: str) -> Visit | None:
        """The visit of that id."""
        return self._transaction.one(_VISIT, {"id": id}, VISIT)

    def open_at(self, desk: str) -> Visit | None:
        """The visit that is open at that desk; there is never more than one."""
        if desk not in self._open:
            self._open[desk] = self._transaction.one(_OPEN_AT, {"desk": desk}, VISIT)
        return self._open[desk]

    def all_open(self) -> Sequence[Visit]:
        """Every visit that is open at any desk, the earliest called first."""
        return self._transaction.every(_ALL_OPEN, {}, VISIT)

    def called_between(self, start: datetime, end: datetime) -> Sequence[Visit]:
        """Visits called from ``start`` until before ``end``, in the order of their calls."""
        values = {"start": moment_text(start), "end": moment_text(end)}
        return self._transaction.every(_CALLED_BETWEEN, values, VISIT)

    def add(self, visit: Visit) -> None:
        """Open a visit. Raises ``Unavailable(store.stale)`` when the desk has an open one."""
        self._transaction.change(_ADD_VISIT, _visit_row(visit))
        self._transaction.moved_queue()
        self._open.clear()

    def save(self, visit: Visit) -> Visit:
        """Write a changed visit. Raises ``Unavailable(store.stale)`` over another version."""
        changed = replace(visit, version=visit.version + 1)
        values = {
            "version": changed.version,
            "open": changed.open,
            "payload": encoded(changed),
            "this_id": visit.id,
            "expected_version": visit.version,
        }
        self._transaction.change_one(_SAVE_VISIT, values, STORE_STALE)
        self._transaction.moved_queue()
        self._open.clear()
        return changed


def _filled(places: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """Every place of a constant statement has a value: the last one stands in those left over."""
    return {place: values[min(n, len(values) - 1)] for n, place in enumerate(places)}


def _standing(ticket: Ticket) -> dict[str, Any]:
    """How a ticket stands now: all of its row that a step may change."""
    called = ticket.last_called_at
    return {
        "state": ticket.state.value,
        "line_day": ticket.day,
        "purpose": ticket.purpose.value,
        "language": ticket.language.value,
        "rank": -ticket.weight,
        "turn_at": moment_text(ticket.turn_at),
        "for_desk": ticket.for_desk,
        "called_at": moment_text(called) if called is not None else "",
        "payload": encoded(ticket),
    }


def _visit_row(visit: Visit) -> dict[str, Any]:
    return {
        "id": visit.id,
        "version": visit.version,
        "ticket_id": or_none(visit.ticket_id),
        "desk": visit.desk,
        "open": visit.open,
        "called_at": moment_text(visit.called_at),
        "payload": encoded(visit),
    }
