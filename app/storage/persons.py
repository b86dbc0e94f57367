"""Applicants seen before: kept as they were told, found by folded words or the start of a number."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from app.domain.folding import fold
from app.domain.person import Organisation, Person
from app.ports.storage import OrganisationHit, PersonHit
from app.storage.name_order import SLOTS, first_row, ordered
from app.storage.payloads import ORGANISATION, PERSON, encoded, moment_of, moment_text, or_none
from app.storage.person_search import (
    found_value,
    organisations_query,
    people_query,
    question,
)
from app.storage.tables import ORGANISATIONS, PERSONS
from app.storage.transaction import Transaction

_P = PERSONS.c
_O = ORGANISATIONS.c
_SEEN_AGAIN = update(PERSONS).where(_P.identity == bindparam("this_identity"))
_ADD = insert(PERSONS)
_LAST_IN = select(func.max(_P.row)).where(_P.row.between(bindparam("low"), bindparam("high")))
_ORGANISATION_AGAIN = update(ORGANISATIONS).where(_O.bin == bindparam("this_bin"))
_ADD_ORGANISATION = insert(ORGANISATIONS)
_LOOK_AHEAD = 20
"""So many more rows are read to put names that begin alike into their exact order; reading on costs
as much as finding."""


class SqlPersons:
    """The applicants of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def remember(self, person: Person, at: datetime) -> None:
        """Keep a person. The same number under another name is kept apart, never merged."""
        identity = _identity(person)
        values = {"last_seen": moment_text(at), "payload": encoded(person)}
        if self._seen_again(identity, person.name.full, values):
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
        if self._transaction.change(_ORGANISATION_AGAIN, values | key):
            return
        self._transaction.hold("organisation", organisation.bin)
        if not self._transaction.change(_ORGANISATION_AGAIN, values | key):
            self._transaction.change(_ADD_ORGANISATION, values | {"bin": organisation.bin})

    def find(self, text: str, limit: int = 20) -> Sequence[PersonHit]:
        """People by name parts or the start of an IIN, by name; nothing for an empty text."""
        asked = question(text)
        if not asked:
            return ()
        query, constant = people_query(asked, on_sqlite=self._transaction.on_sqlite)
        values = {"found": found_value(asked, on_sqlite=self._transaction.on_sqlite)}
        run = self._transaction.rows if constant else self._transaction.rows_of
        rows = [tuple(row) for row in run(query, values | {"most": limit + _LOOK_AHEAD})]
        if asked.names:
            # They come in the order of their first letters; the rest moves them among the alike.
            rows.sort(key=_whole_order)
        return tuple(_hit(*row) for row in rows[:limit])

    def find_organisations(self, text: str, limit: int = 20) -> Sequence[OrganisationHit]:
        """Organisations by words of either name or the start of a BIN."""
        asked = question(text)
        if not asked:
            return ()
        query = organisations_query(asked, limit, on_sqlite=self._transaction.on_sqlite)
        return tuple(
            OrganisationHit(
                id=row.bin,
                organisation=ORGANISATION.decode(row.payload),
                last_seen=moment_of(row.last_seen),
            )
            for row in self._transaction.rows_of(query)
        )

    def _seen_again(self, identity: str, name: str, values: dict[str, Any]) -> bool:
        """Whether the person was known, and is now known as seen."""
        again = values | {"this_identity": identity}
        if self._transaction.change(_SEEN_AGAIN, again):
            return True
        # Another desk may be writing down this person, or one whose row would be the same.
        self._transaction.hold("person", str(first_row(name)))
        return self._transaction.change(_SEEN_AGAIN, again) > 0

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


def _whole_order(row: tuple[Any, ...]) -> tuple[str, int]:
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


def _hit(row: int, _ordered: str, payload: str, last_seen: str) -> PersonHit:
    return PersonHit(id=str(row), person=PERSON.decode(payload), last_seen=moment_of(last_seen))
