"""Answers kept and answers made: the slim form of an Outcome, and errors as Outcomes."""

from dataclasses import replace

import msgspec

from app.errors import AppError, Cancelled, DeviceFault, InputInvalid, Unavailable
from app.usecases.outcome import ErrorInfo, Outcome, Status

_STATUS: dict[type[AppError], Status] = {
    InputInvalid: Status.INVALID,
    DeviceFault: Status.FAULT,
    Unavailable: Status.UNAVAILABLE,
    Cancelled: Status.CANCELLED,
}


def slim_answer(outcome: Outcome) -> str:
    """The outcome as JSON without its views: those are built anew when it is asked for again."""
    return msgspec.json.encode(replace(outcome, case=None, visit=None)).decode()


def kept_answer(text: str) -> Outcome:
    """The outcome kept under a key, without views."""
    return msgspec.json.decode(text.encode(), type=Outcome)


def ended(error: AppError) -> Outcome:
    """An error as the answer to a command."""
    status = _STATUS.get(type(error), Status.BUG)
    place = getattr(error, "field", "") or getattr(error, "slot", "")
    info = ErrorInfo(code=error.code, params=dict(error.params), place=place)
    return Outcome(status=status, error=info)
