"""Sets the sign at the entrance that warns of video surveillance (R-084): one sheet, both languages.

Read from some metres by who has not come in yet: the camera and the warning large, below who runs
the cameras and where to ask.
"""

import io
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.domain.figures import moment
from app.domain.language import Lang
from app.domain.papers import CameraSignPaper
from app.papers import styles as look
from app.papers.fonts import REGULAR, SEMIBOLD, registered
from app.papers.frame import draw_mark
from app.papers.strip import fitted, wrapped
from app.papers.words import say
from i18n import N_

SIGN_TITLE = N_("paper: Sign of video surveillance")
_WARNING = N_("paper: Video surveillance is carried out")
_WHERE = N_("paper: The premises of the department are equipped with video cameras.")
_RUN_BY = N_("paper: Operator of the system")
_ASK = N_("paper: Where to ask")

_EDGE = 14 * mm
_INSIDE = 12 * mm
_LEFT = _EDGE + _INSIDE
_CONTENT = look.PAGE_WIDTH - 2 * _LEFT


@dataclass(frozen=True, slots=True)
class _Row:
    """Words with their largest and least size; they take as many lines as they need."""

    words: str
    size: float
    least: float
    font: str = REGULAR
    colour: object = look.INK
    gap: float = 0.0


def sign_pages(paper: CameraSignPaper, mark: str) -> bytes:
    """The one page of the sign as a plain PDF; ``mark`` is the practice words or empty."""
    registered()
    target = io.BytesIO()
    size = (look.PAGE_WIDTH, look.PAGE_HEIGHT)
    canvas = Canvas(target, pagesize=size, invariant=1, initialFontName=REGULAR)
    canvas.setStrokeColor(look.ACCENT)
    canvas.setLineWidth(2.4 * mm)
    height = look.PAGE_HEIGHT - 2 * _EDGE
    canvas.roundRect(_EDGE, _EDGE, look.PAGE_WIDTH - 2 * _EDGE, height, 6 * mm, stroke=1, fill=0)
    _camera(canvas, look.PAGE_WIDTH / 2, look.PAGE_HEIGHT - 53 * mm)
    y = _stacked(canvas, _warnings(), look.PAGE_HEIGHT - 93 * mm)
    canvas.setLineWidth(0.4 * mm)
    canvas.line(_LEFT, y - 8 * mm, look.PAGE_WIDTH - _LEFT, y - 8 * mm)
    _stacked(canvas, _details(paper), y - 14 * mm)
    _foot(canvas, paper)
    if mark:
        draw_mark(canvas, mark, _LEFT, look.PAGE_HEIGHT - _EDGE - 14 * mm, _CONTENT)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _warnings() -> list[_Row]:
    return [
        _Row(say(Lang.KK, _WARNING), 44, 26, SEMIBOLD),
        _Row(say(Lang.KK, _WHERE), 17, 13, colour=look.MUTED, gap=2 * mm),
        _Row(say(Lang.RU, _WARNING), 44, 26, SEMIBOLD, gap=11 * mm),
        _Row(say(Lang.RU, _WHERE), 17, 13, colour=look.MUTED, gap=2 * mm),
    ]


def _details(paper: CameraSignPaper) -> list[_Row]:
    rows: list[_Row] = []
    for title, words in ((_RUN_BY, paper.system_operator), (_ASK, None)):
        said = " · ".join(say(lang, title) for lang in (Lang.KK, Lang.RU))
        rows.append(_Row(said, 11, 9, colour=look.MUTED, gap=3 * mm))
        if words is None:
            rows.append(_Row(paper.contact, 15, 11, SEMIBOLD))
        else:
            rows.append(_Row(words.kk, 13, 10, SEMIBOLD))
            if words.ru != words.kk:
                rows.append(_Row(words.ru, 13, 10))
    return rows


def _stacked(canvas: Canvas, rows: list[_Row], top: float) -> float:
    """The rows under one another, each in the middle of the sheet; where they end."""
    y = top
    for row in rows:
        y -= row.gap
        size = _size(row)
        canvas.setFillColor(row.colour)
        canvas.setFont(row.font, size)
        for line in wrapped(row.words, row.font, size, _CONTENT):
            y -= size * 1.22
            canvas.drawCentredString(look.PAGE_WIDTH / 2, y + size * 0.26, line)
    return y


def _size(row: _Row) -> float:
    """The largest size at which no word is parted and there are no more than two lines."""
    size = row.size
    while size > row.least:
        longest = max(stringWidth(word, row.font, size) for word in row.words.split())
        if longest <= _CONTENT and len(wrapped(row.words, row.font, size, _CONTENT)) <= 2:
            break
        size -= 1
    return size


def _camera(canvas: Canvas, x: float, y: float) -> None:
    """A camera on its arm, looking to the right."""
    canvas.saveState()
    canvas.setFillColor(look.ACCENT)
    canvas.translate(x, y)
    canvas.rotate(-14)
    canvas.roundRect(-32 * mm, -11 * mm, 52 * mm, 24 * mm, 4 * mm, stroke=0, fill=1)
    lens = canvas.beginPath()
    lens.moveTo(20 * mm, -5 * mm)
    lens.lineTo(33 * mm, -10 * mm)
    lens.lineTo(33 * mm, 12 * mm)
    lens.lineTo(20 * mm, 7 * mm)
    lens.close()
    canvas.drawPath(lens, stroke=0, fill=1)
    canvas.rotate(14)
    canvas.rect(-18 * mm, -30 * mm, 7 * mm, 22 * mm, stroke=0, fill=1)
    canvas.roundRect(-38 * mm, -34 * mm, 27 * mm, 7 * mm, 2 * mm, stroke=0, fill=1)
    canvas.restoreState()


def _foot(canvas: Canvas, paper: CameraSignPaper) -> None:
    """Department, number and time of the sign, small."""
    head = paper.head
    number = say(head.lang, N_("paper: № {number}"), number=head.number)
    words = f"{number} · {moment(head.issued_at)} · {head.branch.address}"
    canvas.setFillColor(look.MUTED)
    canvas.setFont(REGULAR, fitted(words, REGULAR, 7, 5, _CONTENT))
    canvas.drawCentredString(look.PAGE_WIDTH / 2, _EDGE + 5 * mm, words)
