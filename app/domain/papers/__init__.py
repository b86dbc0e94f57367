"""The papers of the counter as plain frozen data: one class a kind, with the fields the law names.

References to the law come in as ready strings of the citation table, in the language of the paper.
"""

from app.domain.papers.base import (
    Paper,
    PaperBranch,
    PaperHead,
    PaperKind,
    Part,
    mandatory_fields,
)
from app.domain.papers.consents import (
    CertificationConsent,
    ConsentAnswer,
    ConsentPrintForm,
    DataConsent,
    ExtractConsent,
)
from app.domain.papers.custody import (
    CellRow,
    Discrepancy,
    DiscrepancyAct,
    HandoverRegister,
    HandoverRow,
    IssuingSectorRegister,
    PackageLabel,
    ProviderReceiptRegister,
    ReceivedRow,
    UnclaimedReturnRegister,
    UnclaimedRow,
)
from app.domain.papers.issue import (
    IssueRecord,
    NonReadiness,
    NonReadinessNote,
    RefusalExplanation,
)
from app.domain.papers.people import (
    Acknowledgement,
    AcknowledgementState,
    ESignature,
    PaperAuthority,
    PaperIdentity,
    PaperWorker,
    Party,
)
from app.domain.papers.receipts import (
    AcceptanceReceipt,
    AcceptedDocument,
    DocumentForm,
    ExpiredDocument,
    IntakeRefusalReceipt,
    MemberService,
    MissingDocument,
    OneApplicationReceipt,
    PaperService,
    RetrievedData,
)
from app.domain.papers.service import (
    MEMO_BLOCKS,
    PASSPORT_ITEMS,
    Memo,
    PassportDocument,
    PassportPrintStatus,
    ServicePassportPrint,
)

PAPER_TYPES: dict[PaperKind, type[Paper]] = {
    paper.kind: paper
    for paper in (
        AcceptanceReceipt,
        OneApplicationReceipt,
        IntakeRefusalReceipt,
        PackageLabel,
        HandoverRegister,
        ProviderReceiptRegister,
        IssuingSectorRegister,
        UnclaimedReturnRegister,
        DiscrepancyAct,
        IssueRecord,
        NonReadinessNote,
        RefusalExplanation,
        ServicePassportPrint,
        Memo,
        DataConsent,
        CertificationConsent,
        ExtractConsent,
    )
}
"""The class of each kind: what to read a stored paper as."""

__all__ = [
    "MEMO_BLOCKS",
    "PAPER_TYPES",
    "PASSPORT_ITEMS",
    "AcceptanceReceipt",
    "AcceptedDocument",
    "Acknowledgement",
    "AcknowledgementState",
    "CellRow",
    "CertificationConsent",
    "ConsentAnswer",
    "ConsentPrintForm",
    "DataConsent",
    "Discrepancy",
    "DiscrepancyAct",
    "DocumentForm",
    "ESignature",
    "ExpiredDocument",
    "ExtractConsent",
    "HandoverRegister",
    "HandoverRow",
    "IntakeRefusalReceipt",
    "IssueRecord",
    "IssuingSectorRegister",
    "MemberService",
    "Memo",
    "MissingDocument",
    "NonReadiness",
    "NonReadinessNote",
    "OneApplicationReceipt",
    "PackageLabel",
    "Paper",
    "PaperAuthority",
    "PaperBranch",
    "PaperHead",
    "PaperIdentity",
    "PaperKind",
    "PaperService",
    "PaperWorker",
    "Part",
    "Party",
    "PassportDocument",
    "PassportPrintStatus",
    "ProviderReceiptRegister",
    "ReceivedRow",
    "RefusalExplanation",
    "RetrievedData",
    "ServicePassportPrint",
    "UnclaimedReturnRegister",
    "UnclaimedRow",
    "mandatory_fields",
]
