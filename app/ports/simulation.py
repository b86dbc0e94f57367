"""What hands may do to simulated devices: for practice, scenario files, the panel and tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.domain.chip import Authenticity, ZoneKey
from app.domain.person import IdentityDocument, Person
from app.ports.devices import CardFacts, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedCard:
    """A card that can be put into the simulated reader.

    ``facts`` are what it says when it is sound; ``fault`` is the code of the cause otherwise
    (``card.unreadable``). A reading takes ``read_seconds``. With a ``zone`` or a ``number`` the chip
    opens to that key alone; ``authenticity`` and its ``cause`` are the verdict that is played.
    """

    id: str
    facts: CardFacts | None
    read_seconds: float = 1.0
    fault: str = ""
    zone: ZoneKey | None = None
    number: str = field(default="", repr=False)
    authenticity: Authenticity | None = None
    cause: str = ""

    @property
    def locked(self) -> bool:
        """Whether it opens to a key alone."""
        return self.zone is not None or bool(self.number)

    @classmethod
    def of(
        cls,
        card_id: str,
        person: Person | None,
        document: IdentityDocument | None,
        *,
        read_seconds: float = 1.0,
        fault: str = "",
        zone: ZoneKey | None = None,
        number: str = "",
        authenticity: Authenticity | None = None,
        cause: str = "",
        photo: bytes = b"",
    ) -> "SimulatedCard":
        """A card of a made-up person; without a person or a document it says nothing. ``photo`` is a
        drawn one: nobody is in it."""
        facts = None
        if person is not None and document is not None:
            facts = CardFacts(person=person, document=document, simulated=True, photo=photo)
        return cls(
            id=card_id,
            facts=facts,
            read_seconds=read_seconds,
            fault=fault,
            zone=zone,
            number=number,
            authenticity=authenticity,
            cause=cause,
        )


class CameraScene(StrEnum):
    """What the simulated camera sees, or what became of it."""

    WELL = "well"
    TAKEN = "taken"
    BLACK = "black"
    DARK = "dark"
    BLURRED = "blurred"
    UPSIDE_DOWN = "upside_down"
    FROZEN = "frozen"
    NOBODY = "nobody"
    TWO_PEOPLE = "two_people"


class Simulation(Protocol):
    """The hands at the simulated devices. Each verb raises ``KeyError`` for a slot without one."""

    def cards(self) -> Sequence[SimulatedCard]:
        """The cards at hand."""

    def insert_card(self, card_id: str) -> None:
        """Put a card in; another one that is in comes out first. ``KeyError``: no such card."""

    def remove_card(self) -> None:
        """Take the card out, also in the middle of a reading."""

    def scan(self, text: str) -> None:
        """Hold a code before the scanner; an MRZ is its lines with ``\\n`` between."""

    def scan_half(self, text: str) -> None:
        """Hold a code before the scanner and pull it away in the middle."""

    def scan_raw(self, data: bytes) -> None:
        """Let the scanner send these bytes, whatever they are."""

    def show_camera(self, scene: CameraScene) -> None:
        """Change what the camera sees."""

    def hold_code(self, text: str) -> None:
        """Hold a code before the camera; an empty one takes it away."""

    def lay_sheet(self, number: int) -> None:
        """Lay a drawn sheet of that number before the camera; 0 takes it away."""

    def jam_paper(self, slot: Slot = Slot.PRINTER) -> None:
        """Jam the slot's printer."""

    def take_paper(self, slot: Slot = Slot.PRINTER) -> None:
        """Take all paper out of the slot's printer."""

    def refill(self, slot: Slot = Slot.PRINTER) -> None:
        """Put paper into the slot's printer and clear a jam."""

    def delay(self, slot: Slot, seconds: float) -> None:
        """Make every act of the slot's device take that long."""

    def unplug(self, slot: Slot) -> None:
        """Pull the slot's cable."""

    def plug_in(self, slot: Slot) -> None:
        """Put the cable back; the device is found again by itself."""
