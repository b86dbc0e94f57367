"""Cases as rows: found by what is on a paper, saved only over the version that was read."""
# ruff: noqa: A002 - the ports call it id

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, or_, select, update

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.ports.storage import (
    PAYLOAD_GONE,
    STORE_STALE,
    UNFINISHED_STATES,
    applicant_key,
    due_day,
)
from app.storage.payloads import CASE, encoded, moment_text, or_none
from app.storage.tables import (
    ANSWER_CASES,
    ANSWERS,
    CASES,
    JOURNAL_PERSONAL,
    OUTBOX,
    PAPERS,
)
from app.storage.transaction import Transaction

_C = CASES.c
_PAYLOAD = select(_C.payload)
_OLDEST_FIRST = (_C.opened_at, _C.id)
_BY_ID = _PAYLOAD.where(_C.id == bindparam("id"))
_BY_NUMBER = _PAYLOAD.where(_C.number == bindparam("number"))
_BY_CODE = _PAYLOAD.where(_C.code == bindparam("code")).order_by(*_OLDEST_FIRST).limit(1)
_OF_VISIT = _PAYLOAD.where(_C.visit_id == bindparam("visit")).order_by(*_OLDEST_FIRST)
_OLDEST = _PAYLOAD.order_by(*_OLDEST_FIRST)
_UNFINISHED = _OLDEST.where(
    _C.desk == bindparam("desk"), or_(*(_C.state == state.value for state in UNFINISHED_STATES))
)
_OF_PERSON = _PAYLOAD.where(_C.applicant == bindparam("key")).order_by(
    _C.opened_at.desc(), _C.id.desc()
)
_DUE = _PAYLOAD.where(
    _C.state == bindparam("state"),
    _C.due_on >= bindparam("since"),
    _C.due_on <= bindparam("until"),
).order_by(_C.due_on, _C.id)
_ADD = insert(CASES)
_SAVE = update(CASES).where(
    _C.id == bindparam("this_id"), _C.version == bindparam("expected_version")
)
_ERASE = delete(CASES).where(_C.id == bindparam("id"))
_ANSWERS_OF = select(ANSWER_CASES.c.key).where(ANSWER_CASES.c.case_id == bindparam("id"))
_EMPTY_ANSWERS = update(ANSWERS).where(ANSWERS.c.key.in_(_ANSWERS_OF)).values(outcome=PAYLOAD_GONE)
_WITH_THE_CASE: tuple[Table, ...] = (PAPERS, OUTBOX, JOURNAL_PERSONAL, ANSWER_CASES)
_ERASE_BESIDE = tuple(
    delete(table).where(table.c.case_id == bindparam("id")) for table in _WITH_THE_CASE
)


class SqlCases:
    """The cases of one unit of work; a case is read from the database once.

    ``touched`` are unfinished ones that were read or written, ``erased`` tells that traces must be
    wiped after the commit.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._read: dict[str, Case | None] = {}
        self.touched: set[str] = set()
        self.erased = False

    def get(self, id: str) -> Case | None:
        """The case of that id."""
        if id not in self._read:
            self._read[id] = self._transaction.one(_BY_ID, {"id": id}, CASE)
        return self._seen(self._read[id])

    def by_number(self, number: str) -> Case | None:
        """The registered case of that number."""
        if not number:
            return None
        return self._seen(self._transaction.one(_BY_NUMBER, {"number": number}, CASE))

    def by_code(self, code: str) -> Case | None:
        """The registered case whose papers carry that code."""
        if not code:
            return None
        return self._seen(self._transaction.one(_BY_CODE, {"code": code}, CASE))

    def add(self, case: Case) -> None:
        """Write a new case. Raises ``Unavailable(store.stale)`` for an id or number in use."""
        self._transaction.change(_ADD, _columns(case) | {"payload": encoded(case)})
        self._seen(case)

    def save(self, case: Case) -> Case:
        """Write a changed case. Raises ``Unavailable(store.stale)`` over another version."""
        changed = replace(case, version=case.version + 1)
        columns = _columns(changed)
        read = self._read.get(case.id)
        if read is not None:
            # An index is written anew for every column that is named, whatever its value.
            former = _columns(read)
            columns = {name: value for name, value in columns.items() if value != former[name]}
        found = {"this_id": case.id, "expected_version": case.version}
        values = columns | {"payload": encoded(changed)} | found
        self._transaction.change_one(_SAVE, values, STORE_STALE)
        self._seen(changed)
        return changed

    def unfinished(self, desk: str) -> Sequence[Case]:
        """Cases of that desk that are neither registered nor ended, oldest first."""
        return self._transaction.every(_UNFINISHED, {"desk": desk}, CASE)

    def in_states(self, states: Sequence[CaseState]) -> Sequence[Case]:
        """Cases in any of those states, oldest first."""
        query = _OLDEST.where(_C.state.in_([state.value for state in states]))
        return tuple(CASE.decode(row.payload) for row in self._transaction.rows_of(query))

    def due(self, state: CaseState, since: date | None, until: date | None) -> Sequence[Case]:
        """Cases in that state whose day lies between those; without days, those that have none."""
        values = {"state": state.value, "since": _day_text(since), "until": _day_text(until)}
        return self._transaction.every(_DUE, values, CASE)

    def of_visit(self, visit_id: str) -> Sequence[Case]:
        """Cases of that visit, oldest first."""
        return self._transaction.every(_OF_VISIT, {"visit": visit_id}, CASE)

    def of_person(self, person_key: str) -> Sequence[Case]:
        """Cases of the applicant with that key, newest first."""
        return self._transaction.every(_OF_PERSON, {"key": person_key}, CASE)

    def erase(self, id: str) -> None:
        """Remove a draft with all that was kept for it. Raises ``ValueError`` for an application."""
        case = self.get(id)
        if case is None:
            return
        if case.number or case.refusal is not None:
            raise ValueError("only a draft may be erased")
        for statement in (_EMPTY_ANSWERS, *_ERASE_BESIDE, _ERASE):
            self._transaction.change(statement, {"id": id})
        self._read[id] = None
        self.touched.discard(id)
        self.erased = True

    def _seen(self, case: Case | None) -> Case | None:
        if case is not None:
            self._read[case.id] = case
            if not case.number:
                self.touched.add(case.id)
        return case


def _columns(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "version": case.version,
        "state": case.state.value,
        "desk": case.desk,
        "number": or_none(case.number),
        "code": case.registration.code if case.registration is not None else None,
        "visit_id": or_none(case.visit_id),
        "applicant": applicant_key(case.applicant),
        "opened_at": moment_text(case.opened_at),
        "due_on": _day_text(due_day(case)),
    }


def _day_text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
