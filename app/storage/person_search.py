"""How applicants are asked for: by the search index of each database, and by the start of a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    collate,
    literal_column,
    or_,
    select,
    text,
)

from app.domain.folding import folded_words
from app.storage.tables import ORGANISATIONS, PERSONS

_P = PERSONS.c
_O = ORGANISATIONS.c
_ANYBODY = (
    select(_P.row, _P.ordered, _P.payload, _P.last_seen).order_by(_P.row).limit(bindparam("most"))
)
_INDEX_ROW: ColumnElement[int] = literal_column("persons_fts.rowid")
_FOUND = (
    _ANYBODY.select_from(text("persons_fts"))
    .where(text("persons_fts MATCH :found"), _P.row == _INDEX_ROW)
    .order_by(None)
    .order_by(_INDEX_ROW)
)
_WITH_THE_WORDS = text(
    "array_to_tsvector(string_to_array(left(persons.folded, 500), ' ')) @@ CAST(:found AS tsquery)"
)
"""Exactly the expression of the server's index (revision 0004)."""
_MATCHING = (
    select(_P.row)
    .where(_WITH_THE_WORDS)
    .cte("matching")
    .prefix_with("MATERIALIZED", dialect="postgresql")
)
"""The index is walked before the order is thought of: a planner that guesses many answers would
read the whole table in its order to find a few."""
_FOUND_ON_SERVER = (
    select(_P.row, _P.ordered, _P.payload, _P.last_seen)
    .where(_P.row.in_(select(_MATCHING.c.row).order_by(_MATCHING.c.row).limit(bindparam("most"))))
    .order_by(_P.row)
)
_LONGEST_QUESTION = 200
"""Letters of a question that are read; longer ones are slips of a scanner or of a hand."""


@dataclass(frozen=True, slots=True)
class Question:
    """The folded words and the digit groups of what was typed."""

    names: Sequence[str]
    numbers: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.names or self.numbers)


def question(text: str) -> Question:
    """What is asked for by a typed text; false when it asks for nothing."""
    words = folded_words(text[:_LONGEST_QUESTION])
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    return Question([word for word in words if word not in numbers], numbers)


def people_query(asked: Question, *, on_sqlite: bool) -> tuple[Select[Any], bool]:
    """The query for people, and whether it is one and the same for every question.

    Its values are ``found`` (see :func:`found_value`) and ``most``.
    """
    if not asked.numbers:
        return (_FOUND if on_sqlite else _FOUND_ON_SERVER), True
    iin = _plain(_P.iin, on_sqlite=on_sqlite)
    query = _FOUND if asked.names and on_sqlite else _ANYBODY
    if asked.names and not on_sqlite:
        query = query.where(_WITH_THE_WORDS)
    if not asked.names:
        query = query.order_by(None).order_by(iin, _P.row)
    return query.where(*(_begins(iin, number) for number in asked.numbers)), False


def found_value(asked: Question, *, on_sqlite: bool) -> str:
    """What the search index is asked: rows with a word that begins so, for each name part."""
    if on_sqlite:
        return " ".join(f'"{word}"*' for word in asked.names)
    return " & ".join(f"'{word}':*" for word in asked.names)


def organisations_query(asked: Question, limit: int, *, on_sqlite: bool) -> Select[Any]:
    """The query for organisations; it needs no values."""
    number_column = _plain(_O.bin, on_sqlite=on_sqlite)
    conditions = [_begins_word(_O.folded, word) for word in asked.names]
    conditions += [_begins(number_column, number) for number in asked.numbers]
    return (
        select(_O.bin, _O.payload, _O.last_seen)
        .where(and_(*conditions))
        .order_by(_plain(_O.folded, on_sqlite=on_sqlite))
        .limit(limit)
    )


def _plain(column: ColumnElement[Any], *, on_sqlite: bool) -> ColumnElement[Any]:
    """A column compared sign by sign: a server may sort by the rules of a language, to which «:»
    comes before the digits."""
    return column if on_sqlite else collate(column, "C")


def _begins(column: ColumnElement[Any], number: str) -> ColumnElement[bool]:
    # A range, not LIKE: only a range walks the index.
    return and_(column >= number, column < number[:-1] + chr(ord(number[-1]) + 1))


def _begins_word(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    return or_(
        column.startswith(word, autoescape=True), column.contains(f" {word}", autoescape=True)
    )
