"""The ordinary queue: declared with a cause, confirmed each hour, ended, closed when reconciled."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.rules.queue.facts import QueueFacts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "ordinary_queue.cause",
    requirements=("R-036",),
    citation="rules.6.2",
    title=N_("The failure has no cause"),
    message=N_("The ordinary queue begins with a technical failure, and its act names the cause."),
    advice=N_("Choose the cause; visitors go on being served meanwhile."),
    in_force_from=RULES_IN_FORCE,
)
def cause(facts: QueueFacts) -> Iterator[Finding]:
    """Without a cause there is no failure."""
    if facts.cause is None:
        yield cause.finding()


@rule(
    "ordinary_queue.none_open",
    requirements=("R-036",),
    citation="rules.6.2",
    title=N_("The ordinary queue is in force already"),
    message=N_("The act {number} of {since} is still open."),
    advice=N_("Confirm it, or end it when the electronic queue works again."),
    in_force_from=RULES_IN_FORCE,
)
def none_open(facts: QueueFacts) -> Iterator[Finding]:
    """One failure at a time."""
    act = facts.failure
    if act is not None and act.open:
        yield none_open.finding(number=act.number, since=f"{act.started_at:%H:%M}")


@rule(
    "ordinary_queue.true_time",
    requirements=("R-037", "R-036"),
    citation="rules.6.2",
    title=N_("The time cannot be right"),
    message=N_("{time} lies in the future, or before the failure began."),
    advice=N_("Write the time as it stands in the paper journal."),
    in_force_from=RULES_IN_FORCE,
)
def true_time(facts: QueueFacts) -> Iterator[Finding]:
    """A time taken over from paper is a time that has been."""
    at, act = facts.arrived_at, facts.failure
    if at is None:
        return
    before = act is not None and at.date() < act.started_at.date()
    if at > facts.now or before:
        yield true_time.finding(time=f"{at:%d.%m.%Y %H:%M}")


@rule(
    "ordinary_queue.open",
    requirements=("R-036", "R-037"),
    citation="rules.6.2",
    title=N_("There is no such act of a failure"),
    message=N_("No act of that number is open for this step."),
    advice=N_("Look the acts up on the page of the ordinary queue."),
    in_force_from=RULES_IN_FORCE,
)
def act_open(facts: QueueFacts) -> Iterator[Finding]:
    """Confirming, ending and closing speak of an act that is not closed yet."""
    if facts.failure is None or facts.failure.closed_at is not None:
        yield act_open.finding()


@rule(
    "ordinary_queue.reconciled",
    requirements=("R-037",),
    citation="rules.6.2",
    title=N_("Lines of the journal are not reconciled"),
    message=N_("{count} lines still lack what became of the visitor."),
    advice=N_("Name for each line its case, appeal, consultation or issue, or why it ended so."),
    in_force_from=RULES_IN_FORCE,
)
def reconciled(facts: QueueFacts) -> Iterator[Finding]:
    """A recovery is not closed while a visit is missing in the system."""
    if facts.unreconciled:
        yield reconciled.finding(count=str(facts.unreconciled))


@rule(
    "ordinary_queue.ended",
    requirements=("R-037",),
    citation="rules.6.2",
    title=N_("The failure has not ended"),
    message=N_("The act is closed after the electronic queue works again."),
    advice=N_("End the failure first."),
    in_force_from=RULES_IN_FORCE,
)
def ended(facts: QueueFacts) -> Iterator[Finding]:
    """First the queue works again, then the journal is reconciled, then the act is closed."""
    if facts.failure is not None and facts.failure.open:
        yield ended.finding()


DECLARE_RULES = (
    "ordinary_queue.cause",
    "ordinary_queue.none_open",
    "ordinary_queue.true_time",
)
ACT_RULES = ("ordinary_queue.open",)
ENTER_RULES = ("ordinary_queue.open", "ordinary_queue.true_time")
CLOSE_RULES = ("ordinary_queue.open", "ordinary_queue.ended", "ordinary_queue.reconciled")
"""What is judged of an act when it begins, is confirmed or ended, takes over a line, is closed."""
