"""Papers of issue: issue record, note of non-readiness, card beside a provider's refusal."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from app.domain.papers.base import Paper, PaperKind, at_least_one, missing
from app.domain.papers.people import Acknowledgement, PaperAuthority, PaperIdentity, PaperWorker
from app.domain.papers.receipts import PaperService


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRecord(Paper):
    """The record that a result was handed over (№ 18); the kind of result is in words."""

    kind: ClassVar[PaperKind] = PaperKind.ISSUE_RECORD

    case_number: str
    service: PaperService
    recipient: str
    identity: PaperIdentity
    result_kind: str
    result_number: str
    issued_at: datetime
    operator: PaperWorker
    acknowledgement: Acknowledgement
    principal: str = ""
    authority: PaperAuthority | None = None

    def check(self) -> None:
        """Who receives for another shows the authority."""
        Paper.check(self)
        if self.principal.strip() and self.authority is None:
            raise missing("authority")


class NonReadiness(StrEnum):
    """Why a result is not ready on the promised date."""

    PROVIDER_NOT_DELIVERED = "provider_not_delivered"
    BRANCH_DELAY = "branch_delay"


@dataclass(frozen=True, slots=True, kw_only=True)
class NonReadinessNote(Paper):
    """The note that the result is not ready on the promised date (№ 19)."""

    kind: ClassVar[PaperKind] = PaperKind.NON_READINESS_NOTE

    case_number: str
    service: PaperService
    promised_on: date
    reason: NonReadiness
    next_information_on: date
    basis: str
    employee: PaperWorker


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalExplanation(Paper):
    """The card beside a provider's reasoned refusal (№ 20): what it says and what can be done.

    ``ground`` and ``reasons`` may be empty for a refusal marked ``defective`` alone. The days are
    working days of the law in force: to the Corporation or provider, and to the authorised body.
    """

    kind: ClassVar[PaperKind] = PaperKind.REFUSAL_EXPLANATION

    case_number: str
    service: PaperService
    provider: str
    refusal_number: str
    refused_on: date
    signer: str
    reapply_reference: str
    complaint_reference: str
    court_reference: str
    complaint_days: int
    authority_days: int
    ground: str = ""
    reasons: str = ""
    defective: bool = False

    def check(self) -> None:
        """A refusal that is not defective has its ground and reasons."""
        Paper.check(self)
        for name in ("ground", "reasons"):
            if not self.defective and not getattr(self, name).strip():
                raise missing(name)
        for name in ("complaint_days", "authority_days"):
            at_least_one(name, getattr(self, name))
