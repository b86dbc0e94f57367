"""What the core needs of devices: slots, states with a cause, narrow verbs, frozen events."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from app.domain.person import IdentityDocument, Person
from app.errors import declare
from i18n import N_


class Slot(StrEnum):
    """A place at the desk where one device may stand."""

    CARD = "card"
    SCANNER = "scanner"
    CAMERA = "camera"
    PRINTER = "printer"
    DISPLAY = "display"
    EDS = "eds"


class DeviceState(StrEnum):
    """How a device is now."""

    ABSENT = "absent"
    CONNECTING = "connecting"
    READY = "ready"
    BUSY = "busy"
    FAULT = "fault"


SLOT_TEXTS: dict[Slot, str] = {
    Slot.CARD: N_("Identity card reader"),
    Slot.SCANNER: N_("Code scanner"),
    Slot.CAMERA: N_("Camera"),
    Slot.PRINTER: N_("Printer"),
    Slot.DISPLAY: N_("Queue display"),
    Slot.EDS: N_("Signature device"),
}
"""The name of each slot, as English message ids."""

STATE_TEXTS: dict[DeviceState, str] = {
    DeviceState.ABSENT: N_("Not connected"),
    DeviceState.CONNECTING: N_("Connecting"),
    DeviceState.READY: N_("Ready"),
    DeviceState.BUSY: N_("Working"),
    DeviceState.FAULT: N_("Fault"),
}
"""The name of each state, as English message ids."""

NOT_FITTED = declare(
    "device.not_fitted",
    N_("No driver is chosen for this device."),
    N_("Work goes on without it. Choose a driver in the settings if the device is needed."),
)
UNKNOWN_DRIVER = declare(
    "device.unknown_driver",
    N_("The driver «{driver}» named in the settings is not known."),
    N_("Choose one of the drivers from the list in the settings."),
)
LIBRARY_MISSING = declare(
    "device.library_missing",
    N_("The part «{library}» that this device needs is not installed."),
    N_("Tell the administrator the name of the part; work by hand until then."),
)
UNPLUGGED = declare(
    "device.unplugged",
    N_("The device does not answer: it is switched off or unplugged."),
    N_("Check the cable and the power. It will be found again by itself."),
)
SILENT = declare(
    "device.silent",
    N_("The device has not answered in time."),
    N_("Wait a little or unplug the device and plug it in again; work by hand until then."),
)
BROKEN_DRIVER = declare(
    "device.broken_driver",
    N_("The driver of the device has failed (incident {incident})."),
    N_("Work by hand and tell the administrator the number of the incident."),
)
CARD_NONE = declare(
    "card.none",
    N_("There is no card in the reader."),
    N_("Put the card into the reader with the chip forward."),
)
CARD_REMOVED = declare(
    "card.removed",
    N_("The card was taken out before it was read."),
    N_("Put the card in again and leave it until the data appear, or type the data by hand."),
)
CARD_UNREADABLE = declare(
    "card.unreadable",
    N_("The card cannot be read: it is damaged, turned the wrong way or not an identity card."),
    N_("Turn the card and try once more; otherwise identify by the document and type the data."),
)
PAPER_OUT = declare(
    "printer.paper_out",
    N_("The printer is out of paper."),
    N_("Put paper in; the papers that wait will be printed after that."),
)
PAPER_JAM = declare(
    "printer.jam",
    N_("Paper is jammed in the printer."),
    N_("Open the cover, take the sheet out and close it; the paper will be printed again."),
)
FOLDER_READ_ONLY = declare(
    "printer.folder_read_only",
    N_("Papers cannot be saved: writing into the folder for papers is not allowed."),
    N_("Choose another folder in the settings or ask the administrator for the right to write."),
)
DISK_FULL = declare(
    "printer.disk_full",
    N_("Papers cannot be saved: the disk is full."),
    N_("Free some room on the disk; the paper waits and can be printed again."),
)
FOLDER_FAILED = declare(
    "printer.folder_failed",
    N_("Papers cannot be saved: the folder for papers cannot be used."),
    N_("Check that the disk is connected; the paper waits and can be printed again."),
)
CODE_HALF = declare(
    "scanner.half",
    N_("Only a part of the code was read."),
    N_("Scan the code once more, or type its number."),
)
CODE_GARBAGE = declare(
    "scanner.garbage",
    N_("The scanner sent something that is not a code."),
    N_("Scan the code once more, or type its number."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceStatus:
    """One slot now. ``code`` is the cause in ``app.errors.ERROR_TEXTS``; empty when all is well."""

    slot: Slot
    state: DeviceState
    driver: str = ""
    simulated: bool = False
    code: str = ""
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What an identity card said of itself. ``simulated`` facts make practice cases only."""

    person: Person
    document: IdentityDocument
    simulated: bool = False


_PAPER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_IIN_LIKE = re.compile(r"\d{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One finished paper: ``content`` is a PDF, ``name`` a number with no personal data in it.

    Raises ``ValueError`` for a name that is not a plain file stem or that holds twelve digits in
    a row (an IIN would leave the case through a file name).
    """

    name: str
    content: bytes = field(repr=False)
    copies: int = 1

    def __post_init__(self) -> None:
        if not _PAPER_NAME.fullmatch(self.name) or _IIN_LIKE.search(self.name):
            raise ValueError("the name of a paper must be a plain number without personal data")
        if self.copies < 1 or not self.content:
            raise ValueError("a paper has a content and is printed at least once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paper that is out: ``place`` tells where it lies (a path, a tray)."""

    name: str
    place: str
    at: datetime


_TICKET = re.compile(r"[^\W\d_]{0,2}-?\d{1,5}")


@dataclass(frozen=True, slots=True)
class TicketCall:
    """What a queue display may show: a ticket number and a desk, nothing else (R-034).

    Raises ``ValueError`` for anything that is not shaped like a ticket number.
    """

    ticket: str
    desk: int

    def __post_init__(self) -> None:
        if not _TICKET.fullmatch(self.ticket):
            raise ValueError("a display shows ticket numbers only")


@dataclass(frozen=True, slots=True)
class CardPresent:
    """A card has been put in; its facts or the reason why there are none will follow."""

    at: datetime


@dataclass(frozen=True, slots=True)
class CardInserted:
    """A card has been read."""

    facts: CardFacts
    at: datetime


@dataclass(frozen=True, slots=True)
class CardUnreadable:
    """A card was put in and could not be read; ``code`` says why."""

    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """The card has been taken out."""

    at: datetime


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """A whole code; an MRZ comes as its lines with ``\\n`` between. Not yet judged by the core."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CodeGarbled:
    """The scanner sent something of no use; ``code`` says why. Its text is not kept."""

    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeviceTrouble:
    """A driver has noticed that its device cannot work now; ``code`` says why."""

    code: str


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """A slot has another status."""

    status: DeviceStatus


DeviceEvent = (
    CardPresent
    | CardInserted
    | CardUnreadable
    | CardRemoved
    | CodeScanned
    | CodeGarbled
    | DeviceTrouble
    | StatusChanged
)
Listener = Callable[[DeviceEvent], None]


@runtime_checkable
class Device(Protocol):
    """One driver of one slot. All but ``report``'s call are made on the device's own lane."""

    slot: Slot
    driver: str
    simulated: bool

    def open(self, report: Listener) -> None:
        """Take the device and begin to report its events. Raises ``DeviceFault``."""

    def probe(self) -> None:
        """Ask the device whether it could work now. Raises ``DeviceFault``."""

    def close(self) -> None:
        """Let the device go; may be called twice; never raises."""


@runtime_checkable
class CardReader(Device, Protocol):
    """Reads identity cards."""

    def read_identity(self) -> CardFacts:
        """The facts of the card that is in. Raises ``DeviceFault`` or ``Cancelled``."""


@runtime_checkable
class Printer(Device, Protocol):
    """Puts papers out."""

    def print_paper(self, job: PrintJob) -> Printed:
        """Put the paper out; answer only when it is. Raises ``DeviceFault``, ``Cancelled``."""


@runtime_checkable
class QueueDisplay(Device, Protocol):
    """Shows the called ticket."""

    def show_call(self, call: TicketCall) -> None:
        """Show the call. Raises ``DeviceFault``."""

    def clear(self) -> None:
        """Show no call. Raises ``DeviceFault``."""


class Devices(Protocol):
    """All slots of a desk, as the counter and its windows see them."""

    def status(self, slot: Slot) -> DeviceStatus:
        """The slot now."""

    def statuses(self) -> tuple[DeviceStatus, ...]:
        """Every slot now, in the order of :class:`Slot`."""

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of every event; call the answer to stop.

        The listener is called on a device's thread and must hand the event on without waiting.
        """

    def read_identity(self) -> Future[CardFacts]:
        """Read the card that is in."""

    def print_paper(self, job: PrintJob) -> Future[Printed]:
        """Put a paper out."""

    def show_call(self, call: TicketCall) -> Future[None]:
        """Show a call on the display."""

    def clear_display(self) -> Future[None]:
        """Show no call."""

    def retry(self, slot: Slot) -> None:
        """Try the slot again now."""
