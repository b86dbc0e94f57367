"""The one way a case or a unit moves: its row in the state table, and every guard of that row silent."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from app.domain.case import Case, StateChange
from app.domain.case_states import CaseState, transition
from app.domain.finding import Finding
from app.domain.unit_states import UnitState, unit_transition
from app.rules.facts import Facts
from app.rules.intake_words import STATES, said, words
from app.rules.loading import every_rule
from app.rules.registry import Rule, judge, rule_by_id
from app.rules.step import not_from_here


class Blocked(Exception):
    """The step may not be taken; carries the findings that say why. Never leaves the Desk."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


@cache
def _register_read() -> bool:
    """Every rule module is read once: a guard must be found wherever its room is."""
    return bool(every_rule())


def guards_of(names: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of those ids. A guard that is not registered raises ``KeyError``: it must never be
    passed over."""
    _register_read()
    return tuple(rule_by_id(name) for name in names)


def obstacles(verb: str, state: CaseState | None, facts: Facts) -> tuple[Finding, ...]:
    """Everything that stands in the way of ``verb`` from ``state``: blocks and warnings.

    A parent of «one application» makes no step of its own: its members do, and it follows them.
    """
    row = transition(state, verb)
    parent = facts.case is not None and bool(facts.case.children)
    if row is None or (parent and verb != "abandon"):
        return (_no_way(state, verb),)
    return judge(guards_of(row.guards), facts, facts.now.date())


def _no_way(state: CaseState | UnitState | None, verb: str) -> Finding:
    """The table knows no such step from there; the state is told in words."""
    known = STATES.get(state) if state is not None else None
    named = words("state", known) if known else {"state": str(state or "—")}
    return said(not_from_here, {**named, "verb": verb})


def require(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that only warn. Raises :class:`Blocked` when any of them blocks."""
    found = tuple(findings)
    if any(finding.blocks for finding in found):
        raise Blocked(found)
    return found


def check(rules: Iterable[str], facts: Facts) -> tuple[Finding, ...]:
    """Judge rules outside the state table (identification, calls). Raises :class:`Blocked`."""
    return require(judge(guards_of(rules), facts, facts.now.date()))


def move(
    case: Case, verb: str, facts: Facts, **changes: object
) -> tuple[Case, tuple[Finding, ...]]:
    """The case after ``verb``, with ``changes`` applied and the step in its history.

    ``facts`` must describe the situation before the step. Raises :class:`Blocked`.
    """
    warnings = require(obstacles(verb, case.state, facts))
    row = transition(case.state, verb)
    assert row is not None  # noqa: S101 - obstacles() has just found it
    step = StateChange(state=row.target, verb=verb, at=facts.now, operator_id=facts.operator.id)
    moved = replace(case, state=row.target, history=(*case.history, step), **changes)  # type: ignore[arg-type]
    return moved, warnings


def unit_obstacles(verb: str, state: UnitState | None, facts: Facts) -> tuple[Finding, ...]:
    """Everything that stands in the way of a unit's move; what it is and where, when the table knows
    no such move for it."""
    row, unit = unit_transition(state, verb), facts.unit
    if row is None or (unit is not None and unit.kind not in row.kinds):
        told = judge(guards_of(("scanning.not_from_here",)), facts, facts.now.date())
        return told or (_no_way(state, verb),)
    return judge(guards_of(("scanning.of_this_branch", *row.guards)), facts, facts.now.date())
