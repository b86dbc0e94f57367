"""The line is read as it stands in its index, on both databases, whatever their statistics know."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.storage import SqlStore, open_store, visits
from tests.fakes.calling_desks import fill_line
from tests.fakes.store_samples import TODAY

_DAY = {"day": TODAY.isoformat()}
_WANTED = {
    **_DAY,
    "desk": "7",
    **dict.fromkeys(("purpose_0", "purpose_1", "purpose_2", "purpose_3"), "intake"),
    **dict.fromkeys(("language_0", "language_1"), "kk"),
}
_WAITING = 1_000


@pytest.fixture(params=["file", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    place = f"sqlite:///{tmp_path}/store.db"
    if request.param == "postgres":
        place = request.getfixturevalue("postgres_url")
    with closing(open_store(place)) as opened:
        fill_line(opened, _WAITING)
        yield opened


def plan(store: SqlStore, query: Any, values: dict[str, str]) -> str:
    """How the database would answer a query of the module ``visits``."""
    compiled = query.compile(dialect=store.engine.dialect)
    given = {**compiled.params, **values}
    ready = tuple(given[name] for name in compiled.positiontup) if compiled.positional else given
    order = "EXPLAIN QUERY PLAN" if store.engine.dialect.name == "sqlite" else "EXPLAIN"
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"{order} {compiled}", ready).all()
    return "\n".join(str(row[-1]) for row in rows)


def test_the_next_one_is_found_without_sorting_the_line(store: SqlStore) -> None:
    told = plan(store, visits._HELD_NEXT, _WANTED)
    assert "ix_tickets_line" in told
    assert "Sort" not in told
    assert "TEMP B-TREE" not in told


@pytest.mark.parametrize("name", ["_LENGTH", "_BY_PURPOSE", "_WAITING", "_UNFINISHED"])
def test_a_line_is_read_by_its_index(store: SqlStore, name: str) -> None:
    with store.engine.connect() as connection:
        # As after years of use: whatever lies beside the line of the day must not be read.
        if store.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off")
        assert "ix_tickets_line" in plan(store, getattr(visits, name), _DAY)
