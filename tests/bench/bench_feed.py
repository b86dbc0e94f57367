"""How soon another desk hears of a call, beside a bare NOTIFY on the same server in the same run."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Queue

import psycopg
import pytest

from app.domain.visit import Ticket, TicketState, VisitOutcome
from app.storage import SqlStore, open_store
from app.storage.feed import open_feed
from app.storage.store import UtcClock
from tests.fakes.feed_ear import Ear
from tests.fakes.store_samples import MORNING, ticket, visit
from tests.fakes.store_trial import commit

BUDGET = 2.0
ROUNDS = 400
WARM = 40
FILE_ROUNDS = 60

pytestmark = pytest.mark.bench


class Heard:
    """When something was heard, by the clock of the one who waits for it."""

    def __init__(self) -> None:
        self._moments: Queue[float] = Queue()

    def __call__(self, _event: object = None) -> None:
        self._moments.put(time.perf_counter())

    def after(self, start: float) -> float:
        """Milliseconds from ``start`` to the next hearing."""
        return (self._moments.get(timeout=20) - start) * 1000


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


class Calls:
    """One call a time: a waiting ticket is called and its visit opened, and the former one closed."""

    def __init__(self, store: SqlStore, count: int) -> None:
        self._store = store
        self._tickets: list[Ticket] = [ticket(f"t{n}") for n in range(count)]
        self._open = visit("none", closed_at=MORNING)
        for first in range(0, count, 100):
            rows = self._tickets[first : first + 100]
            commit(store, *(lambda work, row=row: work.visits.add_ticket(row) for row in rows))

    def __call__(self) -> tuple[float, float]:
        """The moments at which the call and its commit began."""
        waiting = self._tickets.pop()
        start = time.perf_counter()
        with self._store.begin(writing=True) as work:
            if self._open.open:
                done = replace(self._open, closed_at=MORNING, outcome=VisitOutcome.SERVED)
                work.visits.save(done)
            called = replace(waiting, state=TicketState.SERVING, desk="7")
            work.visits.save_ticket(called, TicketState.WAITING)
            self._open = visit(f"v{waiting.id}", ticket_id=waiting.id)
            work.visits.add(self._open)
            committing = time.perf_counter()
            work.commit()
        return start, committing


class BareCalls:
    """The same rows by the bare driver, with a NOTIFY in the transaction."""

    def __init__(self, place: dict[str, str]) -> None:
        self._connection = psycopg.connect(**place, autocommit=True)
        self._n = 0
        run = self._connection.execute
        run("CREATE TABLE bare_tickets (id text PRIMARY KEY, state text, payload text)")
        run("CREATE TABLE bare_visits (id text PRIMARY KEY, open boolean, payload text)")
        run(
            "INSERT INTO bare_tickets SELECT 't' || n, 'waiting', repeat('x', 300) "
            "FROM generate_series(1, 10000) n"
        )

    def __call__(self) -> tuple[float, float]:
        self._n += 1
        run = self._connection.execute
        start = time.perf_counter()
        run("BEGIN")
        run("UPDATE bare_visits SET open = false WHERE id = %s", (f"v{self._n - 1}",))
        run(
            "UPDATE bare_tickets SET state = 'serving', payload = %s WHERE id = %s",
            ("y" * 300, f"t{self._n}"),
        )
        run("INSERT INTO bare_visits VALUES (%s, true, %s)", (f"v{self._n}", "z" * 300))
        committing = time.perf_counter()
        run("NOTIFY bare")
        run("COMMIT")
        return start, committing

    def notice(self) -> tuple[float, float]:
        """A notice in a transaction of its own: nothing is written, so nothing waits for the disk."""
        start = time.perf_counter()
        for order in ("BEGIN", "NOTIFY bare", "COMMIT"):
            self._connection.execute(order)
        return start, start

    def least(self) -> tuple[float, float]:
        """A notice by one message to the server; no change of a queue could come with it."""
        start = time.perf_counter()
        self._connection.execute("NOTIFY bare")
        return start, start

    def close(self) -> None:
        self._connection.close()


@contextmanager
def _bare_listener(place: dict[str, str], heard: Heard) -> Iterator[None]:
    """A thread that does nothing but wait for the notice."""
    ready, stop = threading.Event(), threading.Event()

    def listen() -> None:
        with psycopg.connect(**place, autocommit=True) as connection:
            connection.execute("LISTEN bare")
            ready.set()
            while not stop.is_set():
                for _ in connection.notifies(timeout=0.5, stop_after=1):
                    heard()

    thread = threading.Thread(target=listen)
    thread.start()
    assert ready.wait(20)
    yield
    stop.set()
    thread.join()


def _notice_alone(store: SqlStore) -> tuple[float, float]:
    """A unit of work that changes no row: what our road adds to a bare notice."""
    start = time.perf_counter()
    with store.begin(writing=True) as work:
        work._transaction.moved_queue()
        committing = time.perf_counter()
        work.commit()
    return start, committing


def _rounds(
    pairs: list[tuple[Callable[[], tuple[float, float]], Heard]],
) -> list[tuple[list[float], list[float]]]:
    """For each kind the milliseconds from its beginning, and from its commit, to the hearing."""
    told: list[tuple[list[float], list[float]]] = [([], []) for _ in pairs]
    for n in range(WARM + ROUNDS):
        for (act, heard), (whole, notice) in zip(pairs, told, strict=True):
            start, committing = act()
            arrived = heard.after(start)
            if n >= WARM:
                whole.append(arrived)
                notice.append(arrived - (committing - start) * 1000)
    return told


def _line(name: str, ours: list[float], bare: list[float]) -> float:
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"\n{name}: p50 {statistics.median(ours):.2f} ms (p99 {_p99(ours):.2f}), bare "
        f"{statistics.median(bare):.2f} (p99 {_p99(bare):.2f}); ratio {ratio:.2f} (budget {BUDGET})"
    )
    return ratio


def test_call_to_another_desk_beside_a_bare_notify(postgres_url: str) -> None:
    here, there = open_store(postgres_url), open_store(postgres_url)
    url = here.engine.url
    place = {
        "host": str(url.query["host"]),
        "user": url.username or "",
        "dbname": url.database or "",
    }
    calls, bare, heard, bare_heard = Calls(here, WARM + ROUNDS), BareCalls(place), Heard(), Heard()
    feed = open_feed(there, clock=UtcClock())
    with closing(here), closing(there), closing(feed), closing(bare):
        Ear(feed)
        feed.listen(heard)
        heard.after(0)
        with _bare_listener(place, bare_heard):
            told = _rounds(
                [
                    (calls, heard),
                    (bare, bare_heard),
                    (lambda: _notice_alone(here), heard),
                    (bare.notice, bare_heard),
                    (bare.least, bare_heard),
                ]
            )
    (whole, notice), (bare_whole, bare_notice), (_, alone), (_, bare_alone), (_, least) = told
    ratios = [
        _line("call → another desk, the call included", whole, bare_whole),
        _line("from the commit of a call", notice, bare_notice),
        _line("a notice alone", alone, bare_alone),
    ]
    print(f"\nNOTIFY without a transaction and without a change: {statistics.median(least):.2f} ms")
    assert max(ratios) <= BUDGET


@pytest.mark.parametrize("own", [True, False], ids=["same window", "another window"])
def test_call_to_another_window_on_one_file(tmp_path: Path, own: bool) -> None:
    here, there = (open_store(f"sqlite:///{tmp_path}/store.db") for _ in range(2))
    calls, heard = Calls(here, FILE_ROUNDS), Heard()
    feed = open_feed(here if own else there, clock=UtcClock())
    with closing(here), closing(there), closing(feed):
        Ear(feed)
        feed.listen(heard)
        heard.after(0)
        times = [heard.after(calls()[1]) for _ in range(FILE_ROUNDS)]
    print(
        f"\ncall → {'the same' if own else 'another'} window on one file: "
        f"p50 {statistics.median(times):.1f} ms (p99 {_p99(times):.1f})"
    )
    assert statistics.median(times) <= 150
