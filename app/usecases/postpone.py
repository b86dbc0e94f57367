"""Put a draft aside and take it up again; give it up; let the day's end clear it; withdraw."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.case import Case
from app.domain.opening import Opening
from app.domain.visit import Visit
from app.rules.postpone import DRAFTS
from app.usecases.answer import case_done
from app.usecases.outcome import Outcome
from app.usecases.situation import case_meant, facts_of, note, visit_here
from app.usecases.transit import check, move
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Postpone:
    """Keep the draft until closing (word ``postpone``)."""

    case: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Take the draft up in the present visit (word ``resume``)."""

    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Abandon:
    """The applicant leaves: the draft and what was retrieved are erased (word ``abandon``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeDrafts:
    """Erase every draft whose day is over (word ``purge_drafts``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """The applicant withdraws a registered application by a signed statement (word ``withdraw``)."""

    case: str
    statement: str = ""


def closing_of(work: Work, day: datetime) -> datetime:
    """When the department closes on that day; the end of the day where it does not open at all."""
    hours, _ = Opening(work.calendar, work.branch.department).hours(work.calendar.day(day.date()))
    if hours is None:
        return day.replace(hour=23, minute=59, second=59, microsecond=0)
    return day.replace(hour=hours.closes.hour, minute=hours.closes.minute, second=0, microsecond=0)


def handle_postpone(command: Postpone, work: Work) -> Outcome:
    """Keep the draft until closing; it is no application, has no number and no term (R-101)."""
    case = case_meant(work, command.case)
    check(("postpone.draft_only",), facts_of(work, case))
    saved = work.store.cases.save(
        replace(case, postponed_at=work.now, draft_until=closing_of(work, work.now))
    )
    told = {"reason": command.reason}
    return case_done(work, "postpone", saved, facts=told, changes=("drafts",), stage=False)


def handle_resume(command: Resume, work: Work) -> Outcome:
    """Take the draft up in this visit, for the same person, freshly identified."""
    case = case_meant(work, command.case)
    facts = facts_of(work, case)
    check(
        ("call.visit_open", "postpone.draft_only", "postpone.same_person", "postpone.day_not_over"),
        facts,
    )
    visit = facts.visit
    # The rules have just proved it.
    assert visit is not None and visit.identification is not None  # noqa: S101
    _take_into(work, visit, case)
    saved = work.store.cases.save(
        replace(
            case,
            visit_id=visit.id,
            desk=work.desk,
            identification=visit.identification,
            postponed_at=None,
        )
    )
    return case_done(work, "resume", saved, changes=("drafts", "visit"), stage=False)


def _take_into(work: Work, visit: Visit, case: Case) -> None:
    others = tuple(case_id for case_id in visit.case_ids if case_id != case.id)
    work.store.visits.save(replace(visit, case_ids=(*others, case.id)))


def handle_abandon(command: Abandon, work: Work) -> Outcome:
    """The applicant leaves: no number, no term, and nothing retrieved remains; the log keeps ids."""
    case = case_meant(work, command.case)
    move(case, "abandon", facts_of(work, case))
    note(work, "abandon", case)
    _erase(work, (case, *_children(work, case)))
    visit = visit_here(work)
    return Outcome(
        visit=visit_view(visit, work) if visit is not None else None,
        changes=("drafts", "visit", f"case:{case.id}"),
    )


def _children(work: Work, case: Case) -> tuple[Case, ...]:
    found = (work.store.cases.get(child) for child in case.children)
    return tuple(child for child in found if child is not None and child.state in DRAFTS)


def _erase(work: Work, cases: Iterable[Case]) -> None:
    for case in cases:
        visit = work.store.visits.get(case.visit_id)
        if visit is not None and case.id in visit.case_ids:
            kept = tuple(case_id for case_id in visit.case_ids if case_id != case.id)
            work.store.visits.save(replace(visit, case_ids=kept))
        work.store.cases.erase(case.id)


def handle_purge_drafts(_command: PurgeDrafts, work: Work) -> Outcome:
    """Erase every draft whose day is over (D-20)."""
    over = [case for case in work.store.cases.in_states(tuple(DRAFTS)) if _over(work, case)]
    for case in over:
        note(work, "purge_draft", case)
    _erase(work, over)
    return Outcome(changes=("drafts",), facts={"purged": str(len(over))})


def _over(work: Work, case: Case) -> bool:
    until = case.draft_until or closing_of(work, case.opened_at)
    return work.now > until


def handle_withdraw(command: Withdraw, work: Work) -> Outcome:
    """The applicant's own signed act, before a result exists (R-102)."""
    case = case_meant(work, command.case)
    facts = facts_of(work, case, reason=command.statement)
    moved, warnings = move(case, "withdraw", facts, withdrawal_statement=command.statement)
    saved = work.store.cases.save(moved)
    return case_done(work, "withdraw", saved, findings=warnings, changes=("units",))
