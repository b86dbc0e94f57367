"""Closing the day: the rule for those in line, recorded by the supervisor, and what becomes of each."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.catalogue.queue_rules import queue_rules
from app.domain.booking import Booking
from app.domain.opening import Opening
from app.domain.queue_rules import QueueDay, TailRule
from app.domain.visit import Ticket, TicketEnd
from app.rules.opening import next_opening
from app.rules.queue.closing import CLOSE_LINE_RULES
from app.rules.queue.transfer import REASON_RULES
from app.usecases.outcome import Outcome
from app.usecases.queue.facts import queue_facts
from app.usecases.queue.finish_visit import ended
from app.usecases.queue.place_in_line import code_of
from app.usecases.queue.take_ticket import order_ticket
from app.usecases.situation import note
from app.usecases.transit import check
from app.usecases.work import Work

CHANNEL = "closing"
"""Where a booking comes from that was made because the doors closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideTail:
    """Record what is done with those in line at closing today (word ``decide_tail``)."""

    rule: TailRule
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseLine:
    """Close the line of the day after the doors are closed (word ``close_line``): those who still
    wait are rebooked where the rule of the day says so. ``paper``: each gets a new print."""

    reason: str = ""
    paper: bool = False


def tail_of(work: Work) -> QueueDay:
    """The rule of this day: as recorded, else that of the data."""
    today = work.now.date()
    recorded = work.store.queue.day(today)
    if recorded is not None:
        return recorded
    return QueueDay(day=today, tail=queue_rules(today).tail, reason="", decided_by="")


def handle_decide_tail(command: DecideTail, work: Work) -> Outcome:
    """A rule with its reason and its author (R-029)."""
    check(REASON_RULES, queue_facts(work, reason=command.reason))
    day = replace(
        tail_of(work),
        tail=command.rule,
        reason=command.reason.strip(),
        decided_by=work.actor.id,
    )
    work.store.queue.save_day(day)
    note(work, "decide_tail", facts={"rule": command.rule.value, "reason": day.reason})
    return Outcome(changes=("queue",), facts={"rule": command.rule.value})


def handle_close_line(command: CloseLine, work: Work) -> Outcome:
    """Every ticket of the day has an end afterwards: served, rebooked, or absent. Where the calendar
    does not tell the next opening, nobody can be rebooked: they stay in line and are carried over."""
    day = tail_of(work)
    line = tuple(work.store.visits.waiting(day.day))
    absent = [one for one in work.store.visits.unfinished(day.day) if one not in line]
    busy = tuple(visit.desk for visit in work.store.visits.all_open())
    check(CLOSE_LINE_RULES, queue_facts(work, line=line, tail=day.tail, busy_desks=busy))
    if line:
        check(REASON_RULES, queue_facts(work, ticket=line[0], reason=command.reason or day.reason))
    reason = command.reason.strip() or day.reason
    slot = next_opening(Opening(work.calendar, work.branch.department), work.now)
    if slot is not None:
        for ticket in line:
            _rebook(work, ticket, slot, reason, paper=command.paper)
    for ticket in absent:
        work.store.visits.save_ticket(ended(ticket, work, TicketEnd.NO_SHOW), ticket.state)
    told = {"rebooked": str(len(line) if slot is not None else 0), "absent": str(len(absent))}
    note(work, "close_line", facts={**told, "reason": reason})
    return Outcome(changes=("queue", "outbox"), facts=told)


def _rebook(work: Work, ticket: Ticket, slot: datetime, reason: str, *, paper: bool) -> None:
    """The visitor comes back with the same paper: its code is that of the booking."""
    work.store.queue.add_booking(
        Booking(
            id=work.new_id(),
            code=code_of(work, ticket),
            slot_at=slot,
            purpose=ticket.purpose,
            language=ticket.language,
            channel=CHANNEL,
            from_ticket=ticket.number,
        )
    )
    done = replace(ended(ticket, work, TicketEnd.REBOOKED, reason), booked_for=slot)
    work.store.visits.save_ticket(done, expected=ticket.state)
    if paper:
        order_ticket(work, done)
