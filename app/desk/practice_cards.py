"""The cards of practice in the simulated reader: what each one leads to, and to which key it opens."""

from datetime import datetime

from app.catalogue.practice import PracticeCard
from app.domain.chip import AccessKey, CardNumberKey, ChipAccess, ChipVerdict, ZoneKey
from app.domain.mrz import read_mrz, zone_key
from app.errors import DeviceFault
from app.ports.card_faults import CARD_KEY_NEEDED, CARD_KEY_WRONG
from app.ports.device_faults import CARD_UNREADABLE
from app.ports.devices import CardFacts, Slot
from app.ports.simulation import SimulatedCard
from app.usecases.card_identity import identify_by_card
from app.usecases.identify import Identify


def zone_of(card: PracticeCard, at: datetime) -> ZoneKey | None:
    """The key in the zone of a locked card's document."""
    lines = card.person.mrz if card.locked and card.person is not None else ()
    return zone_key(read_mrz("\n".join(lines), at.date())) if lines else None


def simulated(card: PracticeCard, at: datetime, photo: bytes = b"") -> SimulatedCard:
    """The card for the simulated reader; ``photo`` is a drawn picture for its chip."""
    holder = card.person
    return SimulatedCard.of(
        card.id,
        holder.person if holder is not None else None,
        holder.document if holder is not None else None,
        read_seconds=card.read_seconds,
        fault=card.fault,
        zone=zone_of(card, at),
        number=card.number,
        authenticity=card.authenticity,
        cause=card.cause,
        photo=photo,
    )


def identification_by(card: PracticeCard, at: datetime, key: AccessKey | None = None) -> Identify:
    """What reading that card leads to. Raises ``DeviceFault`` as a reader would."""
    holder = card.person
    if card.fault or holder is None or holder.document is None:
        raise DeviceFault(card.fault or CARD_UNREADABLE, slot=Slot.CARD)
    access = _access(card, at, key)
    verdict = None
    if card.authenticity is not None:
        verdict = ChipVerdict(authenticity=card.authenticity, at=at, code=card.cause)
    return identify_by_card(
        CardFacts(person=holder.person, document=holder.document, access=access, verdict=verdict)
    )


def _access(card: PracticeCard, at: datetime, key: AccessKey | None) -> ChipAccess:
    if not card.locked:
        return ChipAccess.OPEN
    if key is None:
        raise DeviceFault(CARD_KEY_NEEDED, slot=Slot.CARD)
    if isinstance(key, CardNumberKey):
        fits, access = bool(card.number) and key.number == card.number, ChipAccess.PACE
    else:
        fits, access = key == zone_of(card, at), ChipAccess.BAC
    if not fits:
        raise DeviceFault(CARD_KEY_WRONG, slot=Slot.CARD)
    return access
