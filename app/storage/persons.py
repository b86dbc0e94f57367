"""Applicants seen before: kept as they were told, found by folded words or the start of a number."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)

from app.domain.folding import fold, folded_words
from app.domain.person import Organisation, Person
from app.ports.storage import OrganisationHit, PersonHit
from app.storage.name_order import SLOTS, first_row, ordered
from app.storage.payloads import ORGANISATION, PERSON, encoded, moment_of, moment_text, or_none
from app.storage.tables import ORGANISATIONS, PERSONS
from app.storage.transaction import Transaction

_Row = tuple[int, str, str, str]
"""Row number, order, payload and the moment last seen."""

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
_SEEN_AGAIN = update(PERSONS).where(_P.identity == bindparam("this_identity"))
_ADD = insert(PERSONS)
_LAST_IN = select(func.max(_P.row)).where(_P.row.between(bindparam("low"), bindparam("high")))
_ORGANISATION_AGAIN = update(ORGANISATIONS).where(_O.bin == bindparam("this_bin"))
_ADD_ORGANISATION = insert(ORGANISATIONS)
_LONGEST_QUESTION = 200
"""Letters of a question that are read; longer ones are slips of a scanner or of a hand."""
_LOOK_AHEAD = 20
"""So many more rows are read to put names that begin alike into their exact order; reading on costs
as much as finding."""


class SqlPersons:
    """The applicants of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._indexed = transaction.on_sqlite

    def remember(self, person: Person, at: datetime) -> None:
        """Keep a person. The same number under another name is kept apart, never merged."""
        identity = _identity(person)
        values = {"last_seen": moment_text(at), "payload": encoded(person)}
        if self._transaction.change(_SEEN_AGAIN, values | {"this_identity": identity}):
            return
        row = values | {
            "row": self._free_row(person.name.full),
            "identity": identity,
            "iin": or_none(person.iin or ""),
            "folded": fold(person.name.full),
            "ordered": ordered(person.name.full),
        }
        self._transaction.change(_ADD, row)

    def remember_organisation(self, organisation: Organisation, at: datetime) -> None:
        """Keep an organisation under its BIN, as it was told last."""
        values = {
            "folded": fold(f"{organisation.name.kk} {organisation.name.ru}"),
            "last_seen": moment_text(at),
            "payload": encoded(organisation),
        }
        key = {"this_bin": organisation.bin}
        if not self._transaction.change(_ORGANISATION_AGAIN, values | key):
            self._transaction.change(_ADD_ORGANISATION, values | {"bin": organisation.bin})

    def find(self, text: str, limit: int = 20) -> Sequence[PersonHit]:
        """People by name parts or the start of an IIN, by name; nothing for an empty text."""
        names, numbers = _parts(text)
        if not names and not numbers:
            return ()
        values = {"found": _match(names), "most": limit + _LOOK_AHEAD}
        query = self._query(names, numbers)
        run = self._transaction.rows if query in (_FOUND, _ANYBODY) else self._transaction.rows_of
        rows = [tuple(row) for row in run(query, values)]
        if names:
            # They come in the order of their first letters; the rest moves them among the alike.
            rows.sort(key=_whole_order)
        return tuple(_hit(*row) for row in rows[:limit])

    def find_organisations(self, text: str, limit: int = 20) -> Sequence[OrganisationHit]:
        """Organisations by words of either name or the start of a BIN."""
        names, numbers = _parts(text)
        if not names and not numbers:
            return ()
        conditions = [_begins_word(_O.folded, word) for word in names]
        conditions += [_begins(_O.bin, number) for number in numbers]
        query = (
            select(_O.bin, _O.payload, _O.last_seen)
            .where(and_(*conditions))
            .order_by(_O.folded)
            .limit(limit)
        )
        return tuple(
            OrganisationHit(
                id=row.bin,
                organisation=ORGANISATION.decode(row.payload),
                last_seen=moment_of(row.last_seen),
            )
            for row in self._transaction.rows_of(query)
        )

    def _query(self, names: Sequence[str], numbers: Sequence[str]) -> Select[Any]:
        query = _FOUND if names and self._indexed else _ANYBODY
        conditions = [_begins(_P.iin, number) for number in numbers]
        if not self._indexed:
            conditions += [_begins_word(_P.folded, word) for word in names]
        if not names:
            query = query.order_by(None).order_by(_P.iin, _P.row)
        return query.where(*conditions) if conditions else query

    def _free_row(self, name: str) -> int:
        low = first_row(name)
        while True:
            high = low + SLOTS - 1
            found = self._transaction.first(_LAST_IN, {"low": low, "high": high})
            last = found[0] if found is not None else None
            if last is None:
                return low
            if last < high:
                return int(last) + 1
            low = high + 1


def _match(names: Sequence[str]) -> str:
    """What the search index is asked: rows with a word that begins so, for each name part."""
    return " ".join(f'"{word}"*' for word in names)


def _whole_order(row: _Row) -> tuple[str, int]:
    return row[1], row[0]


def _identity(person: Person) -> str:
    said = "|".join(
        (
            person.iin or "",
            person.name.full.casefold(),
            person.birth_date.isoformat(),
            person.citizenship,
        )
    )
    return sha256(said.encode()).hexdigest()


def _parts(text: str) -> tuple[list[str], list[str]]:
    """The words and the digit groups of what was typed."""
    words = folded_words(text[:_LONGEST_QUESTION])
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    return [word for word in words if word not in numbers], numbers


def _begins(column: ColumnElement[Any], number: str) -> ColumnElement[bool]:
    # A range, not LIKE: only a range walks the index whatever the collation.
    return and_(column >= number, column < number[:-1] + chr(ord(number[-1]) + 1))


def _begins_word(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    return or_(
        column.startswith(word, autoescape=True), column.contains(f" {word}", autoescape=True)
    )


def _hit(row: int, _ordered: str, payload: str, last_seen: str) -> PersonHit:
    return PersonHit(id=str(row), person=PERSON.decode(payload), last_seen=moment_of(last_seen))
