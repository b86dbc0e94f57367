"""A store of the time before the queue had its columns: old tickets and visits stand in them rightly."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from app.domain.language import Lang
from app.domain.visit import Purpose, TicketState
from app.ports.storage import NextTicket
from app.storage import open_store
from app.storage.engine import make_engine
from app.storage.payloads import encoded, moment_text
from tests.fakes.store_samples import MORNING, TODAY, ticket, visit

_NEW = (
    "origin", "need", "priority", "weight", "booked_for", "for_desk", "hops", "failure_id",
    "line_number", "entered_at", "line_day", "expected_minutes", "copies", "end", "end_reason",
    "link", "inaccurate", "turn", "recalled_at", "arrived_at", "out_of_turn", "out_of_turn_note",
    "ticket_before",
)  # fmt: skip
"""Fields of tickets and visits that the payloads of then did not have."""

WAITING = ticket("t1", number="A7001", taken_at=MORNING + timedelta(minutes=2))
PARKED = ticket("t2", number="B7002", purpose=Purpose.ISSUE, state=TicketState.PARKED)
DONE = ticket(
    "t3",
    number="A7003",
    language=Lang.RU,
    state=TicketState.CLOSED,
    desk="7",
    called_at=MORNING + timedelta(minutes=5),
    recalls=1,
)
YESTERDAY = ticket("t4", number="A7001", taken_at=MORNING - timedelta(days=1))
VISIT = visit("v1", ticket_id="t3", closed_at=MORNING + timedelta(minutes=9))


def _of_then(row: object) -> str:
    payload = json.loads(encoded(row))
    return json.dumps({name: value for name, value in payload.items() if name not in _NEW})


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store at revision 0002 with four tickets and a visit."""
    file = tmp_path / "store.db"
    engine = make_engine(f"sqlite:///{file}", 1)
    made = Config()
    made.set_main_option("script_location", "app.storage:migrations")
    with engine.begin() as connection:
        made.attributes["connection"] = connection
        command.upgrade(made, "0002")
    engine.dispose()
    with closing(sqlite3.connect(file)) as raw, raw:
        for one in (WAITING, PARKED, DONE, YESTERDAY):
            raw.execute(
                "INSERT INTO tickets (id, number, day, state, taken_at, payload)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    one.id,
                    one.number,
                    one.taken_at.date().isoformat(),
                    one.state.value,
                    moment_text(one.taken_at),
                    _of_then(one),
                ),
            )
        raw.execute(
            "INSERT INTO visits (id, version, ticket_id, desk, open, payload)"
            " VALUES (?, 0, 't3', '7', 0, ?)",
            (VISIT.id, _of_then(VISIT)),
        )
    return file


def test_old_rows_stand_in_the_new_columns_as_their_payloads_say(old: Path) -> None:
    open_store(f"sqlite:///{old}").close()
    with closing(sqlite3.connect(old)) as raw:
        rows = raw.execute(
            "SELECT id, line_day, purpose, language, rank, turn_at, for_desk, called_at"
            " FROM tickets ORDER BY id"
        ).fetchall()
        visits = raw.execute("SELECT id, called_at FROM visits").fetchall()
    called = (MORNING + timedelta(minutes=5)).astimezone(UTC).isoformat(timespec="microseconds")
    assert rows == [
        ("t1", "2026-03-06", "intake", "kk", 0, moment_text(WAITING.taken_at), "", ""),
        ("t2", "2026-03-06", "issue", "kk", 0, moment_text(PARKED.taken_at), "", ""),
        ("t3", "2026-03-06", "intake", "ru", 0, moment_text(DONE.taken_at), "", called),
        ("t4", "2026-03-05", "intake", "kk", 0, moment_text(YESTERDAY.taken_at), "", ""),
    ]
    assert visits == [("v1", moment_text(MORNING))]


@pytest.mark.requirement("R-029")
def test_nobody_of_the_old_line_is_lost_and_the_order_stands(old: Path) -> None:
    store = open_store(f"sqlite:///{old}")
    with store.begin(writing=True) as work:
        assert list(work.visits.waiting(TODAY)) == [PARKED, WAITING]
        assert list(work.visits.left_before(TODAY)) == [YESTERDAY]
        assert [one.id for one in work.visits.calls(TODAY, 8)] == ["t3"]
        wanted = NextTicket(day=TODAY, desk="7", purposes=(Purpose.INTAKE,), languages=tuple(Lang))
        assert work.visits.next_waiting(wanted) == WAITING
        assert work.visits.ticket_by_number("A7001", TODAY) == WAITING
        end = MORNING + timedelta(hours=1)
        assert list(work.visits.called_between(MORNING, end)) == [VISIT]
        assert not list(work.queue.holds())
    store.close()


def test_the_journal_and_the_guards_are_as_they_were(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw:
        before = set(raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    open_store(f"sqlite:///{old}").close()
    with closing(sqlite3.connect(old)) as raw:
        assert set(raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")) >= before
