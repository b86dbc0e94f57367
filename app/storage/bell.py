"""A bell that rings in this process when one of its units of work has changed the queue."""

import threading
from collections.abc import Callable


class Bell:
    """Rings for everybody who listens; safe from every thread.

    ``count`` is how often it has rung.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Callable[[], None], ...] = ()
        self.count = 0

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Be called on the thread of whoever rings; call the answer to stop."""
        with self._lock:
            self._listeners = (*self._listeners, listener)
        return lambda: self._forget(listener)

    def ring(self) -> None:
        """Call everybody."""
        with self._lock:
            self.count += 1
            listeners = self._listeners
        for listener in listeners:
            listener()

    def _forget(self, listener: Callable[[], None]) -> None:
        with self._lock:
            self._listeners = tuple(kept for kept in self._listeners if kept is not listener)
