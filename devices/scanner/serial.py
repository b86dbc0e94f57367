"""A code scanner on a serial port, or on USB that looks like one: read on a thread of its own."""

import os
import select
import threading
from collections.abc import Callable
from contextlib import suppress

from app.errors import DeviceFault
from app.ports.device_faults import UNPLUGGED
from app.ports.devices import CodeGarbled, CodeScanned, DeviceTrouble, Listener, Slot
from devices.outfit import Outfit
from devices.scanner.payload import SUFFIXES, Decoder, Reading, Whole
from devices.wire import Wire, open_serial

SILENCE_SECONDS = 0.3
"""A code that pauses for so long in its middle will not be completed."""

_BAUDS = (1200, 115_200)


class SerialScanner:
    """A scanner that sends each code as a line of UTF-8 or ASCII.

    Options: ``address`` (``/dev/ttyACM0``), ``baud`` (9600), ``suffix`` (``any`` of CR, LF, Tab
    and ETX; or one of ``cr``, ``lf``, ``tab``, ``etx``, or ``none``). Its loss is told once, by
    the thread that reads; the hub then opens it anew until it is there again.
    """

    slot = Slot.SCANNER
    driver = "serial"
    simulated = False

    def __init__(self, outfit: Outfit) -> None:
        options = outfit.options_of(self.slot, self.driver, ("address", "baud", "suffix"))
        self._address = options.word("address")
        self._baud = options.number("baud", *_BAUDS, usual=9600)
        self._ends = SUFFIXES[options.choice("suffix", tuple(SUFFIXES), "any")]
        self._now = outfit.now
        self._pace = outfit.pace
        self._wire: Wire | None = None
        self._ear: _Ear | None = None

    def open(self, report: Listener) -> None:
        """Take the port and begin to listen. Raises ``DeviceFault``."""
        self.close()
        wire = open_serial(self._address, self._baud, self.slot, self._pace)

        def hand_on(reading: Reading) -> None:
            at = self._now()
            if isinstance(reading, Whole):
                report(CodeScanned(reading.text, at))
            else:
                report(CodeGarbled(reading.code, at))

        lost = DeviceTrouble(UNPLUGGED)
        self._wire = wire
        self._ear = _Ear(wire, Decoder(ends=self._ends), hand_on, lambda: report(lost))

    def probe(self) -> None:
        """Raises ``DeviceFault`` (device.unplugged) when the port has gone or nobody listens."""
        if self._wire is None or self._ear is None or not self._ear.listens:
            raise DeviceFault(UNPLUGGED, slot=self.slot)
        self._wire.check()

    def close(self) -> None:
        """Let the port go; the thread has ended when this returns."""
        if self._ear is not None:
            self._ear.stop()
            self._ear = None
        if self._wire is not None:
            self._wire.close()
            self._wire = None


class _Ear:
    """The thread that waits for bytes: it sleeps while nothing comes and ends when the wire is cut."""

    def __init__(
        self,
        wire: Wire,
        decoder: Decoder,
        hand_on: Callable[[Reading], None],
        lost: Callable[[], None],
    ) -> None:
        self._wire, self._decoder, self._hand_on, self._lost = wire, decoder, hand_on, lost
        self._stopping = threading.Event()
        # What wakes a sleeping thread: its end is closed, and the other one becomes readable.
        self._bed, self._alarm = os.pipe()
        self._poll = select.poll()
        for handle in (wire.fileno(), self._bed):
            self._poll.register(handle, select.POLLIN)
        self._thread = threading.Thread(target=self._listen, name="scanner-serial", daemon=True)
        self._thread.start()

    @property
    def listens(self) -> bool:
        """Whether bytes would still be heard."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Wake the thread and wait for its end."""
        self._stopping.set()
        os.close(self._alarm)
        if self._thread is not threading.current_thread():
            self._thread.join()
        with suppress(OSError):
            os.close(self._bed)

    def _listen(self) -> None:
        try:
            while not self._stopping.is_set():
                self._hear()
        except DeviceFault:
            # A port that has gone stays readable for ever: one look, one word, and the end.
            self._tell(self._decoder.silence())
            if not self._stopping.is_set():
                self._lost()

    def _hear(self) -> None:
        patience = SILENCE_SECONDS * 1000 if self._decoder.waits else None
        woken = {handle for handle, _ in self._poll.poll(patience)}
        if not woken:
            self._tell(self._decoder.silence())
        elif self._wire.fileno() in woken:
            self._tell(self._decoder.feed(self._wire.receive()))

    def _tell(self, readings: tuple[Reading, ...]) -> None:
        for reading in readings:
            if not self._stopping.is_set():
                self._hand_on(reading)
