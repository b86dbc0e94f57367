"""Who stands at the counter: names, persons with or without an IIN, organisations."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.language import Bilingual

KAZAKHSTAN = "KAZ"
STATELESS = "XXA"
ADULT_AGE = 18


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as its document writes it; an absent part is an empty string.

    Any part may be the only one (R-063). Raises ``ValueError`` when all three are blank.
    """

    surname: str = ""
    given: str = ""
    patronymic: str = ""

    def __post_init__(self) -> None:
        if not self.full.strip():
            raise ValueError("a name needs at least one part")

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that are there, in the order of documents."""
        return tuple(p for p in (self.surname, self.given, self.patronymic) if p.strip())

    @property
    def full(self) -> str:
        """All parts with one space between: «Сынақов Асан Серікұлы»."""
        return " ".join(self.parts)

    @property
    def short(self) -> str:
        """First part whole, the others as initials: «Сынақов А. С.»."""
        head, *rest = self.parts
        return " ".join([head, *(f"{part[0]}." for part in rest)])


def age_between(born: date, day: date) -> int:
    """Full years on ``day`` of somebody born on ``born``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class DocumentKind(StrEnum):
    """The kinds of identity document that the counter knows (R-059, R-063)."""

    IDENTITY_CARD = "identity_card"
    PASSPORT = "passport"
    FOREIGN_PASSPORT = "foreign_passport"
    RESIDENCE_PERMIT = "residence_permit"
    STATELESS_CERTIFICATE = "stateless_certificate"
    BIRTH_CERTIFICATE = "birth_certificate"
    DIGITAL = "digital"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDocument:
    """An identity document. ``expires`` is its last valid day; ``None``: it knows no term."""

    kind: DocumentKind
    number: str
    issued: date | None = None
    expires: date | None = None
    issuer: Bilingual | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the document is within its term on ``day`` (the last day counts)."""
        return self.expires is None or day <= self.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A natural person. ``citizenship`` is an ISO 3166 alpha-3 code, ``XXA`` for the stateless.

    ``iin`` is twelve digits or ``None`` (a foreigner may have none). The birth date and the IIN
    need not agree: since 26.08.2013 the number is not bound to personal data.
    ``latin_name`` is copied from the document, never computed.
    """

    name: PersonName
    birth_date: date
    iin: str | None = None
    citizenship: str = KAZAKHSTAN
    latin_name: PersonName | None = None
    phone: str | None = None
    address: str = ""

    def age_on(self, day: date) -> int:
        """Full years on ``day``; born on 29 February, a year is full on 1 March of other years."""
        return age_between(self.birth_date, day)

    def same_as(self, other: "Person") -> bool:
        """Whether two records mean one person: by IIN where both have one, else by name and birth
        date."""
        if self.iin and other.iin:
            return self.iin == other.iin
        same_name = self.name.full.casefold() == other.name.full.casefold()
        return same_name and self.birth_date == other.birth_date

    def minor_on(self, day: date) -> bool:
        """Whether the person is under eighteen on ``day``."""
        return self.age_on(day) < ADULT_AGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A legal entity. ``head_iin`` names the first head by the register (R-069).

    ``state_body`` marks a body that the Law does not count among recipients (R-064).
    """

    bin: str
    name: Bilingual
    head_iin: str | None = None
    state_body: bool = False
