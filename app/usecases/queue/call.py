"""Calling: the next visitor or a named ticket, once more, and back within seconds after a mistake."""

from dataclasses import dataclass, replace

from app.domain.language import Lang
from app.domain.visit import CallReason, Purpose, Ticket, TicketState, Visit, VisitOutcome
from app.ports.storage import NextTicket
from app.rules.queue.call import CALL_RULES, RECALL_RULES, UNDO_RULES
from app.rules.queue.purposes import serves
from app.usecases.outcome import Outcome
from app.usecases.queue.facts import line_today, queue_facts, ticket_named
from app.usecases.situation import note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Call the next ticket that this desk serves, or the one of that number, and open the visit
    (word ``call``).

    A ticket out of its turn needs a ``reason``: a code of :class:`CallReason`, or words, which are
    written down under ``other``.
    """

    ticket: str = ""
    purpose: Purpose | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Call the present ticket once more (word ``recall``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoCall:
    """Take a wrong call back within seconds: the ticket stands in the line where it stood
    (word ``undo_call``)."""


def handle_call(command: Call, work: Work) -> Outcome:
    """The next visitor: a new visit, with nothing of the former one in it."""
    ticket = _chosen(command, work)
    line = _ahead(work, ticket) if command.ticket else ()
    reason, words = reason_of(command.reason)
    facts = queue_facts(work, ticket=ticket, line=line, out_of_turn=reason)
    check(CALL_RULES, facts)
    assert ticket is not None  # noqa: S101 - a rule has just proved it
    called = replace(
        _in_todays_line(work, ticket),
        state=TicketState.CALLED,
        desk=work.desk,
        called_at=work.now,
        recalled_at=None,
        recalls=0,
        calls=ticket.calls + 1,
    )
    work.store.visits.save_ticket(called, expected=ticket.state)
    visit = Visit(
        id=work.new_id(),
        ticket_id=ticket.id,
        ticket_number=ticket.number,
        purpose=ticket.purpose,
        desk=work.desk,
        operator_id=work.actor.id,
        called_at=work.now,
        display_language=ticket.language,
        taken_at=ticket.taken_at,
        out_of_turn=reason,
        out_of_turn_note=words,
        ticket_before=ticket.state,
    )
    work.store.visits.add(visit)
    code = reason.value if reason is not None else ""
    note(work, "call", facts={"ticket": ticket.number, "reason": code, "words": words})
    left = str(work.store.visits.line_length(work.now.date()))
    return Outcome(
        visit=visit_view(visit, work),
        changes=("queue", "visit"),
        facts={"waiting": left, "ticket": ticket.number},
    )


def reason_of(said: str) -> tuple[CallReason | None, str]:
    """The code of a reason and the words that say more; no code for no reason."""
    bare = said.strip()
    if not bare:
        return None, ""
    if bare in tuple(CallReason):
        return CallReason(bare), ""
    return CallReason.OTHER, bare


def _chosen(command: Call, work: Work) -> Ticket | None:
    if command.ticket:
        return ticket_named(work, command.ticket)
    served = serves(work.branch, work.desk, work.actor)
    purposes = served & {command.purpose} if command.purpose is not None else served
    return work.store.visits.next_waiting(
        NextTicket(
            day=work.now.date(),
            desk=work.desk,
            purposes=tuple(sorted(purposes)),
            languages=spoken_at(work),
        )
    )


def _in_todays_line(work: Work, ticket: Ticket) -> Ticket:
    """Who is left from a former day is called today: the board shows the calls of today's line."""
    today = work.now.date()
    if ticket.day >= today.isoformat():
        return ticket
    if work.store.visits.ticket_by_number(ticket.number, today) is not None:
        return ticket
    return replace(ticket, line_day=today.isoformat())


def _ahead(work: Work, ticket: Ticket | None) -> tuple[Ticket, ...]:
    """The line that a named call must not pass by: those whom this desk could call itself, and
    those who asked for the language of the ticket."""
    tongues = {*spoken_at(work), ticket.language} if ticket is not None else set(spoken_at(work))
    return tuple(one for one in line_today(work) if one.language in tongues)


def spoken_at(work: Work) -> tuple[Lang, ...]:
    """The languages in which this desk can serve; both where nothing else is said (R-041)."""
    desk = next((one for one in work.branch.desks if str(one.number) == work.desk), None)
    return desk.languages if desk is not None else tuple(Lang)


def visit_and_ticket(work: Work) -> tuple[Visit, Ticket]:
    """The open visit and its ticket. Raises ``Blocked`` when nobody is at the desk."""
    visit = visit_here(work)
    check(("call.visit_open",), queue_facts(work, visit=visit))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    ticket = work.store.visits.ticket(visit.ticket_id)
    if ticket is None:
        raise LookupError(f"the ticket of visit {visit.id} is gone")
    return visit, ticket


def handle_recall(_command: Recall, work: Work) -> Outcome:
    """Announce the present ticket once more."""
    visit, ticket = visit_and_ticket(work)
    check(RECALL_RULES, queue_facts(work, visit=visit, ticket=ticket))
    again = replace(ticket, recalls=ticket.recalls + 1, recalled_at=work.now)
    work.store.visits.save_ticket(again, expected=ticket.state)
    note(work, "recall", facts={"ticket": ticket.number, "recalls": str(again.recalls)})
    return Outcome(visit=visit_view(visit, work), changes=("queue", "visit"))


def handle_undo_call(_command: UndoCall, work: Work) -> Outcome:
    """The ticket goes back to its place, the board and the voice drop it, the visit stays on record."""
    visit, ticket = visit_and_ticket(work)
    check(UNDO_RULES, queue_facts(work, visit=visit, ticket=ticket))
    work.store.visits.save(replace(visit, outcome=VisitOutcome.UNDONE, closed_at=work.now))
    back = replace(
        ticket,
        state=visit.ticket_before,
        desk="",
        called_at=None,
        recalled_at=None,
        recalls=0,
        calls=max(ticket.calls - 1, 0),
    )
    work.store.visits.save_ticket(back, expected=ticket.state)
    note(work, "undo_call", facts={"ticket": ticket.number})
    return Outcome(changes=("queue", "visit"), facts={"ticket": ticket.number})
