"""Where a ticket stands: who waits before it for the same purpose, and the code that it bears."""

from app.domain.codes import CodeKind, printed_code
from app.domain.ticket_code import code_number
from app.domain.visit import Ticket, TicketState
from app.usecases.queue.facts import line_today
from app.usecases.work import Work


def people_before(work: Work, ticket: Ticket) -> tuple[Ticket, ...]:
    """Those who wait for the same purpose and come before ``ticket``, in the order of the line."""
    mine = (-ticket.weight, ticket.turn_at, ticket.id)
    return tuple(
        one
        for one in line_today(work)
        if one.state is TicketState.WAITING
        and one.purpose is ticket.purpose
        and (-one.weight, one.turn_at, one.id) < mine
    )


def code_of(work: Work, ticket: Ticket) -> str:
    """What the ticket bears for scanners: the day and the number, nothing else (R-034)."""
    number = code_number(ticket.number, ticket.taken_at.date())
    return printed_code(CodeKind.TICKET, work.branch.code, number)
