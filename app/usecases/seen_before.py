"""People seen before who may be the one identified: offered for comparison, never merged (R-072, R-089)."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.folding import folded_words
from app.domain.person import Person
from app.ports.storage import PersonHit, person_key
from app.usecases.view_facts import masked_iin
from app.usecases.work import Work

_MOST_ASKED = 40
_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A record that may mean the same person. ``differs`` names what is not the same in it: ``name``,
    ``iin``, ``birth_date``, ``citizenship``."""

    name: str
    born: date
    masked_iin: str
    last_seen: datetime
    cases: int
    differs: tuple[str, ...]


def alike(person: Person, work: Work) -> tuple[Alike, ...]:
    """Records with the same number, or with a name and birth date that agree, but not the same record.

    In the order in which the search lists people, those of the same number first.
    """
    found: dict[str, PersonHit] = {}
    for text in (person.iin or "", person.name.full):
        if text:
            hits = work.store.persons.find(text, _MOST_ASKED)
            found.update((hit.id, hit) for hit in hits if _may_be(person, hit.person))
    different = (hit for hit in found.values() if _differs(person, hit.person))
    return tuple(_shown(person, hit, work) for hit in different)[:_MOST_SHOWN]


def _may_be(person: Person, other: Person) -> bool:
    if person.iin and person.iin == other.iin:
        return True
    return person.birth_date == other.birth_date and _folded(person) == _folded(other)


def _folded(person: Person) -> frozenset[str]:
    return frozenset(folded_words(person.name.full))


def _differs(person: Person, other: Person) -> tuple[str, ...]:
    same = {
        "name": person.name.full.casefold() == other.name.full.casefold(),
        "iin": person.iin == other.iin,
        "birth_date": person.birth_date == other.birth_date,
        "citizenship": person.citizenship == other.citizenship,
    }
    return tuple(name for name, agrees in same.items() if not agrees)


def _shown(person: Person, hit: PersonHit, work: Work) -> Alike:
    other = hit.person
    return Alike(
        name=other.name.full,
        born=other.birth_date,
        masked_iin=masked_iin(other.iin) if other.iin else "",
        last_seen=hit.last_seen.astimezone(work.now.tzinfo),
        cases=len(work.store.cases.of_person(person_key(other))),
        differs=_differs(person, other),
    )
