"""Name the person or organisation that the visitor stands for, and the document of authority."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.identification import (
    AuthorityDocument,
    AuthorityKind,
    LegalGround,
    Power,
    Representation,
    RepresentationKind,
    RevocationCheck,
    RevocationResult,
    Substitution,
)
from app.domain.language import Bilingual
from app.domain.person import Organisation, Person
from app.domain.visit import Visit
from app.rules.represent import REPRESENT_RULES
from app.usecases.authority_seen import beside_former
from app.usecases.check_revocation import CheckRevocation, handle_check_revocation, told
from app.usecases.outcome import Outcome
from app.usecases.participants import SpeakFor, represent_participant, stand_for_self
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

_BY_LAW = RepresentationKind.LEGAL_REPRESENTATIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Represent:
    """The visitor acts for another (word ``represent``). Either the principal's data or ``bin``.

    ``revocation`` is what a look-up found (``None``: nobody looked), ``revocation_source`` where.
    ``passed_on``: another representative gave the power; ``first_…`` tell of theirs. ``phone`` is the
    principal's own number. ``participant``: the principal takes part in the ``case`` under that key.
    """

    kind: RepresentationKind
    authority: AuthorityKind
    authority_number: str = ""
    authority_issued_on: date | None = None
    authority_valid_until: date | None = None
    notary: str = ""
    powers: tuple[Power, ...] = ()
    ground: LegalGround | None = None
    revocation: RevocationResult | None = None
    revocation_source: str = ""
    passed_on: bool = False
    first_number: str = ""
    first_valid_until: date | None = None
    first_allows: bool = False
    phone: str = ""
    iin: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    citizenship: str = "KAZ"
    bin: str = ""
    organisation_kk: str = ""
    organisation_ru: str = ""
    case: str = ""
    participant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForSelf:
    """The visitor acts for themselves after all (word ``act_for_self``); so does a ``participant``."""

    case: str = ""
    participant: str = ""


def handle_represent(command: Represent, work: Work) -> Outcome:
    """Name the principal and the authority for this visit; what is already opened stays as it is."""
    visit = visit_here(work)
    if command.participant:
        shown = representation_from(command, work, visit_here(work))
        return represent_participant(
            SpeakFor(case=command.case, participant=command.participant, shown=shown), work
        )
    if _ends_what_is_noted(command, visit):
        source = command.revocation_source
        return handle_check_revocation(
            CheckRevocation(result=RevocationResult.REVOKED, source=source), work
        )
    shown = representation_from(command, work, visit)
    facts = facts_of(work, visit=visit, proposed_representation=shown)
    warnings = check(("call.visit_open", *REPRESENT_RULES), facts)
    assert visit is not None  # noqa: S101 - a rule has just proved it
    saved = work.store.visits.save(replace(visit, representation=shown))
    note(
        work,
        "represent",
        facts={"kind": shown.kind.value, "authority": shown.authority.kind.value}
        | told(shown.authority.revocation),
        personal={"authority_number": shown.authority.number},
    )
    return Outcome(visit=visit_view(saved, work), findings=warnings, changes=("visit",))


def _ends_what_is_noted(command: Represent, visit: Visit | None) -> bool:
    """Whether the very power that this visit stands on was found revoked: that is kept, with what
    rests on it, and not thrown away as a power that never was taken."""
    noted = visit.representation if visit is not None else None
    if noted is None or command.revocation is not RevocationResult.REVOKED:
        return False
    return noted.authority.number == plain(command.authority_number)[:LONGEST_NUMBER]


def handle_act_for_self(command: ActForSelf, work: Work) -> Outcome:
    """The visitor acts for themselves after all."""
    if command.participant:
        return stand_for_self(work, command.case, command.participant)
    visit = visit_here(work)
    check(("call.visit_open",), facts_of(work, visit=visit))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    saved = work.store.visits.save(replace(visit, representation=None))
    note(work, "act_for_self")
    return Outcome(visit=visit_view(saved, work), changes=("visit",))


def representation_from(command: Represent, work: Work, visit: Visit | None) -> Representation:
    """What the command says. Raises ``InputInvalid`` naming the field."""
    dates_in_reach(command.authority_issued_on, command.authority_valid_until, work.now.date())
    shown = Representation(
        kind=command.kind,
        authority=AuthorityDocument(
            kind=command.authority,
            number=plain(command.authority_number)[:LONGEST_NUMBER],
            issued_on=command.authority_issued_on,
            valid_until=command.authority_valid_until,
            notary=plain(command.notary)[:LONGEST_NAME],
            powers=frozenset(command.powers),
            revocation=_look_up(command, work, visit),
            substitution=_first_power(command) if command.passed_on else None,
        ),
        ground=command.ground if command.kind is _BY_LAW else None,
        principal=None if command.bin else _principal(command, work.now.date()),
        organisation=_organisation(command, work) if command.bin else None,
        at=work.now,
        visit_id=visit.id if visit is not None else "",
    )
    return beside_former(work, visit, shown)


def _look_up(command: Represent, work: Work, visit: Visit | None) -> RevocationCheck | None:
    """The look-up that is told now; one told before in this visit keeps its own time and person."""
    if command.revocation is None:
        return None
    source = plain(command.revocation_source)[:LONGEST_NAME]
    looked = RevocationCheck(
        result=command.revocation, source=source, at=work.now, operator_id=work.actor.id
    )
    before = visit.representation.authority if visit and visit.representation else None
    if before is None or before.revocation is None:
        return looked
    same_paper = before.number == plain(command.authority_number)[:LONGEST_NUMBER]
    known = before.revocation
    unchanged = (known.result, known.source) == (looked.result, looked.source)
    return known if same_paper and unchanged else looked


def _first_power(command: Represent) -> Substitution:
    return Substitution(
        number=plain(command.first_number)[:LONGEST_NUMBER],
        allowed=command.first_allows,
        valid_until=command.first_valid_until,
    )


def _principal(command: Represent, today: date) -> Person:
    return person_of(
        name_of(command.surname, command.given, command.patronymic),
        birth_of(command.birth_date, today),
        iin=iin_of(command.iin),
        citizenship=command.citizenship,
        phone=command.phone,
    )


def _organisation(command: Represent, work: Work) -> Organisation:
    name = Bilingual(command.organisation_kk, command.organisation_ru)
    return organisation_of(command.bin, name, practice=work.branch.practice)
