"""One card in the reader and what may still open it: which answer counts, and what becomes of a scan.

Every insertion has a number. An answer that was asked for an earlier one identifies nobody, however
late it comes. A zone that was scanned is kept until it has opened the chip or has identified itself.
"""

from collections.abc import Callable
from typing import Protocol

from app.domain.chip import AccessKey, ChipEvidence, ZoneKey
from app.ports.card_faults import CARD_KEY_NEEDED, CARD_KEY_WRONG
from app.ports.device_faults import CARD_REMOVED
from app.ports.devices import CardFacts
from ui.pages.identify_card import CardForm

_ASKS_AGAIN = (CARD_KEY_NEEDED, CARD_KEY_WRONG)
Done = Callable[[CardFacts], None]
Failed = Callable[[BaseException], None]


class TurnOwner(Protocol):
    """What a turn asks of its page."""

    def read_chip(self, key: AccessKey, done: Done, failed: Failed) -> None:
        """Read the card that is in with this key."""

    def card_changed(self) -> None:
        """An answer has come: what the card form shows is another."""

    def take_card(self, facts: CardFacts) -> None:
        """The card is read."""

    def take_zone(self, text: str, code: str) -> None:
        """The chip told nothing because of ``code``; the zone is there to identify."""


class CardTurn:
    """Leads one card from the reader to the page."""

    def __init__(self, form: CardForm, owner: TurnOwner) -> None:
        self._form, self._owner = form, owner
        self._insertion = 0
        self._zone = ""
        self._key: ZoneKey | None = None
        self._tried: AccessKey | None = None

    def forget(self) -> None:
        """Another visitor or another page: nothing that is under way counts any more."""
        self._insertion += 1
        self._zone, self._key, self._tried = "", None, None

    def present(self) -> None:
        """A card was put in."""
        self.forget()
        self._form.forget()
        self._form.show_reading()

    def read(self, facts: CardFacts) -> None:
        """The card is read."""
        self._zone, self._key = "", None
        self._form.show_waiting()
        if ChipEvidence(verdict=facts.verdict).altered:
            self._form.hold(facts)
        else:
            self._owner.take_card(facts)

    def removed(self) -> None:
        """The card was taken out; a zone that waited for its chip identifies by itself."""
        zone = self._zone
        self.forget()
        self._form.show_waiting()
        if zone:
            self._owner.take_zone(zone, CARD_REMOVED)

    def unreadable(self, code: str) -> None:
        """The card could not be read."""
        if code in _ASKS_AGAIN and self._key is not None and self._tried != self._key:
            self._read(self._key)
        elif self._zone:
            self._by_zone(code)
        elif code in _ASKS_AGAIN:
            self._form.show_locked(code)
        else:
            self._form.show_trouble(code)

    def scanned(self, text: str, key: ZoneKey | None) -> bool:
        """A zone was scanned; whether the card in the reader is asked with it first."""
        if key is None or not (self._form.locked or self._form.reading):
            return False
        self._zone, self._key = text, key
        if self._form.locked:
            self._read(key)
        return True

    def typed(self) -> None:
        """The six digits are typed."""
        key = self._form.key()
        if key is not None:
            self._read(key)

    def _read(self, key: AccessKey) -> None:
        insertion, self._tried = self._insertion, key
        self._form.show_reading()

        def done(facts: CardFacts) -> None:
            if insertion == self._insertion:
                self.read(facts)
                self._owner.card_changed()

        def failed(error: BaseException) -> None:
            if insertion == self._insertion:
                self.unreadable(str(getattr(error, "code", "bug")))
                self._owner.card_changed()

        self._owner.read_chip(key, done, failed)

    def _by_zone(self, code: str) -> None:
        zone, self._zone, self._key = self._zone, "", None
        if code == CARD_KEY_WRONG:
            self._form.show_locked(code)
        else:
            self._form.show_trouble(code)
        self._owner.take_zone(zone, code)
