"""A simulated scanner: its bytes go through the same decoder as those of a real one."""

import threading

from app.ports.devices import CodeGarbled, CodeScanned, Listener, Slot
from devices.outfit import Outfit
from devices.plug import Plug
from devices.scanner.payload import Decoder, Reading, Whole


class SimulatedScanner:
    """A scanner before which codes are held by :meth:`send` and :meth:`send_half`."""

    slot = Slot.SCANNER
    driver = "simulated"
    simulated = True

    def __init__(self, outfit: Outfit) -> None:
        self.plug = Plug(self.slot, outfit.pace)
        self._now = outfit.now
        self._decoder = Decoder()
        self._one_at_a_time = threading.Lock()

    def open(self, report: Listener) -> None:
        """Take the scanner."""
        self.plug.open(report)
        self._decoder = Decoder()

    def probe(self) -> None:
        """Raises ``DeviceFault`` when the cable is out."""
        self.plug.take_time()

    def close(self) -> None:
        """Let the scanner go."""
        self.plug.close()

    def send(self, text: str) -> None:
        """Send a whole code with its end."""
        self.send_raw(text.replace("\n", "\r").encode() + b"\r\n")

    def send_half(self, text: str) -> None:
        """Send the first half of a code, then nothing."""
        self.send_raw(text.encode()[: max(1, len(text.encode()) // 2)])

    def send_raw(self, data: bytes) -> None:
        """Send these bytes, then be silent."""
        with self._one_at_a_time:
            readings = self._decoder.feed(data) + self._decoder.silence()
        for reading in readings:
            self._tell(reading)

    def _tell(self, reading: Reading) -> None:
        at = self._now()
        if isinstance(reading, Whole):
            self.plug.report(CodeScanned(reading.text, at))
        else:
            self.plug.report(CodeGarbled(reading.code, at))
