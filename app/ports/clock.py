"""Time and identity as the core needs them; the wall clock and random numbers live outside."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The branch's server time."""

    def now(self) -> datetime:
        """The present moment, aware, in the branch's zone (R-136)."""


class Ids(Protocol):
    """A source of new identities."""

    def new(self) -> str:
        """A new UUIDv7 in its canonical form; later ids sort after earlier ones."""
