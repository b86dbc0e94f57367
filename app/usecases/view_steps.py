"""The staircase: which step is done, which is present, which waits, and which this case does not have."""

from app.domain.case import Case, ConsentState
from app.domain.case_states import TERMINAL, CaseState
from app.domain.passport import Passport
from app.domain.steps import CUSTODY_STAIRCASE, INTAKE_STAIRCASE, Step
from app.rules.consent import needed_consents, stands
from app.rules.pay import SETTLED, fee_in_package, free_of_charge
from app.rules.postpone import DRAFTS
from app.rules.taking_part import all_consented, awaits, parts_of
from app.usecases.views import StepState, StepView, VerbView

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
_REFUSAL_STAIRCASE = (*INTAKE_STAIRCASE[:4], Step.REFUSE_INTAKE)
_OF_PACKAGE = ("complete.", "identify.", "represent.")


def present_step(case: Case, passport: Passport | None, verbs: tuple[VerbView, ...]) -> Step:
    """The step that the case stands on: for a draft the first one where something is left to do."""
    if case.state in _BY_STATE:
        return _BY_STATE[case.state]
    if case.state in TERMINAL:
        return Step.RATE
    if passport is None:
        return Step.COMPLETE
    if not _asked_for(case, passport):
        return Step.CONSENT
    if case.state is not CaseState.CHECKING or not package_done(verbs):
        return Step.COMPLETE
    if fee_in_package(case, passport) and not _paid(case):
        return Step.PAY
    if not _asked_and_given(case, passport):
        return Step.CONSENT
    return _of_participants(case, passport)


def _of_participants(case: Case, passport: Passport) -> Step:
    """Once the applicant's own part is done: who is still missing, whose consent is still lacking."""
    parts = parts_of(case, passport)
    if any(part.missing for part in parts):
        return Step.IDENTIFY
    owed = ((part.row.key, kind) for part in parts for kind in part.lacking)
    unasked = any(not awaits(case, key, kind) for key, kind in owed)
    return Step.CONSENT if unasked else Step.COMPLETE


def _asked_for(case: Case, passport: Passport) -> bool:
    """Whether every consent that is needed was at least asked for."""
    return all(case.consent(kind) is not None for kind in needed_consents(case, passport))


def _asked_and_given(case: Case, passport: Passport) -> bool:
    """Whether every needed consent stands or is being asked of the state service."""
    waiting = (ConsentState.GIVEN, ConsentState.REQUESTED)
    acts = (case.consent(kind) for kind in needed_consents(case, passport))
    return all(act is not None and act.state in waiting for act in acts)


def _paid(case: Case) -> bool:
    return case.payment is not None and case.payment.state in SETTLED


def package_done(verbs: tuple[VerbView, ...]) -> bool:
    """Whether nothing of the form and the package stands in the way of going on."""
    ahead = next((v for v in verbs if v.word in ("form_application", "finish_check", "sign")), None)
    if ahead is None:
        return True
    return not any(f.blocks and f.rule.startswith(_OF_PACKAGE) for f in ahead.findings)


def step_views(
    case: Case, passport: Passport | None, verbs: tuple[VerbView, ...]
) -> tuple[StepView, ...]:
    """The stairs of the present half of the road, each with its state."""
    present = present_step(case, passport, verbs)
    stairs = INTAKE_STAIRCASE if present in INTAKE_STAIRCASE else CUSTODY_STAIRCASE
    if present is Step.REFUSE_INTAKE:
        stairs = _REFUSAL_STAIRCASE
    reached = stairs.index(present)
    return tuple(
        StepView(step=step, state=_state(case, passport, verbs, step, position - reached))
        for position, step in enumerate(stairs)
    )


def _state(
    case: Case, passport: Passport | None, verbs: tuple[VerbView, ...], step: Step, distance: int
) -> StepState:
    if distance == 0:
        return _of_present(case, step)
    if passport is not None and case.state in DRAFTS:
        return _of_draft(case, passport, verbs, step, distance)
    if step is Step.PAY and (passport is None or not _to_pay(case, passport)):
        return StepState.NOT_NEEDED
    return StepState.DONE if distance < 0 else StepState.AHEAD


def _of_present(case: Case, step: Step) -> StepState:
    if case.state is CaseState.DRAFT_PENDING_DATA:
        return StepState.BLOCKED
    ended = case.state in TERMINAL and step is not Step.RATE
    return StepState.DONE if ended else StepState.CURRENT


def _of_draft(
    case: Case, passport: Passport, verbs: tuple[VerbView, ...], step: Step, distance: int
) -> StepState:
    """A draft's stairs by what is truly there, whatever stair it stands on."""
    if step is Step.CONSENT:
        own = all(stands(case, kind) for kind in needed_consents(case, passport))
        given = own and all_consented(case, passport)
        return StepState.DONE if given else StepState.AHEAD
    if step is Step.COMPLETE:
        done = case.state is not CaseState.DRAFT and package_done(verbs)
        return StepState.DONE if done else StepState.AHEAD
    if step is Step.PAY:
        if not _to_pay(case, passport):
            return StepState.NOT_NEEDED
        return StepState.DONE if _paid(case) else StepState.AHEAD
    return StepState.DONE if distance < 0 else StepState.AHEAD


def _to_pay(case: Case, passport: Passport) -> bool:
    """Whether a payment takes part at all: not for what is free or has no known fee."""
    return passport.fee is not None and not free_of_charge(case, passport)
