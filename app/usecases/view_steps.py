"""The staircase: which step is done, which is present, which waits, and which this case does not have."""

from app.domain.case import Case
from app.domain.case_states import TERMINAL, CaseState
from app.domain.passport import Passport
from app.domain.steps import CUSTODY_STAIRCASE, INTAKE_STAIRCASE, Step
from app.rules.consent import needed_consents, stands
from app.usecases.views import FeeView, StepState, StepView

_CHECK = (CaseState.DRAFT, CaseState.CHECKING, CaseState.DRAFT_PENDING_DATA)
_BY_STATE = {
    CaseState.AWAITING_CONSENT: Step.CONSENT,
    CaseState.READY_TO_SIGN: Step.SIGN,
    CaseState.SIGNED: Step.REGISTER,
    CaseState.INTAKE_REFUSED: Step.REFUSE_INTAKE,
    CaseState.REGISTERED: Step.PACK,
    CaseState.PACKAGED: Step.HAND_OVER,
    CaseState.SENT: Step.RECEIVE_RESULT,
    CaseState.SEND_ERROR: Step.HAND_OVER,
    CaseState.IN_WORK: Step.RECEIVE_RESULT,
    CaseState.RESULT_RECEIVED: Step.STORE,
    CaseState.READY_FOR_ISSUE: Step.ISSUE,
    CaseState.STORED: Step.ISSUE,
    CaseState.RETURN_DUE: Step.ISSUE,
    CaseState.HELD_YEAR_EXPIRED: Step.ISSUE,
}


def present_step(case: Case, passport: Passport | None) -> Step:
    """The step that the case stands on."""
    if case.state in _BY_STATE:
        return _BY_STATE[case.state]
    if case.state in TERMINAL:
        return Step.RATE
    if passport is not None and not _consents_seen(case, passport):
        return Step.CONSENT
    return Step.COMPLETE


def _consents_seen(case: Case, passport: Passport) -> bool:
    """Whether every consent that is needed was at least asked for."""
    return all(case.consent(kind) is not None for kind in needed_consents(case, passport))


def step_views(case: Case, passport: Passport | None, fee: FeeView) -> tuple[StepView, ...]:
    """The stairs of the present half of the road, each with its state."""
    present = present_step(case, passport)
    stairs = INTAKE_STAIRCASE if present in INTAKE_STAIRCASE else CUSTODY_STAIRCASE
    if present is Step.REFUSE_INTAKE:
        stairs = (*INTAKE_STAIRCASE[:4], Step.REFUSE_INTAKE)
    reached = stairs.index(present) if present in stairs else 0
    return tuple(
        StepView(step=step, state=_state(case, step, position - reached, fee))
        for position, step in enumerate(stairs)
    )


def _state(case: Case, step: Step, distance: int, fee: FeeView) -> StepState:
    if step is Step.PAY and fee.free and distance != 0:
        return StepState.NOT_NEEDED
    if distance == 0:
        ended = case.state in TERMINAL and step is not Step.RATE
        return StepState.DONE if ended else StepState.CURRENT
    if distance < 0:
        return StepState.DONE
    if step is Step.PAY and case.payment is not None:
        return StepState.DONE
    return StepState.TODO


def consents_done(case: Case, passport: Passport) -> bool:
    """Whether every needed consent stands."""
    return all(stands(case, kind) for kind in needed_consents(case, passport))


def in_check(case: Case) -> bool:
    """Whether the form and the checklist may still change."""
    return case.state in _CHECK
