"""What the rules of the queue are given beside the situation of a step: the line, the desks, its rules."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.booking import Booking
from app.domain.desk_hold import DeskHold, Plate
from app.domain.ordinary_queue import FailureAct, FailureCause
from app.domain.queue_rules import QueueRules, TailRule
from app.domain.visit import CallReason, Purpose
from app.rules.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFacts(Facts):
    """The situation of a step of the queue.

    ``hold`` is the hold of this desk, ``former_gone`` whether the workplace that holds it is known
    to have ended; ``holds`` are those of all desks. ``serves`` are the purposes of this desk with
    the employee at it. ``out_of_turn`` is why a ticket is called before its turn.
    """

    rules: QueueRules
    desk: str
    session: str = ""
    hold: DeskHold | None = None
    former_gone: bool = False
    holds: tuple[DeskHold, ...] = ()
    serves: frozenset[Purpose] = frozenset()
    out_of_turn: CallReason | None = None
    badge: bool = False
    plate: Plate | None = None
    to_desk: str = ""
    to_purpose: Purpose | None = None
    priority: str = ""
    failure: FailureAct | None = None
    cause: FailureCause | None = None
    booking: Booking | None = None
    arrived_at: datetime | None = None
    unreconciled: int = 0
    spare: bool = False
    tail: TailRule | None = None
    busy_desks: tuple[str, ...] = ()
