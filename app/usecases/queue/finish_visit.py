"""The end of a visit: finished, put aside, or moved on; nothing of the person stays at the desk."""

from dataclasses import dataclass, replace

from app.domain.case import Case
from app.domain.case_states import TERMINAL
from app.domain.finding import Finding
from app.domain.visit import Ticket, TicketEnd, TicketState, Visit, VisitOutcome
from app.rules.postpone import DRAFTS
from app.rules.queue.call import CASE_AT_FINISH_RULES, FINISH_RULES
from app.usecases.bundle import members_of
from app.usecases.outcome import Outcome
from app.usecases.postpone import closing_of
from app.usecases.queue.call import visit_and_ticket
from app.usecases.queue.facts import queue_facts
from app.usecases.situation import facts_of, note
from app.usecases.transit import check
from app.usecases.work import Work

RATED = (VisitOutcome.SERVED, VisitOutcome.CONSULTED)
"""After these a rating is asked for; a refusal of intake is served too (R-191)."""
_ENDS = {
    VisitOutcome.SERVED: TicketEnd.SERVED,
    VisitOutcome.CONSULTED: TicketEnd.CONSULTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Park:
    """Send the present visitor back to wait, keeping the case (word ``park``)."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishVisit:
    """Close the visit: every original returned, the screens cleared, the rating invited
    (word ``finish_visit``). Who did not come may still come back into the line."""

    outcome: VisitOutcome = VisitOutcome.SERVED


def handle_park(command: Park, work: Work) -> Outcome:
    """Back to the waiting list; the drafts wait with the ticket until closing (R-101)."""
    visit, ticket = visit_and_ticket(work)
    warnings = leave(work, visit, VisitOutcome.MOVED)
    parked = sent_back(ticket, TicketState.PARKED)
    work.store.visits.save_ticket(parked, expected=ticket.state)
    note(work, "park", facts={"ticket": ticket.number, "reason": command.reason})
    return Outcome(findings=warnings, changes=("queue", "visit", "drafts"))


def handle_finish_visit(command: FinishVisit, work: Work) -> Outcome:
    """Every original in the visitor's hands, the drafts kept, the screens cleared, a rating asked."""
    visit, ticket = visit_and_ticket(work)
    check(FINISH_RULES, queue_facts(work, visit=visit, ticket=ticket, outcome=command.outcome))
    warnings = leave(work, visit, command.outcome)
    if command.outcome in _ENDS:
        done = ended(ticket, work, _ENDS[command.outcome])
    elif command.outcome is VisitOutcome.NO_SHOW:
        done = sent_back(ticket, TicketState.ABSENT)
    else:
        done = sent_back(ticket, TicketState.PARKED)
    work.store.visits.save_ticket(done, expected=ticket.state)
    note(work, "finish_visit", facts={"ticket": ticket.number, "outcome": command.outcome.value})
    invited = command.outcome in RATED
    return Outcome(
        findings=warnings,
        changes=("queue", "visit", "drafts"),
        facts={"visit": visit.id, "rating": "invited" if invited else ""},
    )


def ended(ticket: Ticket, work: Work, end: TicketEnd, reason: str = "") -> Ticket:
    """The ticket with its end; what the visitor said of a need goes with it (R-042)."""
    return replace(
        ticket,
        state=TicketState.CLOSED,
        closed_at=work.now,
        end=end,
        end_reason=reason,
        need=None,
    )


def sent_back(ticket: Ticket, state: TicketState) -> Ticket:
    """The ticket away from its desk, called by nobody; its arrival and its turn stay."""
    return replace(ticket, state=state, desk="", called_at=None, recalled_at=None, recalls=0)


def leave(work: Work, visit: Visit, outcome: VisitOutcome) -> tuple[Finding, ...]:
    """Close the visit; its unfinished drafts are kept until closing. Raises ``Blocked``."""
    cases = [case for case in _cases(work, visit) if case.state not in TERMINAL]
    warnings: list[Finding] = []
    for case in cases:
        warnings += check(CASE_AT_FINISH_RULES, facts_of(work, case, visit=visit))
    work.store.visits.save(
        replace(
            visit,
            outcome=outcome,
            closed_at=work.now,
            rating_invited_at=work.now if outcome in RATED else None,
        )
    )
    for case in cases:
        if case.state in DRAFTS:
            kept = replace(case, postponed_at=work.now, draft_until=closing_of(work, work.now))
            work.store.cases.save(kept)
    return tuple(warnings)


def _cases(work: Work, visit: Visit) -> tuple[Case, ...]:
    found = (work.store.cases.get(case_id) for case_id in visit.case_ids)
    return tuple(
        case for first in found if first is not None for case in (first, *members_of(work, first))
    )
