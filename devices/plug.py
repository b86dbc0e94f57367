"""The cable, the power and the tempo of a simulated device: what all of them have in common."""

import threading

from app.errors import DeviceFault
from app.ports.device_faults import UNPLUGGED
from app.ports.devices import DeviceEvent, DeviceTrouble, Listener, Slot
from devices.outfit import Pace


class Plug:
    """A simulated cable. The hands pull and put it from any thread."""

    def __init__(self, slot: Slot, pace: Pace) -> None:
        self._slot = slot
        self._pace = pace
        self._change = threading.Lock()
        self._in = True
        self._report: Listener | None = None
        self._delay = 0.0

    def open(self, report: Listener) -> None:
        """Take the device. Raises ``DeviceFault`` (device.unplugged)."""
        self.check()
        with self._change:
            self._report = report

    def close(self) -> None:
        """Let the device go: nothing is reported any more."""
        with self._change:
            self._report = None

    def check(self) -> None:
        """Raise ``DeviceFault`` (device.unplugged) when the cable is out."""
        if not self._in:
            raise DeviceFault(UNPLUGGED, slot=self._slot)

    def take_time(self, seconds: float = 0.0) -> None:
        """Let the act's own time and the set delay pass; raise when the cable is out after it."""
        self.check()
        self._pace(seconds + self._delay)
        self.check()

    def report(self, event: DeviceEvent) -> None:
        """Tell the event, if anybody has opened the device and the cable is in."""
        with self._change:
            report = self._report if self._in else None
        if report is not None:
            report(event)

    def delay(self, seconds: float) -> None:
        """Make every act take that much longer."""
        self._delay = seconds

    def pull(self) -> None:
        """Pull the cable; the loss is reported once."""
        with self._change:
            was_in, self._in = self._in, False
            report, self._report = self._report, None
        if was_in and report is not None:
            report(DeviceTrouble(UNPLUGGED))

    def put(self) -> None:
        """Put the cable back; somebody must open the device anew."""
        self._in = True
