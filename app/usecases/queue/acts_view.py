"""The acts of a failure and the lines of their journal, as the page of the ordinary queue shows them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.catalogue.queue_rules import queue_rules
from app.domain.ordinary_queue import FailureAct
from app.domain.visit import Purpose, Ticket, TicketEnd, TicketState
from app.rules.roles import role_for
from app.usecases.queue.ordinary_queue import lines_of, unreconciled
from app.usecases.work import Work

ACTS = (
    "declare_failure",
    "confirm_failure",
    "end_failure",
    "enter_arrival",
    "settle_line",
    "close_failure",
    "print_blank_journal",
)
"""What is done on the page of the ordinary queue."""
_LOOK_BACK = timedelta(days=31)


class ActState(StrEnum):
    """How an act stands. ``LAPSED``: nobody confirmed in time, so tickets are given again."""

    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    ENDED = "ended"
    CLOSED = "closed"


class LineState(StrEnum):
    """How a line of the journal stands."""

    WAITING = "waiting"
    AT_DESK = "at_desk"
    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One visitor of the journal. ``entered_at`` stands beside ``arrived_at`` and never in its
    place; ``links`` are the numbers of what the visit led to."""

    ticket: str
    order: int
    arrived_at: datetime
    purpose: Purpose
    state: LineState
    desk: str = ""
    called_at: datetime | None = None
    end: TicketEnd | None = None
    reason: str = ""
    links: tuple[str, ...] = ()
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One act with its journal. ``confirm_by``: until when it stands without a further word."""

    act: FailureAct
    state: ActState
    confirm_by: datetime
    lines: tuple[LineView, ...]

    @property
    def open_lines(self) -> tuple[LineView, ...]:
        """The lines that are not reconciled yet."""
        return tuple(line for line in self.lines if line.state is not LineState.SETTLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsView:
    """The act in hand, other acts of the last month that are not closed, and who may do what.

    In hand is the open act, else the last one that is not closed; ``None`` when there is none.
    """

    now: datetime
    act: ActView | None
    others: tuple[FailureAct, ...]
    closed: tuple[FailureAct, ...]
    may: frozenset[str]


def acts_view(work: Work, chosen: str = "") -> ActsView:
    """The acts as they stand now; ``chosen`` takes the act of that number in hand."""
    known = tuple(work.store.queue.failures_since(work.now - _LOOK_BACK))
    unclosed = [act for act in known if act.closed_at is None]
    named = [act for act in known if act.number == chosen]
    act = (
        next(iter(named), None)
        or work.store.queue.open_failure()
        or (unclosed[-1] if unclosed else None)
    )
    return ActsView(
        now=work.now,
        act=_view(work, act) if act is not None else None,
        others=tuple(one for one in unclosed if act is None or one.id != act.id),
        closed=tuple(one for one in known if one.closed_at is not None),
        may=frozenset(word for word in ACTS if role_for(word, work.actor, work.branch)),
    )


def _view(work: Work, act: FailureAct) -> ActView:
    every = queue_rules(work.now.date()).confirm_every
    left = {ticket.id for ticket in unreconciled(work, act)}
    links = _links(work, act)
    return ActView(
        act=act,
        state=_state(act, work.now, every),
        confirm_by=act.confirmed_until(every),
        lines=tuple(
            _line(order, ticket, ticket.id in left, links.get(ticket.id, ()))
            for order, ticket in enumerate(lines_of(work, act), 1)
        ),
    )


def _state(act: FailureAct, now: datetime, every: timedelta) -> ActState:
    if act.closed_at is not None:
        return ActState.CLOSED
    if not act.open:
        return ActState.ENDED
    return ActState.IN_FORCE if act.in_force(now, every) else ActState.LAPSED


def _links(work: Work, act: FailureAct) -> dict[str, tuple[str, ...]]:
    """The numbers of the cases of the visits by which lines were served here."""
    found: dict[str, tuple[str, ...]] = {}
    for visit in work.store.visits.called_between(act.started_at, work.now):
        cases = (work.store.cases.get(case_id) for case_id in visit.case_ids)
        numbers = tuple(case.number or case.draft_code for case in cases if case is not None)
        if numbers:
            found[visit.ticket_id] = (*found.get(visit.ticket_id, ()), *numbers)
    return found


def _line(order: int, ticket: Ticket, open_: bool, links: tuple[str, ...]) -> LineView:
    own = (ticket.link,) if ticket.link and ticket.link not in links else ()
    return LineView(
        ticket=ticket.number,
        order=ticket.line_number or order,
        arrived_at=ticket.taken_at,
        purpose=ticket.purpose,
        state=_line_state(ticket, open_),
        desk=ticket.desk,
        called_at=ticket.called_at,
        end=ticket.end,
        reason=ticket.end_reason,
        links=(*links, *own),
        entered_at=ticket.entered_at,
    )


def _line_state(ticket: Ticket, open_: bool) -> LineState:
    if ticket.state in (TicketState.CALLED, TicketState.SERVING):
        return LineState.AT_DESK
    if ticket.state is TicketState.WAITING:
        return LineState.WAITING
    return LineState.OPEN if open_ else LineState.SETTLED
