"""What tells that the queue has moved: a server's notices, a file's counter, or this very process."""

import selectors
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from app.errors import Unavailable
from app.ports.storage import STORE_BUSY
from app.ports.store_errors import STORE_UNREACHABLE
from app.storage.bell import Bell
from app.storage.engine import make_engine
from app.storage.faults import fault_of
from app.storage.queue_notice import LISTEN, changes_counted

LOOK_EVERY = 0.1
"""Seconds between two looks at a file that other programs write to."""

_WAIT = 1.0
"""Seconds for which a file that is locked at this moment is waited for."""


class Doorbell:
    """Wakes a thread that waits for it, or for a socket beside it."""

    def __init__(self) -> None:
        self._inside, self._outside = socket.socketpair()
        self._inside.setblocking(False)
        self._outside.setblocking(False)

    def ring(self) -> None:
        """Wake the thread, or let its next wait end at once. From every thread; never raises."""
        try:
            self._outside.send(b"\0")
        except OSError:
            return  # it has rung already and was not heard yet, or nobody is at home any more

    def wait(self, seconds: float | None, beside: int | None = None) -> None:
        """Wait until it rings, the socket ``beside`` has something, or the seconds have passed."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._inside, selectors.EVENT_READ)
            if beside is not None:
                selector.register(beside, selectors.EVENT_READ)
            selector.select(seconds)
        try:
            while self._inside.recv(64):
                pass
        except BlockingIOError:
            return

    def close(self) -> None:
        """Nobody waits any more."""
        self._inside.close()
        self._outside.close()


class Watch(Protocol):
    """One way to learn that the queue has moved; used by one thread."""

    def open(self) -> None:
        """Begin: what is committed from now on is noticed. Raises ``Unavailable``."""

    def moved(self, doorbell: Doorbell) -> bool:
        """Wait for the doorbell or for a change; whether the queue has moved.

        Raises ``Unavailable`` when the store does not answer any more."""

    def close(self) -> None:
        """End, whether it was begun or not."""


class _Connected:
    """A connection of the watch's own, made anew at each beginning."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._engine: Engine | None = None
        self._connection: Any = None

    def _connect(self) -> Any:
        self._engine = make_engine(self._url, _WAIT, create=False)
        with self._told():
            self._connection = self._engine.raw_connection()
            return self._connection.driver_connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell a driver's error as ``Unavailable``: the feed goes on, whatever it was."""
        errors = self._engine.dialect.loaded_dbapi.Error if self._engine is not None else ()
        try:
            yield
        except errors as error:
            raise fault_of(error) or Unavailable(STORE_UNREACHABLE) from error

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection = None
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None


class ServerWatch(_Connected):
    """Listens to PostgreSQL: a notice comes when the transaction that left it is committed."""

    def open(self) -> None:
        """Connect and listen. Raises ``Unavailable``."""
        self._driver = self._connect()
        with self._told():
            self._driver.autocommit = True
            self._driver.execute(LISTEN).close()

    def moved(self, doorbell: Doorbell) -> bool:
        """Wait for a notice; many at once are one."""
        with self._told():
            doorbell.wait(None, self._driver.fileno())
            return len(list(self._driver.notifies(timeout=0))) > 0


class FileWatch(_Connected):
    """Looks at the counter of a SQLite file, at once when this process has written."""

    def open(self) -> None:
        """Open the file, which must be there. Raises ``Unavailable``."""
        self._driver = self._connect()
        name = self._url.database or ""
        self._place = None if name.startswith("file:") else Path(name).absolute()
        self._file = self._identity()
        with self._told():
            self._counted = changes_counted(self._driver)

    def moved(self, doorbell: Doorbell) -> bool:
        """Look again after a while; whether the counter stands elsewhere."""
        doorbell.wait(LOOK_EVERY)
        if self._identity() != self._file:
            raise Unavailable(STORE_UNREACHABLE)
        try:
            with self._told():
                counted = changes_counted(self._driver)
        except Unavailable as fault:
            if fault.code == STORE_BUSY:
                return False  # the counter is there to be read at the next look
            raise
        moved, self._counted = counted != self._counted, counted
        return moved

    def _identity(self) -> tuple[int, int]:
        """Which file lies there: one that was taken away can be read on, but nobody writes to it."""
        if self._place is None:
            return 0, 0
        try:
            found = self._place.stat()
        except OSError as error:
            raise Unavailable(STORE_UNREACHABLE) from error
        return found.st_dev, found.st_ino


class MemoryWatch:
    """Hears the bell of a store that lives in this process alone."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._heard = bell.count

    def open(self) -> None:
        """Nothing can be lost."""
        self._heard = self._bell.count

    def moved(self, doorbell: Doorbell) -> bool:
        """Wait for the doorbell; whether the store's bell has rung."""
        doorbell.wait(None)
        moved, self._heard = self._bell.count != self._heard, self._bell.count
        return moved

    def close(self) -> None:
        """Nothing to let go."""
