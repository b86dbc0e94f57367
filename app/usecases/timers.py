"""What the days do to cases by themselves: keep, list for return, end the year, mark, remind."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.catalogue.reminders import reminder_days
from app.domain.case import Case
from app.domain.case_states import CaseState, Mark
from app.domain.custody import Unit
from app.domain.passport import Carrier
from app.domain.unit_states import UnitState
from app.rules.facts import Facts
from app.rules.issue import IN_BRANCH
from app.usecases.answer import step_done
from app.usecases.notices import notify, tell_provider
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit
from app.usecases.situation import facts_of, note
from app.usecases.transit import move, obstacles, unit_obstacles
from app.usecases.work import Work

_UNIT_VERBS = ("keep", "list_for_return")
"""Timers that move what lies in the sector together with its case."""


def run_the_timers(work: Work) -> Outcome:
    """Let every timer of this branch run; a case that no rule lets go stays as it is."""
    changed: list[Case] = []
    for verb, state in (
        ("keep", CaseState.READY_FOR_ISSUE),
        ("list_for_return", CaseState.STORED),
        ("end_year_of_keeping", CaseState.STORED),
    ):
        changed += _some(_timer(work, case, verb) for case in _over(work, state))
    changed += _some(_remind(work, case) for case in _ending(work))
    changed += _some(_late_at_provider(work, case) for case in _standing(work, *_AT_PROVIDER))
    changed += _some(_late_in_branch(work, case) for case in _standing(work, *IN_BRANCH))
    ids = tuple(dict.fromkeys(case.id for case in changed))
    if ids:
        note(work, "run_timers", facts={"changed": str(len(ids))})
    return Outcome(
        changes=("storage", "units", "outbox", *(f"case:{one}" for one in ids)) if ids else (),
        facts={"changed": str(len(ids))},
    )


_AT_PROVIDER = (CaseState.SENT, CaseState.IN_WORK)


def _some(found: Iterable[Case | None]) -> list[Case]:
    return [case for case in found if case is not None]


def _over(work: Work, state: CaseState) -> tuple[Case, ...]:
    """Cases whose day has passed: of a full sector only these are read."""
    yesterday = work.now.date() - timedelta(days=1)
    return _of_this_branch(work, work.store.cases.due(state, date.min, yesterday))


def _ending(work: Work) -> tuple[Case, ...]:
    """Stored cases whose last day is near enough for a reminder."""
    today = work.now.date()
    last = today + timedelta(days=max(reminder_days(today), default=0))
    return _of_this_branch(work, work.store.cases.due(CaseState.STORED, today, last))


def _standing(work: Work, *states: CaseState) -> tuple[Case, ...]:
    return _of_this_branch(work, work.store.cases.in_states(states))


def _of_this_branch(work: Work, cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(case for case in cases if case.branch_id == work.branch.code and not case.children)


def _timer(work: Work, case: Case, verb: str) -> Case | None:
    """``case`` after ``verb`` when every guard is silent, what lies in the sector with it; else
    ``None``: a case never moves without its paper, nor the paper without its case."""
    facts = facts_of(work, case, visit=None)
    lying = _in_sector(work, case)
    on_paper = case.result is not None and case.result.carrier is Carrier.PAPER
    if any(finding.blocks for finding in obstacles(verb, case.state, facts)):
        return None
    if on_paper and (not lying or not _may_all_move(verb, lying, facts)):
        return None
    if verb in _UNIT_VERBS:
        for unit in lying:
            work.store.units.save(moved_unit(unit, verb, replace(facts, unit=unit)))
    moved, _ = move(case, verb, facts)
    return step_done(work, verb, work.store.cases.save(moved))


def _in_sector(work: Work, case: Case) -> tuple[Unit, ...]:
    units = work.store.units.of_case(case.id)
    return tuple(unit for unit in units if unit.state is UnitState.IN_ISSUING_SECTOR)


def _may_all_move(verb: str, units: tuple[Unit, ...], facts: Facts) -> bool:
    if facts.case is None or facts.case.result is None:
        return False
    here = any(unit.id == facts.case.result.unit_id for unit in units)
    if verb not in _UNIT_VERBS:
        return here
    found = (unit_obstacles(verb, unit.state, replace(facts, unit=unit)) for unit in units)
    return here and not any(finding.blocks for findings in found for finding in findings)


def _remind(work: Work, case: Case) -> Case | None:
    """One message for each day of the table that has come, to who left a number (R-171, R-176)."""
    storage, today = case.storage, work.now.date()
    if storage is None or storage.until is None or storage.until < today:
        return None
    left = (storage.until - today).days
    due = tuple(days for days in reminder_days(today) if left <= days)
    if not set(due) - set(storage.reminded):
        return None
    reminded = tuple(sorted({*due, *storage.reminded}, reverse=True))
    saved = work.store.cases.save(replace(case, storage=replace(storage, reminded=reminded)))
    sent = notify(work, saved, "storage_ends")
    note(work, "remind", saved, facts={"days_left": str(left), "sent": str(sent).lower()})
    return saved


def _late_at_provider(work: Work, case: Case) -> Case | None:
    """Mark a provider that is late and remind it; the promised date never moves for it (R-162)."""
    facts = facts_of(work, case, visit=None)
    verb = "mark_provider_overdue"
    if Mark.OVERDUE_PROVIDER in case.marks:
        return None
    if any(finding.blocks for finding in obstacles(verb, case.state, facts)):
        return None
    moved, _ = move(case, verb, facts, marks=case.marks | {Mark.OVERDUE_PROVIDER})
    saved = step_done(work, verb, work.store.cases.save(moved), stage=False)
    tell_provider(work, saved, "reminder")
    return saved


def _late_in_branch(work: Work, case: Case) -> Case | None:
    """Mark the branch where the promised moment passed and the next step is its own (R-179)."""
    filed = case.registration
    if filed is None or work.now <= filed.term_end or Mark.OVERDUE_BRANCH in case.marks:
        return None
    saved = work.store.cases.save(replace(case, marks=case.marks | {Mark.OVERDUE_BRANCH}))
    note(work, "mark_branch_overdue", saved)
    return saved
