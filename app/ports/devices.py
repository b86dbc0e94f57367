"""What the core needs of devices: slots, states with a cause, narrow verbs, frozen events."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from app.domain.chip import AccessKey, ChipAccess, ChipVerdict
from app.domain.language import Lang
from app.domain.person import IdentityDocument, Person
from app.domain.signing_key import OfferedKey, SigningOrder
from app.domain.spoken import can_be_said
from app.ports import (  # noqa: F401 - the causes' words come with them
    card_faults,
    device_faults,
    scanner_faults,
    signing_faults,
    voice_faults,
)
from app.ports.pin import FactoryPin, KeyTaken


class Slot(StrEnum):
    """A place at the desk where one device may stand."""

    CARD = "card"
    SCANNER = "scanner"
    CAMERA = "camera"
    PRINTER = "printer"
    DISPLAY = "display"
    EDS = "eds"
    TICKETS = "tickets"
    VOICE = "voice"


class DeviceState(StrEnum):
    """How a device is now."""

    ABSENT = "absent"
    CONNECTING = "connecting"
    READY = "ready"
    BUSY = "busy"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceStatus:
    """One slot now. ``code`` is its cause, one of ``app.ports.device_faults``; empty: all is well.

    ``product`` is what stands behind the driver, with its version, where the device tells it.
    """

    slot: Slot
    state: DeviceState
    driver: str = ""
    simulated: bool = False
    code: str = ""
    params: dict[str, str] = field(default_factory=dict)
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What an identity card said of itself. ``simulated`` facts make practice cases only.

    ``verdict`` is ``None`` where nothing but the card's own word was to be had. ``photo`` is the
    picture in the chip (JPEG or JPEG 2000), empty for none; it is shown and never stored.
    """

    person: Person
    document: IdentityDocument
    simulated: bool = False
    access: ChipAccess = ChipAccess.OPEN
    verdict: ChipVerdict | None = None
    photo: bytes = field(default=b"", repr=False)


_PAPER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_IIN_LIKE = re.compile(r"(?<!\d)\d{12}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One finished paper: ``content`` is a PDF, ``name`` a number with no personal data in it.

    Raises ``ValueError`` for a name that is not a plain file stem or that holds a number of
    twelve digits (an IIN would leave the case through a file name).
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What the voice of the hall may say: a call in one or both languages, nothing else (R-034).

    Raises ``ValueError`` for a call that has no spoken words (``app.domain.spoken``) and for no or
    repeated languages.
    """

    call: TicketCall
    languages: tuple[Lang, ...]

    def __post_init__(self) -> None:
        if not self.languages or len(set(self.languages)) != len(self.languages):
            raise ValueError("an announcement is said in one or two languages, each once")
        if not can_be_said(self.call.ticket, self.call.desk):
            raise ValueError("there are no spoken words for this ticket or this desk")


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
class SignatureAwaited:
    """The device now waits for the person's PIN, which will sign so many documents."""

    count: int
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
    | SignatureAwaited
    | FactoryPin
    | KeyTaken
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

    def read_identity(self, key: AccessKey | None = None) -> CardFacts:
        """The facts of the card that is in. Raises ``DeviceFault`` (card.key_needed: the chip opens
        to a key alone) or ``Cancelled``."""


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


@runtime_checkable
class Voice(Device, Protocol):
    """Speaks to the hall."""

    def announce(self, announcement: Announcement) -> None:
        """Say it; answer only when it has been said to the end. Raises ``DeviceFault``,
        ``Cancelled``."""

    def say_text(self, text: str, lang: Lang) -> None:
        """Read a text aloud to its end and keep nothing of it: it may be personal. Raises
        ``DeviceFault``, ``Cancelled``."""


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

    def read_identity(self, key: AccessKey | None = None) -> Future[CardFacts]:
        """Read the card that is in, opening its chip with the key where one is needed."""

    def print_paper(self, job: PrintJob) -> Future[Printed]:
        """Put a paper out."""

    def show_call(self, call: TicketCall) -> Future[None]:
        """Show a call on the display."""

    def clear_display(self) -> Future[None]:
        """Show no call."""

    def print_ticket(self, job: PrintJob) -> Future[Printed]:
        """Put a queue ticket out on the ticket printer."""

    def announce(self, announcement: Announcement) -> Future[None]:
        """Say a call aloud, after those that were asked for before; never two at once."""

    def say_text(self, text: str, lang: Lang) -> Future[None]:
        """Read a text aloud on the loudspeaker of this place and keep nothing of it."""

    def signing_keys(self) -> Future[tuple[OfferedKey, ...]]:
        """The keys at hand, without a question to anybody."""

    def look_at_key(self, key_id: str) -> Future[OfferedKey]:
        """One key with its certificate."""

    def sign(self, order: SigningOrder) -> Future[tuple[bytes, ...]]:
        """A detached signature over each document of the order."""

    def retry(self, slot: Slot) -> None:
        """Try the slot again now."""
