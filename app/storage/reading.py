"""The few ways in which repositories read rows and write them under guard."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Executable, Select

from app.errors import Unavailable

T = TypeVar("T")
Values = Mapping[str, Any]


def one(
    connection: Connection, query: Select[Any], values: Values, shape: msgspec.json.Decoder[T]
) -> T | None:
    """The payload of the first row, or ``None``."""
    found = connection.execute(query, values).scalar()
    return None if found is None else shape.decode(found)


def every(
    connection: Connection, query: Select[Any], values: Values, shape: msgspec.json.Decoder[T]
) -> tuple[T, ...]:
    """The payloads of all rows, in the order of the query."""
    return tuple(shape.decode(found) for found in connection.execute(query, values).scalars())


def exactly_one(connection: Connection, change: Executable, values: Values, code: str) -> None:
    """Change one row. Raises ``Unavailable`` with ``code`` when no row was as expected."""
    if connection.execute(change, values).rowcount != 1:
        raise Unavailable(code)
