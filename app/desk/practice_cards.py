"""The cards of practice in the simulated reader: what each one leads to, and to which key it opens."""

from datetime import datetime

from app.catalogue.practice import PracticeCard
from app.domain.chip import AccessKey, CardNumberKey, ChipAccess, ChipEvidence, ChipVerdict, ZoneKey
from app.domain.identification import IdentitySource
from app.domain.mrz import read_mrz, zone_key
from app.errors import DeviceFault
from app.ports.card_faults import CARD_KEY_NEEDED, CARD_KEY_WRONG
from app.ports.device_faults import CARD_UNREADABLE
from app.ports.devices import Slot
from app.ports.simulation import SimulatedCard
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
    person, document, latin = holder.person, holder.document, holder.person.latin_name
    return Identify(
        source=IdentitySource.CARD,
        iin=person.iin or "",
        surname=person.name.surname,
        given=person.name.given,
        patronymic=person.name.patronymic,
        latin_surname=latin.surname if latin is not None else "",
        latin_given=latin.given if latin is not None else "",
        birth_date=person.birth_date,
        citizenship=person.citizenship,
        document_kind=document.kind,
        document_number=document.number,
        valid_until=document.expires,
        issued_by=document.issuer.kk if document.issuer else "",
        issued_on=document.issued,
        phone=person.phone or "",
        address=person.address,
        chip=_evidence(card, _access(card, at, key), at),
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


def _evidence(card: PracticeCard, access: ChipAccess, at: datetime) -> ChipEvidence:
    if card.authenticity is None:
        return ChipEvidence(access=access)
    verdict = ChipVerdict(authenticity=card.authenticity, at=at, code=card.cause)
    return ChipEvidence(access=access, verdict=verdict)
