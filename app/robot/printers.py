"""Printers of the stage without windows: they print or say why not, as a device at the desk would."""

from collections.abc import Callable
from enum import StrEnum

from app.errors import DeviceFault
from app.ports.device_faults import PAPER_JAM, PAPER_OUT, UNPLUGGED
from app.ports.devices import Slot


class DeviceHealth(StrEnum):
    """What a scenario may do to a device."""

    WELL = "well"
    PAPER_OUT = "paper_out"
    JAMMED = "jammed"
    UNPLUGGED = "unplugged"


_CAUSES = {
    DeviceHealth.PAPER_OUT: PAPER_OUT,
    DeviceHealth.JAMMED: PAPER_JAM,
    DeviceHealth.UNPLUGGED: UNPLUGGED,
}


class StagePrinter:
    """Prints by ``put_out`` while its ``health`` is good."""

    def __init__(self, slot: Slot, put_out: Callable[..., None]) -> None:
        self._slot = slot
        self._put_out = put_out
        self.health = DeviceHealth.WELL

    def __call__(self, *what: object) -> None:
        """Print it. Raises ``DeviceFault`` with the cause while the printer is not well."""
        if self.health is not DeviceHealth.WELL:
            raise DeviceFault(_CAUSES[self.health], slot=self._slot)
        self._put_out(*what)
