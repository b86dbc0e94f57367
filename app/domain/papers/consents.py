"""The prints of the three consents, each its own paper."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from app.domain.papers.base import Paper, PaperKind, missing, wrong
from app.domain.papers.people import ESignature, PaperWorker


class ConsentPrintForm(StrEnum):
    """How a printed consent was given."""

    WRITTEN = "written"
    EDS = "eds"
    MOBILE = "mobile"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataConsent(Paper):
    """Consent A (№ 6): use of law-protected data; ``text`` is the frozen text agreed to."""

    kind: ClassVar[PaperKind] = PaperKind.DATA_CONSENT

    case_number: str
    subject: str
    systems: tuple[str, ...]
    purpose: str
    text: str
    text_version: str
    form: ConsentPrintForm
    given_at: datetime
    evidence: str
    basis: str
    representative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationConsent(Paper):
    """Consent B (№ 7), written only: the operator certifies the request with their own EDS."""

    kind: ClassVar[PaperKind] = PaperKind.CERTIFICATION_CONSENT

    case_number: str
    subject: str
    request_title: str
    request_sha256: str
    operator: PaperWorker
    text: str
    text_version: str
    form: ConsentPrintForm
    given_at: datetime
    basis: str
    representative: str = ""
    signature: ESignature | None = None

    def check(self) -> None:
        """Written means paper or an EDS, and an EDS leaves its mark."""
        Paper.check(self)
        if self.form is ConsentPrintForm.MOBILE:
            raise wrong("form")
        if self.form is ConsentPrintForm.EDS and self.signature is None:
            raise missing("signature")


class ConsentAnswer(StrEnum):
    """The answer of the state service of access control to personal data."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractConsent(Paper):
    """Consent C (№ 8): an extract of the answer of the state service."""

    kind: ClassVar[PaperKind] = PaperKind.EXTRACT_CONSENT

    case_number: str
    request_id: str
    subject: str
    recipient: str
    purpose: str
    data: tuple[str, ...]
    answer: ConsentAnswer
    answered_at: datetime
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnConsent(Paper):
    """The confirmation that a consent was taken back: which one, when, and what it changes (R-081).

    What was done before stays on record, so the paper names the consent that was given too.
    """

    kind: ClassVar[PaperKind] = PaperKind.WITHDRAWN_CONSENT

    case_number: str
    subject: str
    consent: str
    given_at: datetime
    withdrawn_at: datetime
    scope: tuple[str, ...]
    consequences: tuple[str, ...]
    worker: PaperWorker
    basis: str
    representative: str = ""
