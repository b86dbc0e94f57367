"""Idempotency: the outcome of a handled command under its key, emptied when its draft is erased."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from app.storage.payloads import moment_text
from app.storage.tables import ANSWER_CASES, ANSWERS

_A = ANSWERS.c
_KEPT = select(_A.outcome).where(_A.key == bindparam("key"))
_ADD = insert(ANSWERS)
_LINK = insert(ANSWER_CASES)
_OLD = select(_A.key).where(_A.at < bindparam("before"))
_FORGET_LINKS = delete(ANSWER_CASES).where(ANSWER_CASES.c.key.in_(_OLD))
_FORGET = delete(ANSWERS).where(_A.at < bindparam("before"))


class Answers:
    """The kept answers of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The outcome kept under ``key``."""
        found = self._connection.execute(_KEPT, {"key": key}).scalar()
        return None if found is None else str(found)

    def add(self, key: str, outcome: str, at: datetime, drafts: Iterable[str]) -> None:
        """Keep an outcome that may speak of ``drafts``. Raises ``Unavailable`` for a used key."""
        row = {"key": key, "at": moment_text(at), "outcome": outcome}
        self._connection.execute(_ADD, row)
        links = [{"case_id": case_id, "key": key} for case_id in drafts]
        if links:
            self._connection.execute(_LINK, links)

    def forget(self, before: datetime) -> None:
        """Drop outcomes kept before that moment."""
        values = {"before": moment_text(before)}
        self._connection.execute(_FORGET_LINKS, values)
        self._connection.execute(_FORGET, values)
