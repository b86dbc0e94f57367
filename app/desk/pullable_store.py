"""A store whose cable can be pulled by hand: for practice, scenarios and training of an outage."""

from app.errors import Unavailable
from app.ports.storage import Store, UnitOfWork
from app.ports.store_errors import STORE_UNREACHABLE


class PullableStore:
    """Hands units of work on to ``real``, unless the cable is out."""

    def __init__(self, real: Store) -> None:
        self.real = real
        self.pulled = False

    def begin(self, *, writing: bool) -> UnitOfWork:
        """As the real store's. Raises ``Unavailable`` (store.unreachable) while the cable is out."""
        if self.pulled:
            raise Unavailable(STORE_UNREACHABLE)
        return self.real.begin(writing=writing)

    def close(self) -> None:
        """Let the real store go."""
        self.real.close()


def real_store(store: Store) -> Store:
    """The store behind the cable."""
    return store.real if isinstance(store, PullableStore) else store
