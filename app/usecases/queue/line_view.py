"""The waiting list as one desk sees it: whom it calls, who stands outside, the desk, the day."""

from datetime import datetime
from typing import Any

from app.catalogue.queue_rules import queue_rules
from app.domain.booking import BookingState
from app.domain.desk_hold import DeskHold, HoldState
from app.domain.finding import Finding
from app.domain.opening import Opening
from app.domain.ordinary_queue import FailureAct
from app.domain.visit import IN_LINE, Ticket, TicketState, Visit
from app.rules.opening import department_open
from app.rules.registry import judge
from app.rules.roles import role_for
from app.usecases.queue.call import spoken_at
from app.usecases.queue.facts import holds_alive, queue_facts
from app.usecases.situation import visit_here
from app.usecases.transit import guards_of
from app.usecases.views import QueueView
from app.usecases.work import Work


def queue_view(work: Work) -> QueueView:
    """The waiting list of the day, who is at this desk, how the desk stands, and the doors."""
    today = work.now.date()
    line = tuple(work.store.visits.unfinished(today))
    waiting = tuple(ticket for ticket in line if ticket.state in IN_LINE)
    visit = visit_here(work)
    at_desk = work.store.visits.ticket(visit.ticket_id) if visit is not None else None
    opening = Opening(work.calendar, work.branch.department)
    closed = judge((department_open,), (opening, work.now), today)
    counts: dict[str, int] = {}
    for ticket in waiting:
        counts[ticket.purpose.value] = counts.get(ticket.purpose.value, 0) + 1
    facts = queue_facts(work, visit=visit, ticket=at_desk)
    speaks = spoken_at(work)
    return QueueView(
        waiting=waiting,
        at_desk=at_desk,
        counts=counts,
        open=not closed,
        open_findings=closed,
        mine=frozenset(
            ticket.id
            for ticket in waiting
            if ticket.state is TicketState.WAITING
            and ticket.purpose in facts.serves
            and ticket.language in speaks
            and ticket.for_desk in ("", work.desk)
        ),
        absent=tuple(ticket for ticket in line if ticket.state is TicketState.ABSENT),
        left_over=tuple(work.store.visits.left_before(today)),
        bookings=tuple(
            booking
            for booking in work.store.queue.bookings(today)
            if booking.state is not BookingState.CANCELLED
        ),
        serves=facts.serves,
        hold=_own(work, facts.hold),
        desk_findings=_judged(("open_desk.free",), facts, work),
        desks=_others(work),
        **_failure(work),
        **_the_call(work, visit, at_desk),
        again_findings=_judged(("call.recall_limit",), facts, work) if at_desk else (),
        spare=work.spare,
        may_settle=role_for("carry_over", work.actor, work.branch) is not None,
    )


def _judged(rules: tuple[str, ...], facts: Any, work: Work) -> tuple[Finding, ...]:
    return judge(guards_of(rules), facts, work.now.date())


def _own(work: Work, hold: DeskHold | None) -> DeskHold | None:
    """The hold of this desk while this very workplace has it."""
    ours = hold is not None and hold.session == work.session
    return hold if ours and hold is not None and hold.state is not HoldState.CLOSED else None


def _others(work: Work) -> tuple[DeskHold, ...]:
    return tuple(
        hold
        for hold in holds_alive(work)
        if hold.desk != work.desk and hold.state is not HoldState.CLOSED
    )


def _failure(work: Work) -> dict[str, Any]:
    act: FailureAct | None = work.store.queue.open_failure()
    every = queue_rules(work.now.date()).confirm_every
    until: datetime | None = None
    if act is not None and act.in_force(work.now, every):
        until = act.confirmed_until(every)
    return {"failure": act, "failure_until": until}


def _the_call(work: Work, visit: Visit | None, ticket: Ticket | None) -> dict[str, Any]:
    """Until when the present call can be taken back, from when on it may be repeated."""
    rules = queue_rules(work.now.date())
    again = ticket.recalled_at if ticket is not None else None
    begun = visit is None or visit.arrived_at is not None or bool(visit.case_ids)
    undo = visit.called_at + rules.undo_within if visit is not None and not begun else None
    return {
        "again_from": again + rules.recall_pause if again is not None else None,
        "undo_until": undo,
    }
