"""What must still happen outside, as rows; an item that is over keeps no payload."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from app.ports.storage import PAYLOAD_GONE, OutboxItem
from app.storage.payloads import OUTBOX_ITEM, encoded, moment_text, or_none
from app.storage.tables import OUTBOX
from app.storage.transaction import Transaction

_PENDING, _KEPT = "pending", "kept"
_O = OUTBOX.c
_ALL_PENDING = select(_O.payload).where(_O.state == _PENDING).order_by(_O.due_at, _O.id)
_OF_CASE = _ALL_PENDING.where(_O.case_id == bindparam("case"))
_BY_ID = select(_O.payload).where(_O.id == bindparam("this_id"))
_ALL_KEPT = select(_O.payload).where(_O.state == _KEPT).order_by(_O.due_at, _O.id)
_DUE = _ALL_PENDING.where(_O.due_at <= bindparam("now"))
_ADD = insert(OUTBOX)
_SAVE = update(OUTBOX).where(_O.id == bindparam("this_id"))


class SqlOutbox:
    """The outbox of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, item: OutboxItem) -> None:
        """Put an item in."""
        self._transaction.change(_ADD, _row(item))

    def due(self, now: datetime, limit: int = 50, *, desk: str = "") -> Sequence[OutboxItem]:
        """Pending items whose time has come, the longest due first; with ``desk`` those that this
        desk may carry: what waits at others must not crowd them out."""
        due = self._transaction.every(_DUE, {"now": moment_text(now)}, OUTBOX_ITEM)
        return tuple(item for item in due if not desk or item.desk in ("", desk))[:limit]

    def pending(self) -> Sequence[OutboxItem]:
        """Every pending item, the longest due first."""
        return self._transaction.every(_ALL_PENDING, {}, OUTBOX_ITEM)

    def of_case(self, case_id: str) -> Sequence[OutboxItem]:
        """Pending items of that case, the longest due first."""
        return self._transaction.every(_OF_CASE, {"case": case_id}, OUTBOX_ITEM)

    def get(self, item_id: str) -> OutboxItem | None:
        """That item, whatever became of it."""
        return next(iter(self._transaction.every(_BY_ID, {"this_id": item_id}, OUTBOX_ITEM)), None)

    def kept(self) -> Sequence[OutboxItem]:
        """What came from outside and fits nothing, the oldest first."""
        return self._transaction.every(_ALL_KEPT, {}, OUTBOX_ITEM)

    def save(self, item: OutboxItem) -> None:
        """Write what became of an item; the payload goes when it is no longer pending.

        An item that is gone with its draft stays gone: a late answer brings nothing back.
        """
        kept = item if item.state in (_PENDING, _KEPT) else replace(item, payload=PAYLOAD_GONE)
        self._transaction.change(_SAVE, _row(kept) | {"this_id": item.id})


def _row(item: OutboxItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "state": item.state,
        "due_at": moment_text(item.due_at),
        "case_id": or_none(item.case_id),
        "payload": encoded(item),
    }
