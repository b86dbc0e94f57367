"""A ticket in the waiting list and the visit that opens when it is called."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.identification import Identification, Representation
from app.domain.language import Lang


class Purpose(StrEnum):
    """What a visitor came for, as the ticket says it; never a service, never a name."""

    INTAKE = "intake"
    ISSUE = "issue"
    CONSULTATION = "consultation"
    APPEAL = "appeal"


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    CLOSED = "closed"


class VisitOutcome(StrEnum):
    """How a visit ended."""

    SERVED = "served"
    CONSULTED = "consulted"
    NO_SHOW = "no_show"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One place in the waiting list: number, purpose, language and times; no personal data."""

    id: str
    number: str
    purpose: Purpose
    language: Lang
    taken_at: datetime
    state: TicketState = TicketState.WAITING
    desk: str = ""
    called_at: datetime | None = None
    recalls: int = 0
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What happens at one desk between a call and the finish.

    ``identification`` and ``representation`` belong to this visit alone: the next visitor cannot
    inherit them (R-072), and an issue needs its own (R-060).
    """

    id: str
    version: int = 0
    ticket_id: str
    ticket_number: str
    purpose: Purpose
    desk: str
    operator_id: str
    called_at: datetime
    display_language: Lang
    identification: Identification | None = None
    representation: Representation | None = None
    case_ids: tuple[str, ...] = field(default=())
    outcome: VisitOutcome | None = None
    closed_at: datetime | None = None
    rating_invited_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether the visitor still stands at the desk."""
        return self.closed_at is None
