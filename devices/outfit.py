"""What drivers are given when they are made: time, pace, the folder, the cards and their options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.lanes import current_work
from app.ports.chip import ChipJudge
from app.ports.devices import Slot
from app.ports.pin import PinDesk
from app.ports.simulation import SimulatedCard
from devices.options import Options

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
    """What the drivers of one desk share.

    ``cards`` are those at hand for a simulated reader; ``voice_folder`` holds the clips of a
    recorded voice; ``options`` are the settings' words for the drivers, by slot and option;
    ``chip_judge`` judges what a chip says, ``None``: nothing is claimed of it. ``pin_desk`` asks the
    person for the PIN of a key, ``None``: there is nobody to ask.
    """

    now: Callable[[], datetime]
    paper_folder: Path
    cards: tuple[SimulatedCard, ...] = ()
    pace: Pace = real_pace
    voice_folder: Path | None = None
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    chip_judge: ChipJudge | None = None
    pin_desk: PinDesk | None = None

    def options_of(self, slot: Slot, driver: str, known: tuple[str, ...]) -> Options:
        """What the settings say to the driver of a slot.

        Raises ``DeviceFault`` (device.option_unknown) for an option that is not ``known``.
        """
        return Options(slot, driver, self.options.get(slot.value, {}), known)
