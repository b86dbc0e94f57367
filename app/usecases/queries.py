"""What the surfaces ask without changing anything: lists, searches, a case by whatever names it."""

from collections.abc import Sequence

from app.domain.case import Case
from app.domain.language import Lang
from app.domain.opening import Opening
from app.domain.visit import TicketState
from app.ports.storage import OutboxItem, PersonHit
from app.rules.opening import department_open
from app.rules.registry import judge
from app.usecases.case_view import case_view
from app.usecases.situation import find_case
from app.usecases.views import CaseView, QueueView
from app.usecases.work import Work


def queue_view(work: Work) -> QueueView:
    """The waiting list of the day, who is at this desk, and whether the doors are open."""
    tickets = tuple(work.store.visits.waiting(work.now.date()))
    waiting = tuple(t for t in tickets if t.state in (TicketState.WAITING, TicketState.PARKED))
    visit = work.store.visits.open_at(work.desk)
    opening = Opening(work.calendar, work.branch.department)
    closed = judge((department_open,), (opening, work.now), work.now.date())
    counts: dict[str, int] = {}
    for ticket in waiting:
        counts[ticket.purpose.value] = counts.get(ticket.purpose.value, 0) + 1
    return QueueView(
        waiting=waiting,
        at_desk=work.store.visits.ticket(visit.ticket_id) if visit is not None else None,
        counts=counts,
        open=not closed,
        open_findings=closed,
    )


def case_of(named: str, work: Work) -> CaseView | None:
    """A case by its id, its number or a scanned code."""
    case = find_case(work, named) if named else None
    return case_view(case, work) if case is not None else None


def find_by_code(code: str, work: Work) -> CaseView | None:
    """The case that a scanned code leads to: its own code, or that of one of its units."""
    case = work.store.cases.by_code(code)
    if case is not None:
        return case_view(case, work)
    return case_of(code, work)


def unfinished(work: Work) -> Sequence[Case]:
    """Cases of this desk that were left in the middle."""
    return work.store.cases.unfinished(work.desk)


def find_persons(text: str, work: Work) -> Sequence[PersonHit]:
    """People seen before; offered, never merged."""
    return work.store.persons.find(text) if text.strip() else ()


def pending(work: Work) -> Sequence[OutboxItem]:
    """Everything still under way outside."""
    return work.store.outbox.pending()


__all__ = [
    "Lang",
    "case_of",
    "find_by_code",
    "find_persons",
    "pending",
    "queue_view",
    "unfinished",
]
