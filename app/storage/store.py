"""The store: opened once, made ready, handing out units of work."""

import threading
from datetime import UTC, datetime
from sqlite3 import Error as SqliteError

from sqlalchemy import Engine

from app.errors import Unavailable
from app.ports.clock import Clock, TimeSource
from app.storage.bell import Bell
from app.storage.engine import WRITING, in_memory, make_engine
from app.storage.schema import bring_up, require_ours
from app.storage.server import each_by_itself, snapshots
from app.storage.unit_of_work import SqlUnitOfWork, Turn

WAIT = 5.0
"""For how many seconds a store that another program is writing to is waited for."""


class UtcClock:
    """The machine's time, for those who do not bring the branch's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class SqlStore:
    """A store in a database. ``engine`` is for those who look at the database itself, ``reader``
    for those who need it as it was at one moment; ``bell`` rings after a commit of this very store
    that has changed the queue."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        source: TimeSource,
        wait: float,
        *,
        spare: bool = False,
    ) -> None:
        self.engine = engine
        self._turn = Turn(wait, single=in_memory(engine.url))
        self.bell = Bell()
        if engine.dialect.name == "postgresql":
            self.reader, self._writer = snapshots(engine), each_by_itself(engine)
        else:
            self.reader, self._writer = engine, engine.execution_options(**{WRITING: True})
        self._clock = clock
        self._source = source
        self._spare = spare
        self._lock = threading.Lock()
        self._traces = False
        self.wipe()  # a power cut may have come between an erasure and this

    def begin(self, *, writing: bool) -> SqlUnitOfWork:
        """A new unit of work; a writing one takes the write lock when it is entered.

        Entering raises ``Unavailable``: store.busy, store.unreachable, store.broken, …
        """
        return SqlUnitOfWork(
            self._writer if writing else self.reader,
            writing=writing,
            clock=self._clock,
            source=self._source,
            wipe=self.wipe,
            turn=self._turn,
            bell=self.bell,
            spare=self._spare,
        )

    def close(self) -> None:
        """Let the database go; what was committed is kept."""
        if self._traces:
            self.wipe()
        self.engine.dispose()

    def wipe(self) -> None:
        """Empty the write-ahead log, where erased pages would otherwise live on.

        Waits for nobody: while others read, it is tried again after the next erasure and at close.
        """
        if self.engine.dialect.name != "sqlite":
            return
        with self._lock:
            self._traces = not _log_emptied(self.engine)


def _log_emptied(engine: Engine) -> bool:
    """Whether the write-ahead log is empty now; ``False`` while somebody still reads from it."""
    try:
        connection = engine.raw_connection()
    except (SqliteError, Unavailable):
        return False
    try:
        run = connection.cursor().execute
        ((waited,),) = run("PRAGMA busy_timeout").fetchall()
        run("PRAGMA busy_timeout = 0")
        try:
            ((busy, _, _),) = run("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            run(f"PRAGMA busy_timeout = {int(waited)}")
        return not busy
    except SqliteError:
        return False
    finally:
        connection.close()


def open_store(
    url: str,
    *,
    clock: Clock | None = None,
    time_source: TimeSource = TimeSource.SYSTEM,
    wait: float = WAIT,
    migrate: bool = True,
    spare: bool = False,
) -> SqlStore:
    """Open the store at a SQLAlchemy address, e.g. ``sqlite:////home/x/tereze.db`` or
    ``postgresql+psycopg://desk@server/tereze``.

    ``clock`` tells when journal lines were written, ``time_source`` what kind of clock it is.
    ``spare``: it is a desk's own store for the time when the branch's cannot be reached.
    With ``migrate`` a missing, empty or older database is brought to our schema first. Raises
    ``InputInvalid`` (store.address) and ``Unavailable`` (store.read_only, store.broken,
    store.newer, store.older, store.unreachable, store.busy, store.full).
    """
    engine = make_engine(url, wait, create=migrate)
    try:
        if migrate:
            bring_up(engine)
        else:
            require_ours(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, clock or UtcClock(), time_source, wait, spare=spare)
