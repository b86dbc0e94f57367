"""One transaction: Core statements, compiled once for the database and then run by its driver.

SQLAlchemy writes the SQL, keeps the connections and begins and ends the transaction; running a
ready statement through it costs ten times what the driver needs, and a step runs about ten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import Connection, Executable, Select, bindparam, func, select
from sqlalchemy.sql import ClauseElement

from app.errors import Unavailable
from app.storage.faults import fault_of
from app.storage.queue_notice import NOTIFY, count_change

T = TypeVar("T")
Values = Mapping[str, Any]
_NONE: Values = {}


_HOLD = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0)))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as the driver takes it; ``places`` orders the values where it wants a row."""

    sql: str
    places: tuple[str, ...] | None
    fixed: Values


_READY: dict[tuple[str, ClauseElement, tuple[str, ...]], _Ready] = {}
"""By driver, statement and columns. Statements are constants of the modules, so they are few."""


class Transaction:
    """Runs statements on a connection whose transaction has begun.

    Every method raises ``Unavailable`` for what waiting or an administrator can mend.
    """

    def __init__(self, connection: Connection) -> None:
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("the connection is closed")
        self._connection = connection
        self._driver = driver
        self._dialect = connection.dialect
        self._errors = connection.dialect.loaded_dbapi.Error
        self._failed = False
        self.queue_moved = False

    @property
    def on_sqlite(self) -> bool:
        """Whether the database has SQLite's search index."""
        return self._dialect.name == "sqlite"

    def hold(self, *name: str) -> None:
        """Be alone under that name until the end: for what has no row yet that could be held.

        On SQLite a writer is alone anyhow.
        """
        if not self.on_sqlite:
            self.rows(_HOLD, {"name": " ".join(name)})

    def moved_queue(self) -> None:
        """Say that this transaction changes what the feed of the queue watches."""
        self.queue_moved = True

    def finish(self) -> None:
        """What belongs to the transaction and comes last.

        Raises ``RuntimeError`` when a statement has failed in it: PostgreSQL would then answer a
        commit with success and keep nothing.
        """
        if self._failed:
            raise RuntimeError("a statement has failed in this unit of work")
        if not self.queue_moved:
            return
        try:
            if self.on_sqlite:
                count_change(self._driver)
            else:
                self._driver.execute(NOTIFY).close()
        except self._errors as error:
            raise self._told(error) from error

    def rows(self, query: Select[Any], values: Values = _NONE) -> list[tuple[Any, ...]]:
        """All rows of a constant query."""
        cursor = self._run(query, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.close()
        return found

    def first(self, query: Select[Any], values: Values = _NONE) -> tuple[Any, ...] | None:
        """The first row of a constant query, or ``None``."""
        rows = self.rows(query, values)
        return rows[0] if rows else None

    def one(self, query: Select[Any], values: Values, shape: msgspec.json.Decoder[T]) -> T | None:
        """The payload in the first row, or ``None``."""
        row = self.first(query, values)
        return None if row is None else shape.decode(row[0])

    def every(
        self, query: Select[Any], values: Values, shape: msgspec.json.Decoder[T]
    ) -> tuple[T, ...]:
        """The payloads of all rows, in the order of the query."""
        return tuple(shape.decode(row[0]) for row in self.rows(query, values))

    def rows_of(self, query: Select[Any], values: Values = _NONE) -> Sequence[Any]:
        """All rows of a query that was put together for this one question."""
        return self._connection.execute(query, values).all()

    def change(self, statement: Executable, values: Values) -> int:
        """Run a constant change; how many rows it touched."""
        cursor = self._run(statement, values)
        touched = int(cursor.rowcount)
        cursor.close()
        return touched

    def change_one(self, statement: Executable, values: Values, code: str) -> None:
        """Change one row. Raises ``Unavailable`` with ``code`` when no row was as expected."""
        if self.change(statement, values) != 1:
            raise Unavailable(code)

    def answer(self, statement: Executable, values: Values) -> tuple[Any, ...] | None:
        """Run a constant change that returns a row; ``None`` when it touched none."""
        cursor = self._run(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return row

    def _run(self, statement: Any, values: Values) -> Any:
        ready = self._ready(statement, values)
        given = {**ready.fixed, **values}
        cursor = self._driver.cursor()
        try:
            if ready.places is None:
                cursor.execute(ready.sql, given)
            else:
                cursor.execute(ready.sql, [given[name] for name in ready.places])
        except self._errors as error:
            cursor.close()
            raise self._told(error) from error
        return cursor

    def _told(self, error: Exception) -> Exception:
        """What a failed statement raises; a connection that is lost goes back to nobody."""
        self._failed = True
        if self._dialect.is_disconnect(cast(Any, error), self._driver, None):
            self._connection.invalidate(error)
        return fault_of(error) or error

    def _ready(self, statement: ClauseElement, values: Values) -> _Ready:
        key = (self._dialect.driver, statement, tuple(values))
        ready = _READY.get(key)
        if ready is None:
            compiled: Any = statement.compile(dialect=self._dialect, column_keys=list(values))
            fixed = {name: value for name, value in compiled.params.items() if value is not None}
            places = tuple(compiled.positiontup) if compiled.positional else None
            ready = _READY[key] = _Ready(str(compiled), places, fixed)
        return ready
