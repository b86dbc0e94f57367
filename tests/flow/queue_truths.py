"""What must be true of the queue after every step, at whatever desk and whatever the clock shows."""

from collections import Counter
from collections.abc import Iterator, Mapping

from app.domain.visit import (
    AT_DESK,
    UNFINISHED,
    Purpose,
    Ticket,
    TicketState,
    VisitOutcome,
)
from tests.fakes.intake_desk import people
from tests.flow.queue_hall import Hall, Look, names_in_order

_TRULY_OVER = (VisitOutcome.SERVED, VisitOutcome.CONSULTED)
_PERSONAL = tuple(
    word
    for person in (people().people["citizen"].person,)
    for word in (person.iin or "", person.name.surname, person.name.given)
)


def untrue(look: Look, taken: Mapping[str, Ticket]) -> list[str]:
    """Everything that is not as it must be, in words; ``taken`` are all tickets as they were given."""
    return [
        *_every_ticket_is_in_one_place(look, taken),
        *_nobody_is_lost(look),
        *_arrivals_stay(look, taken),
        *_numbers_are_unique(look),
        *_one_visit_at_a_desk(look),
        *_the_board_is_true(look),
        *_nothing_is_personal(look),
    ]


def _every_ticket_is_in_one_place(look: Look, taken: Mapping[str, Ticket]) -> Iterator[str]:
    if set(look.tickets) != set(taken):
        yield f"place: tickets {set(taken) ^ set(look.tickets)} appeared or went"
    at_desks = Counter(visit.ticket_id for visit in look.open)
    for id_, ticket in look.tickets.items():
        if len(look.days[id_]) != 1:
            yield f"place: {ticket.number} stands in the lines of {look.days[id_]}"
        here = at_desks[id_]
        if here != (1 if ticket.state in AT_DESK else 0):
            yield f"place: {ticket.number} is {ticket.state} and at {here} desks"
        if ticket.state in UNFINISHED and (ticket.desk or ticket.called_at or ticket.end):
            yield f"place: {ticket.number} is {ticket.state} and still called or ended"
        if ticket.state is TicketState.CLOSED and (ticket.end is None or ticket.need):
            yield f"place: {ticket.number} has no end, or keeps its need"
    for visit in look.open:
        if look.tickets[visit.ticket_id].desk != visit.desk:
            yield f"place: {visit.ticket_number} is not at the desk of its visit"


def _nobody_is_lost(look: Look) -> Iterator[str]:
    for id_, ticket in look.tickets.items():
        ahead = ticket.day > look.today.isoformat()
        if ticket.state in UNFINISHED and not ahead and id_ not in look.reachable:
            yield f"lost: {ticket.number} is {ticket.state} and in no list"


def _arrivals_stay(look: Look, taken: Mapping[str, Ticket]) -> Iterator[str]:
    for id_, ticket in look.tickets.items():
        first = taken.get(id_, ticket)
        if (ticket.taken_at, ticket.turn_at) != (first.taken_at, first.turn_at):
            yield f"arrival: that of {ticket.number} was changed"
        if ticket.number != first.number:
            yield f"arrival: {first.number} became {ticket.number}"


def _numbers_are_unique(look: Look) -> Iterator[str]:
    for what in ("taken", "line"):
        days = Counter(
            (one.number, one.taken_at.date().isoformat() if what == "taken" else one.day)
            for one in look.tickets.values()
        )
        for (number, day), count in days.items():
            if count > 1:
                yield f"number: {number} of {day} was given {count} times ({what})"


def _one_visit_at_a_desk(look: Look) -> Iterator[str]:
    for desk, count in Counter(visit.desk for visit in look.open).items():
        if count > 1:
            yield f"desk: {count} visits are open at desk {desk}"


def _the_board_is_true(look: Look) -> Iterator[str]:
    today = {one.number: one for one in look.tickets.values() if one.day == look.today.isoformat()}
    for call in look.board.calls:
        ticket = today.get(call.ticket)
        if ticket is None or ticket.desk != str(call.desk):
            yield f"board: {call.ticket} is not at desk {call.desk}"
            continue
        visits = [one for one in look.visits.values() if one.ticket_id == ticket.id]
        last = max(visits, key=lambda one: one.id, default=None)
        if last is None or last.desk != ticket.desk:
            yield f"board: {call.ticket} was never called to desk {call.desk}"
        elif call.here != last.open or not (last.open or last.outcome in _TRULY_OVER):
            yield f"board: {call.ticket} is shown, but its visit is {last.outcome}"
    counted = Counter(one.purpose for one in look.waiting if one.state is TicketState.WAITING)
    if look.board.waiting != {purpose: counted[purpose] for purpose in Purpose}:
        yield "board: the counts of those who wait are wrong"


def _nothing_is_personal(look: Look) -> Iterator[str]:
    for word in _PERSONAL:
        if word in repr(look.board):
            yield "personal: the board shows who somebody is"
    for order in look.orders:
        if names_in_order(order) != {"ticket"}:
            yield f"personal: an order to print holds {names_in_order(order)}"


def next_for(hall: Hall, desk: str, look: Look) -> Ticket | None:
    """Who must come next at that desk: by weight, then turn, of those it can serve."""
    place = hall.desks[desk].place
    counter = hall.branch.desk(int(desk))
    from app.rules.queue.purposes import serves

    fitting = [
        one
        for one in look.waiting
        if one.state is TicketState.WAITING
        and one.purpose in serves(hall.branch, desk, place.operator)
        and one.language in counter.languages
        and one.for_desk in ("", desk)
    ]
    return min(fitting, key=lambda one: (-one.weight, one.turn_at, one.id), default=None)


def in_turn(ticket: Ticket, desk: str, before: Look) -> bool:
    """Whether a named call may pass without a reason: nobody of its purpose and language who is
    free to be called stands before it, or it was put aside, or sent to this very desk."""
    if ticket.state is TicketState.PARKED or ticket.for_desk == desk:
        return True
    mine = (-ticket.weight, ticket.turn_at, ticket.id)
    return not any(
        one.state is TicketState.WAITING
        and one.purpose is ticket.purpose
        and one.language is ticket.language
        and not one.for_desk
        and (-one.weight, one.turn_at, one.id) < mine
        for one in before.waiting
    )
