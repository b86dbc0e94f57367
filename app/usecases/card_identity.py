"""What a card that was read leads to: the identification of its holder."""

from app.domain.chip import ChipEvidence
from app.domain.identification import IdentitySource
from app.ports.devices import CardFacts
from app.usecases.identify import Identify


def identify_by_card(facts: CardFacts, reason: str = "") -> Identify:
    """The identification that a read card stands for; ``reason`` is why one whose data were altered
    is taken all the same."""
    person, document = facts.person, facts.document
    latin = person.latin_name
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
        chip=ChipEvidence(access=facts.access, verdict=facts.verdict),
        reason=reason,
    )
