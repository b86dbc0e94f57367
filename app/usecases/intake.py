"""What the steps of an intake share: the facts of a draft, one or several cases, the saved answer."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.finding import Finding, Severity
from app.ports.storage import PaperRecord
from app.rules.postpone import DRAFTS
from app.rules.roles import OF_THE_DESK
from app.usecases.bundle import follow_children, members_of
from app.usecases.case_view import case_view
from app.usecases.copy_orders import drop_copies
from app.usecases.outcome import Outcome
from app.usecases.papers import paper_ref
from app.usecases.situation import facts_of, note, tell_stage, visit_here
from app.usecases.transit import Blocked, check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a step did to one case: as it was, as it is to be saved, and what came with it."""

    before: Case
    after: Case
    findings: tuple[Finding, ...] = ()
    papers: tuple[PaperRecord, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    personal: dict[str, str] = field(default_factory=dict)


Step = Callable[[Case], Change]


def each(work: Work, addressed: Case, step: Step) -> tuple[Change, ...]:
    """Do ``step`` to the case, or to every member of a bundle that can take it.

    One member's obstacle never stops the others (R-097): it comes back as a warning. Raises
    ``Blocked`` when nobody could take the step.
    """
    if not addressed.children:
        return (step(addressed),)
    done: list[Change] = []
    stopped: list[Finding] = []
    for member in members_of(work, addressed):
        try:
            done.append(step(member))
        except Blocked as blocked:
            stopped.extend(blocked.findings)
    if not done:
        raise Blocked(_once(stopped))
    warned = tuple(replace(finding, severity=Severity.WARN) for finding in _once(stopped))
    return (replace(done[0], findings=(*done[0].findings, *warned)), *done[1:])


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    seen: list[Finding] = []
    for finding in findings:
        if finding not in seen:
            seen.append(finding)
    return tuple(seen)


def settle(
    work: Work,
    verb: str,
    addressed: Case,
    changes: Iterable[Change],
    *,
    lists: Iterable[str] = (),
    facts: dict[str, str] | None = None,
) -> Outcome:
    """Save what changed, write the log, tell the stages, and answer with the case as addressed.

    Raises ``Blocked`` for a draft whose person is not at the desk, unless the outside world speaks.
    """
    done = tuple(changes)
    for change in done:
        if change.before.state in DRAFTS and verb not in OF_THE_DESK:
            check(("call.its_visit",), facts_of(work, change.before))
    saved = [_saved(work, verb, change) for change in done]
    parent = follow_children(work, saved[0]) if saved else None
    shown = _shown(work, addressed, saved, parent)
    visit = visit_here(work)
    return Outcome(
        case=case_view(shown, work),
        visit=visit_view(visit, work) if visit is not None else None,
        findings=_once(finding for change in done for finding in change.findings),
        papers=tuple(paper_ref(record) for change in done for record in change.papers),
        changes=(*_names(shown, saved), "outbox", *lists),
        facts={**{k: v for change in done for k, v in change.facts.items()}, **(facts or {})},
    )


def _shown(work: Work, addressed: Case, saved: list[Case], parent: Case | None) -> Case:
    if parent is not None and parent.id == addressed.id:
        return parent
    fresh = next((case for case in saved if case.id == addressed.id), None)
    return fresh or work.store.cases.get(addressed.id) or addressed


def _names(shown: Case, saved: list[Case]) -> Iterator[str]:
    yield f"case:{shown.id}"
    yield from (f"case:{case.id}" for case in saved if case.id != shown.id)


def _saved(work: Work, verb: str, change: Change) -> Case:
    before, after = change.before, change.after
    saved = work.store.cases.save(after) if after != before else after
    drop_copies(work, before, saved)
    told = {"state": saved.state.value, **change.facts}
    note(work, verb, saved, facts=told, personal=change.personal)
    if saved.state is not before.state and reported(saved):
        tell_stage(work, saved)
    return saved


def reported(case: Case) -> bool:
    """Whether the monitoring system hears of the case: a draft is no application yet."""
    return bool(case.number) or case.state is CaseState.INTAKE_REFUSED


def unconfirmed(case: Case, **changes: Any) -> Case:
    """The case with something of its text changed: what the applicant confirmed is void (R-127)."""
    return replace(case, confirmation=None, **changes)
