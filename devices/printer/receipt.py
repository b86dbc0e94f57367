"""A roll printer (58 or 80 mm) by ESC/POS over a serial port, the network or a device file."""

from collections.abc import Callable
from contextlib import suppress
from itertools import cycle

from app.errors import AppError, DeviceFault
from app.ports.device_faults import (
    BAD_PAPER,
    NOT_CONFIRMED,
    PRINTER_GARBLED,
    SILENT,
    TOO_WIDE,
    UNPLUGGED,
)
from app.ports.devices import Listener, Printed, PrintJob, Slot
from devices.outfit import Outfit
from devices.printer.raster import PaperTooWideError, PaperUnreadableError, strips
from devices.printer.receipt_codes import (
    ASK_WHEN_DONE,
    ERROR_CAUSE,
    FORGET,
    OFFLINE_CAUSE,
    PAPER,
    ask_now,
    paper_codes,
    told_now,
    told_when_done,
    trouble,
)
from devices.wire import STEP_SECONDS, Wire, open_file, open_network, open_serial

HEADS = {"80": 576, "58": 384}
"""Dots of the head by the width of the roll in millimetres."""

ANSWER_SECONDS = 1.0
STALL_SECONDS = 15.0
DONE_SECONDS = 40.0
_OLD_ANSWERS = 8
_CAUSES = (OFFLINE_CAUSE, PAPER, ERROR_CAUSE)
_KNOWN = ("connection", "address", "port", "baud", "paper", "answers")


class ReceiptPrinter:
    """A printer of tickets or short papers; a paper is out when the printer has said so.

    Options: ``connection`` (``serial``, ``network``, ``file``), ``address`` (``/dev/ttyUSB0``, the
    name or number of a host, ``/dev/usb/lp0``), ``port`` of the host (9100), ``baud`` (19200),
    ``paper`` (80 or 58 mm), ``answers`` (``yes``; ``no`` for a cable without a way back: then a
    paper counts as out when all its bytes have been taken; a device file begins with ``no``).
    """

    driver = "receipt"
    simulated = False

    def __init__(self, outfit: Outfit, slot: Slot = Slot.PRINTER) -> None:
        self.slot = slot
        options = outfit.options_of(slot, self.driver, _KNOWN)
        self._connection = options.choice("connection", ("serial", "network", "file"))
        self._address = options.word("address")
        self._port = options.number("port", 1, 65_535, usual=9100)
        self._baud = options.number("baud", 1200, 921_600, usual=19_200)
        self._head = HEADS[options.choice("paper", tuple(HEADS), "80")]
        usual = "no" if self._connection == "file" else "yes"
        self._answers = options.choice("answers", ("yes", "no"), usual) == "yes"
        self._pace = outfit.pace
        self._now = outfit.now
        self._wire: Wire | None = None

    def open(self, report: Listener) -> None:  # noqa: ARG002 - the hub's probe finds the loss
        """Take the printer and ask how it is. Raises ``DeviceFault``."""
        self.close()
        self.probe()

    def probe(self) -> None:
        """Raises ``DeviceFault`` (device.unplugged, printer.paper_out, printer.cover_open, …)."""
        self._within(self._look)

    def close(self) -> None:
        """Let the printer go."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def print_paper(self, job: PrintJob) -> Printed:
        """Print every copy and see each confirmed. Raises ``DeviceFault``, ``Cancelled``."""
        try:
            pages = strips(job.content, self._head)
        except PaperTooWideError as error:
            raise DeviceFault(TOO_WIDE, slot=self.slot) from error
        except PaperUnreadableError as error:
            raise DeviceFault(BAD_PAPER, slot=self.slot) from error
        codes = b"".join(paper_codes(pages))
        for _ in range(job.copies):
            self._within(lambda wire: self._put_out(wire, codes))
        return Printed(name=job.name, place=self._address, at=self._now())

    def _within(self, act: Callable[[Wire], None]) -> None:
        """Do it over the wire. A network printer is called anew each time: it serves one at once."""
        if self._wire is None:
            self._wire = self._connect()
        try:
            act(self._wire)
        finally:
            if self._connection == "network":
                self.close()

    def _connect(self) -> Wire:
        if self._connection == "serial":
            return open_serial(self._address, self._baud, self.slot, self._pace)
        if self._connection == "network":
            return open_network(self._address, self._port, self.slot, self._pace)
        return open_file(self._address, self.slot, self._pace)

    def _look(self, wire: Wire) -> None:
        wire.check()
        if self._answers:
            for what in _CAUSES:
                self._blame(what, self._ask(wire, what))

    def _put_out(self, wire: Wire, codes: bytes) -> None:
        self._look(wire)
        try:
            wire.send(codes, STALL_SECONDS)
            if self._answers:
                self._await_done(wire)
        except AppError as error:
            self._forget(wire, error)
            raise

    def _await_done(self, wire: Wire) -> None:
        """Wait until the printer has worked everything off, asking now and then what holds it up."""
        self._empty(wire)
        wire.send(ASK_WHEN_DONE, STALL_SECONDS)
        waited, asked_at, what = 0.0, 0.0, OFFLINE_CAUSE
        causes = cycle(_CAUSES)
        while waited < DONE_SECONDS:
            for answer in wire.receive():
                if told_when_done(answer):
                    # A lone byte may be noise of a cable or of a switch: a sound printer says more.
                    self._ask(wire, OFFLINE_CAUSE)
                    return
                if told_now(answer):
                    self._blame(what, answer)
            if waited - asked_at >= ANSWER_SECONDS:
                asked_at, what = waited, next(causes)
                self._nudge(wire, what)
            self._pace(STEP_SECONDS)
            waited += STEP_SECONDS
        raise DeviceFault(NOT_CONFIRMED, slot=self.slot)

    @staticmethod
    def _nudge(wire: Wire, what: int) -> None:
        """Ask in passing: a printer at work may take its time even to take a question."""
        try:
            wire.send(ask_now(what), ANSWER_SECONDS)
        except DeviceFault as fault:
            if fault.code != SILENT:
                raise

    @staticmethod
    def _empty(wire: Wire) -> None:
        """Pass over what came unasked: an old answer must not be taken for a new one's."""
        for _ in range(_OLD_ANSWERS):
            if not wire.receive():
                return

    def _ask(self, wire: Wire, what: int) -> int:
        """The printer's answer. Raises ``DeviceFault`` (device.unplugged, printer.garbled)."""
        self._empty(wire)
        wire.send(ask_now(what), ANSWER_SECONDS)
        waited, garbled = 0.0, False
        while waited < ANSWER_SECONDS:
            for answer in wire.receive():
                if told_now(answer):
                    return answer
                garbled = True
            self._pace(STEP_SECONDS)
            waited += STEP_SECONDS
        raise DeviceFault(PRINTER_GARBLED if garbled else UNPLUGGED, slot=self.slot)

    def _blame(self, what: int, answer: int) -> None:
        code = trouble(what, answer)
        if code:
            raise DeviceFault(code, slot=self.slot)

    def _forget(self, wire: Wire, error: AppError) -> None:
        """Have the printer drop the rest: the paper will be printed again from its beginning."""
        if not self._answers or error.code == UNPLUGGED:
            return
        with suppress(AppError):
            wire.send(FORGET, ANSWER_SECONDS)
        if error.code == SILENT:
            self._look(wire)  # it may tell why it has stopped taking
