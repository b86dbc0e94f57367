"""Papers about a service in general: the passport print and the memo."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from app.domain.papers.base import Paper, PaperKind, Part, missing
from app.domain.papers.receipts import PaperService

PASSPORT_ITEMS = (
    "name", "provider", "ways", "term", "form", "result", "fee", "schedule", "documents", "grounds",
)  # fmt: skip
"""The ten items of article 14 in the law's order, as fields of :class:`ServicePassportPrint`."""

MEMO_BLOCKS = ("provider", "accepting", "portal_way", "term", "documents", "result", "phones")
"""The seven blocks of a memo, as fields of :class:`Memo`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportDocument(Part):
    """One row of the passport's list of documents."""

    name: str
    condition: str = ""
    clause: str = ""


class PassportPrintStatus(StrEnum):
    """How far a printed passport may be relied on."""

    DRAFT = "draft"
    PRACTICE = "practice"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePassportPrint(Paper):
    """The ten items of a service passport (№ 28). An empty item is printed as unknown.

    A published one has no empty item and names its act and edition. ``internal_norms`` are never
    printed as a guarantee of the law.
    """

    kind: ClassVar[PaperKind] = PaperKind.SERVICE_PASSPORT
    needs_code: ClassVar[bool] = False

    status: PassportPrintStatus
    name: str
    provider: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    term: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    fee: tuple[str, ...] = ()
    schedule: tuple[str, ...] = ()
    documents: tuple[PassportDocument, ...] = ()
    grounds: tuple[str, ...] = ()
    register_code: str = ""
    act: str = ""
    edition: str = ""
    internal_norms: tuple[str, ...] = ()

    def check(self) -> None:
        """A published passport is whole."""
        Paper.check(self)
        if self.status is PassportPrintStatus.PUBLISHED:
            for name in (*PASSPORT_ITEMS, "act", "edition"):
                if not getattr(self, name):
                    raise missing(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo(Paper):
    """The memo about a service (№ 29): seven blocks made from the passport of that ``edition``.

    On a practice paper an unknown block is printed as unknown; on a live one all must be known.
    """

    kind: ClassVar[PaperKind] = PaperKind.MEMO
    needs_code: ClassVar[bool] = False

    service: PaperService
    edition: str
    provider: str = ""
    provider_schedule: str = ""
    provider_site: str = ""
    accepting: tuple[str, ...] = ()
    portal_way: str = ""
    term: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    link: str = ""
    large_print: bool = False

    def check(self) -> None:
        """A live memo has all its blocks."""
        Paper.check(self)
        if not self.head.practice:
            for name in MEMO_BLOCKS:
                if not getattr(self, name):
                    raise missing(name)
