"""The way into the right hands: fresh identification, shown authority, the scan and the acknowledgement."""

from collections.abc import Iterator

from app.domain.case import Case, PaymentState
from app.domain.finding import Finding
from app.domain.identification import (
    AuthorityKind,
    Identification,
    Power,
    Representation,
    RepresentationKind,
)
from app.domain.passport import Carrier, ResultKind, ServiceForm
from app.domain.person import Person
from app.domain.unit_states import UnitState
from app.domain.visit import Purpose
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.scanning import code_read
from i18n import N_

ACKNOWLEDGEMENTS = frozenset({"signed", "eds", "declined"})


def _identified(facts: Facts) -> Identification | None:
    return facts.visit.identification if facts.visit is not None else None


def _representation(facts: Facts) -> Representation | None:
    """The representation that speaks for this case's applicant in this very visit, or ``None``."""
    shown = facts.visit.representation if facts.visit is not None else None
    if shown is None or facts.case is None:
        return None
    return shown if _speaks_for(shown, facts.case) else None


def _speaks_for(shown: Representation, case: Case) -> bool:
    applicant = case.applicant
    if applicant.organisation is not None:
        return (
            shown.organisation is not None and shown.organisation.bin == applicant.organisation.bin
        )
    return (
        shown.principal is not None
        and applicant.person is not None
        and same_person(shown.principal, applicant.person)
    )


def same_person(one: Person, other: Person) -> bool:
    """Whether two records mean one person: by IIN where both have one, else by name and birth date."""
    if one.iin and other.iin:
        return one.iin == other.iin
    return one.name.full.casefold() == other.name.full.casefold() and (
        one.birth_date == other.birth_date
    )


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
    """The visit carries its own identification, made in this visit."""
    seen = _identified(facts)
    if seen is None or facts.visit is None or seen.visit_id != facts.visit.id:
        yield fresh_identification.finding()


@rule(
    "issue.document_valid",
    requirements=("R-061", "R-181"),
    citation="law.20.2",
    title=N_("The identity document has expired"),
    message=N_("The document was valid until {date}."),
    advice=N_("Ask for another valid document or a digital document."),
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
    """The identified person is the applicant, or speaks for the applicant in this visit."""
    seen, case = _identified(facts), facts.case
    if seen is None or case is None:
        yield recipient_is_entitled.finding()
        return
    if case.applicant.person is not None and same_person(seen.person, case.applicant.person):
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
    if case.applicant.person is not None and same_person(seen.person, case.applicant.person):
        return
    shown = _representation(facts)
    if (
        shown is None
        or facts.visit is None
        or shown.visit_id != facts.visit.id
        or not _may_receive(shown, facts)
    ):
        yield authority_shown.finding()


def _may_receive(shown: Representation, facts: Facts) -> bool:
    if shown.kind in (
        RepresentationKind.LEGAL_REPRESENTATIVE,
        RepresentationKind.HEAD_OF_ORGANISATION,
    ):
        return bool(shown.authority.number.strip()) or (
            shown.authority.kind is AuthorityKind.REGISTER_OF_HEADS
        )
    authority = shown.authority
    in_term = authority.valid_until is None or facts.now.date() <= authority.valid_until
    return (
        in_term
        and authority.revoked is not True
        and Power.RECEIVE in authority.powers
        and bool(authority.number.strip())
    )


@rule(
    "issue.paid_before_issue",
    requirements=("R-119",),
    citation="rules.15.3",
    title=N_("The payment is due before the issue"),
    message=N_("The act of the service lets the result be issued after payment."),
    advice=N_("Let the applicant pay and check the payment, then issue."),
    in_force_from=RULES_IN_FORCE,
)
def paid_before_issue(facts: Facts) -> Iterator[Finding]:
    """Where the act says so, the payment is there."""
    passport, case = facts.passport, facts.case
    if passport is None or case is None:
        yield paid_before_issue.finding()
        return
    fee = passport.fee
    if fee is None or fee.free is True or not fee.pay_before_issue:
        return
    paid = case.payment is not None and case.payment.state in (
        PaymentState.PAID,
        PaymentState.OVERPAID,
        PaymentState.NOT_NEEDED,
    )
    if not paid:
        yield paid_before_issue.finding()


@rule(
    "issue.unit_in_sector",
    requirements=("R-168", "R-158"),
    citation="rules.15.9",
    title=N_("The result is not in the issuing sector"),
    message=N_("A paper result is issued after the second and the third scan."),
    advice=N_("Receive it and lay it into the sector first."),
    in_force_from=RULES_IN_FORCE,
)
def unit_in_sector(facts: Facts) -> Iterator[Finding]:
    """The unit of a paper result stands in the sector, also when it is listed for return."""
    if _electronic(facts):
        return
    unit = facts.unit
    here = (UnitState.IN_ISSUING_SECTOR, UnitState.RETURN_LISTED)
    if (
        unit is None
        or facts.case is None
        or unit.case_id != facts.case.id
        or unit.state not in here
    ):
        yield unit_in_sector.finding()


@rule(
    "issue.code_scanned",
    requirements=("R-182", "R-158"),
    citation="rules.15.9",
    title=N_("The document was not scanned"),
    message=N_("Handing over is recorded by scanning the document's code."),
    advice=N_(
        "Scan the code on the document. A damaged one is typed by the supervisor with a reason."
    ),
    in_force_from=RULES_IN_FORCE,
)
def code_scanned(facts: Facts) -> Iterator[Finding]:
    """Scan 4 read this very unit; an electronic result has none."""
    if not _electronic(facts) and not code_read(facts, facts.unit):
        yield code_scanned.finding()


def _electronic(facts: Facts) -> bool:
    result = facts.case.result if facts.case is not None else None
    return result is not None and result.carrier is Carrier.ELECTRONIC


@rule(
    "issue.acknowledged",
    requirements=("R-182",),
    citation="rules.21",
    title=N_("The receipt by the recipient is not acknowledged"),
    message=N_("The recipient signs, or the note «declined to sign» is made."),
    advice=N_("Choose: signed, signed by EDS, or declined."),
    in_force_from=RULES_IN_FORCE,
)
def acknowledged(facts: Facts) -> Iterator[Finding]:
    """One of the three forms of acknowledgement is recorded."""
    if facts.acknowledgement not in ACKNOWLEDGEMENTS:
        yield acknowledged.finding()


@rule(
    "issue.refusal_explained",
    requirements=("R-188",),
    citation="law.19-1.3",
    title=N_("The refusal was not explained"),
    message=N_(
        "With a provider's refusal the applicant is told how to apply again and how to complain."
    ),
    advice=N_("Go through the explanation card with the applicant."),
)
def refusal_explained(facts: Facts) -> Iterator[Finding]:
    """A reasoned refusal is issued with its explanation."""
    result = facts.case.result if facts.case is not None else None
    if result is None or (result.kind is ResultKind.REASONED_REFUSAL and not facts.explained):
        yield refusal_explained.finding()


@rule(
    "issue.electronic_result",
    requirements=("R-183",),
    citation="law.21.2",
    title=N_("The result is not electronic"),
    message=N_("Only an electronic result goes to the cabinet."),
    advice=N_("Issue the paper result at the counter."),
)
def electronic_result(facts: Facts) -> Iterator[Finding]:
    """The result is an electronic one with a valid signature."""
    result = facts.case.result if facts.case is not None else None
    if result is None or result.carrier is not Carrier.ELECTRONIC:
        yield electronic_result.finding()


@rule(
    "issue.flow_provides_cabinet",
    requirements=("R-184", "R-007"),
    citation="law.21.2-1",
    title=N_("This service does not deliver to the cabinet"),
    message=N_("The passport of the service knows no electronic form of the result."),
    advice=N_("Issue the result at the counter."),
)
def flow_provides_cabinet(facts: Facts) -> Iterator[Finding]:
    """The passport knows a form that can be delivered electronically."""
    electronic = {
        ServiceForm.ELECTRONIC,
        ServiceForm.FULLY_AUTOMATED,
        ServiceForm.PARTLY_AUTOMATED,
        ServiceForm.PROACTIVE,
    }
    if facts.passport is None or not electronic & set(facts.passport.forms or ()):
        yield flow_provides_cabinet.finding()


@rule(
    "issue.not_ready",
    requirements=("R-179",),
    citation="rules.15.7",
    title=N_("The result is ready"),
    message=N_("A note of non-readiness is made only for a result that is not here on its date."),
    advice=N_("Issue the result."),
    in_force_from=RULES_IN_FORCE,
)
def not_ready(facts: Facts) -> Iterator[Finding]:
    """The result has not come, and the promised date has."""
    case = facts.case
    promised = case.registration.issue_date if case and case.registration else None
    if case is None or promised is None or case.result is not None or facts.now.date() < promised:
        yield not_ready.finding()
