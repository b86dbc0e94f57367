"""The hands at the simulated devices: one surface for the panel, for scenarios and for tests."""

from collections.abc import Mapping
from typing import TypeVar

from app.ports.devices import Slot
from app.ports.simulation import CameraScene, SimulatedCard, Simulation
from devices.camera.simulated import SimulatedCamera
from devices.card.simulated import SimulatedCardReader
from devices.catalog import Fitting
from devices.display.simulated import SimulatedDisplay
from devices.plug import Plug
from devices.printer.simulated import SimulatedPrinter
from devices.scanner.simulated import SimulatedScanner
from devices.voice.simulated import SimulatedVoice

T = TypeVar("T")
_SIMULATED = (
    SimulatedCardReader,
    SimulatedScanner,
    SimulatedCamera,
    SimulatedPrinter,
    SimulatedDisplay,
    SimulatedVoice,
)


class SimulatedDesk(Simulation):
    """The simulated devices among those fitted; a verb for one that is not there: ``KeyError``."""

    def __init__(
        self, fitted: Mapping[Slot, Fitting], cards: tuple[SimulatedCard, ...] = ()
    ) -> None:
        self._fitted = fitted
        self._cards = {card.id: card for card in cards}

    def cards(self) -> tuple[SimulatedCard, ...]:
        """The cards at hand."""
        return tuple(self._cards.values())

    def insert_card(self, card_id: str) -> None:
        """Put a card in; another one that is in comes out first."""
        reader, card = self._the(Slot.CARD, SimulatedCardReader), self._cards[card_id]
        reader.insert(card)

    def remove_card(self) -> None:
        """Take the card out, also in the middle of a reading."""
        self._the(Slot.CARD, SimulatedCardReader).remove()

    def scan(self, text: str) -> None:
        """Hold a code before the scanner."""
        self._the(Slot.SCANNER, SimulatedScanner).send(text)

    def scan_half(self, text: str) -> None:
        """Hold a code before the scanner and pull it away in the middle."""
        self._the(Slot.SCANNER, SimulatedScanner).send_half(text)

    def scan_raw(self, data: bytes) -> None:
        """Let the scanner send these bytes, whatever they are."""
        self._the(Slot.SCANNER, SimulatedScanner).send_raw(data)

    def show_camera(self, scene: CameraScene) -> None:
        """Change what the camera sees."""
        self._the(Slot.CAMERA, SimulatedCamera).show(scene)

    def hold_code(self, text: str) -> None:
        """Hold a code before the camera; an empty one takes it away."""
        self._the(Slot.CAMERA, SimulatedCamera).code = text

    def lay_sheet(self, number: int) -> None:
        """Lay a drawn sheet of that number before the camera; 0 takes it away."""
        self._the(Slot.CAMERA, SimulatedCamera).sheet = number

    def jam_paper(self, slot: Slot = Slot.PRINTER) -> None:
        """Jam the slot's printer."""
        self._the(slot, SimulatedPrinter).jam()

    def take_paper(self, slot: Slot = Slot.PRINTER) -> None:
        """Take all paper out of the slot's printer."""
        self._the(slot, SimulatedPrinter).take_paper()

    def refill(self, slot: Slot = Slot.PRINTER) -> None:
        """Put paper into the slot's printer and clear a jam."""
        self._the(slot, SimulatedPrinter).refill()

    def delay(self, slot: Slot, seconds: float) -> None:
        """Make every act of the slot's device take that much longer."""
        self._plug(slot).delay(seconds)

    def unplug(self, slot: Slot) -> None:
        """Pull the slot's cable."""
        self._plug(slot).pull()

    def plug_in(self, slot: Slot) -> None:
        """Put the cable back; the device is found again by itself."""
        self._plug(slot).put()

    def _plug(self, slot: Slot) -> Plug:
        device = self._fitted.get(slot)
        if isinstance(device, _SIMULATED):
            return device.plug
        raise KeyError(slot)

    def _the(self, slot: Slot, kind: type[T]) -> T:
        device = self._fitted.get(slot)
        if isinstance(device, kind):
            return device
        raise KeyError(slot)
