"""Put a draft aside and take it up again; give it up; let the day's end clear it; withdraw."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.notice import Notice
from app.domain.opening import Opening
from app.domain.unit_states import UnitKind, UnitState
from app.domain.visit import Visit
from app.rules.postpone import DRAFTS
from app.usecases.answer import case_done, joined
from app.usecases.bundle import follow_children, members_of
from app.usecases.notice import unread_notices
from app.usecases.notices import tell_provider
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit, typed
from app.usecases.scanned import scan_of
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
    """The applicant withdraws a registered application by a signed statement (word ``withdraw``).

    ``code`` is the scanned label of the package, when the papers still lie in the branch.
    """

    case: str
    statement: str = ""
    code: str = ""
    typed_reason: str = ""


def closing_of(work: Work, day: datetime) -> datetime:
    """When the department closes on that day; the end of the day where it does not open at all, or
    where it has closed already and the last visitors are still served (R-029)."""
    hours, _ = Opening(work.calendar, work.branch.department).hours(work.calendar.day(day.date()))
    if hours is None or day.time() >= hours.closes:
        return day.replace(hour=23, minute=59, second=59, microsecond=0)
    return day.replace(hour=hours.closes.hour, minute=hours.closes.minute, second=0, microsecond=0)


def handle_postpone(command: Postpone, work: Work) -> Outcome:
    """Keep the draft until closing; it is no application, has no number and no term (R-101)."""
    case = case_meant(work, command.case)
    check(("postpone.draft_only",), facts_of(work, case))
    until = closing_of(work, work.now)
    kept = [
        work.store.cases.save(replace(draft, postponed_at=work.now, draft_until=until))
        for draft in with_members(work, case)
    ]
    told = {"reason": command.reason}
    return case_done(work, "postpone", kept[0], facts=told, changes=("drafts",), stage=False)


def handle_resume(command: Resume, work: Work) -> Outcome:
    """Take the draft up in this visit, for the same person, freshly identified."""
    named = case_meant(work, command.case)
    case = work.store.cases.get(named.parent_id) or named
    facts = facts_of(work, case, unread_notices=_unread(work, case))
    check(
        ("call.visit_open", "postpone.draft_only", "postpone.same_person", "postpone.day_not_over",
         "choose_service.notice_acknowledged"),
        facts,
    )  # fmt: skip
    visit = facts.visit
    # The rules have just proved it.
    assert visit is not None and visit.identification is not None  # noqa: S101
    _take_into(work, visit, case)
    taken = [
        work.store.cases.save(
            replace(
                draft,
                visit_id=visit.id,
                desk=work.desk,
                identification=visit.identification,
                postponed_at=None,
            )
        )
        for draft in with_members(work, case)
    ]
    return case_done(work, "resume", taken[0], changes=("drafts", "visit"), stage=False)


def _unread(work: Work, case: Case) -> tuple[Notice, ...]:
    """What this employee has not read about the services of the draft: it may be another's."""
    services = {draft.service_id for draft in with_members(work, case) if draft.service_id}
    found = (notice for service in sorted(services) for notice in unread_notices(work, service))
    return tuple({notice.id: notice for notice in found}.values())


def with_members(work: Work, case: Case) -> tuple[Case, ...]:
    """The case, and of «one application» the members that are still drafts."""
    return (case, *(member for member in members_of(work, case) if member.state in DRAFTS))


def _take_into(work: Work, visit: Visit, case: Case) -> None:
    others = tuple(case_id for case_id in visit.case_ids if case_id != case.id)
    work.store.visits.save(replace(visit, case_ids=(*others, case.id)))


def handle_abandon(command: Abandon, work: Work) -> Outcome:
    """The applicant leaves: no number, no term, and nothing retrieved remains; the log keeps ids.

    Of «one application» only the members that are still drafts are given up.
    """
    case = case_meant(work, command.case)
    drafts = _drafts_of(work, case)
    for draft in drafts:
        move(draft, "abandon", facts_of(work, draft))
    note(work, "abandon", case)
    _erase(work, drafts)
    visit = visit_here(work)
    return Outcome(
        visit=visit_view(visit, work) if visit is not None else None,
        changes=("drafts", "visit", f"case:{case.id}"),
    )


def _drafts_of(work: Work, case: Case) -> tuple[Case, ...]:
    """The case itself, or the members of a bundle that may still be given up."""
    if not case.children:
        return (case,)
    return tuple(member for member in members_of(work, case) if member.state in DRAFTS)


def _erase(work: Work, drafts: Iterable[Case]) -> None:
    for draft in drafts:
        _forget_in_visit(work, draft)
        work.store.cases.erase(draft.id)
        parent = work.store.cases.get(draft.parent_id) if draft.parent_id else None
        if parent is not None:
            _leave_parent(work, parent, draft)


def _forget_in_visit(work: Work, case: Case) -> None:
    visit = work.store.visits.get(case.visit_id)
    if visit is not None and case.id in visit.case_ids:
        kept = tuple(case_id for case_id in visit.case_ids if case_id != case.id)
        work.store.visits.save(replace(visit, case_ids=kept))


def _leave_parent(work: Work, parent: Case, draft: Case) -> None:
    """A bundle without members is no application; with others it goes on with them."""
    left = tuple(child for child in parent.children if child != draft.id)
    if left:
        kept = work.store.cases.save(replace(parent, children=left))
        follow_children(work, members_of(work, kept)[0])
        return
    _forget_in_visit(work, parent)
    work.store.cases.erase(parent.id)


def handle_purge_drafts(_command: PurgeDrafts, work: Work) -> Outcome:
    """Erase every draft whose day is over (D-20)."""
    drafts = work.store.cases.in_states(tuple(DRAFTS))
    over = [case for case in drafts if not case.children and _over(work, case)]
    for case in over:
        note(work, "purge_draft", case)
    _erase(work, over)
    return Outcome(changes=("drafts",), facts={"purged": str(len(over))})


def _over(work: Work, case: Case) -> bool:
    visit = work.store.visits.get(case.visit_id)
    if visit is not None and visit.open:  # who came before closing is served to the end
        return False
    return work.now >= (case.draft_until or closing_of(work, case.opened_at))


def handle_withdraw(command: Withdraw, work: Work) -> Outcome:
    """The applicant's own signed act, before a result exists (R-102)."""
    case = case_meant(work, command.case)
    facts = facts_of(work, case, reason=command.statement)
    moved, warnings = move(case, "withdraw", facts, withdrawal_statement=command.statement)
    given = _give_back(command, work, case)
    saved = work.store.cases.save(moved)
    joined(work, saved)
    if case.state not in (CaseState.REGISTERED, CaseState.PACKAGED):
        tell_provider(work, saved, "withdrawal")
    told = {"unit": given, **typed(command.typed_reason)}
    return case_done(work, "withdraw", saved, findings=warnings, changes=("units",), facts=told)


def _give_back(command: Withdraw, work: Work, case: Case) -> str:
    """The package that lies in the branch, back into the applicant's hands by a scan (R-102); its
    code. Raises ``Blocked``."""
    lying = [
        unit
        for unit in work.store.units.of_case(case.id)
        if unit.kind is UnitKind.OUT and unit.state is not UnitState.WITH_PROVIDER
    ]
    for unit in lying:
        facts = facts_of(
            work,
            case,
            unit=unit,
            reason=command.statement,
            **scan_of(work, command.code, unit, command.typed_reason),
        )
        check(("scanning.this_unit",), facts)
        work.store.units.save(moved_unit(unit, "give_back", facts, holder="applicant"))
    return lying[0].code if lying else ""
