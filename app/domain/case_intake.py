"""What a case gathers until it is signed: applicant, consents, form, documents, payment, signature."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.domain.certified_copy import MadeCopy
from app.domain.language import Lang
from app.domain.person import Organisation, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """The recipient of the service: a natural person or an organisation, never both."""

    person: Person | None = None
    organisation: Organisation | None = None


class ConsentKind(StrEnum):
    """The three consents, each guarding its own step."""

    A = "A"
    B = "B"
    C = "C"


class ConsentForm(StrEnum):
    """How a consent was given."""

    WRITTEN = "written"
    EDS = "eds"
    MOBILE = "mobile"
    STATE_SERVICE = "state_service"


class ConsentState(StrEnum):
    """Where one consent stands."""

    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One act of consent with its text, language, form, time and evidence. Acts are never edited:
    a withdrawal or a later answer is a further act of the same kind. ``text`` is what was read then;
    ``scope`` the ids of the services that it speaks of."""

    id: str
    kind: ConsentKind
    state: ConsentState
    form: ConsentForm
    language: Lang
    text_version: str
    text_sha256: str = ""
    text: str = ""
    scope: tuple[str, ...] = ()
    by_person: str = ""
    evidence: str = ""
    request_id: str = ""
    at: datetime
    operator_id: str


class FieldSource(StrEnum):
    """Who supplied the value of a field."""

    APPLICANT = "applicant"
    SYSTEM = "system"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """One filled field of the application form."""

    field_id: str
    value: str
    source: FieldSource
    at: datetime


class RowState(StrEnum):
    """What is known of one row of the checklist."""

    OPEN = "open"
    PRESENT = "present"
    REQUESTED = "requested"
    OBTAINED = "obtained"
    NOT_FOUND = "not_found"
    OUTAGE = "outage"
    ABSENT = "absent"
    EXPIRED = "expired"
    NOT_VERIFIED = "not_verified"
    NOT_APPLICABLE = "not_applicable"


class RowSource(StrEnum):
    """How a document entered the case (R-113)."""

    ORIGINAL_SHOWN = "original_shown"
    PAPER_RETAINED = "paper_retained"
    COPY_RETAINED = "copy_retained"
    CERTIFIED_COPY = "certified_copy"
    DIGITAL_DOCUMENT = "digital_document"
    SYSTEM_DATA = "system_data"
    MOBILE_RESULT = "mobile_result"
    VOLUNTARY = "voluntary"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One row of the checklist as it stands in this case; ``row_id`` names the passport's row.

    ``owner_birth_date`` is that of the child whose digital document the parent confirmed.
    ``not_found_at``: when the source system answered that it holds none, or none that is valid.
    ``copy`` is the electronic copy made from the original; it waits for its signature in the state
    «not verified».
    """

    row_id: str
    state: RowState = RowState.OPEN
    source: RowSource | None = None
    document_number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    sheets: int = 0
    copies: int = 0
    returned: bool = False
    owner_birth_date: date | None = None
    query_id: str = ""
    attempts: int = 0
    not_found_at: datetime | None = None
    data: dict[str, str] = field(default_factory=dict)
    copy: MadeCopy | None = None
    at: datetime | None = None
    operator_id: str = ""

    @property
    def copy_awaits(self) -> bool:
        """Whether a copy was made for the row and its signature is not verified yet."""
        return self.copy is not None and not self.copy.certified


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """One time that a source did not answer."""

    system: str
    row_id: str
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note for the provider or about differing data; never a reason to refuse."""

    kind: str
    row_id: str
    text: str
    at: datetime
    operator_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The applicant saw exactly this text, by its hash, and confirmed it."""

    text_sha256: str
    at: datetime


class PaymentState(StrEnum):
    """The result of the payment check."""

    NOT_NEEDED = "not_needed"
    DUE_LATER = "due_later"
    PAID = "paid"
    UNDERPAID = "underpaid"
    OVERPAID = "overpaid"
    WRONG_DETAILS = "wrong_details"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCheck:
    """Expected against paid, in tenge; ``formula`` tells how the expected amount came about."""

    state: PaymentState
    fee_key: str = ""
    expected: Decimal | None = None
    formula: str = ""
    paid: Decimal | None = None
    document_number: str = ""
    payer: str = ""
    payee: str = ""
    purpose_code: str = ""
    paid_on: date | None = None
    source: str = ""
    wrong_field: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A verified signature over the canonical manifest (detached CMS, DER, base64)."""

    manifest_sha256: str
    manifest: str
    cms: str
    certificate_serial: str
    signer_id: str
    practice_key: bool
    at: datetime
