"""One ticket in words: the card before the call, what is told of it at the desk, the day beside it."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.booking import Booking, BookingState
from app.domain.desk_hold import DeskHold, HoldState
from app.domain.visit import Hop, Purpose, Ticket
from app.usecases.outcome import Outcome
from app.usecases.views import QueueView
from ui.binding.present_findings import finding_items
from ui.binding.present_queue import mark_of, waited
from ui.binding.presentation import FactGroup, FactItem, Tone
from ui.binding.queue_words import (
    CHANNELS,
    HOW_TO_SERVE,
    NEED_ICONS,
    NEEDS,
    ORIGINS,
    OWN_NAMES,
    SHORT_NAMES,
    move_reason,
)
from ui.binding.texts import show_date, show_time, tr_, tr_plural
from ui.binding.words import PURPOSES

_NEXT_BOOKINGS = 4


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A line of the card: its sign, its words, how they sound."""

    icon: str
    words: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFace:
    """The card of one ticket. ``title`` is the purpose, ``mark`` a chip such as «put aside»."""

    id: str
    number: str
    heading: str
    title: str
    mark: str = ""
    tone: Tone = Tone.NEUTRAL
    lines: tuple[TicketLine, ...] = ()


def ticket_face(ticket: Ticket, view: QueueView, now: datetime, heading: str) -> TicketFace:
    """The ticket as it is shown before it is called."""
    quiet = ticket.id not in view.mine
    mark, tone = mark_of(ticket, quiet=quiet)
    return TicketFace(
        id=ticket.id,
        number=ticket.number,
        heading=heading,
        title=tr_(PURPOSES[ticket.purpose]),
        mark=mark,
        tone=tone,
        lines=(
            TicketLine("language", OWN_NAMES[ticket.language]),
            TicketLine("clock", _since(ticket, now)),
            *_origin(ticket),
            *need_lines(ticket),
            *hop_lines(ticket),
            *_earlier(ticket),
        ),
    )


def _since(ticket: Ticket, now: datetime) -> str:
    since = show_time(ticket.taken_at)
    if ticket.taken_at.date() != now.date():
        return tr_("waits since {day}, {time}", day=show_date(ticket.taken_at.date()), time=since)
    return tr_("waits {minutes}, since {time}", minutes=waited(ticket, now), time=since)


def _origin(ticket: Ticket) -> tuple[TicketLine, ...]:
    if ticket.booked_for is not None:
        words = tr_("booked for {time}", time=show_time(ticket.booked_for))
        return (TicketLine("calendar", words),)
    if ticket.origin in ORIGINS:
        return (TicketLine("info", tr_(ORIGINS[ticket.origin])),)
    return ()


def need_lines(ticket: Ticket) -> tuple[TicketLine, ...]:
    """How the visitor asks to be served, and how to serve."""
    if ticket.need is None:
        return ()
    words = f"{tr_(NEEDS[ticket.need])}. {tr_(HOW_TO_SERVE[ticket.need])}"
    return (TicketLine(NEED_ICONS[ticket.need], words, Tone.INFO),)


def hop_lines(ticket: Ticket) -> tuple[TicketLine, ...]:
    """From where the visitor was sent on, why, and what was done there; the latest first."""
    return tuple(TicketLine("forward", _hop(hop)) for hop in reversed(ticket.hops))


def _hop(hop: Hop) -> str:
    head = tr_("From desk {desk} at {time}", desk=hop.from_desk, time=show_time(hop.at))
    said = [part for part in (move_reason(hop.reason), hop.note) if part]
    return f"{head}: {'. '.join(part.rstrip('.') for part in said)}" if said else head


def _earlier(ticket: Ticket) -> tuple[TicketLine, ...]:
    if not ticket.calls:
        return ()
    words = tr_plural("called {count} time before", "called {count} times before", ticket.calls)
    return (TicketLine("refresh", words),)


def groups_of_ticket(ticket: Ticket) -> tuple[FactGroup, ...]:
    """What the employee is told of the ticket for as long as the visitor is at the desk."""
    groups = []
    if ticket.need is not None:
        hint = tr_(HOW_TO_SERVE[ticket.need])
        groups.append(FactGroup(title=tr_("How to serve"), lead=tr_(NEEDS[ticket.need]), note=hint))
    for hop in reversed(ticket.hops):
        moved = tr_("From desk {desk} at {time}", desk=hop.from_desk, time=show_time(hop.at))
        groups.append(FactGroup(title=moved, lead=move_reason(hop.reason), note=hop.note))
    return tuple(groups)


def groups_of_day(view: QueueView, now: datetime) -> tuple[FactGroup, ...]:
    """The bookings that are still to come, and the other desks."""
    coming = [one for one in view.bookings if one.state is BookingState.BOOKED]
    groups = []
    if view.bookings:
        came = len(view.bookings) - len(coming)
        groups.append(
            FactGroup(
                title=f"{tr_('Bookings of the day')} · {len(view.bookings)}",
                facts=tuple(_booking(one, now) for one in coming[:_NEXT_BOOKINGS]),
                note=tr_("{came} have come, {coming} are expected", came=came, coming=len(coming)),
            )
        )
    if view.desks:
        groups.append(
            FactGroup(title=tr_("Other desks"), facts=tuple(_desk(hold) for hold in view.desks))
        )
    return tuple(groups)


def _booking(booking: Booking, now: datetime) -> FactItem:
    late = booking.slot_at < now
    what = f"{tr_(PURPOSES[booking.purpose])} · {SHORT_NAMES[booking.language]}"
    channel = tr_(CHANNELS[booking.channel]) if booking.channel in CHANNELS else booking.channel
    source = f"{channel} · {tr_('has not come yet')}" if late else channel
    return FactItem(label=show_time(booking.slot_at), value=what, source=source)


def _desk(hold: DeskHold) -> FactItem:
    words = purposes_in_words(hold.purposes)
    if hold.state is HoldState.PAUSED:
        words = tr_("paused")
    return FactItem(label=tr_("Desk {number}", number=hold.desk), value=words)


def purposes_in_words(purposes: frozenset[Purpose]) -> str:
    """Purposes beside each other, in the order of the tickets' letters."""
    return ", ".join(tr_(PURPOSES[purpose]) for purpose in Purpose if purpose in purposes) or "—"


def stands_in_line(outcome: Outcome) -> str:
    """A ticket's place in the line in one sentence; what was noticed with it follows."""
    facts = outcome.facts
    number, before = facts.get("ticket", ""), facts.get("before", "0")
    words = tr_("{ticket} stands in the line, {before} before.", ticket=number, before=before)
    if facts.get("minutes"):
        words = f"{words} {tr_('Waiting about {minutes} min.', minutes=facts['minutes'])}"
    warned = (f"{item.title}: {item.text}" for item in finding_items(outcome.findings))
    return " ".join((words, *warned))
