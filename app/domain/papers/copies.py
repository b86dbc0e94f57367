"""The certified electronic copy: pages made from an original, and the words that make them a copy."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.certified_copy import CopyPage
from app.domain.papers.base import Paper, PaperKind, at_least_one, wrong
from app.domain.papers.people import PaperWorker
from app.domain.papers.receipts import PaperService


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedCopyPaper(Paper):
    """An electronic copy from the original (R-110).

    ``pages`` are the pictures while the copy is made. ``finished`` is the file with the signature in
    it, kept byte for byte, and then there are no pictures beside it. ``clause`` is the place of the
    act that provides for the copy, ``case_number`` that of the case or of its draft.
    """

    kind: ClassVar[PaperKind] = PaperKind.CERTIFIED_COPY

    service: PaperService
    case_number: str
    original: str
    original_number: str = ""
    original_date: date | None = None
    sheets: int
    page_count: int
    clause: str
    certified_by: PaperWorker
    pages: tuple[CopyPage, ...] = ()
    finished: bytes = b""

    def check(self) -> None:
        """Either pictures to set or a finished file; as many pictures as are told."""
        Paper.check(self)
        at_least_one("sheets", self.sheets)
        at_least_one("page_count", self.page_count)
        if bool(self.pages) is bool(self.finished):
            raise wrong("pages")
        if self.pages and len(self.pages) != self.page_count:
            raise wrong("page_count")
