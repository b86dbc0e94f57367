"""A reader of identity documents at the card service of the computer (PC/SC)."""

import secrets

from smartcard import scard

from app.domain.chip import AccessKey
from app.domain.mrz import MrzFields
from app.domain.person import IdentityDocument, Person, PersonName
from app.domain.zone_kind import kind_in
from app.errors import DeviceFault
from app.ports.card_faults import (
    CARD_BROKEN,
    CARD_KEY_NEEDED,
    CARD_KEY_WRONG,
    CARD_UNSUPPORTED,
    READER_GONE,
    READER_SERVICE,
)
from app.ports.device_faults import CARD_NONE, CARD_REMOVED
from app.ports.devices import CardFacts, CardPresent, CardRemoved, DeviceTrouble, Listener, Slot
from devices.card.bac import KeyRefusedError
from devices.card.document import Document, KeyNeededError, UnsupportedError, read_document
from devices.card.link import card_in
from devices.card.tlv import UnreadableError
from devices.card.watcher import Standing, Watcher
from devices.outfit import Outfit

_MATTERS: dict[type[Exception], str] = {
    KeyNeededError: CARD_KEY_NEEDED,
    KeyRefusedError: CARD_KEY_WRONG,
    UnsupportedError: CARD_UNSUPPORTED,
    UnreadableError: CARD_BROKEN,
}
_STOPS: tuple[type[Exception], ...] = (DeviceFault, *_MATTERS)
_NOTICED_AFTER = 0.6
"""Seconds in which the card service tells of a card that has gone."""


class PcscCardReader:
    """The reader whose name holds the option ``reader``, or the first one; see ``DECISIONS.md``."""

    slot = Slot.CARD
    driver = "pcsc"
    simulated = False

    def __init__(self, outfit: Outfit) -> None:
        options = outfit.options_of(self.slot, self.driver, ("reader",))
        self._wanted = options.word_or_nothing("reader")
        self._now, self._judge = outfit.now, outfit.chip_judge
        self._watcher: Watcher | None = None
        self._report: Listener | None = None

    def open(self, report: Listener) -> None:
        """Begin to watch the reader. Raises ``DeviceFault`` (card.service_down, card.reader_none)."""
        self._report = report
        self._watcher = Watcher(scard, self._wanted, self._changed)
        self._troubled(self._watcher.start())

    def probe(self) -> None:
        """Raises ``DeviceFault`` while there is no reader or no card service."""
        self._troubled(self._standing())

    def close(self) -> None:
        """End the watch; the card stays as it is."""
        watcher, self._watcher, self._report = self._watcher, None, None
        if watcher is not None:
            watcher.stop()

    @property
    def product(self) -> str:
        """The name of the reader, as the card service tells it."""
        return self._standing().reader

    def read_identity(self, key: AccessKey | None = None) -> CardFacts:
        """Read the card that is in. Raises ``DeviceFault`` with its cause, ``Cancelled``."""
        before = self._standing()
        self._troubled(before)
        if not before.card:
            raise DeviceFault(CARD_NONE, slot=self.slot)
        try:
            facts = self._facts(self._read(before.reader, key))
        except _STOPS as error:
            raise DeviceFault(self._cause(error, before), slot=self.slot) from None
        if self._moved(before, 0):
            raise DeviceFault(CARD_REMOVED, slot=self.slot)
        return facts

    def _cause(self, error: Exception, before: Standing) -> str:
        code = error.code if isinstance(error, DeviceFault) else _MATTERS[type(error)]
        # Half an answer may be all that shows that the card is being pulled out.
        late = _NOTICED_AFTER if code == CARD_BROKEN else 0
        return CARD_REMOVED if code not in READER_GONE and self._moved(before, late) else code

    def _read(self, reader: str, key: AccessKey | None) -> Document:
        with card_in(scard, reader) as transmit:
            return read_document(
                transmit, key, random=secrets.token_bytes, today=self._now().date()
            )

    def _moved(self, before: Standing, seconds: float) -> bool:
        watcher = self._watcher
        return watcher is None or watcher.moved_since(before.insertion, seconds)

    def _facts(self, document: Document) -> CardFacts:
        now = self._now()
        return CardFacts(
            person=_person(document),
            document=_paper(document.zone),
            access=document.access,
            verdict=self._judge.judge(document.files, now) if self._judge is not None else None,
            photo=document.picture,
        )

    def _standing(self) -> Standing:
        watcher = self._watcher
        return watcher.standing if watcher is not None else Standing(trouble=READER_SERVICE)

    def _troubled(self, standing: Standing) -> None:
        if standing.trouble:
            raise DeviceFault(standing.trouble, slot=self.slot)

    def _changed(self, before: Standing, after: Standing) -> None:
        """On the watcher's thread."""
        report = self._report
        if report is None:
            return
        if before.card and not after.card:
            report(CardRemoved(self._now()))
        if after.trouble and after.trouble != before.trouble:
            report(DeviceTrouble(after.trouble))
        if after.card and not before.card:
            report(CardPresent(self._now()))


def _person(document: Document) -> Person:
    """The name in the letters of the country where the chip has them; else as the zone writes it."""
    zone, details = document.zone, document.details
    latin = None
    if zone.surname or zone.given_names:
        latin = PersonName(zone.surname, zone.given_names)
    name = details.name or latin
    born = details.born or zone.birth_date
    if name is None or born is None:
        raise UnreadableError("the chip names nobody")
    return Person(
        name=name,
        latin_name=latin,
        birth_date=born,
        iin=zone.iin or None,
        citizenship=zone.nationality,
        address=details.address,
    )


def _paper(zone: MrzFields) -> IdentityDocument:
    return IdentityDocument(kind=kind_in(zone), number=zone.document_number, expires=zone.expiry)
