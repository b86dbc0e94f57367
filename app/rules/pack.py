"""Sealing the accepted papers: one code, one case, the sheets as listed; reopening and discrepancies."""

from collections.abc import Iterator

from app.domain.branch import Role
from app.domain.case_states import Mark
from app.domain.finding import Finding
from app.domain.passport import Carrier
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.scanning import code_read
from i18n import N_


@rule(
    "pack.paper_route",
    requirements=("R-157", "R-007"),
    citation="rules.25",
    title=N_("This service has no paper package"),
    message=N_("The application of this case travels electronically."),
    advice=N_("Send it; there is nothing to pack."),
    in_force_from=RULES_IN_FORCE,
)
def paper_route(facts: Facts) -> Iterator[Finding]:
    """Only a case on the paper carrier, or one filed without consent, is packed."""
    case = facts.case
    if case is None or (case.carrier is not Carrier.PAPER and Mark.NO_CONSENT not in case.marks):
        yield paper_route.finding()


@rule(
    "pack.case_registered",
    requirements=("R-157",),
    citation="rules.15.9",
    title=N_("The case is not registered"),
    message=N_("A package belongs to a registered case."),
    advice=N_("Register the case first."),
    in_force_from=RULES_IN_FORCE,
)
def case_registered(facts: Facts) -> Iterator[Finding]:
    """A unit needs a case with a registration number."""
    if facts.case is None or facts.case.registration is None:
        yield case_registered.finding()


@rule(
    "pack.code_unique",
    requirements=("R-157",),
    citation="rules.15.9",
    title=N_("This code is already in use"),
    message=N_("One code belongs to one unit of one case, for ever."),
    advice=N_("Print a new label."),
    in_force_from=RULES_IN_FORCE,
)
def code_unique(facts: Facts) -> Iterator[Finding]:
    """No other unit carries the same code."""
    unit = facts.unit
    if unit is None or any(u.code == unit.code and u.id != unit.id for u in facts.units):
        yield code_unique.finding()


@rule(
    "pack.code_scanned",
    requirements=("R-158",),
    citation="rules.15.9",
    title=N_("The label was not scanned"),
    message=N_("A move is recorded by scanning the unit's own code."),
    advice=N_("Scan the label. A damaged code is typed by the supervisor with a reason."),
    in_force_from=RULES_IN_FORCE,
)
def code_scanned(facts: Facts) -> Iterator[Finding]:
    """The unit's own label was read."""
    if not code_read(facts, facts.unit):
        yield code_scanned.finding()


@rule(
    "pack.sheets_match",
    requirements=("R-157", "R-116"),
    citation="rules.15.9",
    title=N_("The sheets differ from the list"),
    message=N_("The list of the receipt has {expected} sheets, counted are {counted}."),
    advice=N_("Count again or write the discrepancy act."),
    in_force_from=RULES_IN_FORCE,
)
def sheets_match(facts: Facts) -> Iterator[Finding]:
    """The counted sheets equal the sum of the checklist; ``reason`` carries the counted number."""
    unit = facts.unit
    if unit is None or str(unit.sheets) != facts.reason:
        expected = str(unit.sheets) if unit else "—"
        yield sheets_match.finding(expected=expected, counted=facts.reason or "—")


@rule(
    "pack.reason_given",
    requirements=("R-157",),
    citation="rules.21",
    title=N_("A reason is needed"),
    message=N_("A sealed package is opened only with a written reason."),
    advice=N_("Write why the package is opened."),
    in_force_from=RULES_IN_FORCE,
)
def reason_given(facts: Facts) -> Iterator[Finding]:
    """The reason is not empty."""
    if not facts.reason.strip():
        yield reason_given.finding()


@rule(
    "pack.supervisor",
    requirements=("R-158",),
    citation="rules.21",
    title=N_("The supervisor decides this"),
    message=N_("This step is done under the supervisor's stamp."),
    advice=N_("Ask the supervisor to do it."),
    in_force_from=RULES_IN_FORCE,
)
def supervisor(facts: Facts) -> Iterator[Finding]:
    """The act is stamped by the supervisor."""
    if facts.role is not Role.SUP:
        yield supervisor.finding()


@rule(
    "pack.act_of_both_sides",
    requirements=("R-166",),
    citation="rules.15.8",
    title=N_("The act is not complete"),
    message=N_("A discrepancy is recorded by an act of both sides."),
    advice=N_("Write what was found and who stands for the other side."),
    in_force_from=RULES_IN_FORCE,
)
def act_of_both_sides(facts: Facts) -> Iterator[Finding]:
    """The explanation (``reason``) and the other side (``acknowledgement``) are written."""
    if not facts.reason.strip() or not facts.acknowledgement.strip():
        yield act_of_both_sides.finding()
