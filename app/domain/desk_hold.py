"""Who holds a desk now: one workplace at a time, with a badge on or a nameplate shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.visit import Purpose


class Plate(StrEnum):
    """How the nameplate is shown where no badge is worn (R-043)."""

    SCREEN = "screen"
    PRINTED = "printed"


class HoldState(StrEnum):
    """Whether a held desk takes visitors."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskHold:
    """One desk and the workplace that holds it.

    ``session`` names one run of the program at one machine; ``seen_at`` is its last sign of life.
    ``purposes`` are those that this desk serves with the employee who sits there.
    """

    desk: str
    session: str
    operator_id: str
    opened_at: datetime
    seen_at: datetime
    state: HoldState = HoldState.OPEN
    badge: bool = False
    plate: Plate | None = None
    purposes: frozenset[Purpose] = frozenset()
    pause_reason: str = ""

    @property
    def named(self) -> bool:
        """Whether the visitor can see who serves them."""
        return self.badge or self.plate is not None

    def silent(self, now: datetime, after: timedelta) -> bool:
        """Whether its workplace has given no sign of life for longer than ``after``."""
        return now - self.seen_at > after

    @property
    def takes_visitors(self) -> bool:
        """Whether visitors may be called to it."""
        return self.state is HoldState.OPEN and self.named
