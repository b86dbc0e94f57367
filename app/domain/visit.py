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
    """Where a ticket stands. ``absent``: called and did not come, and may still come back."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    ABSENT = "absent"
    CLOSED = "closed"


IN_LINE = (TicketState.WAITING, TicketState.PARKED)
"""States from which a ticket is called."""
UNFINISHED = (*IN_LINE, TicketState.ABSENT)
"""States of a ticket that stands at no desk and has no end yet: nobody may be lost in them."""
AT_DESK = (TicketState.CALLED, TicketState.SERVING)
"""States of a ticket that a desk has called."""


class TicketOrigin(StrEnum):
    """Where a ticket came from. ``journal``: a line of the ordinary queue."""

    DESK = "desk"
    KIOSK = "kiosk"
    DIGITAL = "digital"
    BOOKING = "booking"
    JOURNAL = "journal"


class Need(StrEnum):
    """How a visitor asks to be served; said by themselves, never proved, never shown to the hall."""

    HEARING = "hearing"
    VISION = "vision"
    MOBILITY = "mobility"
    OTHER = "other"


class VisitOutcome(StrEnum):
    """How a visit ended. ``undone``: called by mistake and taken back within seconds."""

    SERVED = "served"
    CONSULTED = "consulted"
    NO_SHOW = "no_show"
    MOVED = "moved"
    UNDONE = "undone"


class TicketEnd(StrEnum):
    """How a ticket ended."""

    SERVED = "served"
    CONSULTED = "consulted"
    NO_SHOW = "no_show"
    LEFT = "left"
    REBOOKED = "rebooked"


class CallReason(StrEnum):
    """Why a ticket was called before its turn; each such call is shown to the supervisor."""

    NOT_READY = "not_ready"
    LET_AHEAD = "let_ahead"
    ACCESS = "access"
    LANGUAGE = "language"
    CAME_BACK = "came_back"
    OTHER = "other"


class MoveReason(StrEnum):
    """Why a visitor is moved on to another desk or purpose; other reasons are said in words."""

    NEXT_STEP = "next_step"
    OTHER_PURPOSE = "other_purpose"
    LANGUAGE = "language"
    ACCESS = "access"
    BACK = "back"
    OTHER = "other"


class ParkReason(StrEnum):
    """Why a ticket is put aside; other reasons are said in words."""

    FETCHES = "fetches"
    PAYS = "pays"
    STEPPED_OUT = "stepped_out"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One transfer: from which desk, to which desk or purpose, why, and what was done so far."""

    at: datetime
    from_desk: str
    to_desk: str = ""
    to_purpose: Purpose | None = None
    reason: str = ""
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One place in the waiting list: number, purpose, language and times; no personal data.

    ``turn_at`` orders the line: the arrival, or the booked time of who comes in time. ``weight``
    is that of a priority category (0: none), the heavier go first. ``for_desk``: sent to that desk
    alone. ``entered_at``: when a line of the paper journal was written down here, its event time
    being ``taken_at``. ``line_day``: in whose day's line it stands; empty is the day it was taken.
    ``link`` is the case to which a line of the journal led, ``former`` the number of the electronic
    ticket that such a line stands for. ``need`` is gone when the ticket ends (R-042). ``inaccurate``
    keeps its times out of figures. ``calls``: how often a desk has called it, calls taken back apart.
    ``back_at``: when who had not come, or was put aside, stood in the line again.
    """

    id: str
    number: str
    purpose: Purpose
    language: Lang
    taken_at: datetime
    state: TicketState = TicketState.WAITING
    desk: str = ""
    called_at: datetime | None = None
    recalls: int = 0
    recalled_at: datetime | None = None
    closed_at: datetime | None = None
    origin: TicketOrigin = TicketOrigin.DESK
    need: Need | None = None
    priority: str = ""
    weight: int = 0
    booked_for: datetime | None = None
    for_desk: str = ""
    hops: tuple[Hop, ...] = ()
    failure_id: str = ""
    former: str = ""
    line_number: int = 0
    entered_at: datetime | None = None
    line_day: str = ""
    expected_minutes: int | None = None
    copies: int = 0
    end: TicketEnd | None = None
    end_reason: str = ""
    link: str = ""
    inaccurate: bool = False
    turn: datetime | None = None
    back_at: datetime | None = None
    calls: int = 0

    @property
    def turn_at(self) -> datetime:
        """By what the line is ordered."""
        return self.turn or self.taken_at

    @property
    def day(self) -> str:
        """In which day's line it stands, as an ISO date."""
        return self.line_day or self.taken_at.date().isoformat()

    @property
    def last_called_at(self) -> datetime | None:
        """When it was called last, the repeated calls among them."""
        return self.recalled_at or self.called_at


def in_order(tickets: tuple[Ticket, ...]) -> tuple[Ticket, ...]:
    """The line in its order: the heavier first, then by turn; the id settles the same moment."""
    return tuple(sorted(tickets, key=lambda one: (-one.weight, one.turn_at, one.id)))


class DigitalState(StrEnum):
    """How a question to the service of digital documents stands."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    NOT_FOUND = "not_found"
    NO_ANSWER = "no_answer"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalQuestion:
    """The last question to the service of digital documents in a visit; nothing personal is in it.

    ``at`` is the moment of the question, later that of the answer. ``participant`` of ``case`` is who
    is asked about; empty: the visitor.
    """

    id: str
    at: datetime
    state: DigitalState = DigitalState.ASKED
    case: str = ""
    participant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What happens at one desk between a call and the finish.

    ``identification`` and ``representation`` belong to this visit alone: the next visitor cannot
    inherit them (R-072), and an issue needs its own (R-060). ``taken_at`` is the first arrival in
    the branch, ``arrived_at`` the moment the visitor stood at the desk (``None``: not noticed).
    ``out_of_turn`` says why somebody was called before their turn. ``digital`` is the question to
    the service of digital documents that was asked last.
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
    taken_at: datetime | None = None
    arrived_at: datetime | None = None
    out_of_turn: CallReason | None = None
    out_of_turn_note: str = ""
    ticket_before: TicketState = TicketState.WAITING
    inaccurate: bool = False
    digital: DigitalQuestion | None = None

    @property
    def open(self) -> bool:
        """Whether the visitor still stands at the desk."""
        return self.closed_at is None
