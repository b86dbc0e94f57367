"""Which page belongs to the present situation: the road of the visit as a table."""

from app.domain.case_states import TERMINAL, CaseState
from app.domain.steps import Step
from app.domain.visit import Purpose
from app.usecases.views import CaseView, VisitView

HOME = "call"
IDENTIFY = "identify"
_INTAKE = {
    Step.IDENTIFY: IDENTIFY,
    Step.CONSENT: "consent",
    Step.COMPLETE: "complete",
    Step.PAY: "pay",
    Step.SIGN: "sign",
    Step.REGISTER: "register",
    Step.REFUSE_INTAKE: "refuse_intake",
}
ROAD = (IDENTIFY, "choose_service", "consent", "complete", "sign", "register")
"""The pages that every intake turns to, in their order."""

_AFTER_INTAKE = frozenset(
    {
        CaseState.REGISTERED,
        CaseState.PACKAGED,
        CaseState.SENT,
        CaseState.SEND_ERROR,
        CaseState.IN_WORK,
    }
)


def page_of(visit: VisitView | None, case: CaseView | None) -> str:
    """The page that the situation asks for.

    Nobody at the desk: the waiting list. Somebody unknown: identification, but for a consultation.
    Then what they came for: a service to choose, a case to go on with, a result to issue.
    """
    if visit is None:
        return HOME
    purpose = visit.visit.purpose
    if visit.visit.identification is None:
        return "consult" if purpose is Purpose.CONSULTATION else IDENTIFY
    if case is not None:
        return _page_of_case(case, purpose)
    return {Purpose.ISSUE: "issue", Purpose.CONSULTATION: "consult"}.get(purpose, "choose_service")


def _page_of_case(view: CaseView, purpose: Purpose) -> str:
    state = view.state
    if state in _AFTER_INTAKE:
        return "register"
    if state is CaseState.INTAKE_REFUSED:
        return "refuse_intake"
    if state in TERMINAL or purpose is Purpose.ISSUE:
        return "issue"
    return _INTAKE.get(view.present_step, "issue")
