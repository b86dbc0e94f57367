"""Tickets that stand outside the line: who comes back, who will not come, who was left from yesterday."""

from dataclasses import dataclass, replace

from app.domain.visit import Ticket, TicketEnd, TicketState
from app.errors import InputInvalid
from app.rules.queue.return_to_line import END_RULES, RETURN_RULES
from app.rules.queue.transfer import REASON_RULES
from app.usecases.outcome import Outcome
from app.usecases.queue.facts import queue_facts, ticket_named
from app.usecases.queue.finish_visit import ended
from app.usecases.queue.take_ticket import NO_TICKET
from app.usecases.situation import note
from app.usecases.transit import check
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnToLine:
    """Let somebody who was called and did not come, or was put aside, wait again with the ticket
    and the arrival they had (word ``return_to_line``)."""

    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTicket:
    """End a ticket that nobody will come for, with the reason (word ``end_ticket``)."""

    ticket: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """Let those who wait since a former day stand in today's line (word ``carry_over``).

    Without ``tickets`` all of them; each keeps its arrival, so they go first.
    """

    tickets: tuple[str, ...] = ()
    reason: str = ""


def handle_return_to_line(command: ReturnToLine, work: Work) -> Outcome:
    """Nobody takes a new ticket for the same visit (R-040, R-045)."""
    ticket = _named(work, command.ticket)
    check(RETURN_RULES, queue_facts(work, ticket=ticket))
    back = replace(ticket, state=TicketState.WAITING, back_at=work.now)
    work.store.visits.save_ticket(back, expected=ticket.state)
    note(work, "return_to_line", facts={"ticket": ticket.number})
    return Outcome(changes=("queue",), facts={"ticket": ticket.number})


def handle_end_ticket(command: EndTicket, work: Work) -> Outcome:
    """The ticket has an end and a reason: it is neither lost nor called for ever (R-029)."""
    ticket = _named(work, command.ticket)
    check(END_RULES, queue_facts(work, ticket=ticket, reason=command.reason))
    end = TicketEnd.NO_SHOW if ticket.state is TicketState.ABSENT else TicketEnd.LEFT
    done = ended(ticket, work, end, command.reason.strip())
    work.store.visits.save_ticket(done, expected=ticket.state)
    told = {"ticket": ticket.number, "end": end.value}
    note(work, "end_ticket", facts={**told, "reason": command.reason.strip()})
    return Outcome(changes=("queue",), facts=told)


def handle_carry_over(command: CarryOver, work: Work) -> Outcome:
    """The line of a former day goes on today; a number that today's line has stays where it is."""
    left = work.store.visits.left_before(work.now.date())
    wanted = [one for one in left if not command.tickets or one.number in command.tickets]
    if not wanted:
        raise InputInvalid(NO_TICKET, field="tickets")
    check(REASON_RULES, queue_facts(work, ticket=wanted[0], reason=command.reason))
    today = work.now.date()
    carried = 0
    for one in wanted:
        # Asked anew for each: two former days may have left the same number behind.
        if work.store.visits.ticket_by_number(one.number, today) is not None:
            continue
        moved = replace(one, line_day=today.isoformat())
        work.store.visits.save_ticket(moved, expected=one.state)
        carried += 1
        told = {"ticket": one.number, "reason": command.reason.strip()}
        note(work, "carry_over", facts=told)
    return Outcome(
        changes=("queue",),
        facts={"carried": str(carried), "left": str(len(left) - carried)},
    )


def _named(work: Work, number: str) -> Ticket:
    ticket = ticket_named(work, number)
    if ticket is None:
        raise InputInvalid(NO_TICKET, field="ticket")
    return ticket
