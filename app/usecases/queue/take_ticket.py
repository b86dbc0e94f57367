"""A place in the line: a number of this printer's own range, in the journal while the queue is down."""

from dataclasses import dataclass, replace
from datetime import date

import msgspec

from app.catalogue.queue_rules import queue_rules
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureAct
from app.domain.visit import Need, Purpose, Ticket, TicketOrigin
from app.errors import InputInvalid, Unavailable, declare
from app.ports.storage import NEED_SERIES, OutboxItem
from app.ports.store_errors import STORE_NUMBERS_USED_UP
from app.rules.queue.take_ticket import REPRINT_RULES, TAKE_RULES
from app.usecases.outcome import Outcome
from app.usecases.queue.facts import line_today, queue_facts, ticket_named
from app.usecases.queue.forecast import expected_minutes
from app.usecases.queue.place_in_line import code_of, people_before
from app.usecases.situation import note
from app.usecases.transit import check
from app.usecases.work import Work
from i18n import N_

NO_TICKET = declare(
    "ticket.unknown",
    N_("There is no ticket of that number today."),
    N_("Look at the number once more; a visitor without a ticket takes one."),
)
LETTERS = {
    Purpose.INTAKE: "A",
    Purpose.ISSUE: "B",
    Purpose.CONSULTATION: "C",
    Purpose.APPEAL: "D",
}
"""The letter of a ticket says the purpose; letters that look alike on every layout of the keys."""
LETTER_OF_JOURNAL = "K"
"""Lines of the ordinary queue («кәдімгі кезек») have a letter and numbers of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTicket:
    """Put a visitor into the waiting list (word ``take_ticket``).

    ``paper``: the ticket is printed. ``need`` is how the visitor asks to be served, said by
    themselves. ``priority`` is the id of a category of the data; none is shipped. ``former`` is the
    number that the visitor had before the queue could not be reached: the arrival stays.
    """

    purpose: Purpose = Purpose.INTAKE
    language: Lang
    paper: bool = False
    need: Need | None = None
    priority: str = ""
    origin: TicketOrigin = TicketOrigin.DESK
    former: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintTicket:
    """Print a ticket once more: the same number, marked as a copy (word ``reprint_ticket``)."""

    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkTicketPrinted:
    """The printer put the ticket out (word ``mark_ticket_printed``; the desk says it)."""

    ticket: str


def handle_take_ticket(command: TakeTicket, work: Work) -> Outcome:
    """A place in the waiting list: a number, no name (R-032, R-034)."""
    facts = queue_facts(work, priority=command.priority)
    check(TAKE_RULES, facts)
    category = facts.rules.category(command.priority, work.now.date())
    line = line_today(work)
    before = _former(work, command.former)
    ticket = Ticket(
        id=work.new_id(),
        number="",
        purpose=command.purpose,
        language=command.language,
        taken_at=before.taken_at if before is not None else work.now,
        entered_at=work.now if before is not None else None,
        turn=before.turn if before is not None else None,
        origin=command.origin,
        need=command.need,
        former=command.former,
        priority=command.priority,
        weight=category.weight if category is not None else 0,
        expected_minutes=expected_minutes(work, command.purpose, line),
    )
    return put_in_line(work, ticket, paper=command.paper)


def _former(work: Work, number: str) -> Ticket | None:
    """The ticket of the line as it was seen last, while the branch's store cannot be reached.

    Raises ``InputInvalid`` for a number given where there is no such line.
    """
    if not number:
        return None
    if not work.spare:
        raise InputInvalid(NO_TICKET, field="former")
    return next((one for one in work.former_line if one.number == number), None)


def put_in_line(work: Work, ticket: Ticket, *, paper: bool = False) -> Outcome:
    """Number a new ticket, write it into the line or the journal, and order its print."""
    act = work.store.queue.open_failure()
    every = queue_rules(work.now.date()).confirm_every
    if act is not None and (work.spare or act.in_force(work.now, every)):
        ticket = journal_line(work, ticket, act)
    elif not ticket.number:
        ticket = replace(
            ticket,
            number=f"{LETTERS[ticket.purpose]}{_next(work, 'ticket', ticket.taken_at.date())}",
        )
    work.store.visits.add_ticket(ticket)
    if ticket.need is not None:
        _count_need(work, ticket.need)
    if paper:
        order_ticket(work, ticket)
    note(
        work,
        "take_ticket",
        facts={
            "ticket": ticket.number,
            "purpose": ticket.purpose.value,
            "origin": ticket.origin.value,
        },
    )
    return Outcome(
        changes=("queue", "outbox") if paper else ("queue",), facts=told_of(work, ticket)
    )


def _count_need(work: Work, need: Need) -> None:
    """One more of that need today; the counter is never a reason to turn somebody away."""
    try:
        work.store.numbers.next(NEED_SERIES[need], work.desk, work.now.date())
    except Unavailable as fault:
        if fault.code != STORE_NUMBERS_USED_UP:
            raise


def journal_line(work: Work, ticket: Ticket, act: FailureAct) -> Ticket:
    """The ticket as a line of the journal of the ordinary queue: its order number, its act."""
    # The number belongs to the day of the arrival, also when the line is written down later.
    count = _next(work, "line", ticket.taken_at.date())
    return replace(
        ticket,
        number=f"{LETTER_OF_JOURNAL}{count}",
        origin=TicketOrigin.JOURNAL,
        failure_id=act.id,
        line_number=ticket.line_number or count % 1000,
    )


def told_of(work: Work, ticket: Ticket) -> dict[str, str]:
    """What the surfaces say of a new ticket: number, language, how many wait, its code, its place."""
    told = {
        "ticket": ticket.number,
        "ticket_id": ticket.id,
        "language": ticket.language.value,
        "waiting": str(len(line_today(work))),
        "before": str(len(people_before(work, ticket))),
        "code": code_of(work, ticket),
    }
    if ticket.expected_minutes is not None:
        told["minutes"] = str(ticket.expected_minutes)
    return told


def order_ticket(work: Work, ticket: Ticket) -> None:
    """Let the courier print the ticket after the commit: a printer that fails loses nobody."""
    payload = msgspec.json.encode({"ticket": ticket.id}).decode()
    work.store.outbox.add(
        OutboxItem(
            id=work.new_id(),
            kind="ticket",
            payload=payload,
            due_at=work.now,
            made_at=work.now,
            desk=work.desk,
        )
    )


def handle_reprint_ticket(command: ReprintTicket, work: Work) -> Outcome:
    """Print it again, marked; a lost paper is no lost place (R-032)."""
    ticket = ticket_named(work, command.ticket)
    if ticket is None:
        raise InputInvalid(NO_TICKET, field="ticket")
    check(REPRINT_RULES, queue_facts(work, ticket=ticket))
    order_ticket(work, ticket)
    note(work, "reprint_ticket", facts={"ticket": ticket.number})
    return Outcome(changes=("outbox",), facts=told_of(work, ticket))


def handle_mark_ticket_printed(command: MarkTicketPrinted, work: Work) -> Outcome:
    """Count the copy that is out; the next one is marked as such."""
    ticket = work.store.visits.ticket(command.ticket)
    if ticket is None:
        raise InputInvalid(NO_TICKET, field="ticket")
    work.store.visits.save_ticket(replace(ticket, copies=ticket.copies + 1), ticket.state)
    return Outcome(changes=("queue",), facts={"ticket": ticket.number})


def _next(work: Work, series: str, day: date) -> int:
    """The next number that nobody in the line of that day has; a used-up range goes on in the
    desk's spare ranges, so that no visitor is sent away for want of a number."""
    desk = next((one for one in work.branch.desks if str(one.number) == work.desk), None)
    ranges = (work.desk, *(str(one) for one in (desk.spare_ranges if desk is not None else ())))
    for place in ranges:
        try:
            return _free(work, series, place, day)
        except Unavailable as fault:
            if fault.code != STORE_NUMBERS_USED_UP:
                raise
    raise Unavailable(STORE_NUMBERS_USED_UP, desk=work.desk, series=series, day=f"{day}")


def _free(work: Work, series: str, place: str, day: date) -> int:
    """A number of that range that no ticket carried over from a former day bears (R-033)."""
    letters = (LETTER_OF_JOURNAL,) if series == "line" else tuple(LETTERS.values())
    while True:
        count = work.store.numbers.next(series, place, day)
        carried = (work.store.visits.ticket_by_number(f"{one}{count}", day) for one in letters)
        if not any(one is not None and one.line_day for one in carried):
            return count
