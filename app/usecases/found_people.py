"""People seen before and their cases, as the search of the window lists them; nothing is merged."""

from dataclasses import dataclass
from datetime import date

from app.domain.case_states import CaseState
from app.domain.language import Bilingual
from app.ports.storage import person_key
from app.usecases.queries import find_persons
from app.usecases.situation import passport_of
from app.usecases.view_facts import masked_iin
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCases:
    """One person found. ``key`` is by what their cases are read; ``cases`` is how many there are."""

    key: str
    name: str
    born: date
    masked_iin: str = ""
    cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCase:
    """One case of a person found."""

    id: str
    number: str
    service: Bilingual
    state: CaseState


def people_found(work: Work, text: str) -> tuple[PersonCases, ...]:
    """People by parts of the name or the start of an IIN, each with the count of their cases."""
    return tuple(
        PersonCases(
            key=person_key(hit.person),
            name=hit.person.name.full,
            born=hit.person.birth_date,
            masked_iin=masked_iin(hit.person.iin) if hit.person.iin else "",
            cases=len(work.store.cases.of_person(person_key(hit.person))),
        )
        for hit in find_persons(text, work)
    )


def cases_of(work: Work, key: str) -> tuple[FoundCase, ...]:
    """The cases of a person by the key of :class:`PersonCases`, the newest first."""
    found = []
    for case in work.store.cases.of_person(key):
        passport, bare = passport_of(work, case), Bilingual(case.service_id, case.service_id)
        found.append(
            FoundCase(
                id=case.id,
                number=case.number or case.draft_code,
                service=passport.name.shown if passport is not None else bare,
                state=case.state,
            )
        )
    return tuple(found)
