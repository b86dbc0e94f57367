"""What the rules of the queue are given, gathered once for a step of it."""

from typing import Any

from app.catalogue.queue_rules import queue_rules
from app.domain.desk_hold import DeskHold
from app.domain.visit import Ticket
from app.rules.queue.facts import QueueFacts
from app.rules.queue.purposes import serves
from app.usecases.situation import visit_here
from app.usecases.work import Work


def queue_facts(work: Work, **more: Any) -> QueueFacts:
    """The situation of the queue at this desk, with ``more`` of its fields filled; what is given is
    not read again."""
    hold = more.pop("hold") if "hold" in more else work.store.queue.hold(work.desk)
    return QueueFacts(
        now=work.now,
        branch=work.branch,
        operator=work.actor,
        role=work.role,
        calendar=work.calendar,
        visit=more.pop("visit") if "visit" in more else visit_here(work),
        rules=queue_rules(work.now.date()),
        desk=work.desk,
        spare=work.spare,
        session=work.session,
        hold=hold,
        former_gone=hold is not None and work.session_gone(hold.session),
        serves=serves(work.branch, work.desk, work.actor),
        **more,
    )


def is_alive(work: Work, hold: DeskHold) -> bool:
    """Whether the workplace that holds a desk still shows life; this one does, for it asks."""
    lost_after = queue_rules(work.now.date()).hold_lost_after
    return hold.session == work.session or not hold.silent(work.now, lost_after)


def holds_alive(work: Work) -> tuple[DeskHold, ...]:
    """The holds of the desks whose workplaces still show life."""
    return tuple(hold for hold in work.store.queue.holds() if is_alive(work, hold))


def line_today(work: Work) -> tuple[Ticket, ...]:
    """The waiting and parked tickets of the day, in the order of the line."""
    return tuple(work.store.visits.waiting(work.now.date()))


def ticket_named(work: Work, number: str) -> Ticket | None:
    """The ticket of that number in today's line, else one that was left from a former day; where
    today's line bears the same number, the former one is named by its id."""
    ticket = work.store.visits.ticket_by_number(number, work.now.date())
    if ticket is not None or not number:
        return ticket
    left = work.store.visits.left_before(work.now.date())
    return next((one for one in left if number in (one.number, one.id)), None)
