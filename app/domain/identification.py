"""Who stands at the counter, how that was found out, and by what right they act for another."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.chip import ChipEvidence
from app.domain.person import IdentityDocument, Organisation, Person


class IdentitySource(StrEnum):
    """Where the facts about a person came from."""

    TYPED = "typed"
    CARD = "card"
    MRZ = "mrz"
    DIGITAL = "digital"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """One completed identification: the person, the document, the source, the employee and the time.

    ``chip`` is what the chip of the document was worth, where one was read or tried. ``repaired``: a
    character of the zone was corrected by the employee's own act.
    """

    person: Person
    document: IdentityDocument
    source: IdentitySource
    at: datetime
    operator_id: str
    visit_id: str
    manual_reason: str = ""
    stage: str = "intake"
    chip: ChipEvidence | None = None
    repaired: bool = False


class RepresentationKind(StrEnum):
    """By what right a representative acts."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    ATTORNEY = "attorney"
    HEAD_OF_ORGANISATION = "head_of_organisation"
    CIVIL_LAW_AUTHORITY = "civil_law_authority"


class AuthorityKind(StrEnum):
    """The paper that shows the right."""

    NOTARISED_POWER = "notarised_power"
    SIMPLE_POWER = "simple_power"
    LEGAL_REPRESENTATION_DOCUMENT = "legal_representation_document"
    CIVIL_LAW_DOCUMENT = "civil_law_document"
    REGISTER_OF_HEADS = "register_of_heads"


class LegalGround(StrEnum):
    """Why somebody is a legal representative; only guardians and trustees act for those of age."""

    PARENT = "parent"
    ADOPTIVE_PARENT = "adoptive_parent"
    GUARDIAN = "guardian"
    TRUSTEE = "trustee"


class RevocationResult(StrEnum):
    """What the look-up of a revocation found; silence of a register is neither of the two."""

    NOT_REVOKED = "not_revoked"
    REVOKED = "revoked"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationCheck:
    """One look-up whether a power was revoked: what was found, where, when and by whom (R-066)."""

    result: RevocationResult
    source: str
    at: datetime
    operator_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """The first power behind one that was passed on: its number, its term, and whether it names the
    right to pass on (R-066)."""

    number: str
    allowed: bool
    valid_until: date | None = None


class Power(StrEnum):
    """What a representative may do."""

    FILE = "file"
    SIGN = "sign"
    RECEIVE = "receive"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityDocument:
    """The document of authority: kind, number, dates, notary and the powers read in its text."""

    kind: AuthorityKind
    number: str
    issued_on: date | None = None
    valid_until: date | None = None
    notary: str = ""
    powers: frozenset[Power] = frozenset()
    revocation: RevocationCheck | None = None
    substitution: Substitution | None = None

    @property
    def revoked(self) -> bool:
        """Whether the last look-up found it revoked."""
        seen = self.revocation
        return seen is not None and seen.result is RevocationResult.REVOKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """Who is represented, by what right, and by which document; shown in this visit.

    ``former`` is the document by which the same two people stood there last time, ``former_at``
    when: something to compare with, never a right (R-067).
    """

    kind: RepresentationKind
    authority: AuthorityDocument
    ground: LegalGround | None = None
    principal: Person | None = None
    organisation: Organisation | None = None
    at: datetime
    visit_id: str
    former: AuthorityDocument | None = None
    former_at: datetime | None = None
