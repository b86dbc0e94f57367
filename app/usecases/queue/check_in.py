"""Booked visits and digital tickets: recognised by their code, put into the line by the rules."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

import msgspec

from app.domain.booking import Booking, BookingState
from app.domain.codes import CodeKind, ScannedCode, understand
from app.domain.language import Lang
from app.domain.ticket_code import ticket_of_code
from app.domain.visit import Purpose, Ticket, TicketOrigin, TicketState
from app.errors import InputInvalid, declare
from app.ports.gateways import Request
from app.rules.queue.check_in import CHECK_IN_RULES
from app.rules.registry import judge
from app.usecases.outcome import Outcome
from app.usecases.queue.facts import line_today, queue_facts
from app.usecases.queue.forecast import expected_minutes
from app.usecases.queue.take_ticket import put_in_line, told_of
from app.usecases.situation import leave_for_courier, note
from app.usecases.transit import check, guards_of
from app.usecases.work import Work
from i18n import N_

SYSTEM = "booking"
NO_CODE = declare(
    "check_in.empty",
    N_("No code was read."),
    N_("Scan the code on the visitor's screen or paper, or type it."),
)
BROKEN_ANSWER = declare(
    "check_in.answer",
    N_("The booking system answered with something that is no booking."),
    N_("Give the visitor a ticket of today; tell the administrator."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """Somebody shows a code: a booking, a digital ticket, or a ticket of this branch
    (word ``check_in``). An unknown one is asked of the booking system."""

    code: str
    paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchBookings:
    """Ask the booking system for the bookings of the day (word ``fetch_bookings``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBookings:
    """The booking system answered (word ``record_bookings``; the desk says it). ``answer`` is that
    of the gateway, ``bookings`` a JSON list of what it holds."""

    answer: str
    bookings: str = "[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheckIn:
    """The booking system answered to a code (word ``record_check_in``; the desk says it).

    ``ticket`` is JSON with ``purpose``, ``language``, ``issued_at`` and ``branch``.
    """

    code: str
    answer: str
    ticket: str = ""
    paper: bool = False


_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its offset; it is kept in the branch's own time, by which days are told apart."""


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    """A booking or a digital ticket as the booking system writes it."""

    code: str
    purpose: Purpose
    language: Lang
    channel: str = "app"
    slot_at: _Moment | None = None
    issued_at: _Moment | None = None
    branch: str = ""
    phone_masked: str = ""


def handle_check_in(command: CheckIn, work: Work) -> Outcome:
    """A booking of today, a ticket of ours, or a question to the booking system (R-038, R-039)."""
    code = command.code.strip()
    if not code:
        raise InputInvalid(NO_CODE, field="code")
    # A ticket that was rebooked at closing bears the code of its booking.
    booking = work.store.queue.booking(code)
    if booking is not None:
        return _arrive(work, booking, paper=command.paper)
    ours = _our_ticket(work, code)
    if ours is not None:
        if ours.day != work.now.date().isoformat() or ours.state is TicketState.CLOSED:
            check(("check_in.known",), queue_facts(work))
        return Outcome(facts={**told_of(work, ours), "known": "ticket"})
    request = Request(
        id=work.new_id(),
        system=SYSTEM,
        what="ticket",
        case_id="",
        params={"code": code, "branch": work.branch.code, "paper": str(command.paper).lower()},
        asked_at=work.now,
    )
    leave_for_courier(work, "check_in", request, here=True)
    return Outcome(changes=("outbox",), facts={"asked": "booking"})


def _our_ticket(work: Work, code: str) -> Ticket | None:
    """The ticket of this branch, of whatever day, that bears that printed code."""
    seen = understand(code, work.branch.code)
    if not isinstance(seen, ScannedCode) or seen.kind is not CodeKind.TICKET:
        return None
    told = ticket_of_code(seen.number)
    return work.store.visits.ticket_by_number(told[1], told[0]) if told is not None else None


def _arrive(work: Work, booking: Booking, *, paper: bool) -> Outcome:
    facts = queue_facts(work, booking=booking)
    warnings = check(CHECK_IN_RULES, facts)
    in_time = work.now - booking.slot_at <= facts.rules.late
    early = booking.slot_at - work.now > facts.rules.early
    ticket = Ticket(
        id=work.new_id(),
        number="",
        purpose=booking.purpose,
        language=booking.language,
        taken_at=work.now,
        origin=TicketOrigin.BOOKING,
        booked_for=booking.slot_at,
        turn=booking.slot_at if in_time and not early else None,
        expected_minutes=expected_minutes(work, booking.purpose, line_today(work)),
    )
    work.store.queue.save_booking(
        replace(booking, state=BookingState.ARRIVED, ticket_id=ticket.id, arrived_at=work.now)
    )
    outcome = put_in_line(work, ticket, paper=paper)
    return replace(outcome, findings=warnings)


def handle_fetch_bookings(_command: FetchBookings, work: Work) -> Outcome:
    """One question a day and whenever somebody wants it; without an answer the line goes on."""
    request = Request(
        id=work.new_id(),
        system=SYSTEM,
        what="bookings",
        case_id="",
        params={"branch": work.branch.code, "day": work.now.date().isoformat()},
        asked_at=work.now,
    )
    leave_for_courier(work, "bookings", request)
    return Outcome(changes=("outbox",))


def handle_record_bookings(command: RecordBookings, work: Work) -> Outcome:
    """Bookings that are new are written down; those that came already stay as they are."""
    try:
        told = msgspec.json.decode(command.bookings.encode(), type=list[_Told])
    except ValueError as error:
        raise InputInvalid(BROKEN_ANSWER, field="bookings") from error
    fresh = 0
    for one in told:
        if one.slot_at is None or work.store.queue.booking(one.code) is not None:
            continue
        work.store.queue.add_booking(
            Booking(
                id=work.new_id(),
                code=one.code,
                slot_at=one.slot_at.astimezone(work.now.tzinfo),
                purpose=one.purpose,
                language=one.language,
                channel=one.channel,
                phone_masked=one.phone_masked,
            )
        )
        fresh += 1
    note(work, "record_bookings", facts={"answer": command.answer, "new": str(fresh)})
    return Outcome(changes=("queue",), facts={"new": str(fresh)})


def handle_record_check_in(command: RecordCheckIn, work: Work) -> Outcome:
    """A digital ticket stands in the line at its issue time; any other code is told plainly, and a
    ticket of today is offered instead (R-039)."""
    told = _digital(command, work)
    if told is None or told.issued_at is None:
        # Not a stop: nobody waits for this answer but the screen at which the code was shown.
        unknown = judge(guards_of(("check_in.known",)), queue_facts(work), work.now.date())
        note(work, "record_check_in", facts={"answer": command.answer, "check_in": "unknown"})
        answer = {"check_in": "unknown", "shown": command.code}
        return Outcome(findings=unknown, changes=("queue",), facts=answer)
    known = work.store.queue.booking(told.code)
    if known is not None:
        return _known_meanwhile(work, known, command)
    check(("call.doors_open",), queue_facts(work))
    ticket = Ticket(
        id=work.new_id(),
        number="",
        purpose=told.purpose,
        language=told.language,
        taken_at=min(told.issued_at.astimezone(work.now.tzinfo), work.now),
        entered_at=work.now,
        origin=TicketOrigin.DIGITAL,
        expected_minutes=expected_minutes(work, told.purpose, line_today(work)),
    )
    booking = Booking(
        id=work.new_id(),
        code=told.code,
        slot_at=ticket.taken_at,
        purpose=told.purpose,
        language=told.language,
        channel=told.channel,
        state=BookingState.ARRIVED,
        ticket_id=ticket.id,
        arrived_at=work.now,
    )
    work.store.queue.add_booking(booking)
    outcome = put_in_line(work, ticket, paper=command.paper)
    answer = {"check_in": "taken", "shown": command.code}
    return replace(outcome, facts={**outcome.facts, **answer})


def _known_meanwhile(work: Work, known: Booking, command: RecordCheckIn) -> Outcome:
    """The code was shown twice, or its booking was fetched, before the answer came: one code is one
    place in the line."""
    shown = {"shown": command.code}
    if known.state is BookingState.BOOKED:
        arrived = _arrive(work, known, paper=command.paper)
        return replace(arrived, facts={**arrived.facts, **shown, "check_in": "taken"})
    used = judge(guards_of(("check_in.once",)), queue_facts(work, booking=known), work.now.date())
    return Outcome(findings=used, facts={**shown, "check_in": "used"})


def _digital(command: RecordCheckIn, work: Work) -> _Told | None:
    """The digital ticket of this branch and day, or ``None``."""
    if not command.ticket:
        return None
    try:
        told = msgspec.json.decode(command.ticket.encode(), type=_Told)
    except ValueError as error:
        raise InputInvalid(BROKEN_ANSWER, field="ticket") from error
    today = told.issued_at is not None and (
        told.issued_at.astimezone(work.now.tzinfo).date() == work.now.date()
    )
    return told if today and told.branch in ("", work.branch.code) else None
