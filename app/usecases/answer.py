"""The end of a step: the journal entry, the stage event, and the outcome with fresh views."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.case import Case
from app.domain.custody import Unit
from app.domain.finding import Finding
from app.ports.storage import PaperRecord
from app.usecases.bundle import follow_children
from app.usecases.case_view import case_view
from app.usecases.outcome import Outcome
from app.usecases.papers import paper_ref
from app.usecases.situation import note, tell_stage, visit_here
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


def case_done(
    work: Work,
    verb: str,
    case: Case,
    *,
    findings: Iterable[Finding] = (),
    papers: Iterable[PaperRecord] = (),
    changes: Iterable[str] = (),
    facts: dict[str, str] | None = None,
    personal: dict[str, str] | None = None,
    stage: bool = True,
) -> Outcome:
    """The outcome of a step that changed ``case``; ``stage`` tells the monitoring system of it."""
    step_done(work, verb, case, facts, personal=personal, stage=stage)
    visit = visit_here(work)
    return Outcome(
        case=case_view(case, work),
        visit=visit_view(visit, work) if visit is not None else None,
        findings=tuple(findings),
        papers=tuple(paper_ref(record) for record in papers),
        changes=(f"case:{case.id}", "outbox", *changes),
        facts=facts or {},
    )


def joined(work: Work, case: Case) -> None:
    """The open visit is about this case too: its rating and its end know of it."""
    visit = visit_here(work)
    if visit is not None and case.id not in visit.case_ids:
        work.store.visits.save(replace(visit, case_ids=(*visit.case_ids, case.id)))


def step_done(
    work: Work,
    verb: str,
    case: Case,
    facts: dict[str, str] | None = None,
    *,
    personal: dict[str, str] | None = None,
    stage: bool = True,
) -> Case:
    """Tell the log of one step of a saved case, let its parent follow, tell the monitoring system."""
    note(work, verb, case, facts={"state": case.state.value, **(facts or {})}, personal=personal)
    follow_children(work, case)
    if stage and case.number:
        tell_stage(work, case)
    return case


def run_done(
    work: Work,
    cases: tuple[Case, ...],
    papers: Iterable[PaperRecord],
    units: tuple[Unit, ...],
    register: str,
) -> Outcome:
    """The outcome of a run of units under one register; with one case alone, its view too."""
    ids = tuple(dict.fromkeys(case.id for case in cases))
    fresh = work.store.cases.get(ids[0]) if len(ids) == 1 else None
    facts = {"register": register} | ({"unit": units[0].code} if len(units) == 1 else {})
    return Outcome(
        case=case_view(fresh, work) if fresh is not None else None,
        papers=tuple(paper_ref(record) for record in papers),
        changes=("units", "storage", "outbox", "papers", *(f"case:{one}" for one in ids)),
        facts=facts,
    )
