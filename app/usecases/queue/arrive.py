"""The visitor stands at the desk: the walking ends and the service begins."""

from dataclasses import dataclass, replace

from app.domain.visit import TicketState, Visit
from app.usecases.outcome import Outcome
from app.usecases.queue.facts import queue_facts
from app.usecases.situation import note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrive:
    """Note that the called visitor has come (word ``arrive``); any act with them notes it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkInaccurate:
    """Keep the times of the present visit out of the figures (word ``mark_inaccurate``)."""

    on: bool = True


def handle_arrive(_command: Arrive, work: Work) -> Outcome:
    """Once is enough; a second word changes nothing."""
    visit = visit_here(work)
    check(("call.visit_open",), queue_facts(work, visit=visit))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    saved = visit
    if visit.arrived_at is None:
        saved = work.store.visits.save(arrived(work, visit))
        note(work, "arrive", facts={"ticket": visit.ticket_number})
    return Outcome(visit=visit_view(saved, work), changes=("queue", "visit"))


def arrived(work: Work, visit: Visit) -> Visit:
    """The visit with the visitor at the desk, not yet saved; its ticket is served from now on."""
    if visit.arrived_at is not None:
        return visit
    ticket = work.store.visits.ticket(visit.ticket_id)
    if ticket is not None and ticket.state is TicketState.CALLED:
        served = replace(ticket, state=TicketState.SERVING)
        work.store.visits.save_ticket(served, expected=ticket.state)
    return replace(visit, arrived_at=work.now)


def handle_mark_inaccurate(command: MarkInaccurate, work: Work) -> Outcome:
    """The desk was left, a key was forgotten: such a time would lie in every mean."""
    visit = visit_here(work)
    check(("call.visit_open",), queue_facts(work, visit=visit))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    saved = work.store.visits.save(replace(visit, inaccurate=command.on))
    note(work, "mark_inaccurate", facts={"ticket": visit.ticket_number, "on": str(command.on)})
    return Outcome(visit=visit_view(saved, work), changes=("visit",))
