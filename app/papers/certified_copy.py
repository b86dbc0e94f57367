"""Sets an electronic copy from the original: the facts of the copy, then each page with the mark on it."""

import io
from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, PageBreak, Spacer

from app.domain.certified_copy import CopyPage
from app.domain.figures import count, day, moment
from app.domain.papers import CertifiedCopyPaper
from app.papers import styles as look
from app.papers.blocks import Fact, Sheet
from app.papers.words import joined
from i18n import N_

COPY_TITLE = N_("paper: Electronic copy from the original")

_ROOM = look.PAGE_HEIGHT - (24 + 24 + 10) * mm
"""Height for a picture under the running head and over its line."""


def certified_copy(paper: CertifiedCopyPaper) -> list[Flowable]:
    """The story of the copy; its pictures are laid in whole, as large as a page allows."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    worker = paper.certified_by
    story: list[Flowable] = [
        *sheet.header(paper.head, say(COPY_TITLE)),
        sheet.facts(
            Fact(say(N_("paper: Original")), paper.original, wide=True, strong=True),
            Fact(say(N_("paper: Number of the original")), paper.original_number),
            Fact(say(N_("paper: Date of the original")), _date(paper)),
            Fact(say(N_("paper: Sheets of the original")), count(paper.sheets)),
            Fact(say(N_("paper: Pages of the copy")), count(paper.page_count)),
            Fact(say(N_("paper: Provided for by")), paper.clause, wide=True),
            *sheet.service(paper.service),
            Fact(say(N_("paper: Case number")), paper.case_number),
            Fact(say(N_("paper: Copy made")), moment(paper.head.issued_at)),
            Fact(
                say(N_("paper: Copy certified by")),
                joined(worker.name.full, worker.position),
                wide=True,
            ),
        ),
        Spacer(0, 2 * mm),
        sheet.text(
            say(
                N_(
                    "paper: The copy counts as certified with the employee's signature in this file."
                )
            )
        ),
    ]
    for number, page in enumerate(paper.pages, start=1):
        story += [PageBreak(), *_page(sheet, paper, page, number)]
    return story


def _date(paper: CertifiedCopyPaper) -> str:
    return day(paper.original_date) if paper.original_date is not None else ""


def _page(
    sheet: Sheet, paper: CertifiedCopyPaper, page: CopyPage, number: int
) -> Iterator[Flowable]:
    scale = min(look.CONTENT / page.width, _ROOM / page.height)
    picture = Image(io.BytesIO(page.image), page.width * scale, page.height * scale)
    picture.hAlign = "CENTER"
    yield picture
    line = sheet.say(
        N_("paper: page {page} of {pages} of the original, {employee}, {moment}"),
        page=number,
        pages=paper.page_count,
        employee=paper.certified_by.name.full,
        moment=moment(paper.head.issued_at),
    )
    yield Spacer(0, 1.5 * mm)
    yield sheet.text(line, sheet.styles.small)
