"""Keeping results: the class that the passport gives, the cell, and the days that the law lets pass."""

from collections.abc import Iterator

from app.domain.case_states import CaseState
from app.domain.finding import Finding
from app.domain.passport import Carrier, Retention
from app.rules.facts import Facts
from app.rules.receive_result import DAMAGED
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.retention import retention_class
from app.rules.scanning import code_read
from i18n import N_


@rule(
    "store.retention_known",
    requirements=("R-170",),
    citation="rules.20.1",
    title=N_("How long this result is kept is not known"),
    message=N_("The passport of the service names no class of keeping."),
    advice=N_("Tell the catalogue editor; the class is never chosen at the counter."),
    in_force_from=RULES_IN_FORCE,
)
def retention_known(facts: Facts) -> Iterator[Finding]:
    """The class comes from the passport and nowhere else."""
    if retention_class(facts) is None:
        yield retention_known.finding()


@rule(
    "store.code_scanned",
    requirements=("R-158", "R-168"),
    citation="rules.15.9",
    title=N_("The result was not scanned into the sector"),
    message=N_("Laying a result into the issuing sector is the third scan."),
    advice=N_("Scan the result. A damaged code is typed by the supervisor with a reason."),
    in_force_from=RULES_IN_FORCE,
)
def code_scanned(facts: Facts) -> Iterator[Finding]:
    """Scan 3 read this very unit; an electronic result has no unit."""
    if not _electronic(facts) and not code_read(facts, facts.unit):
        yield code_scanned.finding()


def _electronic(facts: Facts) -> bool:
    """Whether the step is about a result that is no thing: nothing to scan, nothing to lay."""
    result = facts.case.result if facts.case is not None else None
    return facts.unit is None and result is not None and result.carrier is Carrier.ELECTRONIC


@rule(
    "store.cell_assigned",
    requirements=("R-168",),
    citation="rules.15.9",
    title=N_("No cell is named"),
    message=N_("A paper result lies in a cell that everyone can find."),
    advice=N_("Scan or type the cell."),
    in_force_from=RULES_IN_FORCE,
)
def cell_assigned(facts: Facts) -> Iterator[Finding]:
    """``reason`` carries the cell; an electronic result needs none."""
    if not _electronic(facts) and not facts.reason.strip():
        yield cell_assigned.finding()


@rule(
    "store.damage_recorded",
    requirements=("R-166",),
    citation="rules.15.8",
    title=N_("The damage is not in an act"),
    message=N_("The result came damaged, and no discrepancy act about it was closed."),
    advice=N_("Write the act with the provider; when the supervisor has closed it, scan again."),
    in_force_from=RULES_IN_FORCE,
)
def damage_recorded(facts: Facts) -> Iterator[Finding]:
    """A result that came damaged goes on only after its act."""
    result, unit = facts.case.result if facts.case is not None else None, facts.unit
    if result is None or unit is None or result.unit_id != unit.id or result.condition != DAMAGED:
        return
    if not any(step.verb == "close_discrepancy" for step in unit.moves):
        yield damage_recorded.finding(subject=unit.code)


@rule(
    "store.promised_date_passed",
    requirements=("R-171",),
    citation="rules.20.1",
    title=N_("The promised date has not passed"),
    message=N_("The time of keeping cannot begin before the date on the receipt."),
    advice=N_("Nothing is to be done; the result waits for the applicant."),
    in_force_from=RULES_IN_FORCE,
)
def promised_date_passed(facts: Facts) -> Iterator[Finding]:
    """The promised day is over and nobody came."""
    registration = facts.case.registration if facts.case else None
    if registration is None or facts.now.date() <= registration.issue_date:
        yield promised_date_passed.finding()


@rule(
    "store.class_year",
    requirements=("R-174",),
    citation="rules.20.2",
    title=N_("The year of keeping does not apply"),
    message=N_("One year is kept for citizens' passports and identity cards only."),
    advice=N_("Nothing is to be done."),
    in_force_from=RULES_IN_FORCE,
)
def class_year(facts: Facts) -> Iterator[Finding]:
    """The class is that of citizens' passports and identity cards."""
    if retention_class(facts) is not Retention.YEAR_ID:
        yield class_year.finding()


@rule(
    "store.year_ended",
    requirements=("R-174",),
    citation="rules.20.2",
    title=N_("The year has not ended"),
    message=N_("The document is kept for one year."),
    advice=N_("Nothing is to be done."),
    in_force_from=RULES_IN_FORCE,
)
def year_ended(facts: Facts) -> Iterator[Finding]:
    """The last day of the year is over."""
    storage = facts.case.storage if facts.case else None
    if storage is None or storage.until is None or facts.now.date() <= storage.until:
        yield year_ended.finding()


@rule(
    "store.decision_after_year",
    requirements=("R-174",),
    citation="rules.20.2",
    title=N_("The year of keeping is not over"),
    message=N_("A decision is written for a document whose year of keeping has ended."),
    advice=N_("Leave the document in its cell; it can still be issued."),
    in_force_from=RULES_IN_FORCE,
)
def decision_after_year(facts: Facts) -> Iterator[Finding]:
    """The case waits in HELD_YEAR_EXPIRED and the decision (``reason``) is written."""
    case = facts.case
    if case is None or case.state is not CaseState.HELD_YEAR_EXPIRED or not facts.reason.strip():
        yield decision_after_year.finding()
