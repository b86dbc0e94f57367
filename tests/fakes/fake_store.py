"""The store as plain dicts for use-case tests; held to the same contract as the real one."""

from datetime import datetime
from types import TracebackType
from typing import Self

from app.errors import Unavailable
from app.ports.clock import Clock
from app.ports.storage import (
    STORE_BUSY,
)
from tests.fakes.fake_queue import FakeQueueBooks, FakeVisits
from tests.fakes.fake_repositories import (
    FakeCases,
    FakeJournal,
    FakeNumbers,
    FakeOutbox,
    FakePapers,
    FakePersons,
    FakeRecords,
    FakeUnits,
)
from tests.fakes.fake_runs import FakeScanRuns
from tests.fakes.fake_tables import Tables, taken


class FixedClock:
    """A clock that stands where it was set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class FakeUnitOfWork:
    """One transaction over a copy of the tables; ``commit`` puts the copy in their place."""

    def __init__(self, store: "FakeStore", *, writing: bool) -> None:
        self._store = store
        self._writing = writing
        self._ended = False
        self.tables = store.tables.copied()
        self.cases = FakeCases(self.tables)
        self.visits = FakeVisits(self.tables)
        self.queue = FakeQueueBooks(self.tables)
        self.units = FakeUnits(self.tables)
        self.runs = FakeScanRuns(self.tables)
        self.persons = FakePersons(self.tables)
        self.papers = FakePapers(self.tables)
        self.outbox = FakeOutbox(self.tables)
        self.numbers = FakeNumbers(self.tables)
        self.records = FakeRecords(self.tables)
        self.journal = FakeJournal(self.tables, store.clock)

    def answered(self, key: str) -> str | None:
        kept = self.tables.answers.get(key)
        return kept[0] if kept is not None else None

    def remember_answer(self, key: str, outcome: str) -> None:
        taken(self.tables.answers, key)
        touched = frozenset(self.cases.touched)
        self.tables.answers[key] = (outcome, self._store.clock.now(), touched)

    def forget_answers(self, before: datetime) -> None:
        for key, (_, at, _cases) in list(self.tables.answers.items()):
            if at < before:
                del self.tables.answers[key]

    def __enter__(self) -> Self:
        if self._writing and self._store.writer is not None:
            raise Unavailable(STORE_BUSY)
        if self._writing:
            self._store.writer = self
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._store.writer is self:
            self._store.writer = None

    def commit(self) -> None:
        if not self._writing or self._ended:
            raise RuntimeError("there is nothing to commit here")
        self._ended = True
        self._store.tables = self.tables
        self._store.commits += 1


class FakeStore:
    """The store of use-case tests; look into ``tables`` for what was committed."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.tables = Tables()
        self.writer: FakeUnitOfWork | None = None
        self.commits = 0
        self.closed = False

    def begin(self, *, writing: bool) -> FakeUnitOfWork:
        return FakeUnitOfWork(self, writing=writing)

    def close(self) -> None:
        self.closed = True
