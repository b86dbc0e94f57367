"""The clock of a practice desk: real time, moved on to opening hours so that practice is possible any day.

It never shows less than the last line of the journal, so a restart does not turn it back.
"""

from datetime import datetime, timedelta

from app.domain.branch import Branch
from app.domain.calendar import Calendar
from app.domain.opening import Opening
from app.ports.clock import Clock

MORNING = timedelta(hours=1)
"""How long after the doors open practice begins: people have come by then."""


class PracticeClock:
    """A real clock with an offset that only grows."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The moment of the practice branch."""
        return self._real.now() + self._ahead

    @property
    def shifted(self) -> bool:
        """Whether the practice branch lives at another time than the wall clock."""
        return self._ahead > timedelta()

    def begin(self, branch: Branch, calendar: Calendar, latest: datetime | None) -> datetime:
        """Go on at a moment when the branch is open and not before ``latest``; that moment.

        Raises ``CalendarMissingError`` outside the approved years.
        """
        now = self.now()
        since = max(now, latest.astimezone(now.tzinfo)) if latest is not None else now
        opening = Opening(calendar, branch.department)
        start = opening.next_opening(since)
        if start > since:
            start += MORNING
        self._ahead += start - now
        return start
