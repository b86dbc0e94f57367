"""How the contract of stores is tried: write and commit, or be refused."""

from collections.abc import Callable

import pytest

from app.errors import Unavailable
from app.ports.storage import Store, UnitOfWork

Write = Callable[[UnitOfWork], object]


def commit(store: Store, *writes: Write) -> None:
    with store.begin(writing=True) as work:
        for write in writes:
            write(work)
        work.commit()


def refused(store: Store, write: Write) -> str:
    with pytest.raises(Unavailable) as caught:
        commit(store, write)
    return caught.value.code
