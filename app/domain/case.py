"""The case: one application for one service, from the draft to the hands of the applicant."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.case_intake import (
    Applicant,
    Confirmation,
    Consent,
    ConsentForm,
    ConsentKind,
    ConsentState,
    DocumentEntry,
    FieldSource,
    FieldValue,
    Note,
    Outage,
    PaymentCheck,
    PaymentState,
    RowSource,
    RowState,
    Signature,
)
from app.domain.case_outcome import (
    IntakeRefusal,
    Issue,
    RefusedDocument,
    Registration,
    Result,
    Sending,
    SendingStage,
    StateChange,
    Storage,
)
from app.domain.case_states import CaseState, Mark
from app.domain.identification import Identification, Representation
from app.domain.language import Lang
from app.domain.participation import TakingPart
from app.domain.passport import Carrier, Channel, ResultKind

__all__ = [
    "Applicant",
    "Case",
    "Channel",
    "Confirmation",
    "Consent",
    "ConsentForm",
    "ConsentKind",
    "ConsentState",
    "DocumentEntry",
    "FieldSource",
    "FieldValue",
    "IntakeRefusal",
    "Issue",
    "Note",
    "Outage",
    "PaymentCheck",
    "PaymentState",
    "RefusedDocument",
    "Registration",
    "Result",
    "ResultKind",
    "RowSource",
    "RowState",
    "Sending",
    "SendingStage",
    "Signature",
    "StateChange",
    "Storage",
    "TakingPart",
]


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
    participants: tuple[TakingPart, ...] = ()
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

    def participant(self, key: str) -> TakingPart | None:
        """Who takes part under that key of the passport, or ``None`` while nobody does."""
        return next((one for one in self.participants if one.key == key), None)

    def document(self, row_id: str) -> DocumentEntry | None:
        """The entry of that row of the checklist, or ``None``."""
        return next((entry for entry in self.documents if entry.row_id == row_id), None)
