"""How a branch keeps its line: the dated parameters of calling, booking, closing and figures."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.language import Bilingual


class TailRule(StrEnum):
    """What happens to those in line when the doors close (R-029, D-08)."""

    SERVE = "serve"
    REBOOK = "rebook"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityCategory:
    """A category that goes before others, with the act that says so; none is shipped.

    ``weight`` orders: the heavier first. ``source`` is the reference a lawyer can open.
    """

    id: str
    name: Bilingual
    weight: int
    source: str
    valid_from: date
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the category holds on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRules:
    """The parameters in force on one day. Counts are whole, spans are time.

    ``calls_before_absent``: so often somebody is called before they may be written down as absent.
    ``early`` and ``late``: how long before or after a booked time it still orders the line.
    ``load``: from how many waiting a desk on a light turns yellow, orange, red.
    ``usual_minutes``: what a service takes while the day has no figures yet.
    """

    recall_limit: int
    recall_pause: timedelta
    calls_before_absent: int
    undo_within: timedelta
    hold_lost_after: timedelta
    confirm_every: timedelta
    early: timedelta
    late: timedelta
    tail: TailRule
    load: tuple[int, int, int]
    usual_minutes: int
    wait_limit_minutes: int | None
    priority: tuple[PriorityCategory, ...] = ()

    def category(self, id: str, on: date) -> PriorityCategory | None:  # noqa: A002
        """The priority category of that id in force on that day."""
        return next((one for one in self.priority if one.id == id and one.in_force(on)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDay:
    """What the supervisor recorded for one day: what is done with those in line at closing, when the
    sign of video surveillance was seen in place (R-084), when the opening was confirmed.

    Without ``decided_by`` nobody has decided about those in line.
    """

    day: date
    tail: TailRule
    reason: str
    decided_by: str
    sign_checked_at: datetime | None = None
    sign_checked_by: str = ""
    opening_confirmed_at: datetime | None = None
    opening_confirmed_by: str = ""
