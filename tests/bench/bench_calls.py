"""Forty desks that call at the same time: nobody twice, nobody lost, and how fast, beside other ways."""

import statistics
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.storage import SqlStore, open_store
from app.storage.verify import verify_store
from tests.fakes.bare_callers import make_bare_tables
from tests.fakes.call_shift import Shift, Told, run_shift
from tests.fakes.calling_desks import fill_line

TICKETS = 10_000
FEWER = 2_000
"""Tickets for the ways without a lock, which call each of them several times, and for a file."""
DESKS, PROCESSES, WINDOWS = 40, 4, 4
RATE, SECONDS = 80.0, 30
FILE_RATE = 8.0
BUDGET = 25.0
"""Milliseconds for 99 of 100 calls, 80 of them in a second."""
_PLACES = f"{DESKS} desks (threads in {PROCESSES} processes)"

pytestmark = pytest.mark.bench


@pytest.fixture
def store(postgres_url: str) -> Iterator[SqlStore]:
    with closing(open_store(postgres_url)) as opened:
        yield opened


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _row(name: str, told: Told, more: str = "") -> None:
    times = told.calls
    print(
        f"  {name:<34} {len(told.called):>6} calls {len(told.called) / told.seconds:>5.0f}/s  p50 "
        f"{statistics.median(times):>6.1f}  p99 {_p99(times):>6.1f}  max {max(times):>6.0f} ms  "
        f"doubles {told.doubles}{more}"
    )


def _ours(name: str, told: Told, lost: int) -> None:
    finish = f", p99 {_p99(told.finishes):.1f}" if told.finishes else ""
    refused = ", ".join(f"{code} {count}" for code, count in told.troubles.items()) or "none"
    _row(name, told, f", lost {lost}, refused: {refused}")
    print(
        f"  {'  and finish_visit after each':<34} p50 {statistics.median(told.finishes):.1f}{finish}"
    )


def _kept(store: SqlStore, told: Told) -> int:
    """Check in the database that every call is kept once; how many tickets nobody called."""
    with store.engine.connect() as connection:
        waiting, twice, visits, left = connection.execute(
            text(
                "SELECT (SELECT count(*) FROM tickets WHERE state = 'waiting'),"
                " (SELECT count(*) FROM (SELECT ticket_id FROM visits GROUP BY ticket_id"
                " HAVING count(*) > 1) AS twice),"
                " (SELECT count(*) FROM visits WHERE NOT open),"
                " (SELECT count(*) FROM tickets WHERE state NOT IN ('waiting', 'closed'))"
            )
        ).one()
        calls = connection.execute(
            text('SELECT count(*) FROM journal WHERE body LIKE \'%"verb":"call"%\'')
        ).scalar()
    assert (told.doubles, twice, left) == (0, 0, 0)
    assert len(told.called) == visits == calls
    assert verify_store(store).intact
    return int(waiting)


def test_as_fast_as_they_can(store: SqlStore, postgres_url: str) -> None:
    fill_line(store, TICKETS)
    told = run_shift(Shift("desk", postgres_url), desks=DESKS, processes=PROCESSES)
    lost = _kept(store, told)
    print(f"\n{_PLACES} without a pause, the line empty at the end:")
    _ours("the Desk, call and finish_visit", told, lost)
    make_bare_tables(postgres_url, TICKETS, FEWER)
    for kind, name in (
        ("bare", "bare FOR UPDATE SKIP LOCKED"),
        ("naive", "select, then update"),
        ("public", "a public queue manager's way"),
    ):
        other = run_shift(Shift(kind, postgres_url), desks=DESKS, processes=PROCESSES)
        _row(name, other, f" ({100 * other.doubles // len(other.called)} %)")
    assert (lost, told.doubles) == (0, 0)
    assert len(told.called) == TICKETS
    assert not told.troubles


def test_at_the_pace_of_a_great_rush(store: SqlStore, postgres_url: str) -> None:
    most = int(RATE * SECONDS) // DESKS
    fill_line(store, most * DESKS)
    make_bare_tables(postgres_url, most * DESKS, 0)
    paced = [
        run_shift(Shift(kind, postgres_url, rate=RATE, most=most), desks=DESKS, processes=PROCESSES)
        for kind in ("desk", "bare")
    ]
    ours, bare = paced
    lost = _kept(store, ours)
    print(f"\n{_PLACES}, {RATE:.0f} calls and as many finished visits a second:")
    _ours("the Desk", ours, lost)
    _row("bare FOR UPDATE SKIP LOCKED", bare)
    ratio = statistics.median(ours.calls) / statistics.median(bare.calls)
    print(f"  ratio {ratio:.1f}; p99 {_p99(ours.calls):.1f} ms (budget {BUDGET:.0f})")
    assert (lost, ours.doubles, len(ours.called)) == (0, 0, most * DESKS)
    assert not ours.troubles
    assert _p99(ours.calls) <= BUDGET


@pytest.mark.parametrize("rate", [0.0, FILE_RATE], ids=["without a pause", "paced"])
def test_windows_on_one_file(tmp_path: Path, rate: float) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    most = int(rate * SECONDS) // WINDOWS
    count = most * WINDOWS or FEWER
    with closing(open_store(url)) as store:
        fill_line(store, count)
        told = run_shift(Shift("desk", url, rate=rate, most=most), desks=WINDOWS, processes=WINDOWS)
        lost = _kept(store, told)
    pace = f"{rate:.0f} calls a second" if rate else "without a pause"
    print(f"\n{WINDOWS} processes on one SQLite file, {pace}:")
    _ours("the Desk", told, lost)
    assert (lost, told.doubles, len(told.called)) == (0, 0, count)
