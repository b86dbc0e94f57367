"""What drivers are given when they are made: the time, their pace, the folder and the cards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.lanes import current_work
from app.ports.simulation import SimulatedCard

Pace = Callable[[float], None]
"""Lets so many seconds pass; raises when the work should end meanwhile."""


def real_pace(seconds: float) -> None:
    """Let real seconds pass; a cancel or a deadline of the running task ends the wait."""
    current_work().wait(seconds)


def no_pace(_seconds: float) -> None:
    """Let no time pass, but notice a cancel: for scenarios without threads."""
    current_work().check()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """What the drivers of one desk share. ``cards`` are those at hand for a simulated reader,
    ``voice_folder`` holds the clips of a recorded voice."""

    now: Callable[[], datetime]
    paper_folder: Path
    cards: tuple[SimulatedCard, ...] = ()
    pace: Pace = real_pace
    voice_folder: Path | None = None
