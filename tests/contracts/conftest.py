"""The stores that keep one contract: in a file, in memory, of plain dicts, and on a server.

The server is tried when ``TEREZE_TEST_POSTGRES`` names an empty database that may be emptied.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports.storage import Store
from app.storage import open_store
from tests.fakes.fake_store import FakeStore, FixedClock
from tests.fakes.store_samples import MORNING

_POSTGRES = os.environ.get("TEREZE_TEST_POSTGRES", "")
_KINDS = ["file", "memory", "fake", *(["postgres"] if _POSTGRES else [])]


def _empty_postgres(url: str) -> str:
    from sqlalchemy import create_engine

    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return url


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture(params=_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    opened: Store
    if request.param == "fake":
        opened = FakeStore(clock)
    elif request.param == "postgres":
        opened = open_store(_empty_postgres(_POSTGRES), clock=clock, wait=0.05)
    else:
        place = f"sqlite:///{tmp_path}/store.db" if request.param == "file" else "sqlite://"
        opened = open_store(place, clock=clock, wait=0.05)
    yield opened
    opened.close()
