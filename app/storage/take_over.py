"""Takes over into the branch's store what a desk did in its own store while it was cut off.

Everything has its own identity and numbers from the desk's spare ranges, so rows are copied as they
are; a second try adds nothing. The desk's journal comes as a chain of its own. Afterwards the
desk's store forgets the people: only its numbers and its chain stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.storage.payloads import ORGANISATION, PERSON, moment_of
from app.storage.store import SqlStore
from app.storage.tables import (
    ACKNOWLEDGEMENTS,
    ANSWER_CASES,
    ANSWERS,
    CASES,
    CONSULTATIONS,
    DESK_HOLDS,
    FAILURES,
    JOURNAL,
    JOURNAL_HEADS,
    JOURNAL_PERSONAL,
    ORGANISATIONS,
    OUTBOX,
    PAPERS,
    PERSONS,
    RATINGS,
    REGISTERS,
    TICKETS,
    UNITS,
    VISITS,
)

_COPIED = (
    FAILURES,
    TICKETS,
    VISITS,
    CASES,
    UNITS,
    REGISTERS,
    PAPERS,
    OUTBOX,
    RATINGS,
    CONSULTATIONS,
    ACKNOWLEDGEMENTS,
    ANSWERS,
    ANSWER_CASES,
)
_FORGOTTEN = (
    ANSWER_CASES,
    ANSWERS,
    OUTBOX,
    PAPERS,
    UNITS,
    REGISTERS,
    CASES,
    VISITS,
    TICKETS,
    FAILURES,
    CONSULTATIONS,
    PERSONS,
    ORGANISATIONS,
    JOURNAL_PERSONAL,
    DESK_HOLDS,
)
"""Ratings and read notices hold nobody's name and the database keeps them for good."""


_HEAD = select(JOURNAL_HEADS.c.count).where(JOURNAL_HEADS.c.chain == bindparam("chain"))
_LINES = (
    select(JOURNAL)
    .where(JOURNAL.c.chain == bindparam("chain"), JOURNAL.c.sequence > bindparam("known"))
    .order_by(JOURNAL.c.sequence)
)
_PERSONAL = select(JOURNAL_PERSONAL).where(
    JOURNAL_PERSONAL.c.chain == bindparam("chain"),
    JOURNAL_PERSONAL.c.sequence > bindparam("known"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """How much was new to the branch's store."""

    failures: int = 0
    tickets: int = 0
    visits: int = 0
    cases: int = 0
    papers: int = 0
    journal: int = 0


def take_over(branch: SqlStore, desk: SqlStore) -> TakenOver:
    """Copy everything of the desk's store into the branch's in one transaction.

    Raises ``Unavailable`` when either does not answer; nothing is half taken over then.
    """
    with desk.engine.connect() as source, branch.engine.begin() as target:
        counts = {table.name: _copied(source, target, table) for table in _COPIED}
        counts["journal"] = _journal(source, target)
    with branch.begin(writing=True) as unit, desk.engine.connect() as source:
        for payload, seen in source.execute(select(PERSONS.c.payload, PERSONS.c.last_seen)):
            unit.persons.remember(PERSON.decode(payload), moment_of(seen))
        for payload, seen in source.execute(
            select(ORGANISATIONS.c.payload, ORGANISATIONS.c.last_seen)
        ):
            unit.persons.remember_organisation(ORGANISATION.decode(payload), moment_of(seen))
        unit.commit()
    told = {field.name for field in fields(TakenOver)}
    return TakenOver(**{name: count for name, count in counts.items() if name in told})


def forget(desk: SqlStore) -> None:
    """Empty the desk's store of everything personal once the branch's store has it (R-231)."""
    with desk.engine.begin() as connection:
        for table in _FORGOTTEN:
            connection.execute(delete(table))
    desk.wipe()


def _copied(source: Connection, target: Connection, table: Table) -> int:
    """Copy the rows that the target does not have; another row under the same number is an error,
    never silence."""
    rows = [dict(row) for row in source.execute(select(table)).mappings()]
    return _added(target, table, rows)


def _added(target: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    if not rows:
        return 0
    make = postgresql.insert if target.dialect.name == "postgresql" else sqlite.insert
    keys = list(table.primary_key.columns)
    before = _count(target, table)
    target.execute(make(table).on_conflict_do_nothing(index_elements=keys), list(rows))
    return _count(target, table) - before


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _journal(source: Connection, target: Connection) -> int:
    """The lines behind those that were taken over before, and the heads of their chains."""
    added = 0
    for head in source.execute(select(JOURNAL_HEADS)).mappings():
        chain = head["chain"]
        known = target.execute(_HEAD, {"chain": chain}).scalar()
        behind = {"chain": chain, "known": known or 0}
        lines = [dict(row) for row in source.execute(_LINES, behind).mappings()]
        personal = [dict(row) for row in source.execute(_PERSONAL, behind).mappings()]
        for table, rows in ((JOURNAL, lines), (JOURNAL_PERSONAL, personal)):
            if rows:
                target.execute(insert(table), rows)
        if known is None:
            target.execute(insert(JOURNAL_HEADS), [dict(head)])
        else:
            _grow(target, lines, str(head["recorded_at"]))
        added += len(lines)
    return added


def _grow(target: Connection, lines: Sequence[dict[str, Any]], recorded_at: str) -> None:
    """Move the head of a known chain line by line: the database lets it grow in no other way."""
    for line in lines:
        target.execute(
            update(JOURNAL_HEADS).where(JOURNAL_HEADS.c.chain == line["chain"]),
            {"count": line["sequence"], "hash": line["hash"], "recorded_at": recorded_at},
        )
