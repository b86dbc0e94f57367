"""The journal of a store, read as it lies there and checked from the first line to the last."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from app.storage.journal_export import write_export, write_heads
from app.storage.journal_format import Head, Line, Verdict, check
from app.storage.store import SqlStore
from app.storage.tables import JOURNAL, JOURNAL_HEADS, JOURNAL_PERSONAL

_J = JOURNAL.c
_P = JOURNAL_PERSONAL.c
_LINES = (
    select(_J.chain, _J.sequence, _J.body, _J.hash, _J.case_id, _P.salt, _P.body.label("apart"))
    .select_from(
        JOURNAL.outerjoin(JOURNAL_PERSONAL, and_(_P.chain == _J.chain, _P.sequence == _J.sequence))
    )
    .order_by(_J.chain, _J.sequence)
)
_HEADS = select(JOURNAL_HEADS.c.chain, JOURNAL_HEADS.c.count, JOURNAL_HEADS.c.hash).order_by(
    JOURNAL_HEADS.c.chain
)
_AT_ONCE = 2_000


def verify_store(store: SqlStore, anchors: Iterable[Head] = ()) -> Verdict:
    """Check the whole journal of a store, against ``anchors`` too when there are any."""
    with store.reader.connect() as connection:
        return check(_lines(connection), _heads(connection), anchors, with_personal=True)


def heads_of(store: SqlStore) -> tuple[Head, ...]:
    """How far each desk's journal goes: to be sealed, printed or kept elsewhere."""
    with store.reader.connect() as connection:
        return _heads(connection)


def export_store(store: SqlStore, file: Path) -> None:
    """Write the journal without what is personal. Raises ``InputInvalid`` (journal.not_written)."""
    with store.reader.connect() as connection:
        heads = _heads(connection)
        write_export(file, _lines(connection), heads)


def export_heads(store: SqlStore, file: Path) -> None:
    """Write the heads alone. Raises ``InputInvalid`` (journal.not_written)."""
    write_heads(file, heads_of(store))


def _lines(connection: Connection) -> Iterator[Line]:
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(_LINES)
    return (_line(row) for row in rows)


def _line(row: Row[Any, Any, Any, Any, Any, Any, Any]) -> Line:
    apart = None if row.salt is None else (_text(row.salt), _text(row.apart))
    return Line(
        chain=_text(row.chain),
        sequence=row.sequence,
        body=_text(row.body),
        hash=_text(row.hash),
        case_id=_text(row.case_id),
        personal=apart,
    )


def _heads(connection: Connection) -> tuple[Head, ...]:
    return tuple(
        Head(chain=_text(row[0]), count=_whole(row[1]), hash=_text(row[2]))
        for row in connection.execute(_HEADS)
    )


def _text(value: object) -> str:
    """A column as text; SQLite keeps whatever a foreign hand put there."""
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else -1
