"""The case: one application for one service, from the draft to the hands of the applicant."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.domain.case_states import CaseState, Mark
from app.domain.identification import Identification, Representation
from app.domain.language import Lang
from app.domain.passport import Carrier, Channel, ResultKind
from app.domain.person import IdentityDocument, Organisation, Person


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
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One act of consent with its text, language, form, time and evidence. Acts are never edited:
    a withdrawal or a later answer is a further act of the same kind."""

    id: str
    kind: ConsentKind
    state: ConsentState
    form: ConsentForm
    language: Lang
    text_version: str
    text_sha256: str = ""
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

    ``not_found_at``: when the source system answered that it holds none, or none that is valid.
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
    query_id: str = ""
    attempts: int = 0
    not_found_at: datetime | None = None
    data: dict[str, str] = field(default_factory=dict)
    at: datetime | None = None
    operator_id: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Number, server time and the dates promised, each with the trace that led to it."""

    number: str
    filed_at: datetime
    term_end: datetime
    issue_date: date
    delivery_due: datetime | None
    calendar_version: str
    trace: tuple[str, ...]
    code: str
    receipt_paper_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedDocument:
    """One document that the refusal names; ``expired_on`` only for an expired one."""

    row_id: str
    name: str
    clause: str
    expired_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRefusal:
    """The operator's refusal to accept: the two lists that the Law knows, and its receipt."""

    number: str
    missing: tuple[RefusedDocument, ...]
    expired: tuple[RefusedDocument, ...]
    at: datetime
    operator_id: str
    receipt_paper_id: str
    acknowledged: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How far the application got on its way to the provider."""

    route: str
    content_sha256: str = ""
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    provider_number: str = ""
    registered_at: datetime | None = None
    error: str = ""
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result as the provider gave it; the counter never edits it.

    ``number``, ``dated`` and ``signer`` stand on the document itself. ``refusal_ground`` is a code
    of the catalogue of grounds, ``refusal_law`` the clause where another law gives the ground.
    """

    kind: ResultKind
    carrier: Carrier
    number: str = ""
    dated: date | None = None
    received_at: datetime
    condition: str = ""
    refusal_ground: str = ""
    refusal_law: str = ""
    refusal_reasons: str = ""
    signer: str = ""
    signature_valid: bool | None = None
    unit_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """Where the result lies and until when; ``until`` is ``None`` for what is never returned.

    ``reminded`` are the days before the end at which a reminder has gone out.
    """

    cell: str
    arrived_at: datetime
    starts_on: date | None = None
    until: date | None = None
    return_allowed_from: date | None = None
    reminded: tuple[int, ...] = ()
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Who received the result, with what document and authority, and how it was acknowledged."""

    at: datetime
    recipient: Person
    document: IdentityDocument
    representation: Representation | None
    acknowledgement: str
    operator_id: str
    language: Lang
    refusal_explained: bool = False
    paper_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """One step of the case's history."""

    state: CaseState
    verb: str
    at: datetime
    operator_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One application for one service. Frozen: a step makes a new one with ``version`` + 1.

    ``number`` is empty until registration: a draft is no application. ``draft_code`` is what the
    desk calls it until then. ``parent_id`` and ``children`` tie «one application» together.
    """

    id: str
    version: int = 0
    state: CaseState
    marks: frozenset[Mark] = frozenset()
    number: str = ""
    draft_code: str
    branch_id: str
    desk: str
    visit_id: str
    opened_at: datetime
    opened_by: str
    language: Lang
    service_id: str
    edition: str
    term_key: str
    fee_key: str = ""
    category: str = ""
    channel: Channel = Channel.CORPORATION
    carrier: Carrier
    result_form: str = ""
    applicant: Applicant
    identification: Identification
    representation: Representation | None = None
    consents: tuple[Consent, ...] = ()
    consent_explained_at: datetime | None = None
    consent_choice: str = ""
    fields: tuple[FieldValue, ...] = ()
    confirmation: Confirmation | None = None
    documents: tuple[DocumentEntry, ...] = ()
    outages: tuple[Outage, ...] = ()
    notes: tuple[Note, ...] = ()
    payment: PaymentCheck | None = None
    signature: Signature | None = None
    registration: Registration | None = None
    refusal: IntakeRefusal | None = None
    sending: Sending | None = None
    result: Result | None = None
    storage: Storage | None = None
    issue: Issue | None = None
    unit_ids: tuple[str, ...] = ()
    paper_requested_at: datetime | None = None
    paper_application_signed: bool = False
    parent_id: str = ""
    children: tuple[str, ...] = ()
    previous_case: str = ""
    postponed_at: datetime | None = None
    draft_until: datetime | None = None
    withdrawal_statement: str = ""
    history: tuple[StateChange, ...] = ()

    def consent(self, kind: ConsentKind) -> Consent | None:
        """The latest act of that kind, or ``None``."""
        return next((act for act in reversed(self.consents) if act.kind is kind), None)

    def document(self, row_id: str) -> DocumentEntry | None:
        """The entry of that row of the checklist, or ``None``."""
        return next((entry for entry in self.documents if entry.row_id == row_id), None)
