"""A printer of the computer's print service (CUPS): handed over by ``lp``, followed to its end."""

import os
import re
import shutil
import subprocess
from contextlib import suppress

from app.errors import AppError, DeviceFault
from app.ports.device_faults import (
    COVER_OPEN,
    JOB_FAILED,
    JOB_TAKEN_BACK,
    LIBRARY_MISSING,
    NOT_CONFIRMED,
    PAPER_JAM,
    PAPER_OUT,
    QUEUE_REJECTS,
    QUEUE_STOPPED,
    QUEUE_UNKNOWN,
    SPOOLER_SILENT,
    UNPLUGGED,
)
from app.ports.devices import Listener, Printed, PrintJob, Slot
from devices.outfit import Outfit
from devices.printer import ipp

LOOK_SECONDS = 0.5
# A keyword of trouble is believed when it stays: at the start of a job it may be yesterday's.
TROUBLE_SECONDS = 3.0
REACH_SECONDS = 15.0
_LP_SECONDS = 20.0
_SOCKET = "/run/cups/cups.sock"
_QUEUE = re.compile(r"[A-Za-z0-9_][\w.+-]{0,126}")
_REQUEST = re.compile(r"^request id is (\S+)-(\d+) ", re.MULTILINE)
_TROUBLES = {
    "media-empty": PAPER_OUT,
    "media-needed": PAPER_OUT,
    "media-jam": PAPER_JAM,
    "cover-open": COVER_OPEN,
    "door-open": COVER_OPEN,
    "connecting-to-device": UNPLUGGED,
    "offline": UNPLUGGED,
    "offline-report": UNPLUGGED,
    "timed-out": UNPLUGGED,
}
_ENDED_BADLY = {ipp.JobState.ABORTED: JOB_FAILED, ipp.JobState.CANCELED: JOB_TAKEN_BACK}


class SystemPrinter:
    """A printer by its name in CUPS. A paper is out when the service says that its job is complete.

    Options: ``queue`` (the printer's name), ``server`` (a socket's path or ``host:port``; first
    the computer's own service).
    """

    driver = "system"
    simulated = False

    def __init__(self, outfit: Outfit, slot: Slot = Slot.PRINTER) -> None:
        self.slot = slot
        options = outfit.options_of(slot, self.driver, ("queue", "server"))
        self._queue = options.word("queue")
        if not _QUEUE.fullmatch(self._queue):
            raise options.wrong("queue", "A–Z, a–z, 0–9, _ . + -")
        self._server = options.word("server", _SOCKET)
        self._service = ipp.Service(self._server)
        self._pace = outfit.pace
        self._now = outfit.now

    def open(self, report: Listener) -> None:  # noqa: ARG002 - the hub's probe finds the loss
        """Look whether the programs and the printer are there. Raises ``DeviceFault``."""
        self._program("lp")
        self._program("cancel")
        self.probe()

    def probe(self) -> None:
        """Raises ``DeviceFault`` (printer.spooler_silent, printer.queue_stopped, …)."""
        now = self._look()
        self._blame_stop(now)
        if not now.accepts:
            raise DeviceFault(QUEUE_REJECTS, slot=self.slot, queue=self._queue)

    def close(self) -> None:
        """Nothing is held between papers."""

    def print_paper(self, job: PrintJob) -> Printed:
        """Hand the paper over and follow it. Raises ``DeviceFault``, ``Cancelled``."""
        self.probe()
        number = self._hand_over(job)
        try:
            self._follow(number)
        except AppError as error:
            self._take_back(number)
            if not (isinstance(error, DeviceFault) and self._came_out(number)):
                raise
        return Printed(name=job.name, place=self._queue, at=self._now())

    def _hand_over(self, job: PrintJob) -> int:
        words = ["-d", self._queue, "-n", str(job.copies), "-t", job.name, "--"]
        done = self._run("lp", words, job.content)
        asked = _REQUEST.search(done.stdout.decode("utf-8", "replace"))
        if done.returncode != 0 or asked is None or asked[1] != self._queue:
            self.probe()  # it names the cause, if there still is one
            raise DeviceFault(JOB_FAILED, slot=self.slot)
        return int(asked[2])

    def _follow(self, number: int) -> None:
        lasted = 0.0
        while (state := self._job(number)) != ipp.JobState.COMPLETED:
            if state in _ENDED_BADLY:
                raise DeviceFault(_ENDED_BADLY[ipp.JobState(state)], slot=self.slot)
            now = self._look()
            cause = _trouble(now.reasons)
            lasted = lasted + LOOK_SECONDS if cause else 0.0
            if cause and lasted > (REACH_SECONDS if cause == UNPLUGGED else TROUBLE_SECONDS):
                raise DeviceFault(cause, slot=self.slot)
            self._blame_stop(now)
            self._pace(LOOK_SECONDS)

    def _job(self, number: int) -> int:
        try:
            return self._service.job_state(self._queue, number)
        except ipp.IppError as error:
            # A service that forgets its jobs has not said that this one was printed.
            code = NOT_CONFIRMED if error.status == ipp.NOT_FOUND else SPOOLER_SILENT
            raise DeviceFault(code, slot=self.slot) from error

    def _look(self) -> ipp.PrinterNow:
        try:
            return self._service.printer(self._queue)
        except ipp.IppError as error:
            code = QUEUE_UNKNOWN if error.status == ipp.NOT_FOUND else SPOOLER_SILENT
            raise DeviceFault(code, slot=self.slot, queue=self._queue) from error

    def _blame_stop(self, now: ipp.PrinterNow) -> None:
        if now.state == ipp.STOPPED:
            code = _trouble(now.reasons) or QUEUE_STOPPED
            raise DeviceFault(code, slot=self.slot, queue=self._queue)

    def _take_back(self, number: int) -> None:
        """The paper will be printed again from the program: the service must not do it too."""
        with suppress(DeviceFault):
            self._run("cancel", [f"{self._queue}-{number}"])

    def _came_out(self, number: int) -> bool:
        with suppress(DeviceFault):
            return self._job(number) == ipp.JobState.COMPLETED
        return False

    def _run(
        self, program: str, words: list[str], given: bytes = b""
    ) -> "subprocess.CompletedProcess[bytes]":
        command = [self._program(program), "-h", self._server, *words]
        try:
            return subprocess.run(  # noqa: S603 - a list of words, no shell; the queue is checked
                command,
                input=given,
                capture_output=True,
                timeout=_LP_SECONDS,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DeviceFault(SPOOLER_SILENT, slot=self.slot) from error

    def _program(self, name: str) -> str:
        found = shutil.which(name)
        if found is None:
            raise DeviceFault(LIBRARY_MISSING, slot=self.slot, library=name, driver=self.driver)
        return found


def _trouble(reasons: frozenset[str]) -> str:
    """The cause among a printer's keywords; a mere warning or report is none."""
    for reason in sorted(reasons):
        word = reason.removesuffix("-error")
        if word in _TROUBLES:
            return _TROUBLES[word]
    return ""
