"""What went wrong in a driver, told as one of the store's codes; anything else stays a bug."""

import sqlite3

from app.errors import Unavailable
from app.ports.storage import (
    STORE_BROKEN,
    STORE_BUSY,
    STORE_FULL,
    STORE_READ_ONLY,
    STORE_STALE,
)
from app.ports.store_errors import STORE_UNREACHABLE

_SQLITE_PRIMARY = {
    sqlite3.SQLITE_PERM: STORE_READ_ONLY,
    sqlite3.SQLITE_BUSY: STORE_BUSY,
    sqlite3.SQLITE_LOCKED: STORE_BUSY,
    sqlite3.SQLITE_READONLY: STORE_READ_ONLY,
    sqlite3.SQLITE_IOERR: STORE_UNREACHABLE,
    sqlite3.SQLITE_CORRUPT: STORE_BROKEN,
    sqlite3.SQLITE_FULL: STORE_FULL,
    sqlite3.SQLITE_CANTOPEN: STORE_UNREACHABLE,
    sqlite3.SQLITE_PROTOCOL: STORE_BUSY,
    sqlite3.SQLITE_FORMAT: STORE_BROKEN,
    sqlite3.SQLITE_NOTADB: STORE_BROKEN,
}
_SQLITE_SAME_KEY = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_ROWID,
}
_POSTGRES = {
    "23505": STORE_STALE,
    "25006": STORE_READ_ONLY,
    "42501": STORE_READ_ONLY,
    "40001": STORE_BUSY,
    "40P01": STORE_BUSY,
    "25P03": STORE_BUSY,
    "57014": STORE_BUSY,
    "55P03": STORE_BUSY,
    "53100": STORE_FULL,
    "XX001": STORE_BROKEN,
    "XX002": STORE_BROKEN,
}
_POSTGRES_CLASS = {
    "08": STORE_UNREACHABLE,
    "28": STORE_UNREACHABLE,
    "3D": STORE_UNREACHABLE,
    "53": STORE_BUSY,
    "57": STORE_UNREACHABLE,
    "58": STORE_UNREACHABLE,
}
"""28 and 3D: the server lets this desk not in, or does not have the database."""
_LOWEST_BYTE = 0xFF
"""SQLite's extended codes carry the primary one in their lowest byte."""


def fault_of(error: BaseException | None) -> Unavailable | None:
    """The driver's error as :class:`Unavailable`, or ``None`` when it is a fault of ours."""
    code = _code_of(error)
    return Unavailable(code) if code else None


def _code_of(error: BaseException | None) -> str:
    if isinstance(error, sqlite3.Error):
        extended = getattr(error, "sqlite_errorcode", None)
        if extended is None:
            return ""
        if extended in _SQLITE_SAME_KEY:
            return STORE_STALE
        return _SQLITE_PRIMARY.get(extended & _LOWEST_BYTE, "")
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return _POSTGRES.get(state) or _POSTGRES_CLASS.get(state[:2], "")
    return STORE_UNREACHABLE if _lost_connection(error) else ""


def _lost_connection(error: BaseException | None) -> bool:
    """Whether it is psycopg's error without a code of the server: nobody answered, or no more.

    Told by its name, so that a desk with a file does without that library.
    """
    return any(
        kind.__module__.startswith("psycopg") and kind.__name__ == "OperationalError"
        for kind in type(error).__mro__
    )
