"""Receiving a result: linked to its case, scanned, looked at, and classified before it goes anywhere."""

from collections.abc import Iterator

from app.domain.case import Case, RowSource
from app.domain.finding import Finding, Severity
from app.domain.passport import Carrier, DocumentRow, Passport, ResultKind
from app.domain.refusal_grounds import OTHER_LAW, ground_of
from app.rules.checklist import applicable_rows
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.scanning import code_read
from i18n import N_

INTACT, DAMAGED = "intact", "damaged"
CONDITIONS = (INTACT, DAMAGED)
"""How a paper result looked when it came."""


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
    """The condition is one of the two words, said by who took the result in."""
    result = facts.proposed_result
    if result is None or result.condition not in CONDITIONS:
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
    electronic = result is not None and result.carrier is Carrier.ELECTRONIC
    if electronic and result is not None and result.signature_valid is not True:
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
    nowhere = result.refusal_ground == OTHER_LAW and not result.refusal_law.strip()
    if nowhere or not result.refusal_ground.strip() or not result.refusal_reasons.strip():
        yield refusal_has_ground.finding(severity=Severity.WARN)


@rule(
    "receive_result.ground_of_law",
    requirements=("R-152", "R-151"),
    citation="law.19-1.2",
    title=N_("The Law knows no such ground"),
    message=N_("«{ground}» is none of the grounds on which a service may be refused today."),
    advice=N_(
        "Choose the ground that the refusal names: 1 to 6, or 0 for another law with its clause. "
        "If it names none, leave the ground empty: the refusal is then marked defective."
    ),
)
def ground_of_law(facts: Facts) -> Iterator[Finding]:
    """A ground is one of the catalogue, in force, or none is entered."""
    result = facts.proposed_result
    if result is None or result.kind is not ResultKind.REASONED_REFUSAL:
        return
    if result.refusal_ground and ground_of(result.refusal_ground, facts.grounds) is None:
        yield ground_of_law.finding(subject="refusal_ground", ground=result.refusal_ground)


@rule(
    "receive_result.ground_not_for_licences",
    requirements=("R-152",),
    citation="law.19-1.4",
    title=N_("This ground does not apply to a licence"),
    message=N_("A licence is refused only on the grounds of the law on permits and notifications."),
    advice=N_("Choose «another law» and enter the clause that the refusal names."),
)
def ground_not_for_licences(facts: Facts) -> Iterator[Finding]:
    """The six grounds are not selectable for a licence."""
    result, passport = facts.proposed_result, facts.passport
    if result is None or passport is None or not passport.licence:
        return
    ground = ground_of(result.refusal_ground, facts.grounds)
    if ground is not None and not ground.licences:
        yield ground_not_for_licences.finding(subject="refusal_ground")


@rule(
    "receive_result.kind_fits_carrier",
    requirements=("R-169", "R-183"),
    citation="law.21.2",
    title=N_("The kind does not fit the carrier"),
    message=N_(
        "An electronic document is no paper, and its printout is not the original; "
        "a paper document does not come electronically."
    ),
    advice=N_("Choose the kind and the carrier of the thing that came."),
)
def kind_fits_carrier(facts: Facts) -> Iterator[Finding]:
    """An electronic document comes electronically, a paper one on paper."""
    result = facts.proposed_result
    if result is None:
        return
    only = {
        ResultKind.ELECTRONIC_DOCUMENT: Carrier.ELECTRONIC,
        ResultKind.DOCUMENT: Carrier.PAPER,
    }
    if result.carrier is not only.get(result.kind, result.carrier):
        yield kind_fits_carrier.finding(subject=result.kind.value)


def retained_originals(case: Case, passport: Passport) -> tuple[DocumentRow, ...]:
    """The rows whose original stayed with the case because the act retains it."""
    entries = {entry.row_id: entry for entry in case.documents}
    return tuple(
        row
        for row in applicable_rows(case, passport)
        if row.id in entries and entries[row.id].source is RowSource.PAPER_RETAINED
    )


@rule(
    "receive_result.originals_of_case",
    requirements=("R-166", "R-168"),
    citation="rules.15.9",
    title=N_("This original was not retained at intake"),
    message=N_("The case holds no retained original «{row}»."),
    advice=N_("Name the originals of the receipt, or write the act about what is extra."),
    in_force_from=RULES_IN_FORCE,
)
def originals_of_case(facts: Facts) -> Iterator[Finding]:
    """What comes back as an original is one that the act retained (``row_id``)."""
    if facts.case is None or facts.passport is None:
        return
    kept = {row.id for row in retained_originals(facts.case, facts.passport)}
    for row_id in filter(None, facts.row_id.split()):
        if row_id not in kept:
            yield originals_of_case.finding(subject=row_id, row=row_id)


@rule(
    "receive_result.originals_back",
    requirements=("R-166",),
    citation="rules.15.8",
    title=N_("A retained original did not come back"),
    message=N_("«{name}» was retained at intake and is not among what came with the result."),
    advice=N_("If the act lets the provider keep it, nothing is to be done; else write the act."),
    in_force_from=RULES_IN_FORCE,
)
def originals_back(facts: Facts) -> Iterator[Finding]:
    """A warning for each retained original that is not there: only the act says whether it returns."""
    result = facts.proposed_result
    if facts.case is None or facts.passport is None or result is None:
        return
    back = set(facts.row_id.split())
    for row in retained_originals(facts.case, facts.passport):
        if row.id not in back and result.carrier is Carrier.PAPER:
            name = row.name.shown
            yield originals_back.finding(
                severity=Severity.WARN,
                subject=row.id,
                name_kk=name.kk or name.ru,
                name_ru=name.ru or name.kk,
            )


@rule(
    "receive_result.same_case",
    requirements=("R-168",),
    citation="rules.15.9",
    title=N_("The code is of another case"),
    message=N_("The code that was read belongs to the case {number}."),
    advice=N_("Receive the result for that case, or scan the code of the one you named."),
    in_force_from=RULES_IN_FORCE,
)
def same_case(facts: Facts) -> Iterator[Finding]:
    """The case named and the code read mean one case."""
    if facts.scanned_number:
        yield same_case.finding(number=facts.scanned_number)
