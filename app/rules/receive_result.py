"""Receiving a result: linked to its case, scanned, looked at, and classified before it goes anywhere."""

from collections.abc import Iterator

from app.domain.finding import Finding, Severity
from app.domain.passport import Carrier, ResultKind
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.scanning import code_read
from i18n import N_


@rule(
    "receive_result.provider_number",
    requirements=("R-156",),
    citation="law.20.4",
    title=N_("The provider's number is missing"),
    message=N_("A provider registers an application under a number of its own."),
    advice=N_("Enter the provider's registration number."),
)
def provider_number(facts: Facts) -> Iterator[Finding]:
    """``reason`` carries the provider's number; it is not empty."""
    if not facts.reason.strip():
        yield provider_number.finding()


@rule(
    "receive_result.delivery_due_passed",
    requirements=("R-162", "R-161"),
    citation="law.5.2.5",
    title=N_("The provider is not late"),
    message=N_("The moment by which the result must be here has not passed."),
    advice=N_("Nothing is to be done yet."),
)
def delivery_due_passed(facts: Facts) -> Iterator[Finding]:
    """The delivery moment exists and has passed; one-day services have none."""
    registration = facts.case.registration if facts.case else None
    due = registration.delivery_due if registration else None
    if due is None or facts.now <= due:
        yield delivery_due_passed.finding()


@rule(
    "receive_result.linked_to_case",
    requirements=("R-168",),
    citation="rules.15.9",
    title=N_("The result belongs to no case here"),
    message=N_("A result is received for the case that it answers."),
    advice=N_(
        "Scan the case's code or search by its number; leave a foreign result with the provider."
    ),
    in_force_from=RULES_IN_FORCE,
)
def linked_to_case(facts: Facts) -> Iterator[Finding]:
    """The unit names this very case, and the case was registered here."""
    case, unit = facts.case, facts.unit
    if case is None or case.registration is None or unit is None or unit.case_id != case.id:
        yield linked_to_case.finding()


@rule(
    "receive_result.code_scanned",
    requirements=("R-158", "R-168"),
    citation="rules.15.9",
    title=N_("The result was not scanned"),
    message=N_("A paper result is received by scanning its code."),
    advice=N_("Scan the code. A damaged one is typed by the supervisor with a reason."),
    in_force_from=RULES_IN_FORCE,
)
def code_scanned(facts: Facts) -> Iterator[Finding]:
    """Scan 2 read this very unit; an electronic result has no unit."""
    result = facts.proposed_result
    if result is not None and result.carrier is Carrier.ELECTRONIC:
        return
    if not code_read(facts, facts.unit):
        yield code_scanned.finding()


@rule(
    "receive_result.condition_checked",
    requirements=("R-168", "R-166"),
    citation="rules.15.9",
    title=N_("The condition was not looked at"),
    message=N_("Damage is recorded when the result arrives, not when it is issued."),
    advice=N_("Say whether the result is whole; otherwise write the discrepancy act."),
    in_force_from=RULES_IN_FORCE,
)
def condition_checked(facts: Facts) -> Iterator[Finding]:
    """The condition is recorded."""
    if facts.proposed_result is None or not facts.proposed_result.condition.strip():
        yield condition_checked.finding()


@rule(
    "receive_result.kind_classified",
    requirements=("R-169",),
    citation="law.21.2",
    title=N_("The kind of the result is not known"),
    message=N_(
        "A document, an electronic document, information or a reasoned refusal: one of these."
    ),
    advice=N_("Choose the kind; an unclassified result stays in quarantine."),
)
def kind_classified(facts: Facts) -> Iterator[Finding]:
    """The result has a kind."""
    if facts.proposed_result is None:
        yield kind_classified.finding()


@rule(
    "receive_result.signature_valid",
    requirements=("R-168",),
    citation="rules.15.9",
    title=N_("The electronic result is not verified"),
    message=N_("An electronic result counts when its signature is valid."),
    advice=N_("Ask the provider to send it again; the case waits."),
    in_force_from=RULES_IN_FORCE,
)
def signature_valid(facts: Facts) -> Iterator[Finding]:
    """An electronic result carries a signature that was verified."""
    result = facts.proposed_result
    if result is None or (
        result.carrier is Carrier.ELECTRONIC and result.signature_valid is not True
    ):
        yield signature_valid.finding()


@rule(
    "receive_result.refusal_has_ground",
    requirements=("R-151",),
    citation="law.19-1.1",
    title=N_("The refusal names no ground"),
    message=N_("A refusal without a ground and reasons is marked defective and reported."),
    advice=N_("The applicant may still receive it and is told of the right to complain."),
)
def refusal_has_ground(facts: Facts) -> Iterator[Finding]:
    """A provider's refusal without ground or reasons is defective: a warning, never a block."""
    result = facts.proposed_result
    if result is None or result.kind is not ResultKind.REASONED_REFUSAL:
        return
    if not result.refusal_ground.strip() or not result.refusal_reasons.strip():
        yield refusal_has_ground.finding(severity=Severity.WARN)
