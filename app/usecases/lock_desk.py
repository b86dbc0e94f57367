"""The operator's window was locked or opened again: an event of the action log, nothing more (R-232)."""

from dataclasses import dataclass
from enum import StrEnum

from app.usecases.outcome import Outcome
from app.usecases.situation import note
from app.usecases.work import Work


class LockCause(StrEnum):
    """Why the window was locked: by the operator's key, by nobody's touch, by the operator's card."""

    KEY = "key"
    IDLE = "idle"
    CARD = "card"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockDesk:
    """Write down that the window is locked (word ``lock_desk``)."""

    cause: LockCause = LockCause.KEY


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockDesk:
    """Write down that the same person opened it again (word ``unlock_desk``)."""


def handle_lock_desk(command: LockDesk, work: Work) -> Outcome:
    """Nothing of the visit or of a case changes: the work waits behind the lock."""
    note(work, "lock_desk", facts={"cause": command.cause.value})
    return Outcome()


def handle_unlock_desk(command: UnlockDesk, work: Work) -> Outcome:  # noqa: ARG001 - it says all
    """The work goes on where it was left."""
    note(work, "unlock_desk")
    return Outcome()
