"""The page of a paper: practice mark, running head, footer with code and page count, copies."""

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate
from reportlab.platypus.doctemplate import ActionFlowable
from reportlab.platypus.flowables import PageBreak

from app.domain.codes import grouped
from app.domain.papers import PaperHead
from app.papers import styles as look
from app.papers.fonts import REGULAR, SEMIBOLD, settled
from app.papers.symbols import QR_MODULE, draw_qr, qr_side
from app.papers.words import say
from i18n import N_

TOP = 15 * mm
_LATER_TOP = 24 * mm
_BOTTOM = 24 * mm
_QUIET = 4 * QR_MODULE

PRACTICE = N_("paper: PRACTICE SAMPLE — NO LEGAL FORCE")
PRACTICE_SHORT = N_("paper: PRACTICE SAMPLE")
DRAFT_SHORT = N_("paper: DRAFT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the pages of one paper show around their content.

    ``title`` heads every page but the first, ``form`` is the form's number and version, ``mark``
    the band on top and ``ghost`` the pale words behind (both empty on a live paper).
    """

    head: PaperHead
    title: str
    form: str
    mark: str = ""
    ghost: str = ""


class _CountedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that draws its footers at the end, when the number of pages of a copy is known."""

    def __init__(self, *args: Any, footer: Callable[..., None], **more: Any) -> None:
        super().__init__(*args, **more)
        self._footer = footer
        self._finished: list[dict[str, Any]] = []
        self.copy_number = 1

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the page for :meth:`save`."""
        self._finished.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write all pages with their footers."""
        totals = Counter(state["copy_number"] for state in self._finished)
        done: Counter[int] = Counter()
        for state in self._finished:
            self.__dict__.update(state)
            done[self.copy_number] += 1
            self._footer(self, done[self.copy_number], totals[self.copy_number])
            super().showPage()
        super().save()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """The pages of one paper; the next copy begins with a first page again."""

    def __init__(self, target: io.BytesIO, page: Page) -> None:
        super().__init__(
            target, pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT), invariant=1,
            initialFontName=REGULAR, title=page.title,
        )  # fmt: skip
        self.page_data = page
        self.copy_number = 1
        self.addPageTemplates(
            [
                PageTemplate(
                    "first", [_frame(TOP)], onPage=self._first, autoNextPageTemplate="later"
                ),
                PageTemplate("later", [_frame(_LATER_TOP)], onPage=self._later),
            ]
        )

    def handle_nextCopy(self) -> None:  # noqa: N802 - found by reportlab under this name
        """From the next page on it is another copy."""
        self.copy_number += 1

    def _first(self, canvas: _CountedCanvas, _doc: BaseDocTemplate) -> None:
        canvas.copy_number = self.copy_number
        _marks(canvas, self.page_data)

    def _later(self, canvas: _CountedCanvas, _doc: BaseDocTemplate) -> None:
        canvas.copy_number = self.copy_number
        _marks(canvas, self.page_data)
        _running_head(canvas, self.page_data)


def _frame(top: float) -> Frame:
    height = look.PAGE_HEIGHT - top - _BOTTOM
    return Frame(look.LEFT, _BOTTOM, look.CONTENT, height, 0, 0, 0, 0)


def next_copy() -> list[Flowable]:
    """Ends a copy: the next one starts on a new first page and counts its pages anew."""
    return [ActionFlowable(("nextCopy",)), NextPageTemplate("first"), PageBreak()]


def _marks(canvas: Canvas, page: Page) -> None:
    if page.ghost:
        canvas.saveState()
        canvas.translate(look.PAGE_WIDTH / 2, look.PAGE_HEIGHT / 2)
        canvas.rotate(55)
        canvas.setFont(SEMIBOLD, 58)
        canvas.setFillColor(look.GHOST)
        canvas.drawCentredString(0, -20, page.ghost)
        canvas.restoreState()
    if page.mark:
        draw_mark(canvas, page.mark, look.LEFT, look.PAGE_HEIGHT - 11 * mm, look.CONTENT)


def draw_mark(canvas: Canvas, mark: str, x: float, y: float, width: float) -> None:
    """The band that says «practice sample», 5.5 mm high, in points."""
    height = 5.5 * mm
    canvas.saveState()
    canvas.setFillColor(look.MARK_GROUND)
    canvas.setStrokeColor(look.MARK_INK)
    canvas.setLineWidth(0.6)
    canvas.roundRect(x, y, width, height, 1.2 * mm, stroke=1, fill=1)
    canvas.setFillColor(look.MARK_INK)
    canvas.setFont(SEMIBOLD, 8.5)
    canvas.drawCentredString(x + width / 2, y + height / 2 - 3, mark)
    canvas.restoreState()


def _running_head(canvas: Canvas, page: Page) -> None:
    y = look.PAGE_HEIGHT - 18 * mm
    canvas.setFont(SEMIBOLD, 8.5)
    canvas.setFillColor(look.INK)
    canvas.drawString(look.LEFT, y, page.title)
    canvas.setFont(REGULAR, 8.5)
    canvas.setFillColor(look.MUTED)
    number = say(page.head.lang, N_("paper: № {number}"), number=page.head.number)
    canvas.drawRightString(look.PAGE_WIDTH - look.RIGHT, y, number)
    _rule(canvas, y - 2 * mm, look.LINE)


def _rule(canvas: Canvas, y: float, colour: object) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.5)
    canvas.line(look.LEFT, y, look.PAGE_WIDTH - look.RIGHT, y)


def _footer(page: Page, canvas: Canvas, number: int, total: int) -> None:
    head = page.head
    right = look.PAGE_WIDTH - look.RIGHT
    text_left = look.LEFT
    _rule(canvas, 21 * mm, look.LINE)
    if head.code:
        draw_qr(canvas, head.code, look.LEFT - _QUIET, 19 * mm + _QUIET - qr_side(head.code))
        text_left += qr_side(head.code) - 2 * _QUIET + 3 * mm
    canvas.setFillColor(look.MUTED)
    canvas.setFont(REGULAR, 7.5)
    form = say(head.lang, N_("paper: Form {form}"), form=page.form)
    canvas.drawString(text_left, 16.4 * mm, settled(f"№ {head.number} · {form}"))
    centre = say(head.lang, N_("paper: Contact centre: {phone}"), phone=head.branch.contact_centre)
    canvas.drawString(text_left, 12.6 * mm, centre)
    if head.code:
        canvas.drawString(text_left, 8.8 * mm, grouped(head.code))
    pages = say(head.lang, N_("paper: page {page} of {pages}"), page=number, pages=total)
    canvas.drawRightString(right, 16.4 * mm, pages)


def build_pages(page: Page, story: Sequence[Flowable]) -> bytes:
    """The pages as a plain PDF, the same bytes for the same content."""
    target = io.BytesIO()
    maker = partial(_CountedCanvas, footer=partial(_footer, page))
    _Document(target, page).build(list(story), canvasmaker=maker)
    return target.getvalue()
