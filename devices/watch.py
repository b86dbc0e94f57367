"""The watch over idle devices: it looks at each in turn, so that a loss is told within ten seconds."""

import threading
from collections.abc import Callable, Mapping

from app.lanes import AnyLane
from app.ports.devices import Slot

WATCHED = (Slot.CAMERA, Slot.PRINTER, Slot.DISPLAY, Slot.EDS, Slot.TICKETS)
"""Devices that tell of nothing by themselves; a reader or a scanner reports its own loss."""

WATCH_SECONDS = 4.0
LOOK_SECONDS = 5.0
"""A device that does not answer a look in this time is silent; with the wait before, under ten."""


class Watch:
    """Calls ``look`` for every watched slot again and again, on the slot's lane."""

    def __init__(self, lanes: Mapping[Slot, AnyLane], look: Callable[[Slot], None]) -> None:
        self._lanes = {slot: lanes[slot] for slot in WATCHED if slot in lanes}
        self._look = look
        self._change = threading.Lock()
        self._planned: dict[Slot, Callable[[], None]] = {}
        self._stopped = False

    def start(self) -> None:
        """Begin to look."""
        for slot in self._lanes:
            self._plan(slot)

    def stop(self) -> None:
        """Look no more; what is planned is taken back."""
        with self._change:
            self._stopped = True
            planned = tuple(self._planned.values())
            self._planned.clear()
        for take_back in planned:
            take_back()

    def _plan(self, slot: Slot) -> None:
        with self._change:
            if not self._stopped:
                again = self._lanes[slot].later(WATCH_SECONDS, lambda: self._turn(slot))
                self._planned[slot] = again

    def _turn(self, slot: Slot) -> None:
        try:
            self._look(slot)
        finally:
            self._plan(slot)
