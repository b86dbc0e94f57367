"""Other ways to call the next ticket of the same server: with a lock, without, and as a public program."""

from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import BigInteger, Boolean, DateTime, create_engine, make_url, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.fakes.calling_desks import NOBODY

_LINE = (
    "CREATE TABLE {line} (id bigint PRIMARY KEY, prio int, waiting boolean, payload text)",
    "INSERT INTO {line} SELECT n, (n % 20 = 0)::int, true, repeat('x', 300)"
    " FROM generate_series(1, {count}) n",
    "CREATE INDEX ON {line} (prio DESC, id) WHERE waiting",
)
_MAKE = (
    "CREATE TABLE bare_calls (ticket bigint, desk int, payload text)",
    "CREATE TABLE bare_serials (id bigint PRIMARY KEY, timestamp timestamptz, p boolean)",
    "INSERT INTO bare_serials SELECT n, now() + n * interval '1 ms', false"
    " FROM generate_series(1, {fewer}) n",
)
_HELD, _UNHELD = "bare_tickets", "naive_tickets"
_NEXT = "SELECT id FROM {line} WHERE waiting ORDER BY prio DESC, id LIMIT 1"
_CALL = "INSERT INTO bare_calls VALUES (%s, %s, repeat('y', 300))"


def place_of(url: str) -> dict[str, str]:
    """The address of a store as the bare driver takes it."""
    told = make_url(url)
    return {
        "host": str(told.query["host"]),
        "user": told.username or "",
        "dbname": told.database or "",
    }


def make_bare_tables(url: str, count: int, fewer: int) -> None:
    """A line of ``count`` tickets for the way with a lock, of ``fewer`` for those without one."""
    orders = [
        *(order.format(line=_HELD, count=count) for order in _LINE),
        *(order.format(line=_UNHELD, count=fewer) for order in _LINE),
        *(order.format(fewer=fewer) for order in _MAKE),
    ]
    with psycopg.connect(**place_of(url), autocommit=True) as connection:
        for order in orders:
            connection.execute(order.encode())


class BareCaller:
    """One statement finds, holds and takes the ticket, a second one writes the call."""

    def __init__(self, url: str, number: int) -> None:
        self._number = number
        self._connection = psycopg.connect(**place_of(url), autocommit=True)

    def call(self) -> tuple[str, str]:
        with self._connection.transaction():
            ticket = self._take()
            if ticket is not None:
                self._connection.execute(_CALL, (ticket, self._number))
        return (str(ticket), "") if ticket is not None else ("", NOBODY)

    def _take(self) -> int | None:
        row = self._connection.execute(
            f"UPDATE {_HELD} SET waiting = false WHERE id ="
            f" ({_NEXT.format(line=_HELD)} FOR UPDATE SKIP LOCKED) RETURNING id"
        ).fetchone()
        return None if row is None else int(row[0])

    def finish(self) -> str:
        """Nothing is kept of a visit."""
        return ""

    def close(self) -> None:
        self._connection.close()


class NaiveCaller(BareCaller):
    """Looks, and then writes, in one transaction."""

    def _take(self) -> int | None:
        row = self._connection.execute(_NEXT.format(line=_UNHELD).encode()).fetchone()
        if row is None:
            return None
        self._connection.execute(f"UPDATE {_UNHELD} SET waiting = false WHERE id = %s", row)
        return int(row[0])


class _Base(DeclarativeBase):
    pass


class _Serial(_Base):
    __tablename__ = "bare_serials"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    timestamp: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    p: Mapped[bool] = mapped_column(Boolean)


class PublicCaller:
    """The way of a public queue manager (FQM): the first one not pulled, then its mark, then a commit."""

    def __init__(self, url: str, number: int) -> None:
        self._engine = create_engine(url)
        self._session = Session(self._engine)

    def call(self) -> tuple[str, str]:
        query = select(_Serial).where(_Serial.p != True)  # noqa: E712 - as its source has it
        found = self._session.scalars(query.order_by(_Serial.timestamp).limit(1)).first()
        if found is None:
            self._session.rollback()
            return "", NOBODY
        number = found.id
        found.p = True
        self._session.commit()
        return str(number), ""

    def finish(self) -> str:
        """Nothing is kept of a visit."""
        return ""

    def close(self) -> None:
        self._session.close()
        self._engine.dispose()


CALLERS: dict[str, Any] = {"bare": BareCaller, "naive": NaiveCaller, "public": PublicCaller}
