"""Calling the next visitor on one SQLite file: how long a durable call takes, and who is called twice.

Beside it in the same run, over the same number of tickets: select-then-update as it is written
without thinking, and the method of a public queue manager (ask an ORM for the first ticket that was
not pulled, set its flag, commit).
"""

import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from app.desk.practice import HandClock, PracticeChoice, PracticeDesk, open_practice_desk
from app.desk.system import SystemIds
from app.domain.language import Lang
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.store_samples import MORNING

TICKETS = 400
THREADS = 8
ALONE = 150

pytestmark = pytest.mark.bench

Caller = Callable[[], str]
"""Calls the next ticket and tells which; empty when the store stayed locked. Timed."""


@dataclass(frozen=True)
class Opened:
    """One desk of a method: ``call`` is timed, ``finish`` is what must come between two calls."""

    call: Caller
    finish: Callable[[], object] = lambda: None


Opener = Callable[[Path, int], AbstractContextManager[Opened]]


# Ours: the whole Desk, rules, journal and idempotency, each call one durable commit.


def _desk(file: Path, number: int) -> PracticeDesk:
    return open_practice_desk(
        PracticeChoice(
            store_url=f"sqlite:///{file}",
            keys=file.parent / "keys",
            clock=HandClock(MORNING),
            ids=SystemIds(),
            desk=str(number),
            session=f"at-{number}",
        )
    )


def _fill_ours(file: Path, count: int) -> None:
    practice = _desk(file, 3)
    for _ in range(count):
        assert practice.desk.submit(TakeTicket(language=Lang.KK)).result().ok
    practice.close()


@contextmanager
def _ours(file: Path, number: int) -> Iterator[Opened]:
    practice = _desk(file, number)

    def call() -> str:
        return practice.desk.submit(Call()).result().facts.get("ticket", "")

    yield Opened(call, lambda: practice.desk.submit(FinishVisit()).result())
    practice.close()


# Without thinking: look which is first, then write that it is called.


def _raw(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, timeout=30, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


def _fill_raw(file: Path, count: int) -> None:
    with closing(_raw(file)) as raw:
        raw.execute(
            "CREATE TABLE tickets (id TEXT PRIMARY KEY, state TEXT, turn INTEGER, desk TEXT)"
        )
        raw.execute("CREATE INDEX line ON tickets(state, turn)")
        rows = ((f"A{n}", "waiting", n, "") for n in range(count))
        raw.executemany("INSERT INTO tickets VALUES (?, ?, ?, ?)", rows)


@contextmanager
def _select_then_update(file: Path, number: int) -> Iterator[Opened]:
    with closing(_raw(file)) as raw:

        def call() -> str:
            first = "SELECT id FROM tickets WHERE state = 'waiting' ORDER BY turn LIMIT 1"
            found = raw.execute(first).fetchone()
            if found is None:
                return ""
            called = "UPDATE tickets SET state = 'called', desk = ? WHERE id = ?"
            raw.execute(called, (str(number), found[0]))
            return str(found[0])

        yield Opened(call)


# As a public queue manager does it, written anew from the description of its method.


class _Base(DeclarativeBase):
    """The tables of that method."""


class _Pulled(_Base):
    __tablename__ = "serials"
    id: Mapped[int] = mapped_column(primary_key=True)
    timestamp: Mapped[int] = mapped_column(index=True)
    p: Mapped[bool]


def _fill_pulled(file: Path, count: int) -> None:
    engine = create_engine(f"sqlite:///{file}")
    _Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(_Pulled(id=n + 1, timestamp=n, p=False) for n in range(count))
        session.commit()
    engine.dispose()


@contextmanager
def _first_unpulled(file: Path, _number: int) -> Iterator[Opened]:
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})
    with Session(engine) as session:

        def call() -> str:
            unpulled = select(_Pulled).where(_Pulled.p.is_not(True)).order_by(_Pulled.timestamp)
            try:
                found = session.scalars(unpulled.limit(1)).first()
                if found is None:
                    return ""
                found.p = True
                pulled = str(found.id)
                session.commit()
            except OperationalError:
                session.rollback()
                return ""
            return pulled

        yield Opened(call)
    engine.dispose()


METHODS: dict[str, tuple[Callable[[Path, int], None], Opener]] = {
    "ours, through the Desk": (_fill_ours, _ours),
    "select, then update": (_fill_raw, _select_then_update),
    "first unpulled, flag, commit": (_fill_pulled, _first_unpulled),
}


@dataclass(frozen=True)
class Told:
    """What one run of a method gave: milliseconds of each call, the tickets called, the seconds."""

    times: list[float]
    called: list[str]
    seconds: float

    @property
    def doubles(self) -> int:
        """How many calls were for somebody who had been called before."""
        return sum(count - 1 for count in Counter(self.called).values())


def _calls(opened: Opened, count: int, barrier: Barrier | None = None) -> Told:
    times, called = [], []
    if barrier is not None:
        barrier.wait(60)
    begun = time.perf_counter()
    for _ in range(count):
        start = time.perf_counter()
        ticket = opened.call()
        times.append((time.perf_counter() - start) * 1000)
        if ticket:
            called.append(ticket)
        opened.finish()
    return Told(times, called, time.perf_counter() - begun)


def _at_once(file: Path, opener: Opener) -> Told:
    barrier = Barrier(THREADS)
    with ExitStack() as open_desks, ThreadPoolExecutor(THREADS) as threads:
        desks = [open_desks.enter_context(opener(file, 10 + n)) for n in range(THREADS)]
        each = TICKETS // THREADS
        runs = [threads.submit(_calls, desk, each, barrier) for desk in desks]
        told = [run.result() for run in runs]
    return Told(
        [spent for one in told for spent in one.times],
        [ticket for one in told for ticket in one.called],
        max(one.seconds for one in told),
    )


def _line(name: str, told: Told) -> str:
    p99 = sorted(told.times)[int(len(told.times) * 0.99)]
    return (
        f"\n{name}: p50 {statistics.median(told.times):.2f} ms, p99 {p99:.2f}; {len(told.called)} "
        f"calls, {told.doubles} doubles, {len(told.called) / told.seconds:.0f} calls/s"
    )


def test_call_next_beside_naive_methods(tmp_path: Path) -> None:
    runs = {}
    for name, (fill, opener) in METHODS.items():
        alone, together = tmp_path / f"{len(runs)}-alone.db", tmp_path / f"{len(runs)}.db"
        fill(alone, ALONE)
        with opener(alone, 3) as opened:
            print(_line(f"call next, one desk, {name}", _calls(opened, ALONE)), end="")
        fill(together, TICKETS)
        runs[name] = _at_once(together, opener)
        print(_line(f"call next, {THREADS} desks at once, {name}", runs[name]), end="")
    print()
    ours = runs["ours, through the Desk"]
    assert ours.doubles == 0
    assert len(ours.called) == TICKETS
