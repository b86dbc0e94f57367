"""Lay results into cells of the issuing sector: scan 3, from when until when they are kept."""

from dataclasses import dataclass, replace

from app.domain.case import Case, Storage
from app.domain.codes import CodeKind
from app.domain.custody import Register, RegisterKind, RegisterLine, Unit
from app.domain.language import Lang
from app.domain.papers import CellRow, IssuingSectorRegister
from app.domain.unit_states import UnitKind
from app.ports.storage import PaperRecord
from app.rules.facts import Facts
from app.rules.retention import retention_class
from app.rules.storage_terms import storage_term
from app.usecases.answer import case_done
from app.usecases.notices import notify
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit, typed
from app.usecases.papers import keep_paper, paper_head
from app.usecases.situation import case_meant, facts_of, find_case, unit_meant
from app.usecases.timers import run_the_timers
from app.usecases.transit import check, move
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ToIssuingSector:
    """Scan the result, or the originals that came with it, into a cell (word ``to_issuing_sector``).

    ``code`` of an electronic result is its case's number or code. ``handed_by`` is the colleague who
    brought it, where that is not the one who lays it.
    """

    code: str
    cell: str = ""
    handed_by: str = ""
    typed_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTimers:
    """Do what the day demands: keep, list for return, end the year, mark overdue, remind (word
    ``run_timers``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideHeld:
    """The branch head's decision after the year (word ``decide_held``)."""

    case: str
    decision: str


def handle_to_issuing_sector(command: ToIssuingSector, work: Work) -> Outcome:
    """Scan 3: the result lies in its cell, and from when until when it is kept is computed."""
    unit = work.store.units.by_code(command.code)
    case = _case(command, work, unit)
    facts = facts_of(
        work,
        case,
        unit=unit,
        scanned_code=command.code,
        typed_reason=command.typed_reason,
        reason=command.cell,
    )
    laid = None
    if unit is not None:
        laid = moved_unit(unit, "to_issuing_sector", facts, holder="sector", cell=command.cell)
        work.store.units.save(laid)
    papers = (_register(command, work, case, laid),) if laid is not None else ()
    told = {"cell": command.cell, "unit": laid.code if laid else "", **typed(command.typed_reason)}
    if laid is not None and laid.kind is UnitKind.ORIG:
        return case_done(
            work, "to_issuing_sector", case, papers=papers, changes=_LISTS, facts=told, stage=False
        )
    moved, warnings = move(case, "to_issuing_sector", facts, storage=_storage(command.cell, facts))
    saved = work.store.cases.save(moved)
    notify(work, saved, "result_ready")
    return case_done(
        work,
        "to_issuing_sector",
        saved,
        findings=warnings,
        papers=papers,
        changes=_LISTS,
        facts=told,
    )


_LISTS = ("units", "storage", "papers")


def _case(command: ToIssuingSector, work: Work, unit: Unit | None) -> Case:
    """The case of the unit that was scanned, or of the electronic result that was named."""
    if unit is not None:
        return case_meant(work, unit.case_id)
    found = find_case(work, command.code) if command.code else None
    return found if found is not None else case_meant(work, unit_meant(work, command.code).case_id)


def _storage(cell: str, facts: Facts) -> Storage:
    """From when until when, by the class of the passport; nothing where the class is unknown."""
    case, kept = facts.case, retention_class(facts)
    bare = Storage(cell=cell, arrived_at=facts.now)
    if kept is None or case is None or case.registration is None:
        return bare
    term = storage_term(
        promised=case.registration.issue_date,
        arrived=facts.now.date(),
        retention=kept,
        calendar=facts.calendar,
    )
    return replace(
        bare,
        starts_on=term.start,
        until=term.until,
        return_allowed_from=term.return_allowed_from,
    )


def _register(command: ToIssuingSector, work: Work, case: Case, unit: Unit) -> PaperRecord:
    """The register of the transfer; it is electronic and is not printed by itself."""
    head = paper_head(work, Lang.KK, kind=CodeKind.REGISTER)
    own = work.actor.name_in(head.lang).full
    paper = IssuingSectorRegister(
        head=head,
        made_at=work.now,
        handed_by=command.handed_by or own,
        received_by=own,
        rows=(CellRow(package_code=unit.code, case_number=case.number, cell=unit.cell),),
    )
    record = keep_paper(work, paper, case.id)
    work.store.units.add_register(
        Register(
            id=work.new_id(),
            number=head.number,
            kind=RegisterKind.TO_ISSUING_SECTOR,
            provider=unit.provider,
            made_at=work.now,
            made_by=work.actor.id,
            handed_by=command.handed_by or work.actor.name.full,
            received_by=work.actor.name.full,
            lines=(RegisterLine(unit_id=unit.id, code=unit.code, sheets=unit.sheets),),
            paper_id=record.id,
        )
    )
    return record


def handle_run_timers(_command: RunTimers, work: Work) -> Outcome:
    """Everything that the day demands by itself; each case moves only where its rules are silent."""
    return run_the_timers(work)


def handle_decide_held(command: DecideHeld, work: Work) -> Outcome:
    """The branch head writes the decision; nothing happens by itself after the year (D-11)."""
    case = case_meant(work, command.case)
    check(("store.decision_after_year",), facts_of(work, case, reason=command.decision))
    storage = case.storage or Storage(cell="", arrived_at=work.now)
    saved = work.store.cases.save(
        replace(case, storage=replace(storage, decision=command.decision))
    )
    told = {"decision": command.decision}
    return case_done(work, "decide_held", saved, changes=("storage",), facts=told, stage=False)
