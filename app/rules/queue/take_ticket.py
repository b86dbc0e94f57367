"""A place in the line: the doors are open, and nobody is put before others without an act."""

from collections.abc import Iterator

from app.domain.calendar import CalendarMissingError
from app.domain.finding import Finding
from app.domain.opening import Opening
from app.domain.visit import IN_LINE, TicketEnd
from app.rules.facts import Facts
from app.rules.opening import department_open
from app.rules.queue.facts import QueueFacts
from app.rules.registry import LAW_IN_FORCE, RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "call.doors_open",
    requirements=("R-022", "R-024", "R-026", "R-028"),
    citation="rules.3",
    title=N_("The hours of the department are not known"),
    message=N_("Without an approved calendar nobody can say whether the department is open."),
    advice=N_("The administrator loads the approved calendar."),
    in_force_from=RULES_IN_FORCE,
)
def doors_open(facts: Facts) -> Iterator[Finding]:
    """New tickets only within the hours of this kind of department; the closing hour is closed."""
    try:
        opening = Opening(facts.calendar, facts.branch.department)
        yield from department_open.judge((opening, facts.now))
    except CalendarMissingError:
        yield doors_open.finding()


@rule(
    "take_ticket.priority_has_source",
    requirements=("R-041",),
    citation="law.3.2",
    title=N_("There is no such priority"),
    message=N_("«{category}» is no category that an act in force puts before others."),
    advice=N_("Take the ticket without it; the line is equal for everybody."),
    in_force_from=LAW_IN_FORCE,
)
def priority_has_source(facts: QueueFacts) -> Iterator[Finding]:
    """Nobody goes first but by a category of the data, with the act it stands on."""
    if facts.priority and facts.rules.category(facts.priority, facts.now.date()) is None:
        yield priority_has_source.finding(subject=facts.priority, category=facts.priority)


@rule(
    "take_ticket.still_waits",
    requirements=("R-032",),
    citation="rules.6",
    title=N_("The ticket no longer waits"),
    message=N_("The ticket {number} has been called or has ended; its paper would mislead."),
    advice=N_("Look where the visitor is now. Somebody who comes anew takes a new ticket."),
    in_force_from=RULES_IN_FORCE,
)
def still_waits(facts: QueueFacts) -> Iterator[Finding]:
    """Only the ticket of somebody who waits, or who was given another time, is printed again."""
    ticket = facts.ticket
    if ticket is None or not (ticket.state in IN_LINE or ticket.end is TicketEnd.REBOOKED):
        yield still_waits.finding(number=ticket.number if ticket is not None else "—")


TAKE_RULES = ("call.doors_open", "take_ticket.priority_has_source")
REPRINT_RULES = ("take_ticket.still_waits",)
