"""The clock of a practice desk: real time, moved on to opening hours so that practice is possible any day.

It never shows less than the last line of the journal, so a restart does not turn it back. Several
programs on one store show the same time: how far it was moved is kept there.
"""

from datetime import datetime, timedelta

from app.domain.branch import Branch
from app.domain.calendar import Calendar
from app.domain.opening import Opening
from app.ports.clock import Clock
from app.ports.storage import Store, UnitOfWork

MORNING = timedelta(hours=1)
"""How long after the doors open practice begins: people have come by then."""
_MICROSECOND = timedelta(microseconds=1)


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

    def begin(
        self,
        branch: Branch,
        calendar: Calendar,
        latest: datetime | None,
        kept: timedelta = timedelta(),
    ) -> datetime:
        """Go on at a moment when the branch is open and not before ``latest``; that moment.

        ``kept`` is how far another program on the same store has moved on already.
        Raises ``CalendarMissingError`` outside the approved years.
        """
        self._ahead = max(self._ahead, kept)
        now = self.now()
        since = max(now, latest.astimezone(now.tzinfo)) if latest is not None else now
        opening = Opening(calendar, branch.department)
        start = opening.next_opening(since)
        if start > since:
            start += MORNING
        self._ahead += start - now
        return start

    def begin_together(self, store: Store, branch: Branch, calendar: Calendar) -> datetime:
        """As :meth:`begin`, with every program that opened this store today.

        Raises ``CalendarMissingError``, and ``Unavailable`` when the store does not answer.
        """
        day = self._real.now().date()
        with store.begin(writing=True) as work:
            place, kept = _last_kept(work, f"practice:clock:{day}")
            start = self.begin(branch, calendar, work.journal.latest(), kept)
            if self._ahead != kept:
                work.remember_answer(place, str(self._ahead // _MICROSECOND))
                work.commit()
        return start


def _last_kept(work: UnitOfWork, name: str) -> tuple[str, timedelta]:
    """The first free key after ``name``, and what is kept under the one before it."""
    kept, place = timedelta(), 0
    while (said := work.answered(f"{name}:{place}")) is not None:
        kept, place = int(said) * _MICROSECOND, place + 1
    return f"{name}:{place}", kept
