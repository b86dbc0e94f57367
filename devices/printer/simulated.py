"""A simulated printer with a paper tray: it runs out, jams, and takes its time."""

import threading

from app.errors import DeviceFault
from app.ports.device_faults import PAPER_JAM, PAPER_OUT
from app.ports.devices import DeviceTrouble, Listener, Printed, PrintJob, Slot
from devices.outfit import Outfit
from devices.plug import Plug

FULL_TRAY = 100
SECONDS_A_COPY = 1.5


class SimulatedPrinter:
    """A printer that keeps the names of what it printed and nothing of the contents."""

    driver = "simulated"
    simulated = True

    def __init__(self, outfit: Outfit, slot: Slot = Slot.PRINTER) -> None:
        self.slot = slot
        self.plug = Plug(self.slot, outfit.pace)
        self._now = outfit.now
        self._change = threading.Lock()
        self._sheets = FULL_TRAY
        self._jammed = False
        self._out: list[str] = []

    def open(self, report: Listener) -> None:
        """Take the printer. Raises ``DeviceFault``."""
        self.plug.open(report)

    def probe(self) -> None:
        """Raises ``DeviceFault`` (printer.jam, printer.paper_out, device.unplugged)."""
        self.plug.take_time()
        self._check(1)

    def close(self) -> None:
        """Let the printer go."""
        self.plug.close()

    def print_paper(self, job: PrintJob) -> Printed:
        """Print every copy; a fault in the middle means that the paper is not out."""
        self._check(job.copies)
        for _ in range(job.copies):
            self.plug.take_time(SECONDS_A_COPY)
            self._check(1)
            with self._change:
                self._sheets -= 1
        self._out.append(job.name)
        return Printed(name=job.name, place="tray", at=self._now())

    def _check(self, copies: int) -> None:
        if self._jammed:
            raise DeviceFault(PAPER_JAM, slot=self.slot)
        if self._sheets < copies:
            raise DeviceFault(PAPER_OUT, slot=self.slot)

    @property
    def printed(self) -> tuple[str, ...]:
        """The names of the papers that came out, oldest first."""
        return tuple(self._out)

    def jam(self) -> None:
        """Jam the paper."""
        self._jammed = True
        self.plug.report(DeviceTrouble(PAPER_JAM))

    def take_paper(self) -> None:
        """Take all paper out."""
        with self._change:
            self._sheets = 0
        self.plug.report(DeviceTrouble(PAPER_OUT))

    def refill(self) -> None:
        """Fill the tray and clear a jam."""
        with self._change:
            self._sheets = FULL_TRAY
            self._jammed = False
