"""The staircase of the counter: the steps of a visit in their order, one word a step on every floor."""

from enum import StrEnum


class Step(StrEnum):
    """One step of the road from the ticket to the rating."""

    CALL = "call"
    IDENTIFY = "identify"
    CHOOSE_SERVICE = "choose_service"
    CONSENT = "consent"
    COMPLETE = "complete"
    PAY = "pay"
    SIGN = "sign"
    REGISTER = "register"
    REFUSE_INTAKE = "refuse_intake"
    PACK = "pack"
    HAND_OVER = "hand_over"
    RECEIVE_RESULT = "receive_result"
    STORE = "store"
    ISSUE = "issue"
    RATE = "rate"


INTAKE_STAIRCASE: tuple[Step, ...] = (
    Step.IDENTIFY,
    Step.CHOOSE_SERVICE,
    Step.CONSENT,
    Step.COMPLETE,
    Step.PAY,
    Step.SIGN,
    Step.REGISTER,
)
"""The steps that the operator sees above the page of an intake."""

CUSTODY_STAIRCASE: tuple[Step, ...] = (
    Step.PACK,
    Step.HAND_OVER,
    Step.RECEIVE_RESULT,
    Step.STORE,
    Step.ISSUE,
    Step.RATE,
)
