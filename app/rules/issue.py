"""The way into the right hands: paid, in the sector, scanned, acknowledged, and the refusal explained."""

from collections.abc import Iterator

from app.domain.case import Case, PaymentState
from app.domain.case_states import CaseState
from app.domain.custody import Unit
from app.domain.finding import Finding, Severity
from app.domain.passport import Carrier, ResultKind, ServiceForm
from app.domain.unit_states import UnitKind, UnitState
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.scanning import code_read
from i18n import N_

ACKNOWLEDGEMENTS = frozenset({"signed", "eds", "declined"})
IN_SECTOR = (UnitState.IN_ISSUING_SECTOR, UnitState.RETURN_LISTED)
IN_BRANCH = (
    CaseState.REGISTERED,
    CaseState.PACKAGED,
    CaseState.SEND_ERROR,
    CaseState.RESULT_RECEIVED,
)
"""Where the next step before readiness is the branch's own."""
NOT_READY = (*IN_BRANCH, CaseState.SENT, CaseState.IN_WORK)


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
    if fee is None or fee.free_for(case.fee_key) is True or not fee.pay_before_issue:
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
    if (
        unit is None
        or facts.case is None
        or unit.case_id != facts.case.id
        or unit.state not in IN_SECTOR
    ):
        yield unit_in_sector.finding(subject=unit.code if unit is not None else "")


def originals(facts: Facts) -> tuple[Unit, ...]:
    """The units of retained originals that came back for this case and are still here."""
    gone = (UnitState.WITH_APPLICANT, UnitState.RETURNED)
    return tuple(u for u in facts.units if u.kind is UnitKind.ORIG and u.state not in gone)


@rule(
    "issue.originals_with_result",
    requirements=("R-168", "R-181"),
    citation="rules.15.9",
    title=N_("The applicant's originals are not in the sector"),
    message=N_("The originals {code} came back with the result and go to the applicant with it."),
    advice=N_("Lay them into the sector by a scan, then issue all together."),
    in_force_from=RULES_IN_FORCE,
)
def originals_with_result(facts: Facts) -> Iterator[Finding]:
    """What the act retained and the provider gave back lies beside the result."""
    for unit in originals(facts):
        if unit.state not in IN_SECTOR:
            yield originals_with_result.finding(subject=unit.code, code=unit.code)


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
        yield code_scanned.finding(subject=facts.unit.code if facts.unit is not None else "")


def _electronic(facts: Facts) -> bool:
    """Whether the step is about a result that is no thing."""
    result = facts.case.result if facts.case is not None else None
    return facts.unit is None and result is not None and result.carrier is Carrier.ELECTRONIC


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
    if (
        result is None
        or result.carrier is not Carrier.ELECTRONIC
        or result.signature_valid is not True
    ):
        yield electronic_result.finding()


@rule(
    "issue.nothing_on_paper",
    requirements=("R-181", "R-182"),
    citation="rules.15.9",
    title=N_("Papers of the applicant are still here"),
    message=N_("The originals {code} wait for the applicant."),
    advice=N_("Issue the result at the counter together with the papers."),
    in_force_from=RULES_IN_FORCE,
)
def nothing_on_paper(facts: Facts) -> Iterator[Finding]:
    """A case does not end in the cabinet while papers of the applicant are in the branch."""
    for unit in originals(facts):
        yield nothing_on_paper.finding(subject=unit.code, code=unit.code)


@rule(
    "issue.not_who_accepted",
    requirements=("R-229",),
    citation="rules.21",
    title=N_("The same employee accepted the application"),
    message=N_(
        "Intake and issue of one paper result are done by two people where staffing allows."
    ),
    advice=N_(
        "Let a colleague issue it; if you work alone, the supervisor will look at the issue."
    ),
    in_force_from=RULES_IN_FORCE,
)
def not_who_accepted(facts: Facts) -> Iterator[Finding]:
    """A warning, never a block: the applicant does not wait for a second employee."""
    on_paper = facts.unit is not None and facts.case is not None
    if on_paper and facts.case is not None and who_accepted(facts.case) == facts.operator.id:
        yield not_who_accepted.finding(severity=Severity.WARN)


def who_accepted(case: Case) -> str:
    """The employee who registered the application."""
    done = (step.operator_id for step in case.history if step.state is CaseState.REGISTERED)
    return next(done, case.opened_by)


@rule(
    "issue.flow_provides_cabinet",
    requirements=("R-184", "R-007"),
    citation="law.21.2-1",
    title=N_("This service does not deliver to the cabinet"),
    message=N_("The passport of the service knows no electronic form of the result."),
    advice=N_("Issue the result at the counter."),
)
def flow_provides_cabinet(facts: Facts) -> Iterator[Finding]:
    """The passport knows a form, or a result, that is delivered electronically."""
    passport = facts.passport
    electronic = {
        ServiceForm.ELECTRONIC,
        ServiceForm.FULLY_AUTOMATED,
        ServiceForm.PARTLY_AUTOMATED,
        ServiceForm.PROACTIVE,
    }
    results = passport.results or () if passport is not None else ()
    by_result = any(Carrier.ELECTRONIC in result.carriers for result in results)
    if passport is None or not (by_result or electronic & set(passport.forms)):
        yield flow_provides_cabinet.finding()


@rule(
    "issue.not_ready",
    requirements=("R-179",),
    citation="rules.15.7",
    title=N_("There is nothing to note"),
    message=N_("A note of non-readiness is made for a result that is not ready on its date."),
    advice=N_("Tell the date on the receipt; a result that is ready is issued."),
    in_force_from=RULES_IN_FORCE,
)
def not_ready(facts: Facts) -> Iterator[Finding]:
    """The promised date has come, and the result cannot be issued yet."""
    case = facts.case
    promised = case.registration.issue_date if case and case.registration else None
    waiting = case is not None and case.state in NOT_READY
    if promised is None or not waiting or facts.now.date() < promised:
        yield not_ready.finding()
