"""Every single change to the journal is found: in the store, and against heads kept elsewhere."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage import SqlStore, open_store
from app.storage.journal_export import read_heads
from app.storage.journal_format import Verdict, canonical, digest
from app.storage.verify import export_heads, heads_of, verify_store
from tests.fakes.fake_store import FixedClock
from tests.fakes.journal_filling import DESKS, LINES_A_DESK, filled
from tests.fakes.store_samples import MORNING, entry

pytestmark = pytest.mark.requirement("R-228")

Tamper = Callable[[sqlite3.Connection], object]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    clock = FixedClock(MORNING)
    opened = open_store(f"sqlite:///{file}", clock=clock)
    filled(opened, clock)
    yield opened
    opened.close()


def tampered(store: SqlStore, file: Path, tamper: Tamper) -> Verdict:
    """The verdict after a foreign hand was in the file, the guards put aside."""
    with closing(sqlite3.connect(file)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND name LIKE 'journal%'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        tamper(connection)
        connection.commit()
    return verify_store(store)


def test_an_untouched_journal_is_intact(store: SqlStore) -> None:
    verdict = verify_store(store)
    assert verdict.intact
    assert verdict.entries == len(DESKS) * LINES_A_DESK
    assert [head.chain for head in verdict.heads] == sorted(DESKS)
    assert verdict.heads == heads_of(store)
    assert verdict.erased == 0


def test_an_empty_journal_is_intact(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/empty.db")
    assert verify_store(store) == Verdict(entries=0, heads=())
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = body || ' ' WHERE chain = '7' AND sequence = 2",
        "UPDATE journal SET hash = hash WHERE chain = '7' AND sequence = 2",
        "DELETE FROM journal WHERE chain = '7' AND sequence = 4",
        "INSERT OR REPLACE INTO journal SELECT chain, sequence, case_id, 'x', hash FROM journal "
        "WHERE chain = '7' AND sequence = 2",
        "REPLACE INTO journal SELECT * FROM journal WHERE chain = '7' AND sequence = 2",
        "UPDATE journal_personal SET body = '{}'",
        "DELETE FROM journal_heads",
        "UPDATE journal_heads SET count = 1 WHERE chain = '7'",
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(
    store: SqlStore, file: Path, statement: str
) -> None:
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    assert verify_store(store).intact


@given(
    data=st.data(),
    desk=st.sampled_from(DESKS),
    sequence=st.integers(1, LINES_A_DESK),
)
def test_every_edited_column_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, desk: str, sequence: int
) -> None:
    body = _TEMPLATE.bodies[desk, sequence]
    column = data.draw(st.sampled_from(["body", "hash", "case_id", "sequence", "chain"]))
    if column == "body":
        place = data.draw(st.integers(0, len(body) - 1))
        value: object = body[:place] + data.draw(st.characters(codec="utf-8")) + body[place + 1 :]
    elif column == "sequence":
        value = data.draw(st.integers(LINES_A_DESK + 1, 99))
    else:
        value = data.draw(st.sampled_from(["x", "8", "", None, b"7"]))
    if column == "hash" and value is None:
        value = "0" * 64
    if (column == "chain" and value is None) or value == body:
        return
    verdict = _TEMPLATE.changed(
        f"UPDATE journal SET {column} = ? WHERE chain = ? AND sequence = ?",
        (value, desk, sequence),
    )
    assert not verdict.intact


class _Template:
    """One filled store in memory; each try works on a copy of it."""

    def __init__(self) -> None:
        clock = FixedClock(MORNING)
        store = open_store("sqlite://", clock=clock)
        filled(store, clock)
        raw = store.engine.raw_connection()
        self._image = raw.driver_connection.serialize()  # type: ignore[union-attr]
        rows = raw.driver_connection.execute("SELECT chain, sequence, body FROM journal")  # type: ignore[union-attr]
        self.bodies = {(chain, sequence): body for chain, sequence, body in rows}
        raw.close()
        store.close()

    def changed(self, statement: str, values: tuple[object, ...] = ()) -> Verdict:
        return self.done(lambda connection: connection.execute(statement, values))

    def done(self, tamper: Tamper) -> Verdict:
        store = open_store("sqlite://")
        raw = store.engine.raw_connection()
        connection: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
        connection.deserialize(self._image)
        connection.execute("PRAGMA foreign_keys=OFF")
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND name LIKE 'journal%'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        tamper(connection)
        raw.close()
        verdict = verify_store(store)
        store.close()
        return verdict


_TEMPLATE = _Template()
_EACH_LINE = [(desk, sequence) for desk in DESKS for sequence in range(1, LINES_A_DESK + 1)]


@pytest.mark.parametrize(("desk", "sequence"), _EACH_LINE)
def test_every_deleted_line_is_found_where_it_was(desk: str, sequence: int) -> None:
    verdict = _TEMPLATE.changed(
        "DELETE FROM journal WHERE chain = ? AND sequence = ?", (desk, sequence)
    )
    assert verdict.first_bad is not None
    assert (verdict.first_bad.chain, verdict.first_bad.sequence) == (desk, sequence)


@pytest.mark.parametrize("keep", range(LINES_A_DESK))
@pytest.mark.parametrize("desk", DESKS)
def test_every_cut_off_end_is_found(desk: str, keep: int) -> None:
    verdict = _TEMPLATE.changed(
        "DELETE FROM journal WHERE chain = ? AND sequence > ?", (desk, keep)
    )
    assert verdict.first_bad is not None
    assert verdict.first_bad.reason == "missing"
    assert (verdict.first_bad.chain, verdict.first_bad.sequence) == (desk, keep + 1)


@pytest.mark.parametrize("one", range(1, LINES_A_DESK + 1))
@pytest.mark.parametrize("other", range(1, LINES_A_DESK + 1))
def test_every_swap_is_found(one: int, other: int) -> None:
    if one == other:
        return

    def swap(connection: sqlite3.Connection) -> None:
        for here, there in ((one, 99), (other, one), (99, other)):
            connection.execute(
                "UPDATE journal SET sequence = ? WHERE chain = '7' AND sequence = ?", (there, here)
            )

    verdict = _TEMPLATE.done(swap)
    assert verdict.first_bad is not None
    assert verdict.first_bad.sequence == min(one, other)


def _forged(connection: sqlite3.Connection, sequence: int) -> None:
    """A well-made line put in after ``sequence``, the later ones moved down."""
    previous, body = connection.execute(
        "SELECT hash, body FROM journal WHERE chain = '7' AND sequence = ?", (sequence,)
    ).fetchone()
    said = json.loads(body) | {"sequence": sequence + 1, "previous": previous, "verb": "forged"}
    for later in range(LINES_A_DESK, sequence, -1):
        connection.execute(
            "UPDATE journal SET sequence = ? WHERE chain = '7' AND sequence = ?", (later + 1, later)
        )
    text = canonical(said | {"personal": ""})
    connection.execute(
        "INSERT INTO journal VALUES ('7', ?, ?, ?, ?)",
        (sequence + 1, said["case"], text, digest(text)),
    )


@pytest.mark.parametrize("after", range(1, LINES_A_DESK + 1))
def test_every_inserted_line_is_found(after: int) -> None:
    verdict = _TEMPLATE.done(lambda connection: _forged(connection, after))
    assert verdict.first_bad is not None
    assert verdict.first_bad.chain == "7"


def test_a_rewritten_last_line_is_found() -> None:
    def rewrite(connection: sqlite3.Connection) -> None:
        (body,) = connection.execute(
            "SELECT body FROM journal WHERE chain = '7' AND sequence = 4"
        ).fetchone()
        text = canonical(json.loads(body) | {"actor": "somebody else"})
        connection.execute(
            "UPDATE journal SET body = ?, hash = ? WHERE chain = '7' AND sequence = 4",
            (text, digest(text)),
        )

    verdict = _TEMPLATE.done(rewrite)
    assert verdict.first_bad is not None
    assert verdict.first_bad.reason == "head"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_heads SET count = count - 1 WHERE chain = '7'",
        "UPDATE journal_heads SET hash = chain WHERE chain = '7'",
        "UPDATE journal_heads SET count = 'four' WHERE chain = '7'",
        "DELETE FROM journal_heads WHERE chain = '7'",
        "DELETE FROM journal WHERE chain = '7'",
        "UPDATE journal_personal SET body = '{\"iin\":\"1\"}' WHERE chain = '7' AND sequence = 2",
        "UPDATE journal_personal SET salt = 'x' WHERE chain = '7' AND sequence = 2",
        "INSERT INTO journal_personal VALUES ('7', 1, NULL, 'x', '{}')",
        "INSERT INTO journal_heads VALUES ('9', 1, 'x', 'y')",
    ],
)
def test_every_other_meddling_is_found(statement: str) -> None:
    verdict = _TEMPLATE.changed(statement)
    assert not verdict.intact


@pytest.mark.requirement("R-228", "R-231")
def test_erasing_what_is_personal_breaks_nothing() -> None:
    verdict = _TEMPLATE.changed("DELETE FROM journal_personal WHERE chain = '7'")
    assert verdict.intact
    assert verdict.erased == 2


def test_a_journal_cut_off_with_its_heads_is_found_by_heads_kept_elsewhere(
    store: SqlStore, file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "heads.json"
    export_heads(store, kept)
    assert verify_store(store, read_heads(kept)).intact

    def cut(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM journal_personal WHERE chain = '7' AND sequence > 2")
        connection.execute("DELETE FROM journal WHERE chain = '7' AND sequence > 2")
        connection.execute(
            "UPDATE journal_heads SET count = 2, hash = (SELECT hash FROM journal WHERE "
            "chain = '7' AND sequence = 2) WHERE chain = '7'"
        )

    assert tampered(store, file, cut).intact
    verdict = verify_store(store, read_heads(kept))
    assert verdict.first_bad is not None
    assert (verdict.first_bad.sequence, verdict.first_bad.reason) == (3, "missing")


def test_a_journal_written_anew_is_found_by_heads_kept_elsewhere(
    store: SqlStore, tmp_path: Path
) -> None:
    kept = tmp_path / "heads.json"
    export_heads(store, kept)
    clock = FixedClock(MORNING + timedelta(days=1))
    other = open_store(f"sqlite:///{tmp_path}/other.db", clock=clock)
    filled(other, clock)
    assert verify_store(other).intact
    verdict = verify_store(other, read_heads(kept))
    other.close()
    assert verdict.first_bad is not None
    assert verdict.first_bad.reason == "anchor"


def test_lines_written_after_the_heads_were_kept_are_no_fault(
    store: SqlStore, tmp_path: Path
) -> None:
    kept = tmp_path / "heads.json"
    export_heads(store, kept)
    with store.begin(writing=True) as work:
        work.journal.append(entry("later"))
        work.commit()
    assert verify_store(store, read_heads(kept)).intact
