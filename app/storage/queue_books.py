"""The books of the queue as rows: held desks, bookings, failures of the electronic queue, days."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select, true, update

from app.domain.booking import Booking
from app.domain.desk_hold import DeskHold
from app.domain.ordinary_queue import FailureAct
from app.domain.queue_rules import QueueDay
from app.ports.storage import STORE_STALE
from app.storage.payloads import (
    BOOKING,
    DESK_HOLD,
    FAILURE,
    QUEUE_DAY,
    encoded,
    moment_text,
)
from app.storage.tables import BOOKINGS, DESK_HOLDS, FAILURES, QUEUE_DAYS
from app.storage.transaction import Transaction

_HOLD = select(DESK_HOLDS.c.payload).where(DESK_HOLDS.c.desk == bindparam("desk"))
_HOLDS = select(DESK_HOLDS.c.payload).order_by(DESK_HOLDS.c.desk)
_ADD_HOLD = insert(DESK_HOLDS)
_SAVE_HOLD = update(DESK_HOLDS).where(
    DESK_HOLDS.c.desk == bindparam("this_desk"), DESK_HOLDS.c.session == bindparam("seen_session")
)
_BOOKING = select(BOOKINGS.c.payload).where(
    or_(BOOKINGS.c.id == bindparam("named"), BOOKINGS.c.code == bindparam("named"))
)
_BOOKINGS = (
    select(BOOKINGS.c.payload).where(BOOKINGS.c.day == bindparam("day")).order_by(BOOKINGS.c.id)
)
_ADD_BOOKING = insert(BOOKINGS)
_SAVE_BOOKING = update(BOOKINGS).where(BOOKINGS.c.id == bindparam("this_id"))
_ADD_FAILURE = insert(FAILURES)
_SAVE_FAILURE = update(FAILURES).where(FAILURES.c.id == bindparam("this_id"))
_FAILURE = select(FAILURES.c.payload).where(
    or_(FAILURES.c.id == bindparam("named"), FAILURES.c.number == bindparam("named"))
)
_OPEN_FAILURE = select(FAILURES.c.payload).where(FAILURES.c.open == true())
_FAILURES_SINCE = (
    select(FAILURES.c.payload)
    .where(FAILURES.c.started_at >= bindparam("start"))
    .order_by(FAILURES.c.started_at, FAILURES.c.id)
)
_DAY = select(QUEUE_DAYS.c.payload).where(QUEUE_DAYS.c.day == bindparam("day"))
_DROP_DAY = delete(QUEUE_DAYS).where(QUEUE_DAYS.c.day == bindparam("day"))
_ADD_DAY = insert(QUEUE_DAYS)


class SqlQueueBooks:
    """The books of the queue in one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def hold(self, desk: str) -> DeskHold | None:
        """Who held that desk last."""
        return self._transaction.one(_HOLD, {"desk": desk}, DESK_HOLD)

    def holds(self) -> Sequence[DeskHold]:
        """The last hold of every desk that was ever held."""
        return self._transaction.every(_HOLDS, {}, DESK_HOLD)

    def save_hold(self, hold: DeskHold, former: DeskHold | None) -> None:
        """Write a hold over ``former``. Raises ``Unavailable(store.stale)`` when another workplace
        took the desk meanwhile."""
        self._transaction.moved_queue()
        row = {"session": hold.session, "payload": encoded(hold)}
        if former is None:
            self._transaction.change(_ADD_HOLD, {"desk": hold.desk, **row})
        else:
            keys = {"this_desk": hold.desk, "seen_session": former.session}
            self._transaction.change_one(_SAVE_HOLD, {**row, **keys}, STORE_STALE)

    def booking(self, named: str) -> Booking | None:
        """The booking of that id or code."""
        return self._transaction.one(_BOOKING, {"named": named}, BOOKING)

    def bookings(self, day: date) -> Sequence[Booking]:
        """The bookings of a day by their times."""
        found = self._transaction.every(_BOOKINGS, {"day": day.isoformat()}, BOOKING)
        return tuple(sorted(found, key=lambda one: (one.slot_at, one.id)))

    def add_booking(self, booking: Booking) -> None:
        """Write a booking. Raises ``Unavailable(store.stale)`` for a code in use."""
        self._transaction.moved_queue()
        self._transaction.change(_ADD_BOOKING, {"id": booking.id, **_booking_row(booking)})

    def save_booking(self, booking: Booking) -> None:
        """Write what became of a booking."""
        self._transaction.moved_queue()
        values = {**_booking_row(booking), "this_id": booking.id}
        self._transaction.change_one(_SAVE_BOOKING, values, STORE_STALE)

    def add_failure(self, act: FailureAct) -> None:
        """Write an act. Raises ``Unavailable(store.stale)`` for a number in use."""
        row = {"id": act.id, "number": act.number, "started_at": moment_text(act.started_at)}
        self._transaction.moved_queue()
        self._transaction.change(_ADD_FAILURE, {**row, **_failure_row(act)})

    def save_failure(self, act: FailureAct) -> None:
        """Write a confirmed or ended act."""
        self._transaction.moved_queue()
        values = {**_failure_row(act), "this_id": act.id}
        self._transaction.change_one(_SAVE_FAILURE, values, STORE_STALE)

    def failure(self, named: str) -> FailureAct | None:
        """The act of that id or number."""
        return self._transaction.one(_FAILURE, {"named": named}, FAILURE)

    def open_failure(self) -> FailureAct | None:
        """The act by which the ordinary queue is in force now."""
        return self._transaction.one(_OPEN_FAILURE, {}, FAILURE)

    def failures_since(self, start: datetime) -> Sequence[FailureAct]:
        """Acts of failures that began from ``start`` on."""
        values = {"start": moment_text(start)}
        return self._transaction.every(_FAILURES_SINCE, values, FAILURE)

    def day(self, day: date) -> QueueDay | None:
        """What was recorded for that day."""
        return self._transaction.one(_DAY, {"day": day.isoformat()}, QUEUE_DAY)

    def save_day(self, day: QueueDay) -> None:
        """Record it in place of what was recorded before."""
        key = {"day": day.day.isoformat()}
        self._transaction.change(_DROP_DAY, key)
        self._transaction.change(_ADD_DAY, {**key, "payload": encoded(day)})


def _booking_row(booking: Booking) -> dict[str, Any]:
    return {
        "code": booking.code,
        "day": booking.slot_at.date().isoformat(),
        "state": booking.state.value,
        "payload": encoded(booking),
    }


def _failure_row(act: FailureAct) -> dict[str, Any]:
    return {"open": act.open, "payload": encoded(act)}
