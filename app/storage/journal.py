"""The append-only action log: each line chained to the one before it at the same desk."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from app.ports.clock import Clock, TimeSource
from app.ports.storage import STORE_STALE, JournalEntry, JournalLine
from app.storage.journal_format import (
    BEFORE_FIRST,
    FORMAT,
    canonical,
    digest,
    personal_digest,
)
from app.storage.payloads import moment_of, moment_text, or_none
from app.storage.tables import JOURNAL, JOURNAL_HEADS, JOURNAL_PERSONAL
from app.storage.transaction import Transaction

_H = JOURNAL_HEADS.c
_J = JOURNAL.c
_HEAD = (
    select(_H.count, _H.hash, _H.recorded_at)
    .where(_H.chain == bindparam("chain"))
    .with_for_update()
)
_ADD = insert(JOURNAL)
_ADD_PERSONAL = insert(JOURNAL_PERSONAL)
_FIRST_HEAD = insert(JOURNAL_HEADS)
_MOVE_HEAD = update(JOURNAL_HEADS).where(
    _H.chain == bindparam("this_chain"), _H.count == bindparam("former_count")
)
_OF_CASE = select(_J.body).where(_J.case_id == bindparam("case")).order_by(_J.chain, _J.sequence)
_LATEST = select(func.max(_H.recorded_at))


@dataclass(frozen=True, slots=True)
class _Head:
    count: int
    hash: str
    recorded_at: str


_NO_HEAD = _Head(0, BEFORE_FIRST, "")
"""What a chain has before its first line."""


class SqlJournal:
    """The journal of one unit of work. ``source`` tells what kind of clock the store has,
    ``suffix`` parts the chain of a desk's own store from the one in the branch's."""

    def __init__(
        self, transaction: Transaction, clock: Clock, source: TimeSource, suffix: str = ""
    ) -> None:
        self._transaction = transaction
        self._suffix = suffix
        self._clock = clock
        self._source = source

    def append(self, entry: JournalEntry) -> None:
        """Chain one more line. Raises ``Unavailable(store.stale)`` when another one came between."""
        now = self._clock.now()
        chain = f"{entry.desk}{self._suffix}"
        head = self._head(chain)
        salt, personal = _kept_apart(entry)
        body = self._body(entry, now, head, personal_digest(salt, personal) if personal else "")
        line = {
            "chain": chain,
            "sequence": head.count + 1,
            "case_id": or_none(entry.case_id),
            "body": body,
            "hash": digest(body),
        }
        self._transaction.change(_ADD, line)
        if personal:
            apart = {key: line[key] for key in ("chain", "sequence", "case_id")}
            self._transaction.change(_ADD_PERSONAL, apart | {"salt": salt, "body": personal})
        self._move_head(head, line, now)

    def of_case(self, case_id: str) -> Sequence[JournalLine]:
        """What was done with a case, in the order in which it was written."""
        found = self._transaction.rows(_OF_CASE, {"case": case_id})
        return _in_order([_line(json.loads(body)) for (body,) in found])

    def latest(self) -> datetime | None:
        """When the last line of any desk was written."""
        found = self._transaction.first(_LATEST)
        return None if found is None or found[0] is None else moment_of(found[0])

    def _head(self, chain: str) -> _Head:
        found = self._transaction.first(_HEAD, {"chain": chain})
        if found is None:
            # A chain has one first line, though two windows may write to it at this moment.
            self._transaction.hold("journal", chain)
            found = self._transaction.first(_HEAD, {"chain": chain})
        return _NO_HEAD if found is None else _Head(*found)

    def _body(self, entry: JournalEntry, now: datetime, head: _Head, personal: str) -> str:
        behind = moment_text(now) < head.recorded_at
        recorded_by = TimeSource.SET_BACK if behind else self._source
        return canonical(
            {
                "format": FORMAT,
                "chain": f"{entry.desk}{self._suffix}",
                "sequence": head.count + 1,
                "previous": head.hash,
                "at": entry.at.isoformat(),
                "time_source": entry.time_source or recorded_by.value,
                "recorded": now.isoformat(),
                "recorded_by": recorded_by.value,
                "actor": entry.actor,
                "role": entry.role,
                "desk": entry.desk,
                "verb": entry.verb,
                "case": entry.case_id,
                "visit": entry.visit_id,
                "key": entry.key,
                "facts": entry.facts,
                "personal": personal,
            }
        )

    def _move_head(self, head: _Head, line: dict[str, Any], now: datetime) -> None:
        moved = {"count": line["sequence"], "hash": line["hash"]}
        # A clock set back does not move the mark against which it is judged.
        moved["recorded_at"] = max(moment_text(now), head.recorded_at)
        if head is _NO_HEAD:
            self._transaction.change(_FIRST_HEAD, moved | {"chain": line["chain"]})
            return
        values = moved | {"this_chain": line["chain"], "former_count": head.count}
        self._transaction.change_one(_MOVE_HEAD, values, STORE_STALE)


def _kept_apart(entry: JournalEntry) -> tuple[str, str]:
    """Salt and text of what is personal; both empty when nothing is."""
    if not entry.personal:
        return "", ""
    return secrets.token_hex(16), canonical(entry.personal)


def _in_order(lines: list[JournalLine]) -> tuple[JournalLine, ...]:
    """Lines of several desks, each in its sequence: the sequence rules where a clock was set back,
    the time of writing between desks."""
    latest: dict[str, datetime] = {}
    keyed: list[tuple[datetime, JournalLine]] = []
    for line in lines:
        reached = max(line.recorded_at, latest.get(line.chain, line.recorded_at))
        latest[line.chain] = reached
        keyed.append((reached, line))
    keyed.sort(key=lambda pair: (pair[0], pair[1].chain, pair[1].sequence))
    return tuple(line for _, line in keyed)


def _line(said: dict[str, Any]) -> JournalLine:
    return JournalLine(
        chain=said["chain"],
        sequence=said["sequence"],
        recorded_at=datetime.fromisoformat(said["recorded"]),
        entry=JournalEntry(
            at=datetime.fromisoformat(said["at"]),
            actor=said["actor"],
            role=said["role"],
            desk=said["desk"],
            verb=said["verb"],
            case_id=said["case"],
            visit_id=said["visit"],
            key=said["key"],
            time_source=said["time_source"],
            facts=said["facts"],
        ),
    )
