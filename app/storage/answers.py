"""Idempotency: the outcome of a handled command under its key, emptied when its draft is erased."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from app.storage.payloads import moment_text
from app.storage.tables import ANSWER_CASES, ANSWERS
from app.storage.transaction import Transaction

_A = ANSWERS.c
_KEPT = select(_A.outcome).where(_A.key == bindparam("key"))
_ADD = insert(ANSWERS)
_LINK = insert(ANSWER_CASES)
_OLD = select(_A.key).where(_A.at < bindparam("before"))
_FORGET_LINKS = delete(ANSWER_CASES).where(ANSWER_CASES.c.key.in_(_OLD))
_FORGET = delete(ANSWERS).where(_A.at < bindparam("before"))


class Answers:
    """The kept answers of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, key: str) -> str | None:
        """The outcome kept under ``key``."""
        found = self._transaction.first(_KEPT, {"key": key})
        return None if found is None else str(found[0])

    def add(self, key: str, outcome: str, at: datetime, drafts: Iterable[str]) -> None:
        """Keep an outcome that may speak of ``drafts``. Raises ``Unavailable`` for a used key."""
        row = {"key": key, "at": moment_text(at), "outcome": outcome}
        self._transaction.change(_ADD, row)
        for case_id in drafts:
            self._transaction.change(_LINK, {"case_id": case_id, "key": key})

    def forget(self, before: datetime) -> None:
        """Drop outcomes kept before that moment."""
        values = {"before": moment_text(before)}
        self._transaction.change(_FORGET_LINKS, values)
        self._transaction.change(_FORGET, values)
