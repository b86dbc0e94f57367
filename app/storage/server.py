"""How a branch's PostgreSQL server is spoken to: deadlines on both sides, and commits that last."""

from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL

CONNECT_WITHIN = 3
"""Seconds for a connection; the library knows whole seconds, and none below two."""

_NETWORK = {
    "connect_timeout": CONNECT_WITHIN,
    # A cable that was pulled says nothing: it is asked after five seconds and given up after eleven.
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "tereze",
}
_STATEMENT_WITHIN = 30_000
"""Milliseconds for one statement. A whole export is many of them."""
_SILENT_WITHIN = 30_000
"""Milliseconds after which a desk that fell asleep in the middle of a step loses what it holds."""


def connect_arguments(url: URL, wait: float) -> dict[str, Any]:
    """What the driver is told beside the address; what the address says itself stays.

    ``wait`` is how many seconds a row or a lock that another desk holds is waited for.
    """
    settings = {
        "lock_timeout": max(1, round(wait * 1000)),
        "statement_timeout": _STATEMENT_WITHIN,
        "idle_in_transaction_session_timeout": _SILENT_WITHIN,
        # A database may have been set to answer before the disk has it: a person is told after.
        "synchronous_commit": "on",
    }
    ours = " ".join(f"-c {name}={value}" for name, value in settings.items())
    arguments: dict[str, Any] = {
        name: value for name, value in _NETWORK.items() if name not in url.query
    }
    told = url.query.get("options", "")
    return arguments | {"options": f"{ours} {told if isinstance(told, str) else ' '.join(told)}"}


def snapshots(engine: Engine) -> Engine:
    """The engine for reading: everything that one transaction reads is of one moment."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def each_by_itself(engine: Engine) -> Engine:
    """The engine for writing: every statement sees what others have committed before it.

    Rows are guarded by their versions and states, so that a desk that waited for another one sees
    what that one has done instead of failing.
    """
    return engine.execution_options(isolation_level="READ COMMITTED")


def hold_schema(connection: Connection) -> None:
    """Let one program at a time change the tables, however long it takes."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('tereze schema'))")
