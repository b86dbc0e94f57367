"""Going over by itself: only while the branch's store cannot be reached."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.rules.queue.facts import QueueFacts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "cut_off.unreachable",
    requirements=("R-036",),
    citation="rules.6.2",
    title=N_("The queue can be reached"),
    message=N_("A desk goes over by itself only while the branch's store cannot be reached."),
    advice=N_("Work on in the electronic queue, or let the supervisor declare the failure."),
    in_force_from=RULES_IN_FORCE,
)
def unreachable(facts: QueueFacts) -> Iterator[Finding]:
    """The desk's own word holds in the desk's own store alone."""
    if not facts.spare:
        yield unreachable.finding()
