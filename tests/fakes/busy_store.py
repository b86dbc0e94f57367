"""A store that somebody else holds for a while: so many writers are turned away."""

from typing import Any

from app.errors import Unavailable
from app.ports.storage import STORE_BUSY


class BusyStore:
    """Wraps a store; the next ``refuse`` writing units of work are not given."""

    def __init__(self, store: Any, refuse: int = 0) -> None:
        self.store = store
        self.refuse = refuse

    def begin(self, *, writing: bool) -> Any:
        if writing and self.refuse > 0:
            self.refuse -= 1
            raise Unavailable(STORE_BUSY)
        return self.store.begin(writing=writing)

    def close(self) -> None:
        self.store.close()
