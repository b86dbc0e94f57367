"""«One application»: a parent with its member cases, each with its own road; one paper for all."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.case import Case, StateChange
from app.domain.case_states import TERMINAL, CaseState
from app.domain.passport import DocumentRow, Passport
from app.rules.checklist import applicable_rows
from app.rules.postpone import DRAFTS
from app.usecases.situation import passport_of
from app.usecases.work import Work

_ENDINGS = (
    CaseState.ISSUED,
    CaseState.DELIVERED_ELECTRONICALLY,
    CaseState.RETURNED,
    CaseState.WITHDRAWN,
    CaseState.INTAKE_REFUSED,
    CaseState.ABANDONED,
)
"""How a parent ends when its members ended differently: the best for the applicant goes first."""


def members_of(work: Work, parent: Case) -> tuple[Case, ...]:
    """The member cases of a parent that still exist, in their order."""
    found = (work.store.cases.get(child) for child in parent.children)
    return tuple(case for case in found if case is not None)


def siblings_of(work: Work, case: Case) -> tuple[Case, ...]:
    """The other members of the same application that are still drafts."""
    parent = work.store.cases.get(case.parent_id) if case.parent_id else None
    if parent is None:
        return ()
    return tuple(
        other for other in members_of(work, parent) if other.id != case.id and other.state in DRAFTS
    )


def state_of_parent(members: Iterable[Case]) -> CaseState:
    """Where the application as a whole stands: a draft while any member is one, ended when all are."""
    known = tuple(members)
    states = {member.state for member in known}
    alive = states - TERMINAL
    if not states:
        return CaseState.ABANDONED
    if not alive:
        return next(state for state in _ENDINGS if state in states)
    registered = {member.state for member in known if member.number} - TERMINAL
    return CaseState.REGISTERED if alive == registered else CaseState.DRAFT


def follow_children(work: Work, member: Case) -> Case | None:
    """The parent of ``member`` after its members moved; ``None`` for a case of its own."""
    parent = work.store.cases.get(member.parent_id) if member.parent_id else None
    if parent is None:
        return None
    state = state_of_parent(members_of(work, parent))
    if state is parent.state:
        return parent
    step = StateChange(state=state, verb="follow", at=work.now, operator_id=work.actor.id)
    return work.store.cases.save(replace(parent, state=state, history=(*parent.history, step)))


def same_paper(row: DocumentRow, other: Passport, case: Case) -> DocumentRow | None:
    """The row of another member that the same paper satisfies (R-097)."""
    if not row.shared_key:
        return None
    rows = applicable_rows(case, other)
    return next((entry for entry in rows if entry.shared_key == row.shared_key), None)


def sharing(work: Work, case: Case, row: DocumentRow) -> tuple[tuple[Case, DocumentRow], ...]:
    """The other members that wait for the same paper, each with its own row for it."""
    found: list[tuple[Case, DocumentRow]] = []
    for other in siblings_of(work, case):
        passport = passport_of(work, other)
        twin = same_paper(row, passport, other) if passport is not None else None
        if twin is not None:
            found.append((other, twin))
    return tuple(found)
