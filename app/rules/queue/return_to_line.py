"""Tickets outside the line: who comes back keeps the time of arrival, who will not come has an end."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.domain.visit import UNFINISHED, TicketState
from app.rules.queue.facts import QueueFacts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "return_to_line.was_absent",
    requirements=("R-033", "R-040"),
    citation="rules.6",
    title=N_("This ticket does not stand outside the line"),
    message=N_("Only who was called and did not come, or was put aside, comes back into the line."),
    advice=N_("Look the number up once more; a visitor without a ticket takes one."),
    in_force_from=RULES_IN_FORCE,
)
def was_absent(facts: QueueFacts) -> Iterator[Finding]:
    """Who comes back keeps the ticket and the time of arrival."""
    outside = (TicketState.ABSENT, TicketState.PARKED)
    if facts.ticket is None or facts.ticket.state not in outside:
        yield was_absent.finding(subject=facts.ticket.number if facts.ticket is not None else "")


@rule(
    "return_to_line.not_at_desk",
    requirements=("R-029",),
    citation="rules.6",
    title=N_("This ticket cannot be ended"),
    message=N_("The ticket stands at a desk, or has its end already."),
    advice=N_("Finish the visit at its desk."),
    in_force_from=RULES_IN_FORCE,
)
def not_at_desk(facts: QueueFacts) -> Iterator[Finding]:
    """A ticket is ended from the line; who stands at a desk is finished there."""
    if facts.ticket is None or facts.ticket.state not in UNFINISHED:
        yield not_at_desk.finding(subject=facts.ticket.number if facts.ticket is not None else "")


RETURN_RULES = ("return_to_line.was_absent",)
END_RULES = ("return_to_line.not_at_desk", "transfer.reason")
"""What is judged of a visitor who comes back, and of one who leaves the line without service."""
