"""Identify the person at the counter: typed, from a card, from an MRZ or by a digital document."""

from dataclasses import dataclass
from datetime import date

from app.domain.identification import IdentitySource
from app.domain.person import DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify:
    """One identification, whatever its source (word ``identify``).

    ``typed`` needs ``reason`` (why no card, MRZ or digital document was used). ``mrz`` needs the
    lines in ``mrz``, separated by a line feed. ``digital`` needs the service's request number in
    ``digital_request``; an image is no digital document. ``iin`` may be empty: foreigners have none.
    """

    source: IdentitySource
    iin: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    citizenship: str = "KAZ"
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document_number: str = ""
    valid_until: date | None = None
    issued_by: str = ""
    issued_on: date | None = None
    mrz: str = ""
    digital_request: str = ""
    from_image: bool = False
    reason: str = ""
    phone: str = ""
    address: str = ""
