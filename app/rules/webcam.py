"""The webcam is a device of identification (R-085), and photographs an original whose copy the act
provides for; comparing faces is off until its basis is named."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.finding import Finding
from app.rules.certified_copy import MAY_COPY_RULES
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class WebcamFacts(Facts):
    """The situation before the camera looks. ``again``: the identification was opened anew after
    the visit had gone on to a case; ``consent_sha256`` is the text that the visitor agreed to."""

    again: bool = False
    agreed: bool = False
    consent_sha256: str = ""
    asked_sha256: str = ""


@rule(
    "webcam.identification_only",
    requirements=("R-085", "R-058"),
    citation="rules.15.2",
    title=N_("The camera looks only during identification"),
    message=N_("Nobody is being identified at this desk now, so the camera stays off."),
    advice=N_("Call the visitor and open the step of identification; the camera can look there."),
    in_force_from=RULES_IN_FORCE,
)
def identification_only(facts: Facts) -> Iterator[Finding]:
    """An open visit whose person is not known yet, or was identified and nothing was begun since."""
    visit = facts.visit
    again = isinstance(facts, WebcamFacts) and facts.again
    if visit is None or not visit.open or (visit.case_ids and not again):
        yield identification_only.finding()


@rule(
    "webcam.face_check_configured",
    requirements=("R-070",),
    citation="law.11-1.4.6-2",
    title=N_("The comparison of faces is off"),
    message=N_("The rules that allow it and the text of the consent are not named."),
    advice=N_("Compare the visitor with the photograph by eye and decide by the document."),
)
def configured(facts: Facts) -> Iterator[Finding]:
    """Off until the branch names the rules of the authorised body and the text of the consent."""
    check = facts.branch.face_check
    if check is None or not check.complete:
        yield configured.finding()


@rule(
    "webcam.face_check_agreed",
    requirements=("R-070",),
    citation="law.11-1.4.6-2",
    title=N_("The visitor has not agreed to the comparison"),
    message=N_("Faces are compared only after the visitor has agreed to this very text."),
    advice=N_("Read the text to the visitor; without consent compare by eye, which is enough."),
)
def agreed(facts: Facts) -> Iterator[Finding]:
    """The consent to the text as it stands now; without it nothing is lost for the visitor."""
    if (
        not isinstance(facts, WebcamFacts)
        or not facts.agreed
        or facts.consent_sha256 != facts.asked_sha256
    ):
        yield agreed.finding()


START_RULES = ("webcam.identification_only",)
"""What is judged before the camera looks at a person."""
COPY_START_RULES = ("call.its_visit", *MAY_COPY_RULES)
"""What is judged before it looks at an original."""
FACE_CHECK_RULES = (
    "webcam.identification_only",
    "webcam.face_check_configured",
    "webcam.face_check_agreed",
)
"""What is judged before faces are compared."""
