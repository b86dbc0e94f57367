"""What becomes of a case: registration or refusal, the way to the provider, the result, its issue."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.case_states import CaseState
from app.domain.identification import Representation
from app.domain.language import Lang
from app.domain.passport import Carrier, ResultKind
from app.domain.person import IdentityDocument, Person


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


class SendingStage(StrEnum):
    """How far an application is known to have got; never further than somebody told."""

    KEPT_HERE = "kept_here"
    ON_ITS_WAY = "on_its_way"
    DELIVERED = "delivered"
    REGISTERED = "registered"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How far the application got on its way to the provider.

    ``sent_at``: when the counter let it go; ``left_at``: when the channel took it; ``delivered_at``:
    when the provider said that it has it; ``registered_at``: under a number of its own.
    ``message_id`` is the last message it travelled in: what is said of an older one is old.
    """

    route: str
    message_id: str = ""
    left_at: datetime | None = None
    content_sha256: str = ""
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    provider_number: str = ""
    registered_at: datetime | None = None
    error: str = ""
    attempts: int = 0
    rejected_at: datetime | None = None

    @property
    def stage(self) -> SendingStage:
        """The furthest stage that is proved."""
        return self.reached[0]

    @property
    def reached(self) -> tuple[SendingStage, datetime | None]:
        """That stage and the moment at which it was reached."""
        if self.registered_at is not None:
            return SendingStage.REGISTERED, self.registered_at
        if self.error:
            return SendingStage.REJECTED, self.rejected_at
        if self.delivered_at is not None:
            return SendingStage.DELIVERED, self.delivered_at
        if self.left_at is not None:
            return SendingStage.ON_ITS_WAY, self.left_at
        return SendingStage.KEPT_HERE, self.sent_at


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
