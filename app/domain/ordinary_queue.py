"""The ordinary queue: the act of a failure of the electronic one, from its cause to its end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class FailureCause(StrEnum):
    """Why the electronic queue does not work; without a cause the ordinary one is not declared."""

    SERVER = "server"
    NETWORK = "network"
    POWER = "power"
    TICKETS = "tickets"
    BOARD = "board"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureAct:
    """One failure. ``confirmed_at``: each hour somebody says anew that it still lasts (R-036).

    ``by_desk``: a desk that could not reach the queue went over by itself; the supervisor
    confirms it. ``cause_note`` says more than the code, without personal data. ``ended_at``: the
    electronic queue works again; ``closed_at``: every line of the journal is reconciled (R-037).
    """

    id: str
    number: str
    cause: FailureCause
    cause_note: str = ""
    declared_by: str
    started_at: datetime
    declared_at: datetime
    by_desk: bool = False
    confirmed_at: tuple[datetime, ...] = ()
    confirmed_by: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    paper: str = ""

    @property
    def open(self) -> bool:
        """Whether the ordinary queue is in force by this act."""
        return self.ended_at is None

    def confirmed_until(self, every: timedelta) -> datetime:
        """Until when the act stands without being confirmed anew."""
        return max((self.declared_at, *self.confirmed_at)) + every

    def in_force(self, now: datetime, every: timedelta) -> bool:
        """Whether new visitors are written into the journal: without a confirmation the act lapses
        and tickets are given again, so that nobody stays in the fallback by forgetting."""
        return self.open and now < self.confirmed_until(every)
