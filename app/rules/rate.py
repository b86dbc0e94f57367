"""The rating: from the applicant's screen alone, voluntary, once a visit."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_

APPLICANT_SCREEN = "applicant_screen"


@rule(
    "rate.applicants_screen",
    requirements=("R-190",),
    citation="rules.18",
    title=N_("Only the visitor rates"),
    message=N_("A rating is accepted from the applicant's screen only."),
    advice=N_("Turn the applicant's screen to the visitor."),
    in_force_from=RULES_IN_FORCE,
)
def applicants_screen(facts: Facts) -> Iterator[Finding]:
    """``reason`` carries the surface that the rating came from."""
    if facts.reason != APPLICANT_SCREEN:
        yield applicants_screen.finding()


@rule(
    "rate.invited",
    requirements=("R-191", "R-192"),
    citation="rules.18",
    title=N_("No invitation to rate is open"),
    message=N_("A visit is rated once, after it ended, by invitation."),
    advice=N_("The invitation opens by itself at the end of every visit."),
    in_force_from=RULES_IN_FORCE,
)
def invited(facts: Facts) -> Iterator[Finding]:
    """The visit ended with an invitation."""
    if facts.visit is None or facts.visit.rating_invited_at is None:
        yield invited.finding()
