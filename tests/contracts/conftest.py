"""The stores that keep one contract: in a file, in memory, of plain dicts, and on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports.storage import Store
from app.storage import open_store
from tests.fakes.fake_store import FakeStore, FixedClock
from tests.fakes.store_samples import MORNING


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture(params=["file", "memory", "fake", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    opened: Store
    if request.param == "fake":
        opened = FakeStore(clock)
    else:
        opened = open_store(_place(request, tmp_path), clock=clock, wait=0.05)
    yield opened
    opened.close()


def _place(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{folder}/store.db" if request.param == "file" else "sqlite://"
