"""The end of a step: the journal entry, the stage event, and the outcome with fresh views."""

from collections.abc import Iterable

from app.domain.case import Case
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
    told = {"state": case.state.value, **(facts or {})}
    note(work, verb, case, facts=told, personal=personal)
    follow_children(work, case)
    if stage and case.number:
        tell_stage(work, case)
    visit = visit_here(work)
    return Outcome(
        case=case_view(case, work),
        visit=visit_view(visit, work) if visit is not None else None,
        findings=tuple(findings),
        papers=tuple(paper_ref(record) for record in papers),
        changes=(f"case:{case.id}", "outbox", *changes),
        facts=facts or {},
    )
