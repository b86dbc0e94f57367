"""Booked visits and digital tickets: taken as they are, for this branch and this day, never demanded."""

from collections.abc import Iterator

from app.domain.booking import BookingState
from app.domain.finding import Finding, Severity
from app.rules.queue.facts import QueueFacts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "check_in.known",
    requirements=("R-039", "R-038"),
    citation="rules.12.1",
    title=N_("This code leads to no place in the line"),
    message=N_("The code is of another branch or day, is used up, or is not known."),
    advice=N_("Give the visitor a new ticket; nobody is sent away for a code."),
    in_force_from=RULES_IN_FORCE,
)
def known(facts: QueueFacts) -> Iterator[Finding]:
    """A code that means nothing here is said so, and a new ticket is offered."""
    if facts.booking is None:
        yield known.finding()


@rule(
    "check_in.today",
    requirements=("R-038", "R-039"),
    citation="rules.12.1",
    title=N_("The booking is for another day"),
    message=N_("It is booked for {slot}."),
    advice=N_("Give the visitor a ticket of today if they wish; the booking stays."),
    in_force_from=RULES_IN_FORCE,
)
def today(facts: QueueFacts) -> Iterator[Finding]:
    """A booking orders the line of its own day alone."""
    booking = facts.booking
    if booking is not None and booking.slot_at.date() != facts.now.date():
        yield today.finding(subject=booking.code, slot=f"{booking.slot_at:%d.%m.%Y %H:%M}")


@rule(
    "check_in.once",
    requirements=("R-038",),
    citation="rules.12.1",
    title=N_("This booking has been used"),
    message=N_("The visitor came by it at {time} and has a ticket."),
    advice=N_("Look the ticket up in the line and print it again if it is lost."),
    in_force_from=RULES_IN_FORCE,
)
def once(facts: QueueFacts) -> Iterator[Finding]:
    """One booking is one place in the line."""
    booking = facts.booking
    if booking is not None and booking.state is BookingState.ARRIVED:
        time = f"{booking.arrived_at:%H:%M}" if booking.arrived_at is not None else "—"
        yield once.finding(subject=booking.code, time=time)


@rule(
    "check_in.in_time",
    requirements=("R-038",),
    citation="rules.12.1",
    title=N_("The booked time has passed"),
    message=N_("Booked for {slot}: the visitor stands in the line by the time of arrival."),
    advice=N_("Tell the visitor how long the waiting may take."),
    in_force_from=RULES_IN_FORCE,
)
def in_time(facts: QueueFacts) -> Iterator[Finding]:
    """A warning: who comes late waits as everybody does."""
    booking = facts.booking
    if booking is not None and facts.now - booking.slot_at > facts.rules.late:
        yield in_time.finding(
            subject=booking.code, severity=Severity.WARN, slot=f"{booking.slot_at:%H:%M}"
        )


CHECK_IN_RULES = (
    "call.doors_open",
    "check_in.known",
    "check_in.today",
    "check_in.once",
    "check_in.in_time",
)
