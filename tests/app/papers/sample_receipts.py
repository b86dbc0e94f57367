"""Made-up receipts and labels, in both languages, short or as long as life makes them."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from app.domain.codes import CodeKind, printed_code
from app.domain.language import Lang
from app.domain.papers import (
    AcceptanceReceipt,
    AcceptedDocument,
    Acknowledgement,
    AcknowledgementState,
    DocumentForm,
    ExpiredDocument,
    IntakeRefusalReceipt,
    MemberService,
    MissingDocument,
    OneApplicationReceipt,
    PackageLabel,
    PaperBranch,
    PaperHead,
    PaperService,
    PaperWorker,
    RetrievedData,
)
from app.domain.person import PersonName
from tests.app.papers.sample_words import in_kk, in_ru

ZONE = timezone(timedelta(hours=5))
FILED = datetime(2026, 3, 6, 11, 20, tzinfo=ZONE)
CASE_NUMBER = "0214-26-017-12345"


class ReceiptSamples:
    """Makes papers in one language; ``long`` ones carry the longest data that is met."""

    def __init__(self, lang: Lang, *, long: bool = False, practice: bool = True) -> None:
        self.lang, self.long, self.practice = lang, long, practice
        self.w = in_kk if lang is Lang.KK else in_ru

    def head(self, kind: CodeKind | None = CodeKind.CASE, **more: Any) -> PaperHead:
        branch = PaperBranch(
            department_number="14",
            name=self.w["branch"],
            address=self.w["branch_address"],
            contact_centre="1414",
        )
        code = "" if kind is None else printed_code(kind, "214", 2601712345)
        given = {"practice": self.practice, **more}
        return PaperHead(
            lang=self.lang, number=CASE_NUMBER, issued_at=FILED, branch=branch, code=code, **given
        )

    @property
    def service(self) -> PaperService:
        return PaperService(name=self.w["long_service" if self.long else "service"])

    @property
    def applicant(self) -> str:
        return self.w["long_applicant" if self.long else "applicant"]

    @property
    def worker(self) -> PaperWorker:
        return PaperWorker(
            name=PersonName("Тестов", "Асан", "Қайратұлы"), position=self.w["operator"]
        )

    def _accepted(self) -> tuple[AcceptedDocument, ...]:
        forms = list(DocumentForm)
        names = self.w["documents"] if self.long else self.w["documents"][:3]
        return tuple(
            AcceptedDocument(name=name, sheets=1 + place % 4, form=forms[place % 4])
            for place, name in enumerate(names)
        )

    def _retrieved(self) -> tuple[RetrievedData, ...]:
        names = self.w["retrieved"]
        at = FILED - timedelta(minutes=8)
        data = (RetrievedData(name=n, source=self.w["database"], obtained_at=at) for n in names)
        return tuple(data) if self.long else tuple(data)[:2]

    def _receipt_fields(self) -> dict[str, Any]:
        return {
            "head": self.head(),
            "case_number": CASE_NUMBER,
            "applicant": self.applicant,
            "accepted": self._accepted(),
            "accepted_by": self.worker,
            "filed_at": FILED,
            "retrieved": self._retrieved(),
            "representative": self.w["representative"] if self.long else "",
            "paid": Decimal("3932.50"),
            "payment_document": self.w["payment"],
        }

    def acceptance_receipt(self) -> AcceptanceReceipt:
        return AcceptanceReceipt(
            **self._receipt_fields(),
            service=self.service,
            issue_date=date(2026, 3, 16),
            term_note=self.w["term_note"],
        )

    def one_application_receipt(self) -> OneApplicationReceipt:
        members = (
            MemberService(
                service=name, case_number=f"{CASE_NUMBER}/{n}", issue_date=date(2026, 6, n)
            )
            for n, name in enumerate(
                (self.w["service"], self.w["long_service"], self.w["third"]), 3
            )
        )
        return OneApplicationReceipt(**self._receipt_fields(), members=tuple(members))

    def intake_refusal_receipt(self) -> IntakeRefusalReceipt:
        many = self.w["documents"]
        missing = many if self.long else many[:2]
        return IntakeRefusalReceipt(
            head=self.head(CodeKind.PAPER),
            case_number="А 105",
            applicant=self.applicant,
            applicant_address=self.w["address"],
            service=self.service,
            law_reference=self.w["law_reference"],
            act_reference=self.w["act_reference"],
            refused_at=FILED,
            employee=self.worker,
            executor="Тестов А. Қ.",
            phone="8 (7172) 00-00-00",
            complaint_reference=self.w["complaint_reference"],
            acknowledgement=Acknowledgement(state=AcknowledgementState.AWAITED),
            missing=tuple(MissingDocument(name=n, clause=self.w["clause"]) for n in missing),
            expired=(
                ExpiredDocument(
                    name=many[0], expired_on=date(2026, 1, 31), clause=self.w["clause"]
                ),
            ),
            two_copies=True,
        )

    def package_label(self) -> PackageLabel:
        return PackageLabel(
            head=self.head(CodeKind.PACKAGE_OUT),
            case_number=CASE_NUMBER,
            case_code=printed_code(CodeKind.CASE, "214", 2601712345),
            provider_code="AKIMAT-ALMATY-SAULET-0017" if self.long else "ADIL-07",
            sheets=1250 if self.long else 12,
        )
