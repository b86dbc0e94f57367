"""Time and identity as the core needs them; the wall clock and random numbers live outside."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol


class TimeSource(StrEnum):
    """By whose clock a journal line tells the time.

    ``SET_BACK``: the machine's clock showed less than a line written before; the order of lines is
    that of their sequence. ``PAPER_JOURNAL``: entered later from the journal on paper (R-037).
    """

    SYSTEM = "system"
    SET_BACK = "set_back"
    SCENARIO = "scenario"
    PAPER_JOURNAL = "paper_journal"


class Clock(Protocol):
    """The branch's server time."""

    def now(self) -> datetime:
        """The present moment, aware, in the branch's zone (R-136)."""


class Ids(Protocol):
    """A source of new identities."""

    def new(self) -> str:
        """A new UUIDv7 in its canonical form; later ids sort after earlier ones."""
