"""The supervisor's checks before the doors open: the sign of video surveillance where there is any."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.finding import Finding
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFacts(Facts):
    """The situation before the opening; ``sign_checked_at``: when the sign was seen in place today."""

    sign_checked_at: datetime | None = None


@rule(
    "opening_checks.camera_sign",
    requirements=("R-084",),
    citation="rules.9",
    title=N_("The sign of video surveillance is not checked"),
    message=N_("The premises have video cameras; the sign at the entrance was not checked today."),
    advice=N_(
        "Look whether the sign hangs at the entrance and note it; print it if it is missing."
    ),
    in_force_from=RULES_IN_FORCE,
)
def camera_sign(facts: Facts) -> Iterator[Finding]:
    """Cameras without a checked sign; where there are no cameras, no sign is asked for."""
    checked = facts.sign_checked_at if isinstance(facts, OpeningFacts) else None
    if facts.branch.cameras and checked is None:
        yield camera_sign.finding()


@rule(
    "opening_checks.cameras_declared",
    requirements=("R-084",),
    citation="rules.9",
    title=N_("No video cameras are declared here"),
    message=N_("The file of the branch says that the premises have no video cameras."),
    advice=N_("Without cameras no sign is needed; if there are some, the file must say so first."),
    in_force_from=RULES_IN_FORCE,
)
def cameras_declared(facts: Facts) -> Iterator[Finding]:
    """A sign is checked or printed only where there is something to warn of."""
    if not facts.branch.cameras:
        yield cameras_declared.finding()


OPENING_CHECKS = ("opening_checks.camera_sign",)
"""What must be done before the opening is confirmed. It stops nobody from being served."""
SIGN_RULES = ("opening_checks.cameras_declared",)
"""What is judged when the sign is checked or printed."""
