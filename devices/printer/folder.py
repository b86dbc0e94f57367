"""A printer that puts papers into a folder, and says so only when they are on the disk for good."""

import errno
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from app.errors import DeviceFault
from app.ports.device_faults import DISK_FULL, FOLDER_FAILED, FOLDER_READ_ONLY
from app.ports.devices import Listener, Printed, PrintJob, Slot
from devices.outfit import Outfit

# Each slot clears what it left itself: the other one may be writing at this moment.
_UNFINISHED = {Slot.PRINTER: ".tereze-paper-", Slot.TICKETS: ".tereze-ticket-"}
_ROOM_NEEDED = 1_000_000
_CAUSES = {
    errno.EACCES: FOLDER_READ_ONLY,
    errno.EPERM: FOLDER_READ_ONLY,
    errno.EROFS: FOLDER_READ_ONLY,
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
}


class FolderPrinter:
    """Writes each paper as ``<name>.pdf``; the same paper twice is one file, another content under
    a taken name becomes ``<name>-2.pdf``."""

    driver = "folder"
    simulated = False

    def __init__(self, outfit: Outfit, slot: Slot = Slot.PRINTER) -> None:
        self.slot = slot
        self._folder = outfit.paper_folder
        self._now = outfit.now

    def open(self, report: Listener) -> None:  # noqa: ARG002 - a folder reports nothing by itself
        """Make the folder, clear what a power cut left unfinished. Raises ``DeviceFault``."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for unfinished in self._folder.glob(f"{_UNFINISHED[self.slot]}*"):
                unfinished.unlink()
        except OSError as error:
            raise self._fault(error) from error
        self.probe()

    def probe(self) -> None:
        """Try to write. Raises ``DeviceFault`` (printer.folder_read_only, printer.disk_full, …)."""
        try:
            with tempfile.TemporaryFile(dir=self._folder) as trial:
                trial.write(b"0")
            free = shutil.disk_usage(self._folder).free
        except OSError as error:
            raise self._fault(error) from error
        if free < _ROOM_NEEDED:
            raise DeviceFault(DISK_FULL, slot=self.slot)

    def close(self) -> None:
        """Nothing is held between papers."""

    def print_paper(self, job: PrintJob) -> Printed:
        """Write the paper. Raises ``DeviceFault``; then nothing of it stays in the folder."""
        try:
            place = self._keep(job)
        except OSError as error:
            raise self._fault(error) from error
        return Printed(name=job.name, place=str(place), at=self._now())

    def _keep(self, job: PrintJob) -> Path:
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=_UNFINISHED[self.slot])
        fresh = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(job.content)
                stream.flush()
                os.fsync(stream.fileno())
            place = self._name(fresh, job)
        finally:
            with suppress(FileNotFoundError):
                fresh.unlink()
        self._make_names_durable()
        return place

    def _name(self, fresh: Path, job: PrintJob) -> Path:
        number = 1
        while True:
            suffix = "" if number == 1 else f"-{number}"
            place = self._folder / f"{job.name}{suffix}.pdf"
            if self._take(place):
                fresh.replace(place)
                return place
            if place.read_bytes() == job.content:
                return place
            number += 1

    @staticmethod
    def _take(place: Path) -> bool:
        # The name is taken first, empty, so that no other paper is ever overwritten; an empty
        # file is a name that was taken before a power cut and never filled.
        try:
            place.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            return place.stat().st_size == 0
        return True

    def _make_names_durable(self) -> None:
        if os.name == "posix":
            folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _fault(self, error: OSError) -> DeviceFault:
        return DeviceFault(_CAUSES.get(error.errno or 0, FOLDER_FAILED), slot=self.slot)
