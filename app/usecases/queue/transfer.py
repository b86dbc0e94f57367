"""A visitor moved on to another desk or purpose: the same ticket, the same arrival, what was done."""

from dataclasses import dataclass, replace

from app.domain.visit import Hop, Purpose, TicketState, VisitOutcome
from app.rules.queue.transfer import TRANSFER_RULES
from app.usecases.outcome import Outcome
from app.usecases.queue.call import visit_and_ticket
from app.usecases.queue.facts import holds_alive, queue_facts
from app.usecases.queue.finish_visit import leave, sent_back
from app.usecases.situation import note
from app.usecases.transit import check
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Send the present visitor to a desk, to another purpose, or both (word ``transfer``).

    ``reason`` is written down, ``note`` tells the colleague what was done; neither holds personal
    data.
    """

    to_desk: str = ""
    to_purpose: Purpose | None = None
    reason: str = ""
    note: str = ""


def set_free(work: Work, desk: str, served: frozenset[Purpose] = frozenset()) -> None:
    """Nobody waits for a desk that has closed or does not serve them any more: whoever was sent
    there alone stands in the one line again, in the old place in time (R-045)."""
    today = work.now.date()
    for ticket in (*work.store.visits.left_before(today), *work.store.visits.unfinished(today)):
        if ticket.for_desk == desk and ticket.purpose not in served:
            work.store.visits.save_ticket(replace(ticket, for_desk=""), expected=ticket.state)
            note(work, "set_free", facts={"ticket": ticket.number, "desk": desk})


def handle_transfer(command: Transfer, work: Work) -> Outcome:
    """The visit ends here as moved; the ticket waits on, in its old place in time (R-045)."""
    visit, ticket = visit_and_ticket(work)
    facts = queue_facts(
        work,
        visit=visit,
        ticket=ticket,
        holds=holds_alive(work),
        to_desk=command.to_desk,
        to_purpose=command.to_purpose,
        reason=command.reason,
    )
    check(TRANSFER_RULES, facts)
    warnings = leave(work, visit, VisitOutcome.MOVED)
    hop = Hop(
        at=work.now,
        from_desk=work.desk,
        to_desk=command.to_desk,
        to_purpose=command.to_purpose,
        reason=command.reason.strip(),
        note=command.note.strip(),
    )
    moved = replace(
        sent_back(ticket, TicketState.WAITING),
        purpose=command.to_purpose or ticket.purpose,
        for_desk=command.to_desk,
        hops=(*ticket.hops, hop),
    )
    work.store.visits.save_ticket(moved, expected=ticket.state)
    purpose = moved.purpose.value
    told = {"ticket": ticket.number, "to_desk": command.to_desk, "to_purpose": purpose}
    note(work, "transfer", facts={**told, "reason": hop.reason})
    return Outcome(findings=warnings, changes=("queue", "visit", "drafts"), facts=told)
