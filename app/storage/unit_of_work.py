"""One transaction: repositories over one connection, all or nothing."""

import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from app.errors import Unavailable
from app.ports.clock import Clock, TimeSource
from app.ports.storage import STORE_BUSY
from app.storage.answers import Answers
from app.storage.bell import Bell
from app.storage.cases import SqlCases
from app.storage.journal import SqlJournal
from app.storage.numbers import SqlNumbers
from app.storage.outbox import SqlOutbox
from app.storage.papers import SqlPapers
from app.storage.persons import SqlPersons
from app.storage.queue_books import SqlQueueBooks
from app.storage.records import SqlRecords
from app.storage.scan_runs import SqlScanRuns
from app.storage.transaction import Transaction
from app.storage.units import SqlUnits
from app.storage.visits import SqlVisits

SPARE_CHAIN = "r"
"""Behind the desk in the name of a chain: «3r» is what desk 3 did while it was cut off."""


class Turn:
    """Whose turn it is on a database with one connection; on others everybody's.

    ``wait`` is in seconds.
    """

    def __init__(self, wait: float, *, single: bool) -> None:
        self._wait = wait
        self._lock = threading.Lock() if single else None

    def take(self) -> None:
        """Wait for the turn. Raises ``Unavailable(store.busy)`` when it does not come."""
        if self._lock is not None and not self._lock.acquire(timeout=self._wait):
            raise Unavailable(STORE_BUSY)

    def give(self) -> None:
        """Let the next one have it."""
        if self._lock is not None:
            self._lock.release()


class SqlUnitOfWork:
    """A unit of work over a database; its repositories exist inside the ``with`` block only.

    ``wipe`` is called after a commit that erased something, ``bell`` rings after one that changed
    the queue. ``spare``: of a desk's own store, with numbers and a chain that the branch's never has.
    """

    cases: SqlCases
    visits: SqlVisits
    queue: SqlQueueBooks
    units: SqlUnits
    runs: SqlScanRuns
    persons: SqlPersons
    papers: SqlPapers
    outbox: SqlOutbox
    numbers: SqlNumbers
    records: SqlRecords
    journal: SqlJournal

    def __init__(
        self,
        engine: Engine,
        *,
        writing: bool,
        clock: Clock,
        source: TimeSource,
        wipe: Callable[[], None],
        turn: Turn,
        bell: Bell,
        spare: bool = False,
    ) -> None:
        self._engine = engine
        self._writing = writing
        self._clock = clock
        self._source = source
        self._wipe = wipe
        self._turn = turn
        self._bell = bell
        self._spare = spare
        self._ended = False

    def __enter__(self) -> Self:
        self._turn.take()
        try:
            self._gather(_begun(self._engine))
        except BaseException:
            self._turn.give()
            raise
        return self

    def _gather(self, connection: Connection) -> None:
        transaction = Transaction(connection)
        self._connection = connection
        self._transaction = transaction
        self._answers = Answers(transaction)
        self.cases = SqlCases(transaction)
        self.visits = SqlVisits(transaction, writing=self._writing)
        self.queue = SqlQueueBooks(transaction)
        self.units = SqlUnits(transaction)
        self.runs = SqlScanRuns(transaction)
        self.persons = SqlPersons(transaction)
        self.papers = SqlPapers(transaction)
        self.outbox = SqlOutbox(transaction)
        self.numbers = SqlNumbers(transaction, spare=self._spare)
        self.records = SqlRecords(transaction)
        suffix = SPARE_CHAIN if self._spare else ""
        self.journal = SqlJournal(transaction, self._clock, self._source, suffix)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._connection.close()
        finally:
            self._turn.give()
        if self._ended and self.cases.erased:
            self._wipe()

    def answered(self, key: str) -> str | None:
        """The outcome kept under that key, or ``None``."""
        return self._answers.get(key)

    def remember_answer(self, key: str, outcome: str) -> None:
        """Keep an outcome under its key. Raises ``Unavailable(store.stale)`` for a used key."""
        self._answers.add(key, outcome, self._clock.now(), sorted(self.cases.touched))

    def forget_answers(self, before: datetime) -> None:
        """Drop outcomes that were kept before that moment."""
        self._answers.forget(before)

    def commit(self) -> None:
        """Make everything lasting. Raises ``RuntimeError`` in a reading unit or a second time."""
        if not self._writing or self._ended:
            raise RuntimeError("there is nothing to commit here")
        self._transaction.finish()
        self._connection.commit()
        self._ended = True
        if self._transaction.queue_moved:
            self._bell.ring()


def _begun(engine: Engine) -> Connection:
    try:
        connection = engine.connect()
    except NoFreeConnection as error:
        raise Unavailable(STORE_BUSY) from error
    try:
        connection.begin()
    except BaseException:
        connection.close()
        raise
    return connection
