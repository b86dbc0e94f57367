"""One made-up paper of every kind, in both languages, short or as long as life makes them."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from app.domain.certified_copy import CopyPage
from app.domain.codes import CodeKind, printed_code
from app.domain.papers import (
    Acknowledgement,
    AcknowledgementState,
    CellRow,
    CertificationConsent,
    CertifiedCopyPaper,
    ConsentAnswer,
    ConsentPrintForm,
    DataConsent,
    Discrepancy,
    DiscrepancyAct,
    ESignature,
    ExtractConsent,
    HandoverRegister,
    HandoverRow,
    IssueRecord,
    IssuingSectorRegister,
    Memo,
    NonReadiness,
    NonReadinessNote,
    Paper,
    PaperAuthority,
    PaperIdentity,
    PaperKind,
    Party,
    PassportDocument,
    PassportPrintStatus,
    ProviderReceiptRegister,
    ReceivedRow,
    RefusalExplanation,
    ServicePassportPrint,
    UnclaimedReturnRegister,
    UnclaimedRow,
    WithdrawnConsent,
)
from tests.app.papers.sample_queue import QueueSamples
from tests.app.papers.sample_receipts import CASE_NUMBER, FILED


class Samples(QueueSamples):
    """Makes papers of every kind."""

    def _codes(self, kind: CodeKind) -> list[str]:
        return [printed_code(kind, "214", 2601700000 + n) for n in range(60 if self.long else 5)]

    def _way(self) -> dict[str, Any]:
        return {
            "head": self.head(CodeKind.REGISTER),
            "made_at": FILED,
            "handed_by": "Тестов Асан Қайратұлы",
        }

    def certified_copy(self) -> CertifiedCopyPaper:
        pages = tuple(_drawn(n) for n in range(5 if self.long else 2))
        return CertifiedCopyPaper(
            head=self.head(CodeKind.PAPER),
            service=self.service,
            case_number=CASE_NUMBER,
            original=self.w["documents"][2],
            original_number="СЫНАҚ-0042" if self.long else "",
            original_date=date(2025, 11, 3) if self.long else None,
            sheets=3,
            page_count=len(pages),
            clause=self.w["rules_reference"],
            certified_by=self.worker,
            pages=pages,
        )

    def handover_register(self) -> HandoverRegister:
        rows = (
            HandoverRow(
                package_code=code,
                sheets=3 + n % 9,
                case_number=f"0214-26-017-{n:05d}",
                remark=self.w["remark"] if n == 2 else "",
            )
            for n, code in enumerate(self._codes(CodeKind.PACKAGE_OUT))
        )
        return HandoverRegister(
            **self._way(),
            provider=self.w["provider"],
            rows=tuple(rows),
            courier="Сынақов Б. Т.",
            differences=self.w["differences"],
            act_number="17-3",
        )

    def provider_receipt_register(self) -> ProviderReceiptRegister:
        rows = (
            ReceivedRow(
                package_code=code,
                sheets=1 + n % 3,
                case_number=f"0214-26-017-{n:05d}",
                result_kind=self.w["result_kind"],
                condition=self.w["condition"],
            )
            for n, code in enumerate(self._codes(CodeKind.RESULT_IN))
        )
        return ProviderReceiptRegister(
            **self._way(),
            provider=self.w["provider"],
            rows=tuple(rows),
            received_by="Сынақова Г. А.",
        )

    def issuing_sector_register(self) -> IssuingSectorRegister:
        rows = (
            CellRow(package_code=code, case_number=f"0214-26-017-{n:05d}", cell=f"А-{n:03d}")
            for n, code in enumerate(self._codes(CodeKind.RESULT_IN))
        )
        return IssuingSectorRegister(**self._way(), rows=tuple(rows))

    def unclaimed_return_register(self) -> UnclaimedReturnRegister:
        rows = (
            UnclaimedRow(
                package_code=code,
                case_number=f"0214-26-017-{n:05d}",
                promised_on=date(2026, 1, 30),
                stored_from=date(2026, 1, 30),
                stored_until=date(2026, 3, 2),
            )
            for n, code in enumerate(self._codes(CodeKind.UNCLAIMED_RETURN))
        )
        return UnclaimedReturnRegister(
            **self._way(),
            provider=self.w["provider"],
            basis=self.w["rules_reference"],
            rows=tuple(rows),
        )

    def discrepancy_act(self) -> DiscrepancyAct:
        return DiscrepancyAct(
            head=self.head(CodeKind.PAPER),
            unit_code=printed_code(CodeKind.PACKAGE_OUT, "214", 2601700002),
            discrepancy=Discrepancy.MISSING_PAPERS,
            description=self.w["description"] * (12 if self.long else 1),
            parties=(
                Party(name="Тестов Асан Қайратұлы", side=self.w["our_side"]),
                Party(name="Сынақова Гүлнәр", side=self.w["provider"]),
            ),
            explanation=self.w["explanation"],
            measures=self.w["measures"],
            found_at=FILED,
            register_number="0214-26-ТП-31",
        )

    def issue_record(self) -> IssueRecord:
        authority = PaperAuthority(
            kind=self.w["authority"],
            number="1-204",
            issued_on=date(2026, 2, 2),
            powers=tuple(self.w["powers"]),
        )
        return IssueRecord(
            head=self.head(),
            case_number=CASE_NUMBER,
            service=self.service,
            recipient=self.w["representative"],
            identity=PaperIdentity(kind=self.w["identity"], number="000000000"),
            result_kind=self.w["result_kind"],
            result_number="АН-000017",
            issued_at=FILED,
            operator=self.worker,
            acknowledgement=Acknowledgement(
                state=AcknowledgementState.DECLINED, at=FILED, noted_by="Тестов А. Қ."
            ),
            principal=self.applicant,
            authority=authority,
        )

    def non_readiness_note(self) -> NonReadinessNote:
        return NonReadinessNote(
            head=self.head(),
            case_number=CASE_NUMBER,
            service=self.service,
            promised_on=date(2026, 3, 16),
            reason=NonReadiness.PROVIDER_NOT_DELIVERED,
            next_information_on=date(2026, 3, 18),
            basis=self.w["rules_reference"],
            employee=self.worker,
        )

    def refusal_explanation(self) -> RefusalExplanation:
        return RefusalExplanation(
            head=self.head(),
            case_number=CASE_NUMBER,
            service=self.service,
            provider=self.w["provider"],
            refusal_number="КБ-118",
            refused_on=date(2026, 3, 13),
            signer="Сынақов Б. Т.",
            reapply_reference=self.w["law_reference"],
            complaint_reference=self.w["complaint_reference"],
            court_reference=self.w["law_reference"],
            complaint_days=5,
            authority_days=15,
            ground=self.w["ground"],
            reasons=self.w["reasons"] * (30 if self.long else 1),
        )

    def service_passport(self) -> ServicePassportPrint:
        documents = (
            PassportDocument(name=name, condition=self.w["when"], clause=self.w["clause"])
            for name in self.w["documents"]
        )
        known: dict[str, Any] = {
            "provider": (self.w["provider"],),
            "ways": tuple(self.w["ways"]),
            "term": tuple(self.w["term"]),
            "result": (self.w["result_kind"],),
            "fee": ("3 932,50 ₸",),
            "schedule": (self.w["schedule"],),
            "documents": tuple(documents),
        }
        if self.long:
            known |= {
                "form": (self.w["form"],),
                "grounds": (self.w["ground"], self.w["reasons"]),
                "register_code": "00103001",
                "act": self.w["act_reference"],
                "edition": "01.04.2024",
                "internal_norms": tuple(self.w["norms"]),
            }
        return ServicePassportPrint(
            head=self.head(None),
            status=PassportPrintStatus.PRACTICE if self.practice else PassportPrintStatus.PUBLISHED,
            name=self.service.name,
            **known,
        )

    def memo(self) -> Memo:
        return Memo(
            head=self.head(None),
            service=self.service,
            edition="01.04.2024",
            provider=self.w["provider"],
            provider_schedule=self.w["schedule"],
            provider_site="www.gov.kz",
            accepting=(self.w["branch_address"],),
            portal_way=self.w["ways"][1],
            term=tuple(self.w["term"]),
            documents=tuple(self.w["documents"] if self.long else self.w["documents"][:3]),
            result=(self.w["result_kind"],),
            phones=("8 (7172) 00-00-00",),
            link="https://egov.kz/cms/kk/services/pass001_mvd",
            large_print=self.long,
        )

    def data_consent(self) -> DataConsent:
        return DataConsent(
            head=self.head(CodeKind.PAPER),
            case_number=CASE_NUMBER,
            subject=self.applicant,
            systems=tuple(self.w["systems"]),
            purpose=self.service.name,
            text=self.w["consent_text"] * (9 if self.long else 1),
            text_version="A-3",
            form=ConsentPrintForm.WRITTEN,
            given_at=FILED,
            evidence=self.w["evidence"],
            basis=self.w["law_reference"],
        )

    def certification_consent(self) -> CertificationConsent:
        signed = self.long
        mark = ESignature(signer=self.applicant, certificate="5f3a00c1", signed_at=FILED)
        return CertificationConsent(
            head=self.head(CodeKind.PAPER),
            case_number=CASE_NUMBER,
            subject=self.applicant,
            request_title=self.service.name,
            request_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            operator=self.worker,
            text=self.w["consent_text"],
            text_version="B-2",
            form=ConsentPrintForm.EDS if signed else ConsentPrintForm.WRITTEN,
            given_at=FILED,
            basis=self.w["law_reference"],
            signature=mark if signed else None,
        )

    def extract_consent(self) -> ExtractConsent:
        return ExtractConsent(
            head=self.head(CodeKind.PAPER),
            case_number=CASE_NUMBER,
            request_id="PDAC-000-118",
            subject=self.applicant,
            recipient=self.w["provider"],
            purpose=self.service.name,
            data=tuple(self.w["retrieved"]),
            answer=ConsentAnswer.CONFIRMED,
            answered_at=FILED,
            basis=self.w["rules_reference"],
        )

    def withdrawn_consent(self) -> WithdrawnConsent:
        return WithdrawnConsent(
            head=self.head(CodeKind.PAPER),
            case_number=CASE_NUMBER,
            subject=self.applicant,
            consent=self.w["consent_text"],
            given_at=FILED,
            withdrawn_at=FILED,
            scope=(self.service.name,),
            consequences=tuple(self.w["systems"]),
            worker=self.worker,
            basis=self.w["law_reference"],
        )

    def of(self, kind: PaperKind) -> Paper:
        make: Callable[[], Paper] = getattr(self, kind.value)
        return make()


def _drawn(number: int) -> CopyPage:
    """A made-up page: lines of ink on paper, upright or lying."""
    size = (840, 1188) if number % 2 == 0 else (1188, 840)
    image = Image.new("RGB", size, (248, 246, 240))
    ink = ImageDraw.Draw(image)
    for line in range(80, size[1] - 80, 36):
        ink.line((70, line, size[0] - 70 - line % 5 * 40, line), fill=(40, 44, 60), width=6)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=80)
    return CopyPage(image=written.getvalue(), width=size[0], height=size[1])
