"""Name the person or organisation that the visitor stands for, and the document of authority."""

from dataclasses import dataclass
from datetime import date

from app.domain.identification import AuthorityKind, Power, RepresentationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Represent:
    """The visitor acts for another (word ``represent``). Either the principal's data or ``bin``."""

    kind: RepresentationKind
    authority: AuthorityKind
    authority_number: str = ""
    authority_issued_on: date | None = None
    authority_valid_until: date | None = None
    notary: str = ""
    powers: tuple[Power, ...] = ()
    revoked: bool | None = None
    iin: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    citizenship: str = "KAZ"
    bin: str = ""
    organisation_kk: str = ""
    organisation_ru: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForSelf:
    """The visitor acts for themselves after all (word ``act_for_self``)."""
