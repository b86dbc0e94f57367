"""Sets the label of a package, 100 × 60 mm, black on white for a label printer; no name on it."""

import io

from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.domain.codes import grouped
from app.domain.figures import count, moment
from app.domain.papers import PackageLabel
from app.papers.fonts import REGULAR, SEMIBOLD, registered, settled
from app.papers.symbols import bars_width, draw_bars, draw_qr, qr_side
from app.papers.words import say
from i18n import N_

LABEL_TITLE = N_("paper: Package label")

_WIDTH, _HEIGHT = 100 * mm, 60 * mm
_MARGIN = 4 * mm
_BAR = 0.5 * mm
_QR = 0.7 * mm


def _fitted(canvas: Canvas, text: str, font: str, size: float, width: float) -> str:
    """Set the largest font size up to ``size``, not below 6, at which ``text`` fits."""
    shown = settled(text)
    while size > 6 and stringWidth(shown, font, size) > width:
        size -= 0.5
    canvas.setFont(font, size)
    return shown


def label_pages(paper: PackageLabel, mark: str) -> bytes:
    """The one page of the label as a plain PDF; ``mark`` is the practice words or empty."""
    registered()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(_WIDTH, _HEIGHT), invariant=1, initialFontName=REGULAR)
    top = _HEIGHT - _MARGIN
    if mark:
        top = _practice(canvas, mark)
    _facts(canvas, paper, top)
    _code(canvas, paper)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _practice(canvas: Canvas, mark: str) -> float:
    """A black band with the mark; the top that is left below it."""
    height = 4.6 * mm
    canvas.setFillColor(black)
    canvas.rect(0, _HEIGHT - height, _WIDTH, height, stroke=0, fill=1)
    canvas.setFillColor(white)
    shown = _fitted(canvas, mark, SEMIBOLD, 8.5, _WIDTH - 2 * _MARGIN)
    canvas.drawCentredString(_WIDTH / 2, _HEIGHT - height + 1.4 * mm, shown)
    canvas.setFillColor(black)
    return float(_HEIGHT - height - 2 * mm)


def _facts(canvas: Canvas, paper: PackageLabel, top: float) -> None:
    """Provider, sheets, case and branch at left, the case's QR at right."""
    head = paper.head
    side = qr_side(paper.case_code, _QR)
    quiet = 4 * _QR
    draw_qr(canvas, paper.case_code, _WIDTH - _MARGIN + quiet - side, top + quiet - side, _QR)
    width = _WIDTH - 2 * _MARGIN - side + quiet
    sheets = say(head.lang, N_("paper: sheets: {sheets}"), sheets=count(paper.sheets))
    lines = [
        (say(head.lang, N_("paper: Provider")), REGULAR, 6.5, 3.2 * mm),
        (paper.provider_code, SEMIBOLD, 17, 6.6 * mm),
        (sheets, SEMIBOLD, 11, 5.2 * mm),
        (
            say(head.lang, N_("paper: case {number}"), number=paper.case_number),
            REGULAR,
            8.5,
            4 * mm,
        ),
        (
            say(
                head.lang,
                N_("paper: department № {number}, sealed {moment}"),
                number=head.branch.department_number,
                moment=moment(head.issued_at),
            ),
            REGULAR,
            8,
            4 * mm,
        ),
    ]
    if paper.reprint:
        told = N_("paper: new label {count}, the former one is dead")
        lines.insert(3, (say(head.lang, told, count=count(paper.reprint)), SEMIBOLD, 8.5, 4 * mm))
    y = top
    for text, font, size, step in lines:
        y -= step
        shown = _fitted(canvas, text, font, size, width)
        canvas.drawString(_MARGIN, y + 0.8 * mm, shown)


def _code(canvas: Canvas, paper: PackageLabel) -> None:
    """The package's own code over the whole width, with the text that people type."""
    code = paper.head.code
    left = (_WIDTH - bars_width(code, _BAR)) / 2
    draw_bars(canvas, code, left, 10 * mm, 17 * mm, _BAR)
    canvas.setFont(SEMIBOLD, 10)
    canvas.drawCentredString(_WIDTH / 2, 6 * mm, grouped(code))
    canvas.setFont(REGULAR, 6.5)
    number = say(paper.head.lang, N_("paper: № {number}"), number=paper.head.number)
    address = settled(paper.head.branch.address)
    shown = _fitted(canvas, f"{number} · {address}", REGULAR, 6.5, _WIDTH - 2 * _MARGIN)
    canvas.drawCentredString(_WIDTH / 2, 2.6 * mm, shown)
