"""What the hall may see: the last calls with their desks, how many wait for what, the state."""

from dataclasses import dataclass, field
from datetime import datetime

from app.catalogue.queue_rules import queue_rules
from app.domain.calendar import CalendarMissingError
from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.domain.opening import Opening, OpenReason
from app.domain.visit import AT_DESK, Purpose, TicketState
from app.rules.opening import department_open, next_opening
from app.rules.registry import judge
from app.usecases.work import Work

MOST_CALLS = 8
_SAID_WHY = (OpenReason.HOLIDAY, OpenReason.MOVED_DAY_OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallShown:
    """One call: number, desk, when it was called last, how often; ``here`` while the visit lasts,
    ``come`` once the visitor stands at the desk."""

    ticket: str
    desk: int
    called_at: datetime
    times: int
    language: str
    here: bool
    come: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """The hall board at one moment; nothing in it is personal (R-034). ``closed_for`` is the day
    off or the holiday because of which the department is closed, if it is one."""

    now: datetime
    calls: tuple[CallShown, ...]
    waiting: dict[Purpose, int] = field(default_factory=dict)
    open: bool = True
    open_findings: tuple[Finding, ...] = ()
    opens_at: datetime | None = None
    closed_for: Bilingual | None = None
    ordinary: bool = False
    practice: bool = False


def board_view(work: Work) -> BoardView:
    """The last calls, the waiting counts of every purpose, open or not, ordinary queue or not."""
    today = work.now.date()
    opening = Opening(work.calendar, work.branch.department)
    closed = judge((department_open,), (opening, work.now), today)
    act = work.store.queue.open_failure()
    counts = {**dict.fromkeys(Purpose, 0), **work.store.visits.waiting_by_purpose(today)}
    return BoardView(
        now=work.now,
        calls=_calls(work),
        waiting=counts,
        open=not closed,
        open_findings=closed,
        opens_at=next_opening(opening, work.now) if closed else None,
        closed_for=_day_off(opening, work.now) if closed else None,
        ordinary=act is not None and act.in_force(work.now, queue_rules(today).confirm_every),
        practice=work.branch.practice,
    )


def _day_off(opening: Opening, at: datetime) -> Bilingual | None:
    try:
        state = opening.at(at)
    except CalendarMissingError:
        return None
    return state.day.reason if state.reason in _SAID_WHY else None


def _calls(work: Work) -> tuple[CallShown, ...]:
    return tuple(
        CallShown(
            ticket=ticket.number,
            desk=int(ticket.desk),
            called_at=ticket.last_called_at,
            times=1 + ticket.recalls,
            language=ticket.language.value,
            here=ticket.state in AT_DESK,
            come=ticket.state is not TicketState.CALLED,
        )
        for ticket in work.store.visits.calls(work.now.date(), MOST_CALLS)
        if ticket.last_called_at is not None and ticket.desk.isdigit()
    )
