"""Opening and pausing a desk: one workplace each, a name to be seen, no purpose left without a desk."""

from collections.abc import Iterator

from app.domain.branch import Role
from app.domain.desk_hold import DeskHold, HoldState
from app.domain.finding import Finding, Severity
from app.domain.opening import Opening
from app.domain.visit import Purpose
from app.rules.intake_words import said, words
from app.rules.queue.facts import QueueFacts
from app.rules.queue.purposes import PURPOSE_WORDS
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "open_desk.free",
    requirements=("R-033", "R-242"),
    citation="rules.6",
    title=N_("This desk is open at another workplace"),
    message=N_("Desk {desk} has been held since {since} by another workplace of the branch."),
    advice=N_(
        "Choose the number of your own desk in the settings; a supervisor can set a desk free."
    ),
    in_force_from=RULES_IN_FORCE,
)
def free(facts: QueueFacts) -> Iterator[Finding]:
    """Two workplaces never call to one desk; one that has ended or fell silent holds nothing."""
    hold = facts.hold
    if hold is None or hold.session == facts.session or hold.state is HoldState.CLOSED:
        return
    if not facts.former_gone and not hold.silent(facts.now, facts.rules.hold_lost_after):
        yield free.finding(subject=hold.desk, desk=hold.desk, since=f"{hold.opened_at:%H:%M}")


@rule(
    "open_desk.named",
    requirements=("R-043",),
    citation="rules.6.3",
    title=N_("The visitor could not see who serves them"),
    message=N_("Without a badge the workplace has a nameplate with the name and the position."),
    advice=N_("Put the badge on, or let the nameplate be shown or printed."),
    in_force_from=RULES_IN_FORCE,
)
def named(facts: QueueFacts) -> Iterator[Finding]:
    """A desk opens with the badge on or with a nameplate, never with neither."""
    if not facts.badge and facts.plate is None:
        yield named.finding(subject=facts.desk)


@rule(
    "open_desk.held",
    requirements=("R-043", "R-033"),
    citation="rules.6.3",
    title=N_("This workplace holds no desk"),
    message=N_("The desk is not open here."),
    advice=N_("Open the desk first."),
    in_force_from=RULES_IN_FORCE,
)
def held(facts: QueueFacts) -> Iterator[Finding]:
    """Only who holds a desk pauses, continues or closes it."""
    hold = facts.hold
    if hold is None or hold.session != facts.session or hold.state is HoldState.CLOSED:
        yield held.finding(subject=facts.desk)


@rule(
    "open_desk.nobody_there",
    requirements=("R-072",),
    citation="rules.23",
    title=N_("A visitor is still at the desk"),
    message=N_("The visit by the ticket {ticket} is not finished."),
    advice=N_("Finish the visit first, put the ticket aside, or transfer it."),
    in_force_from=RULES_IN_FORCE,
)
def nobody_there(facts: QueueFacts) -> Iterator[Finding]:
    """A desk is not left while somebody sits at it."""
    if facts.visit is not None and facts.visit.open:
        yield nobody_there.finding(ticket=facts.visit.ticket_number)


@rule(
    "open_desk.last_window",
    requirements=("R-023",),
    citation="rules.3",
    title=N_("This is the last open desk for some visitors"),
    message=N_("Without it nobody serves: {purpose}. Reception goes on without a midday break."),
    advice=N_("Let a colleague open a desk for it, or ask the supervisor to pause this one."),
    in_force_from=RULES_IN_FORCE,
)
def last_window(facts: QueueFacts) -> Iterator[Finding]:
    """The last desk of a purpose is paused by the supervisor alone, and never by a lunch hour."""
    hold = facts.hold
    if hold is None or facts.role in (Role.SUP, Role.BRM):
        return
    others = covered(other for other in facts.holds if other.desk != hold.desk)
    for purpose in sorted(hold.purposes - others):
        worded = words("purpose", PURPOSE_WORDS[purpose])
        yield said(last_window, worded, subject=purpose.value)


@rule(
    "open_desk.last_closes",
    requirements=("R-023",),
    citation="rules.3",
    title=N_("This was the last open desk for some visitors"),
    message=N_("Nobody serves now: {purpose}. Reception goes on without a midday break."),
    advice=N_("Let a colleague open a desk for it; the supervisor sees it too."),
    in_force_from=RULES_IN_FORCE,
)
def last_closes(facts: QueueFacts) -> Iterator[Finding]:
    """Who goes home may go; but within the hours nobody leaves a purpose without a desk unseen."""
    hold, opening = facts.hold, Opening(facts.calendar, facts.branch.department)
    if hold is None or not opening.at(facts.now).open:
        return
    others = covered(other for other in facts.holds if other.desk != hold.desk)
    for purpose in sorted(hold.purposes - others):
        worded = words("purpose", PURPOSE_WORDS[purpose])
        yield said(last_closes, worded, subject=purpose.value, severity=Severity.WARN)


def covered(holds: Iterator[DeskHold]) -> frozenset[Purpose]:
    """The purposes that open desks serve."""
    return frozenset(purpose for hold in holds if hold.takes_visitors for purpose in hold.purposes)


OPEN_RULES = ("open_desk.free", "open_desk.named")
PAUSE_RULES = ("open_desk.held", "open_desk.nobody_there", "open_desk.last_window")
CLOSE_RULES = ("open_desk.held", "open_desk.nobody_there", "open_desk.last_closes")
"""What is judged when a desk is opened, paused or closed. At the end of the day the last one closes:
those who still wait are held by the rules of closing."""
