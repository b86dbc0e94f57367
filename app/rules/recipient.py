"""Who may receive a result: freshly identified, the applicant or with authority shown now."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.case import Case
from app.domain.finding import Finding
from app.domain.identification import (
    AuthorityKind,
    Identification,
    Power,
    Representation,
    RepresentationKind,
)
from app.domain.person import Person
from app.domain.visit import Purpose
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.represent import holds
from app.rules.represent_right import came_of_age, of_age, passed_on_wrongly
from app.rules.taking_part import is_applicant
from i18n import N_


def _identified(facts: Facts) -> Identification | None:
    return facts.visit.identification if facts.visit is not None else None


def _representation(facts: Facts) -> Representation | None:
    """The representation that speaks for this case's applicant in this very visit, or ``None``."""
    shown = facts.visit.representation if facts.visit is not None else None
    if shown is None or facts.case is None:
        return None
    return shown if speaks_for(shown, facts.case) else None


def speaks_for(shown: Representation, case: Case) -> bool:
    """Whether the one represented is this case's applicant, or a co-applicant."""
    applicant = case.applicant
    if applicant.organisation is not None:
        return (
            shown.organisation is not None and shown.organisation.bin == applicant.organisation.bin
        )
    return shown.principal is not None and is_applicant(case, shown.principal)


def same_person(one: Person, other: Person) -> bool:
    """Whether two records mean one person: by IIN where both have one, else by name and birth date."""
    return one.same_as(other)


def _after_filing(at: datetime, case: Case | None) -> bool:
    """Whether something was shown after the application had been filed: what served the filing,
    even in the same visit, is not shown again by itself (R-060, R-068)."""
    filed = case.registration if case is not None else None
    return filed is None or at > filed.filed_at


@rule(
    "issue.visit_open",
    requirements=("R-180",),
    citation="rules.6",
    title=N_("A result is issued within a called visit"),
    message=N_("No ticket with the purpose «issue» is open at this desk."),
    advice=N_("Call the visitor by a ticket."),
    in_force_from=RULES_IN_FORCE,
)
def visit_open(facts: Facts) -> Iterator[Finding]:
    """A visit is open at this desk; a «just to collect» line does not exist."""
    visit = facts.visit
    if visit is None or not visit.open or visit.purpose not in (Purpose.ISSUE, Purpose.INTAKE):
        yield visit_open.finding()


@rule(
    "issue.fresh_identification",
    requirements=("R-181", "R-060", "R-057"),
    citation="rules.19",
    title=N_("The recipient is not identified in this visit"),
    message=N_("The identification at filing does not count for the issue, nor does the receipt."),
    advice=N_("Identify the recipient now by a document or a digital document."),
    in_force_from=RULES_IN_FORCE,
)
def fresh_identification(facts: Facts) -> Iterator[Finding]:
    """The visit carries an identification of its own, made after the application was filed."""
    seen = _identified(facts)
    if (
        seen is None
        or facts.visit is None
        or seen.visit_id != facts.visit.id
        or not _after_filing(seen.at, facts.case)
    ):
        yield fresh_identification.finding()


@rule(
    "issue.document_valid",
    requirements=("R-061", "R-181"),
    citation="rules.19",
    title=N_("The identity document has expired"),
    message=N_("The document was valid until {date}."),
    advice=N_("Ask for another valid document or a digital document."),
    in_force_from=RULES_IN_FORCE,
)
def document_valid(facts: Facts) -> Iterator[Finding]:
    """The recipient's document is within its term, unless this service replaces that very document."""
    seen = _identified(facts)
    if seen is None or seen.document.valid_on(facts.now.date()):
        return
    if facts.passport is not None and facts.passport.replaces_identity_document:
        return
    yield document_valid.finding(date=f"{seen.document.expires:%d.%m.%Y}")


@rule(
    "issue.recipient_is_entitled",
    requirements=("R-181",),
    citation="rules.19",
    title=N_("This is not the recipient"),
    message=N_(
        "The person at the counter is neither the applicant nor a representative with authority."
    ),
    advice=N_(
        "Only the applicant, or a representative who shows the document of authority, receives it."
    ),
    in_force_from=RULES_IN_FORCE,
)
def recipient_is_entitled(facts: Facts) -> Iterator[Finding]:
    """The identified person is one of those who apply, or speaks for one of them in this visit; who
    takes part without applying receives nothing."""
    seen, case = _identified(facts), facts.case
    if seen is None or case is None:
        yield recipient_is_entitled.finding()
        return
    if is_applicant(case, seen.person):
        return
    if _representation(facts) is None:
        yield recipient_is_entitled.finding()


@rule(
    "issue.authority_shown",
    requirements=("R-068", "R-066", "R-060"),
    citation="rules.19",
    title=N_("The authority to receive was not shown"),
    message=N_(
        "A representative shows a document with the power to receive, valid today; "
        "the authority shown at filing is not inherited."
    ),
    advice=N_("Ask for the document of authority; it need not be notarised."),
    in_force_from=RULES_IN_FORCE,
)
def authority_shown(facts: Facts) -> Iterator[Finding]:
    """Somebody other than the applicant shows, in this visit, a valid power to receive."""
    seen, case = _identified(facts), facts.case
    if seen is None or case is None:
        yield authority_shown.finding()
        return
    if is_applicant(case, seen.person):
        return
    shown = _representation(facts)
    if shown is not None and came_of_age(shown, facts.now.date()):
        yield of_age.finding(
            subject="authority",
            name=shown.principal.name.short if shown.principal is not None else "",
        )
        return
    if (
        shown is None
        or facts.visit is None
        or shown.visit_id != facts.visit.id
        or not _after_filing(shown.at, case)
        or not _may_receive(shown, facts)
    ):
        yield authority_shown.finding()


def _may_receive(shown: Representation, facts: Facts) -> bool:
    """Whether the document is there, in force today, and gives the right to receive."""
    authority, today = shown.authority, facts.now.date()
    if authority.kind is AuthorityKind.REGISTER_OF_HEADS:
        return shown.kind is RepresentationKind.HEAD_OF_ORGANISATION
    return (
        bool(authority.number.strip())
        and (authority.issued_on is None or authority.issued_on <= today)
        and (authority.valid_until is None or today <= authority.valid_until)
        and not authority.revoked
        and not passed_on_wrongly(shown, today)
        and holds(shown, Power.RECEIVE)
    )
