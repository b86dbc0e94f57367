"""The receipts: of acceptance, of «one application», of refusal to accept."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from app.domain.papers.base import Paper, PaperKind, Part, at_least_one, missing
from app.domain.papers.people import Acknowledgement, ESignature, PaperWorker


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperService(Part):
    """A service by its full name in the register; ``register_code`` where it is known."""

    name: str
    register_code: str = ""


class DocumentForm(StrEnum):
    """In what form a document was accepted."""

    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC_COPY = "electronic_copy"
    ELECTRONIC_DOCUMENT = "electronic_document"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedDocument(Part):
    """A paper that stays with the case. What was only shown and returned is not listed."""

    name: str
    sheets: int
    form: DocumentForm

    def check(self) -> None:
        """At least one sheet."""
        at_least_one("sheets", self.sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievedData(Part):
    """Data taken from a state system, with the system's name and the time."""

    name: str
    source: str
    obtained_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberService(Part):
    """One service of «one application» with its own number and its own date of issue."""

    service: str
    case_number: str
    issue_date: date
    issue_place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Receipt(Paper):
    """What both acceptance receipts carry.

    ``filed_by_journal``: the time is the reconciled one of the fallback journal; ``paid`` is tenge.
    """

    case_number: str
    applicant: str
    accepted: tuple[AcceptedDocument, ...]
    accepted_by: PaperWorker
    filed_at: datetime
    retrieved: tuple[RetrievedData, ...] = ()
    representative: str = ""
    participants: tuple[str, ...] = ()
    filed_by_journal: bool = False
    paid: Decimal | None = None
    payment_document: str = ""
    signature: ESignature | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceReceipt(_Receipt):
    """The receipt of acceptance (№ 9). ``term_note`` explains how the date of issue came about."""

    kind: ClassVar[PaperKind] = PaperKind.ACCEPTANCE_RECEIPT

    service: PaperService
    issue_date: date
    issue_place: str = ""
    term_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneApplicationReceipt(_Receipt):
    """The receipt of «one application»: every member service with its own date of issue."""

    kind: ClassVar[PaperKind] = PaperKind.ONE_APPLICATION_RECEIPT

    members: tuple[MemberService, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDocument(Part):
    """A document that was not presented, by its official name; ``clause`` of the service's act."""

    name: str
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiredDocument(Part):
    """A document whose term ended, with the last day on which it was valid."""

    name: str
    expired_on: date
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRefusalReceipt(Paper):
    """The receipt of refusal to accept (№ 10); at least one document is named.

    ``case_number`` is the visit's or draft's: no registration number exists. ``law_reference`` is
    the provision of the Law, ``act_reference`` the service's own act with its clause. With
    ``two_copies`` the paper is printed twice, each copy marked for its party.
    """

    kind: ClassVar[PaperKind] = PaperKind.INTAKE_REFUSAL_RECEIPT

    case_number: str
    applicant: str
    applicant_address: str
    service: PaperService
    law_reference: str
    act_reference: str
    refused_at: datetime
    employee: PaperWorker
    executor: str
    phone: str
    complaint_reference: str
    acknowledgement: Acknowledgement
    missing: tuple[MissingDocument, ...] = ()
    expired: tuple[ExpiredDocument, ...] = ()
    two_copies: bool = False
    signature: ESignature | None = None

    def check(self) -> None:
        """At least one missing or expired document, by name."""
        Paper.check(self)
        if not (self.missing or self.expired):
            raise missing("missing")
