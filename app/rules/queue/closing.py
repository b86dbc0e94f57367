"""The end of the day: nobody in line is dropped; each is served or rebooked by a recorded rule."""

from collections.abc import Iterator

from app.domain.calendar import CalendarMissingError
from app.domain.finding import Finding
from app.domain.opening import Opening
from app.domain.queue_rules import TailRule
from app.rules.queue.facts import QueueFacts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "closing.doors_closed",
    requirements=("R-029", "R-022"),
    citation="rules.3",
    title=N_("The department is still open"),
    message=N_("The line of the day is closed after the doors are."),
    advice=N_("Go on calling until closing."),
    in_force_from=RULES_IN_FORCE,
)
def doors_closed(facts: QueueFacts) -> Iterator[Finding]:
    """Nobody is rebooked to get the hall empty earlier; an unknown calendar closes nothing."""
    try:
        if Opening(facts.calendar, facts.branch.department).at(facts.now).open:
            yield doors_closed.finding()
    except CalendarMissingError:
        yield doors_closed.finding()


@rule(
    "closing.served_first",
    requirements=("R-029",),
    citation="rules.6",
    title=N_("Visitors are still in line"),
    message=N_("{count} tickets taken before closing wait; the rule of the day is to serve them."),
    advice=N_("Serve them, or let the supervisor record that they are rebooked, with the reason."),
    in_force_from=RULES_IN_FORCE,
)
def served_first(facts: QueueFacts) -> Iterator[Finding]:
    """A ticket is never cancelled silently."""
    if facts.tail is not TailRule.REBOOK and facts.line:
        yield served_first.finding(count=str(len(facts.line)))


@rule(
    "closing.nobody_at_desk",
    requirements=("R-029",),
    citation="rules.6",
    title=N_("Visitors are still at the desks"),
    message=N_("Desks with a visitor: {desks}."),
    advice=N_("Let these visits be finished first."),
    in_force_from=RULES_IN_FORCE,
)
def nobody_at_desk(facts: QueueFacts) -> Iterator[Finding]:
    """The day ends after the last visit."""
    if facts.busy_desks:
        yield nobody_at_desk.finding(desks=", ".join(facts.busy_desks))


CLOSE_LINE_RULES = ("closing.doors_closed", "closing.served_first", "closing.nobody_at_desk")
