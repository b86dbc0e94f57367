"""Whose turn it is to be announced: the waiting calls, kept true, fresh and few."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ports.devices import Announcement, TicketCall

FRESH_SECONDS = 60.0
MOST_WAITING = 8

StillTrue = Callable[[TicketCall], bool]
"""Whether the call stands on the board now: that ticket, at that desk, and not yet come or undone."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    announcement: Announcement
    at: float

    @property
    def ticket(self) -> str:
        return self.announcement.call.ticket


class CallTurns:
    """The calls that wait for the voice, in the order in which their tickets were called.

    A newer call of a ticket takes the place of its waiting one. When more than ``at_most`` wait, the
    oldest gives way: it has stood on the board longest. A call older than ``fresh_seconds`` is not
    said any more. Times are seconds of a clock that never goes back. Not for several threads at once.
    """

    def __init__(
        self,
        still_true: StillTrue,
        *,
        fresh_seconds: float = FRESH_SECONDS,
        at_most: int = MOST_WAITING,
    ) -> None:
        if at_most < 1 or fresh_seconds <= 0:
            raise ValueError("at least one call waits, for some time")
        self._still_true = still_true
        self._fresh_seconds = fresh_seconds
        self._at_most = at_most
        self._waiting: list[_Waiting] = []

    @property
    def waiting(self) -> tuple[Announcement, ...]:
        """What waits, the next one first."""
        return tuple(entry.announcement for entry in self._waiting)

    def add(self, announcement: Announcement, now: float) -> None:
        """Let a call wait for its turn."""
        entry = _Waiting(announcement, now)
        for place, other in enumerate(self._waiting):
            if other.ticket == entry.ticket:
                self._waiting[place] = entry
                return
        self._waiting.append(entry)
        if len(self._waiting) > self._at_most:
            oldest = min(self._waiting, key=lambda waiting: waiting.at)
            self._waiting.remove(oldest)

    def withdraw(self, ticket: str) -> None:
        """The ticket was served, undone or taken away: its call is not said any more."""
        self._waiting = [entry for entry in self._waiting if entry.ticket != ticket]

    def next(self, now: float) -> Announcement | None:
        """The next call that is fresh and, asked at this moment, still true; ``None``: silence."""
        while self._waiting:
            entry = self._waiting.pop(0)
            fresh = now - entry.at <= self._fresh_seconds
            if fresh and self._still_true(entry.announcement.call):
                return entry.announcement
        return None
