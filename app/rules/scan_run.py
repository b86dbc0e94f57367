"""What belongs to a run of scans and what does not: the list decides, and the answer says what it is."""

from collections.abc import Iterator

from app.domain.custody import Unit
from app.domain.finding import Finding
from app.domain.scan_run import RunKind, ScanRun
from app.domain.unit_states import UnitState
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.scanning import KIND_WORDS, STATE_WORDS, typed_by_right
from app.rules.words import both
from i18n import N_

AWAITED_STATES = {
    RunKind.TO_PROVIDER: (UnitState.SEALED,),
    RunKind.UNCLAIMED: (UnitState.RETURN_LISTED,),
    RunKind.CELL: (UnitState.IN_ISSUING_SECTOR, UnitState.RETURN_LISTED),
}
"""Where a unit stands that a run of that kind waits for."""
JUDGED = ("scan_run.awaited", "scan_run.one_place", "scan_run.typed_by_right")
"""What is asked of a unit that was read into a run; the first answer is told."""


def about_of(unit: Unit, run: ScanRun) -> str:
    """The provider or the cell that the unit belongs to, whichever the run is about."""
    return unit.cell if run.kind is RunKind.CELL else unit.provider


@rule(
    "scan_run.awaited",
    requirements=("R-158", "R-159", "R-178"),
    citation="rules.15.9",
    title=N_("This does not belong to the run"),
    message=N_("The case {number}: {what}, {where}."),
    advice=N_("Nothing was moved. Lay it aside, acknowledge, and go on with the run."),
    in_force_from=RULES_IN_FORCE,
)
def awaited(facts: Facts) -> Iterator[Finding]:
    """The unit stands where a run of this kind takes it from."""
    unit, run = facts.unit, facts.run
    if unit is not None and run is not None and unit.state not in AWAITED_STATES[run.kind]:
        what, where = both(KIND_WORDS[unit.kind]), both(STATE_WORDS[unit.state])
        yield awaited.finding(
            subject=unit.code,
            number=facts.case.number if facts.case is not None else "—",
            what_kk=what.kk,
            what_ru=what.ru,
            where_kk=where.kk,
            where_ru=where.ru,
        )


@rule(
    "scan_run.one_place",
    requirements=("R-158", "R-159", "R-178"),
    citation="rules.15.9",
    title=N_("This belongs elsewhere"),
    message=N_("By the books it belongs to: {place}."),
    advice=N_("Nothing was moved. Lay it aside, acknowledge, and go on with the run."),
    in_force_from=RULES_IN_FORCE,
)
def one_place(facts: Facts) -> Iterator[Finding]:
    """A run is to one provider, a count is of one cell."""
    unit, run = facts.unit, facts.run
    if unit is not None and run is not None and about_of(unit, run) != run.about:
        yield one_place.finding(subject=unit.code, place=about_of(unit, run) or "—")


@rule(
    "scan_run.typed_by_right",
    requirements=("R-158",),
    citation="rules.15.9",
    title=N_("Only the supervisor types a damaged code"),
    message=N_("The code was typed and not scanned."),
    advice=N_("Ask the supervisor, or print the label anew and scan it."),
    in_force_from=RULES_IN_FORCE,
)
def only_by_right(facts: Facts) -> Iterator[Finding]:
    """A typed code counts only from a supervisor."""
    if facts.unit is not None and not typed_by_right(facts):
        yield only_by_right.finding(subject=facts.unit.code)


@rule(
    "scan_run.reconciled",
    requirements=("R-159", "R-166"),
    citation="rules.15.8",
    title=N_("The run is not reconciled"),
    message=N_("Not scanned and not explained: {count}."),
    advice=N_("Scan what is missing, or say why it stays here and write the act on the spot."),
    in_force_from=RULES_IN_FORCE,
)
def reconciled(facts: Facts) -> Iterator[Finding]:
    """Everything that the run waited for was scanned or is explained; ``units`` are those that are
    not, ``reason`` the explanation."""
    if facts.units and not facts.reason.strip():
        first = facts.units[0].code
        yield reconciled.finding(subject=first, count=str(len(facts.units)))


@rule(
    "scan_run.both_sides",
    requirements=("R-166", "R-178"),
    citation="rules.15.8",
    title=N_("The act names one side only"),
    message=N_("What is missing in a cell is told in an act that two people sign."),
    advice=N_("Name the colleague who counted with you."),
    in_force_from=RULES_IN_FORCE,
)
def both_sides(facts: Facts) -> Iterator[Finding]:
    """An act about missing ``units`` has a second side (``acknowledgement``)."""
    if facts.units and not facts.acknowledgement.strip():
        yield both_sides.finding(subject=facts.units[0].code)
