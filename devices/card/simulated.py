"""A simulated reader of identity cards: slow cards, damaged ones, and hands that pull them out."""

from dataclasses import replace

from app.domain.chip import AccessKey, CardNumberKey, ChipAccess, ChipVerdict
from app.errors import DeviceFault
from app.ports.card_faults import CARD_KEY_NEEDED, CARD_KEY_WRONG
from app.ports.device_faults import CARD_NONE, CARD_REMOVED, CARD_UNREADABLE
from app.ports.devices import CardFacts, CardPresent, CardRemoved, Listener, Slot
from app.ports.simulation import SimulatedCard
from devices.outfit import Outfit
from devices.plug import Plug


class SimulatedCardReader:
    """A card reader whose cards are put in and taken out by :meth:`insert` and :meth:`remove`."""

    slot = Slot.CARD
    driver = "simulated"
    simulated = True

    def __init__(self, outfit: Outfit) -> None:
        self.plug = Plug(self.slot, outfit.pace)
        self._now = outfit.now
        # One object holds the card of one insertion: another insertion is another object, so
        # that a reading notices a swap even when the same card comes back.
        self._inside: list[SimulatedCard] | None = None

    def open(self, report: Listener) -> None:
        """Take the reader; a card that is in already is reported."""
        self.plug.open(report)
        if self._inside is not None:
            self.plug.report(CardPresent(self._now()))

    def probe(self) -> None:
        """Raises ``DeviceFault`` when the cable is out."""
        self.plug.take_time()

    def close(self) -> None:
        """Let the reader go."""
        self.plug.close()

    def read_identity(self, key: AccessKey | None = None) -> CardFacts:
        """Read the card in its own time; a locked chip opens to its own zone or number alone.

        Raises ``DeviceFault`` (card.none, card.removed, card.key_needed, card.key_wrong, …).
        """
        inside = self._inside
        if inside is None:
            raise DeviceFault(CARD_NONE, slot=self.slot)
        (card,) = inside
        self.plug.take_time(card.read_seconds)
        if self._inside is not inside:
            raise DeviceFault(CARD_REMOVED, slot=self.slot)
        if card.fault or card.facts is None:
            raise DeviceFault(card.fault or CARD_UNREADABLE, slot=self.slot)
        return self._facts(card, card.facts, self._opened(card, key))

    def _opened(self, card: SimulatedCard, key: AccessKey | None) -> ChipAccess:
        if not card.locked:
            return ChipAccess.OPEN
        if key is None:
            raise DeviceFault(CARD_KEY_NEEDED, slot=self.slot)
        by_number = isinstance(key, CardNumberKey)
        fits = bool(card.number) and key.number == card.number if by_number else key == card.zone
        if not fits:
            raise DeviceFault(CARD_KEY_WRONG, slot=self.slot)
        return ChipAccess.PACE if by_number else ChipAccess.BAC

    def _facts(self, card: SimulatedCard, facts: CardFacts, access: ChipAccess) -> CardFacts:
        if card.authenticity is None:
            return replace(facts, access=access)
        verdict = ChipVerdict(authenticity=card.authenticity, at=self._now(), code=card.cause)
        return replace(facts, access=access, verdict=verdict)

    def insert(self, card: SimulatedCard) -> None:
        """Put a card in; another one that is in comes out first."""
        self.remove()
        self._inside = [card]
        self.plug.report(CardPresent(self._now()))

    def remove(self) -> None:
        """Take the card out, also in the middle of a reading."""
        if self._inside is not None:
            self._inside = None
            self.plug.report(CardRemoved(self._now()))
