"""The connection to the database: made durable, strict and forgetful before anybody uses it."""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from app.errors import InputInvalid, Unavailable, declare
from app.ports.storage import STORE_READ_ONLY
from app.ports.store_errors import STORE_UNREACHABLE
from app.storage.faults import fault_of
from app.storage.server import connect_arguments
from i18n import N_

STORE_ADDRESS = declare(
    "store.address",
    N_("The address of the store is not understood."),
    N_(
        "Write it like sqlite:///folder/tereze.db, or postgresql+psycopg://desk@server/tereze "
        "for the server of a branch."
    ),
)

WRITING = "tereze_writing"
"""The execution option of connections that take the write lock at once."""

_DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg"}
"""The databases that keep our contract, and the driver of each."""

_CONNECTIONS = 4
"""How many connections a desk keeps; more are made when more threads work at once."""

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)
"""FULL, because NORMAL loses acknowledged steps in a power cut. Erased content is overwritten, and
sorting leaves no personal data in temporary files."""


def make_engine(address: str | URL, wait: float, *, create: bool = True) -> Engine:
    """An engine for ``address``; ``wait`` is how many seconds a locked store is waited for.

    Opens nothing yet. Its errors never show the values of a statement: they are personal data.
    Raises ``InputInvalid`` (store.address) for an address without a driver and ``Unavailable``
    when the folder of a file cannot be made, or without ``create`` when there is no file.
    """
    url = understood(address)
    if url.get_backend_name() == "postgresql":
        return _mapped(_server_engine(url, wait))
    arguments = {"timeout": wait, "check_same_thread": False}
    if in_memory(url):
        engine = create_engine(
            url, connect_args=arguments, poolclass=StaticPool, hide_parameters=True
        )
    else:
        _make_place(url, create=create)
        engine = create_engine(
            url,
            connect_args=arguments,
            pool_size=_CONNECTIONS,
            pool_timeout=wait,
            hide_parameters=True,
        )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return _mapped(engine)


def _server_engine(url: URL, wait: float) -> Engine:
    # A connection is tried before it is used: the server may have been started anew meanwhile.
    return create_engine(
        url,
        connect_args=connect_arguments(url, wait),
        pool_pre_ping=True,
        pool_size=_CONNECTIONS,
        pool_timeout=wait,
        use_native_hstore=False,
        hide_parameters=True,
    )


def in_memory(url: URL) -> bool:
    """Whether the database lives in memory and has one connection only."""
    name = url.database or ""
    return url.get_backend_name() == "sqlite" and (
        name in ("", ":memory:") or "mode=memory" in name
    )


def understood(address: str | URL) -> URL:
    """The parts of an address. Raises ``InputInvalid`` (store.address) for one that is none."""
    try:
        url = make_url(address)
        dialect = url.get_dialect()
        if dialect.is_async or _DRIVERS.get(dialect.name) != dialect.driver:
            raise InputInvalid(STORE_ADDRESS, field="store")
        dialect.import_dbapi()
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise InputInvalid(STORE_ADDRESS, field="store") from error
    return url


def _make_place(url: URL, *, create: bool) -> None:
    name = url.database or ""
    if name.startswith("file:"):
        return
    place = Path(name).absolute()
    try:
        if create:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not place.exists():
                place.touch(mode=0o600)
        elif not place.exists():
            raise Unavailable(STORE_UNREACHABLE)
    except PermissionError as error:
        raise Unavailable(STORE_READ_ONLY) from error
    except OSError as error:
        raise Unavailable(STORE_UNREACHABLE) from error


def _prepare(connection: SqliteConnection, _record: Any) -> None:
    # The driver must not open transactions by itself: it would begin them without the write lock.
    connection.isolation_level = None
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma).close()
    except SqliteError as error:
        connection.close()
        raise fault_of(error) or error from error


def write_ahead(engine: Engine) -> None:
    """Let readers not wait for the writer. Done once a file is known to be ours: it stays in it.

    Raises ``Unavailable`` when the file cannot be written to.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL").close()
    except SqliteError as error:
        raise fault_of(error) or error from error
    finally:
        connection.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _mapped(engine: Engine) -> Engine:
    event.listen(engine, "handle_error", _tell)
    return engine


def _tell(context: ExceptionContext) -> Unavailable | None:
    """What SQLAlchemy shall raise instead of its own error; ``None`` leaves it."""
    if context.is_pre_ping:
        return None  # a connection that is dead is exchanged; only a dead server is told
    return fault_of(context.original_exception)
