"""Moving a visitor on: to a desk that takes them or to another purpose, with the reason."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.rules.queue.facts import QueueFacts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "transfer.target",
    requirements=("R-045",),
    citation="rules.6",
    title=N_("The visitor cannot be sent there"),
    message=N_("A transfer goes to another desk that is open, or to another purpose."),
    advice=N_("Choose an open desk or what the visitor needs next; no new ticket is taken."),
    in_force_from=RULES_IN_FORCE,
)
def target(facts: QueueFacts) -> Iterator[Finding]:
    """A transfer leads somewhere where the visitor will be served."""
    if facts.to_desk:
        there = next((hold for hold in facts.holds if hold.desk == facts.to_desk), None)
        takes = there is not None and there.takes_visitors
        own = facts.ticket.purpose if facts.ticket is not None else None
        wanted = facts.to_purpose or own
        fits = there is not None and (wanted is None or wanted in there.purposes)
        if facts.to_desk == facts.desk or not takes or not fits:
            yield target.finding(subject=facts.to_desk)
    elif facts.to_purpose is None or (
        facts.ticket is not None and facts.to_purpose is facts.ticket.purpose
    ):
        yield target.finding(subject=facts.ticket.number if facts.ticket is not None else "")


@rule(
    "transfer.reason",
    requirements=("R-045", "R-029"),
    citation="rules.6",
    title=N_("The reason is missing"),
    message=N_("What happens to a ticket outside its turn is written down with its reason."),
    advice=N_("Write the reason in a few words, without personal data."),
    in_force_from=RULES_IN_FORCE,
)
def reason(facts: QueueFacts) -> Iterator[Finding]:
    """A transfer, an end without service and a change of the line have a reason."""
    if not facts.reason.strip():
        yield reason.finding(subject=facts.ticket.number if facts.ticket is not None else "")


TRANSFER_RULES = ("call.visit_open", "transfer.target", "transfer.reason")
REASON_RULES = ("transfer.reason",)
"""What is judged of a visitor who is moved on, and of every change of the line that has a reason."""
