"""The rule behind the state tables: a step without a row for the present state does not exist."""

from collections.abc import Iterable

from app.domain.finding import Finding
from app.rules.facts import Facts
from app.rules.registry import rule
from i18n import N_


@rule(
    "step.not_from_here",
    requirements=("R-091",),
    citation="rules.15",
    title=N_("This step is not possible now"),
    message=N_("The case is now so: {state}. This step is not one of its ways."),
    advice=N_("Finish the present step first; the staircase shows which one that is."),
)
def not_from_here(_facts: Facts) -> Iterable[Finding]:
    """Silent as a guard: the finding is made by the state table itself."""
    return ()
