"""What every scanned move has in common: whose code was read, and where that thing is now."""

from collections.abc import Iterator

from app.domain.branch import Role
from app.domain.custody import Unit
from app.domain.finding import Finding
from app.domain.unit_states import UnitKind, UnitState
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, Rule, rule
from app.rules.words import both
from i18n import N_

KIND_WORDS = {
    UnitKind.OUT: N_("unit: package for the provider"),
    UnitKind.IN: N_("unit: result"),
    UnitKind.RET: N_("unit: unclaimed return"),
    UnitKind.ORIG: N_("unit: originals returned with the result"),
}
STATE_WORDS = {
    UnitState.OPEN: N_("place: open, not sealed yet"),
    UnitState.SEALED: N_("place: sealed, in the branch"),
    UnitState.WITH_PROVIDER: N_("place: with the provider"),
    UnitState.NOT_ACCEPTED: N_("place: not accepted by the provider, in the branch"),
    UnitState.AT_BRANCH: N_("place: received, not laid into the sector yet"),
    UnitState.IN_ISSUING_SECTOR: N_("place: in the issuing sector"),
    UnitState.RETURN_LISTED: N_("place: on the list for return"),
    UnitState.WITH_APPLICANT: N_("place: handed to the applicant"),
    UnitState.RETURNED: N_("place: returned to the provider as unclaimed"),
    UnitState.DISCREPANCY: N_("place: under a discrepancy act"),
}
"""What a unit is and where it is, in words (English message ids)."""


def code_read(facts: Facts, unit: Unit | None) -> bool:
    """Whether ``unit`` itself was scanned. A typed code counts only with a reason, from somebody
    who is a supervisor (R-158)."""
    return unit is not None and facts.scanned_code == unit.code and typed_by_right(facts)


def typed_by_right(facts: Facts) -> bool:
    """Whether the code was scanned, or typed by somebody who is a supervisor."""
    return not facts.typed_reason.strip() or facts.operator.may_act_as(Role.SUP)


def _said(entry: Rule, unit: Unit, number: str) -> Finding:
    """A finding that tells what the unit is, of which case, and where it is now."""
    what, where = both(KIND_WORDS[unit.kind]), both(STATE_WORDS[unit.state])
    return entry.finding(
        subject=unit.code,
        number=number or "—",
        what_kk=what.kk,
        what_ru=what.ru,
        where_kk=where.kk,
        where_ru=where.ru,
    )


@rule(
    "scanning.this_unit",
    requirements=("R-158", "R-182"),
    citation="rules.15.9",
    title=N_("The code is of another thing"),
    message=N_("The code belongs to the case {number}: {what}, {where}."),
    advice=N_("Nothing was moved. Lay it aside and scan the thing that is meant."),
    in_force_from=RULES_IN_FORCE,
)
def this_unit(facts: Facts) -> Iterator[Finding]:
    """What was scanned is the unit that the step is about, and no other one."""
    seen = facts.scanned_unit
    if seen is not None and (facts.unit is None or seen.id != facts.unit.id):
        yield _said(this_unit, seen, facts.scanned_number)


@rule(
    "scanning.of_this_branch",
    requirements=("R-158",),
    citation="rules.15.9",
    title=N_("This belongs to another branch"),
    message=N_("The unit was made in the branch {branch} and is moved only there."),
    advice=N_("Lay it aside and tell the supervisor; its own branch must know where it is."),
    in_force_from=RULES_IN_FORCE,
)
def of_this_branch(facts: Facts) -> Iterator[Finding]:
    """A unit moves in its own branch alone."""
    unit = facts.unit
    if unit is not None and unit.branch_id != facts.branch.code:
        yield of_this_branch.finding(subject=unit.code, branch=unit.branch_id)


@rule(
    "scanning.not_from_here",
    requirements=("R-158",),
    citation="rules.15.9",
    title=N_("This move is not possible now"),
    message=N_("The scans go in order. The case {number}: {what}, {where}."),
    advice=N_("Nothing was moved. Do the scan that comes before, or look at the label again."),
    in_force_from=RULES_IN_FORCE,
)
def not_from_here(facts: Facts) -> Iterator[Finding]:
    """Said when the table knows no such move from where the unit is."""
    unit, case = facts.unit, facts.case
    if unit is not None:
        number = case.number if case is not None and case.id == unit.case_id else ""
        yield _said(not_from_here, unit, number)
