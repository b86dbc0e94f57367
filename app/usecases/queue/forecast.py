"""How long the waiting may last: those ahead, the open desks, and what visits took lately."""

from datetime import timedelta
from math import ceil
from statistics import fmean

from app.catalogue.queue_rules import queue_rules
from app.domain.visit import Purpose, Ticket, TicketState, Visit, VisitOutcome
from app.usecases.queue.facts import holds_alive
from app.usecases.work import Work

_LOOK_BACK = timedelta(hours=2)
_FEW = 3
"""Fewer visits than this say nothing; the usual length stands in for them."""
_LONGEST = 600
_MEASURED = (VisitOutcome.SERVED, VisitOutcome.CONSULTED)


def expected_minutes(work: Work, purpose: Purpose, line: tuple[Ticket, ...]) -> int | None:
    """The expected waiting in minutes for somebody who joins the line now; ``None`` while no desk
    that serves the purpose is open, since then nobody can know."""
    desks = [hold for hold in holds_alive(work) if hold.takes_visitors and purpose in hold.purposes]
    if not desks:
        return None
    shared = frozenset(served for hold in desks for served in hold.purposes)
    ahead = [one for one in line if one.state is TicketState.WAITING and one.purpose in shared]
    minutes = ceil(len(ahead) * minutes_of_service(work, purpose) / len(desks))
    return min(minutes, _LONGEST)


def minutes_of_service(work: Work, purpose: Purpose) -> float:
    """What a visit of that purpose takes: the mean of the last hours, else the usual length."""
    visits = work.store.visits.called_between(work.now - _LOOK_BACK, work.now)
    taken = [minutes for visit in visits if (minutes := service_minutes(visit, purpose))]
    if len(taken) < _FEW:
        return float(queue_rules(work.now.date()).usual_minutes)
    return fmean(taken)


def service_minutes(visit: Visit, purpose: Purpose) -> float:
    """How long a finished visit of that purpose took at the desk; nought when it is no measure."""
    measured = visit.outcome in _MEASURED and not visit.inaccurate and visit.purpose is purpose
    if not measured or visit.closed_at is None:
        return 0.0
    begun = visit.arrived_at or visit.called_at
    return max((visit.closed_at - begun).total_seconds(), 0.0) / 60
