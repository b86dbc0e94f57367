"""Tickets and visits as rows: a ticket changes hands only from the state that was seen."""
# ruff: noqa: A002 - the ports call it id

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, true, update

from app.domain.visit import Ticket, TicketState, Visit
from app.ports.storage import STORE_STALE
from app.ports.store_errors import STORE_TICKET_TAKEN
from app.storage.payloads import TICKET, VISIT, encoded, moment_text, or_none
from app.storage.tables import TICKETS, VISITS
from app.storage.transaction import Transaction

_T = TICKETS.c
_V = VISITS.c
_WAITING_STATES = (TicketState.WAITING, TicketState.PARKED)
_TICKET = select(_T.payload).where(_T.id == bindparam("id"))
_TICKET_BY_NUMBER = select(_T.payload).where(
    _T.day == bindparam("day"), _T.number == bindparam("number")
)
_WAITING = (
    select(_T.payload)
    .where(_T.day == bindparam("day"), or_(*(_T.state == state.value for state in _WAITING_STATES)))
    .order_by(_T.taken_at, _T.id)
)
_ADD_TICKET = insert(TICKETS)
_SAVE_TICKET = update(TICKETS).where(
    _T.id == bindparam("this_id"), _T.state == bindparam("expected_state")
)
_VISIT = select(_V.payload).where(_V.id == bindparam("id"))
_OPEN_AT = select(_V.payload).where(_V.desk == bindparam("desk"), _V.open == true())
_ADD_VISIT = insert(VISITS)
_SAVE_VISIT = update(VISITS).where(
    _V.id == bindparam("this_id"), _V.version == bindparam("expected_version")
)


class SqlVisits:
    """The waiting list and the visits of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._open: dict[str, Visit | None] = {}

    def add_ticket(self, ticket: Ticket) -> None:
        """Put a ticket into the list. Raises ``Unavailable(store.stale)`` for a number in use."""
        self._transaction.change(_ADD_TICKET, _ticket_row(ticket))

    def ticket(self, id: str) -> Ticket | None:
        """The ticket of that id."""
        return self._transaction.one(_TICKET, {"id": id}, TICKET)

    def ticket_by_number(self, number: str, day: date) -> Ticket | None:
        """The ticket of that number on that day."""
        values = {"number": number, "day": day.isoformat()}
        return self._transaction.one(_TICKET_BY_NUMBER, values, TICKET)

    def save_ticket(self, ticket: Ticket, expected: TicketState) -> None:
        """Write a ticket that is still ``expected``; else raises ``Unavailable``."""
        values = {
            "state": ticket.state.value,
            "payload": encoded(ticket),
            "this_id": ticket.id,
            "expected_state": expected.value,
        }
        self._transaction.change_one(_SAVE_TICKET, values, STORE_TICKET_TAKEN)

    def waiting(self, day: date) -> Sequence[Ticket]:
        """Waiting and parked tickets of the day, in order of arrival."""
        return self._transaction.every(_WAITING, {"day": day.isoformat()}, TICKET)

    def get(self, id: str) -> Visit | None:
        """The visit of that id."""
        return self._transaction.one(_VISIT, {"id": id}, VISIT)

    def open_at(self, desk: str) -> Visit | None:
        """The visit that is open at that desk; there is never more than one."""
        if desk not in self._open:
            self._open[desk] = self._transaction.one(_OPEN_AT, {"desk": desk}, VISIT)
        return self._open[desk]

    def add(self, visit: Visit) -> None:
        """Open a visit. Raises ``Unavailable(store.stale)`` when the desk has an open one."""
        self._transaction.change(_ADD_VISIT, _visit_row(visit))
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
        self._open.clear()
        return changed


def _ticket_row(ticket: Ticket) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "day": ticket.taken_at.date().isoformat(),
        "state": ticket.state.value,
        "taken_at": moment_text(ticket.taken_at),
        "payload": encoded(ticket),
    }


def _visit_row(visit: Visit) -> dict[str, Any]:
    return {
        "id": visit.id,
        "version": visit.version,
        "ticket_id": or_none(visit.ticket_id),
        "desk": visit.desk,
        "open": visit.open,
        "payload": encoded(visit),
    }
