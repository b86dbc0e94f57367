"""The supervisor's day: how full it is for each purpose, which desks are open, what needs a decision."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.catalogue.queue_rules import queue_rules
from app.domain.desk_hold import DeskHold, HoldState
from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureAct
from app.domain.queue_load import HALF_HOUR, Coming, Light, TooLong, coming, light_of, too_long
from app.domain.queue_rules import QueueRules
from app.domain.visit import Purpose, Ticket, TicketState, Visit
from app.rules.roles import role_for
from app.usecases.queue.closing import tail_of
from app.usecases.queue.closing_view import ClosingPlan, closing_plan
from app.usecases.queue.facts import holds_alive
from app.usecases.queue.figures import DayFigures, day_figures
from app.usecases.queue.forecast import expected_minutes, minutes_of_service
from app.usecases.queue.opening_checks import opening_findings
from app.usecases.queue.papers import employee
from app.usecases.work import Work

ACTS = (
    "release_desk", "decide_tail", "close_line", "end_ticket", "carry_over",
    "check_camera_sign", "print_camera_sign", "confirm_opening",
)  # fmt: skip
"""What is done from the supervisor's day."""


class DeskState(StrEnum):
    """How a desk stands. ``SILENT``: held by a workplace that gives no sign of life."""

    OPEN = "open"
    PAUSED = "paused"
    SILENT = "silent"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeNow:
    """One purpose at this moment.

    ``desks`` are open ones that serve it, ``longest`` the number of who has waited longest,
    ``forecast`` the expected minutes of who would come now (``None`` while no desk is open).
    """

    purpose: Purpose
    waiting: int
    parked: int
    desks: int
    light: Light
    longest: str = ""
    longest_minutes: int = 0
    forecast: int | None = None
    coming: Coming
    alerts: tuple[TooLong, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskNow:
    """One desk of the branch: how it stands and since when, and which ticket is there.

    ``ticket_since`` is the arrival at the desk, or the call while nobody has come (``come``).
    """

    desk: str
    state: DeskState
    since: datetime | None = None
    reason: str = ""
    purposes: frozenset[Purpose] = frozenset()
    ticket: str = ""
    ticket_since: datetime | None = None
    come: bool = False

    @property
    def releasable(self) -> bool:
        """Whether a workplace holds it, so that it can be set free."""
        return self.state is not DeskState.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchDay:
    """What the page of the day shows; ``may`` are the words that this employee may say here.

    ``cameras``: the premises have video cameras; ``opening`` is what is still missing before the
    opening can be confirmed; ``sign_checked_by`` is a name.
    """

    now: datetime
    figures: DayFigures
    purposes: tuple[PurposeNow, ...]
    desks: tuple[DeskNow, ...]
    closing: ClosingPlan
    left: tuple[Ticket, ...]
    act: FailureAct | None
    may: frozenset[str]
    cameras: bool = False
    sign_checked_at: datetime | None = None
    sign_checked_by: str = ""
    opening_confirmed_at: datetime | None = None
    opening: tuple[Finding, ...] = ()

    @property
    def uncovered(self) -> tuple[Purpose, ...]:
        """Purposes for which no desk is open though the doors are (R-023)."""
        figures = self.figures
        if figures.opens is None or figures.closes is None:
            return ()
        within = figures.opens <= self.now < figures.closes
        return tuple(one.purpose for one in self.purposes if within and not one.desks)


def branch_day(work: Work) -> BranchDay:
    """The day as it stands now."""
    today = work.now.date()
    figures = day_figures(work)
    line = tuple(work.store.visits.waiting(today))
    holds, alive = tuple(work.store.queue.holds()), holds_alive(work)
    rules, recorded = queue_rules(today), tail_of(work)
    return BranchDay(
        now=work.now,
        figures=figures,
        purposes=tuple(_purpose(work, purpose, line, alive, figures) for purpose in Purpose),
        desks=_desks(work, holds, rules),
        closing=closing_plan(work),
        left=tuple(work.store.visits.left_before(today)),
        act=work.store.queue.open_failure(),
        may=frozenset(word for word in ACTS if role_for(word, work.actor, work.branch)),
        cameras=work.branch.cameras,
        sign_checked_at=recorded.sign_checked_at,
        sign_checked_by=employee(work, recorded.sign_checked_by, Lang.KK),
        opening_confirmed_at=recorded.opening_confirmed_at,
        opening=opening_findings(work),
    )


def _purpose(
    work: Work,
    purpose: Purpose,
    line: tuple[Ticket, ...],
    holds: tuple[DeskHold, ...],
    figures: DayFigures,
) -> PurposeNow:
    rules = queue_rules(work.now.date())
    mine = tuple(one for one in line if one.purpose is purpose)
    waiting = tuple(one for one in mine if one.state is TicketState.WAITING)
    desks = sum(1 for hold in holds if hold.takes_visitors and purpose in hold.purposes)
    first = min(waiting, key=lambda one: (one.taken_at, one.id), default=None)
    waited = int((work.now - first.taken_at).total_seconds() // 60) if first is not None else 0
    minutes = minutes_of_service(work, purpose)
    return PurposeNow(
        purpose=purpose,
        waiting=len(waiting),
        parked=len(mine) - len(waiting),
        desks=desks,
        light=light_of(len(waiting), desks, rules.load),
        longest=first.number if first is not None else "",
        longest_minutes=max(0, waited),
        forecast=expected_minutes(work, purpose, line),
        coming=_coming(work, purpose, len(waiting), desks, figures),
        alerts=tuple(
            too_long(
                waiting,
                now=work.now,
                desks=desks,
                service_minutes=minutes,
                limit=rules.wait_limit_minutes,
            )
        ),
    )


def _coming(work: Work, purpose: Purpose, waiting: int, desks: int, figures: DayFigures) -> Coming:
    since = work.now - HALF_HOUR
    came = sum(1 for one in figures.arrivals if one.purpose is purpose and one.at > since)
    called = sum(
        1 for one in figures.calls if one.purpose is purpose and one.at > since and not one.undone
    )
    return coming(waiting, came, called, desks, queue_rules(work.now.date()).load)


def _desks(work: Work, holds: tuple[DeskHold, ...], rules: QueueRules) -> tuple[DeskNow, ...]:
    """Every desk of the branch and every other one that is held, by number."""
    held = {hold.desk: hold for hold in holds}
    visits = {visit.desk: visit for visit in work.store.visits.all_open()}
    numbers = {str(desk.number) for desk in work.branch.desks} | set(held) | set(visits)
    return tuple(
        _desk(number, held.get(number), visits.get(number), work.now, rules)
        for number in sorted(numbers, key=lambda number: (len(number), number))
    )


def _desk(
    number: str, hold: DeskHold | None, visit: Visit | None, now: datetime, rules: QueueRules
) -> DeskNow:
    state, since, reason = _state(hold, now, rules)
    come = visit is not None and visit.arrived_at is not None
    return DeskNow(
        desk=number,
        state=state,
        since=since,
        reason=reason,
        purposes=hold.purposes if hold is not None and state is DeskState.OPEN else frozenset(),
        ticket=visit.ticket_number if visit is not None else "",
        ticket_since=(visit.arrived_at or visit.called_at) if visit is not None else None,
        come=come,
    )


def _state(
    hold: DeskHold | None, now: datetime, rules: QueueRules
) -> tuple[DeskState, datetime | None, str]:
    """The state of a desk, since when, and the reason of a pause."""
    if hold is None or hold.state is HoldState.CLOSED:
        return DeskState.CLOSED, None, ""
    if hold.silent(now, rules.hold_lost_after):
        return DeskState.SILENT, hold.seen_at, ""
    if hold.state is HoldState.PAUSED:
        # A pause writes a sign of life too, but later signs move on: only the reason is certain.
        return DeskState.PAUSED, None, hold.pause_reason
    return DeskState.OPEN, hold.opened_at, ""
