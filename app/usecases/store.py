"""Lay results into cells of the issuing sector (scan 3) and let the timers of keeping run."""

from dataclasses import dataclass, replace

from app.domain.case import Case, Storage
from app.domain.case_states import CaseState, Mark
from app.domain.codes import CodeKind
from app.domain.custody import Unit
from app.domain.language import Lang
from app.domain.papers import CellRow, IssuingSectorRegister
from app.domain.unit_states import UnitState
from app.ports.gateways import Request
from app.ports.storage import PaperRecord
from app.rules.retention import retention_class
from app.rules.storage_terms import storage_term
from app.usecases.answer import case_done
from app.usecases.numbering import next_number, printed_code
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit
from app.usecases.papers import keep_paper, paper_head
from app.usecases.situation import (
    case_meant,
    facts_of,
    leave_for_courier,
    note,
    tell_stage,
    unit_meant,
)
from app.usecases.transit import Blocked, check, move, obstacles
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ToIssuingSector:
    """Scan the result into a cell (word ``to_issuing_sector``)."""

    code: str
    cell: str
    typed_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTimers:
    """Do what the day demands: keep, list for return, end the year, mark overdue (word ``run_timers``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideHeld:
    """The branch head's decision after the year (word ``decide_held``)."""

    case: str
    decision: str


def handle_to_issuing_sector(command: ToIssuingSector, work: Work) -> Outcome:
    """Scan 3: the result lies in its cell, and from when until when it is kept is computed."""
    found = work.store.cases.by_number(command.code) or work.store.cases.get(command.code)
    unit = unit_meant(work, command.code) if found is None else None
    case = case_meant(work, unit.case_id) if unit is not None else found
    assert case is not None  # noqa: S101 - one of the two was found, else unit_meant has raised
    facts = facts_of(
        work,
        case,
        unit=unit,
        scanned_code=command.code,
        typed_reason=command.typed_reason,
        reason=command.cell,
    )
    moved, warnings = move(
        case, "to_issuing_sector", facts, storage=_storage(command.cell, work, case)
    )
    papers: tuple[PaperRecord, ...] = ()
    if unit is not None:
        laid = moved_unit(unit, "to_issuing_sector", facts, holder="sector", cell=command.cell)
        work.store.units.save(laid)
        papers = (_register(work, case, laid),)
    saved = work.store.cases.save(moved)
    _tell_ready(work, saved)
    told = {"cell": command.cell, "unit": unit.code if unit is not None else ""}
    return case_done(
        work,
        "to_issuing_sector",
        saved,
        findings=warnings,
        papers=papers,
        changes=("units", "storage"),
        facts=told,
    )


def _storage(cell: str, work: Work, case: Case) -> Storage:
    """From when until when, by the class of the passport; nothing where the class is unknown."""
    kept = retention_class(facts_of(work, case))
    bare = Storage(cell=cell, arrived_at=work.now)
    if kept is None or case.registration is None:
        return bare
    term = storage_term(
        promised=case.registration.issue_date,
        arrived=work.now.date(),
        retention=kept,
        calendar=work.calendar,
    )
    return replace(
        bare,
        starts_on=term.start,
        until=term.until,
        return_allowed_from=term.return_allowed_from,
    )


def _register(work: Work, case: Case, unit: Unit) -> PaperRecord:
    _, number = next_number(work, "register")
    lang = Lang.KK
    paper = IssuingSectorRegister(
        head=paper_head(work, lang, code=printed_code(work, CodeKind.REGISTER, number)),
        made_at=work.now,
        handed_by=work.actor.name_in(lang).full,
        received_by=work.actor.name_in(lang).full,
        rows=(CellRow(package_code=unit.code, case_number=case.number, cell=unit.cell),),
    )
    return keep_paper(work, paper, case.id)


def _tell_ready(work: Work, case: Case) -> None:
    """A notice with the case number, the branch and the action; only to who left a number (R-176)."""
    person = case.applicant.person
    if person is None or not person.phone:
        return
    request = Request(
        id=work.new_id(),
        system="notices",
        what="result_ready",
        case_id=case.id,
        personal={"phone": person.phone},
        params={"number": case.number, "branch": work.branch.department_number},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", request)


def handle_run_timers(_command: RunTimers, work: Work) -> Outcome:
    """Everything that the day demands by itself; each case moves only where its rules are silent."""
    moved = [_timer(work, case, "keep") for case in _standing(work, CaseState.READY_FOR_ISSUE)]
    listed = [_timer(work, case, "list_for_return") for case in _standing(work, CaseState.STORED)]
    ended = [
        _timer(work, case, "end_year_of_keeping") for case in _standing(work, CaseState.STORED)
    ]
    late = [_overdue(work, case) for case in _standing(work, CaseState.IN_WORK)]
    behind = [_behind(work, case) for case in _promised(work)]
    changed = [case for case in (*moved, *listed, *ended, *late, *behind) if case is not None]
    note(work, "run_timers", facts={"changed": str(len(changed))})
    names = tuple(f"case:{case.id}" for case in changed)
    return Outcome(changes=("storage", "outbox", *names), facts={"changed": str(len(changed))})


def _standing(work: Work, state: CaseState) -> tuple[Case, ...]:
    return tuple(work.store.cases.in_states((state,)))


def _timer(work: Work, case: Case, verb: str) -> Case | None:
    """``case`` after ``verb`` when every guard is silent, its unit with it; else ``None``."""
    facts = facts_of(work, case, visit=None)
    if any(finding.blocks for finding in obstacles(verb, case.state, facts)):
        return None
    unit = _unit_here(work, case)
    if unit is not None and verb in ("keep", "list_for_return"):
        work.store.units.save(moved_unit(unit, verb, replace(facts, unit=unit)))
    moved, _ = move(case, verb, facts)
    saved = work.store.cases.save(moved)
    note(work, verb, saved)
    tell_stage(work, saved)
    return saved


def _unit_here(work: Work, case: Case) -> Unit | None:
    units = work.store.units.of_case(case.id)
    return next((unit for unit in units if unit.state is UnitState.IN_ISSUING_SECTOR), None)


def _overdue(work: Work, case: Case) -> Case | None:
    """Mark a provider that is late; the promised date never moves for it (R-162)."""
    if Mark.OVERDUE_PROVIDER in case.marks:
        return None
    facts = facts_of(work, case, visit=None)
    try:
        moved, _ = move(
            case, "mark_provider_overdue", facts, marks=case.marks | {Mark.OVERDUE_PROVIDER}
        )
    except Blocked:
        return None
    saved = work.store.cases.save(moved)
    note(work, "mark_provider_overdue", saved)
    request = Request(
        id=work.new_id(),
        system="provider",
        what="reminder",
        case_id=case.id,
        params={"number": case.number},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", request)
    return saved


def _promised(work: Work) -> tuple[Case, ...]:
    """Cases whose promised day is over and whose result is here but not in the sector."""
    return tuple(
        case
        for case in _standing(work, CaseState.RESULT_RECEIVED)
        if case.registration is not None and work.now.date() > case.registration.issue_date
    )


def _behind(work: Work, case: Case) -> Case | None:
    if Mark.OVERDUE_BRANCH in case.marks:
        return None
    saved = work.store.cases.save(replace(case, marks=case.marks | {Mark.OVERDUE_BRANCH}))
    note(work, "mark_branch_overdue", saved)
    return saved


def handle_decide_held(command: DecideHeld, work: Work) -> Outcome:
    """The branch head writes the decision; nothing happens by itself after the year (D-11)."""
    case = case_meant(work, command.case)
    facts = facts_of(work, case, reason=command.decision)
    check(("store.decision_after_year",), facts)
    storage = case.storage or Storage(cell="", arrived_at=work.now)
    saved = work.store.cases.save(
        replace(case, storage=replace(storage, decision=command.decision))
    )
    told = {"decision": command.decision}
    return case_done(work, "decide_held", saved, changes=("storage",), facts=told, stage=False)
