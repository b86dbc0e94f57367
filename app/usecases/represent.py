"""Name the person or organisation that the visitor stands for, and the document of authority."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.identification import (
    AuthorityDocument,
    AuthorityKind,
    Power,
    Representation,
    RepresentationKind,
)
from app.domain.language import Bilingual
from app.domain.person import Organisation, Person
from app.domain.visit import Visit
from app.rules.represent import REPRESENT_RULES
from app.usecases.outcome import Outcome
from app.usecases.person_input import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    birth_of,
    dates_in_reach,
    iin_of,
    name_of,
    organisation_of,
    person_of,
    plain,
)
from app.usecases.situation import facts_of, note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Represent:
    """The visitor acts for another (word ``represent``). Either the principal's data or ``bin``."""

    kind: RepresentationKind
    authority: AuthorityKind
    authority_number: str = ""
    authority_issued_on: date | None = None
    authority_valid_until: date | None = None
    notary: str = ""
    powers: tuple[Power, ...] = ()
    revoked: bool | None = None
    iin: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    citizenship: str = "KAZ"
    bin: str = ""
    organisation_kk: str = ""
    organisation_ru: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForSelf:
    """The visitor acts for themselves after all (word ``act_for_self``)."""


def handle_represent(command: Represent, work: Work) -> Outcome:
    """Name the principal and the authority for this visit; what is already opened stays as it is."""
    visit = visit_here(work)
    shown = representation_from(command, work, visit)
    facts = facts_of(work, visit=visit, proposed_representation=shown)
    warnings = check(("call.visit_open", *REPRESENT_RULES), facts)
    assert visit is not None  # noqa: S101 - a rule has just proved it
    saved = work.store.visits.save(replace(visit, representation=shown))
    note(
        work,
        "represent",
        facts={"kind": shown.kind.value, "authority": shown.authority.kind.value},
        personal={"authority_number": shown.authority.number},
    )
    return Outcome(visit=visit_view(saved, work), findings=warnings, changes=("visit",))


def handle_act_for_self(_command: ActForSelf, work: Work) -> Outcome:
    """The visitor acts for themselves after all."""
    visit = visit_here(work)
    check(("call.visit_open",), facts_of(work, visit=visit))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    saved = work.store.visits.save(replace(visit, representation=None))
    note(work, "act_for_self")
    return Outcome(visit=visit_view(saved, work), changes=("visit",))


def representation_from(command: Represent, work: Work, visit: Visit | None) -> Representation:
    """What the command says. Raises ``InputInvalid`` naming the field."""
    dates_in_reach(command.authority_issued_on, command.authority_valid_until, work.now.date())
    return Representation(
        kind=command.kind,
        authority=AuthorityDocument(
            kind=command.authority,
            number=plain(command.authority_number)[:LONGEST_NUMBER],
            issued_on=command.authority_issued_on,
            valid_until=command.authority_valid_until,
            notary=plain(command.notary)[:LONGEST_NAME],
            powers=frozenset(command.powers),
            revoked=command.revoked,
            revocation_checked_at=work.now if command.revoked is not None else None,
        ),
        principal=None if command.bin else _principal(command, work.now.date()),
        organisation=_organisation(command, work) if command.bin else None,
        at=work.now,
        visit_id=visit.id if visit is not None else "",
    )


def _principal(command: Represent, today: date) -> Person:
    return person_of(
        name_of(command.surname, command.given, command.patronymic),
        birth_of(command.birth_date, today),
        iin=iin_of(command.iin),
        citizenship=command.citizenship,
    )


def _organisation(command: Represent, work: Work) -> Organisation:
    name = Bilingual(command.organisation_kk, command.organisation_ru)
    return organisation_of(command.bin, name, practice=work.branch.practice)
