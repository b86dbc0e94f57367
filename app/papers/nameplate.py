"""Sets the nameplate of a workplace (R-043): half a sheet, or a whole one folded into a tent.

The plate speaks both languages at once, Kazakh first, whatever the language of its papers is.
"""

import io
from dataclasses import dataclass, replace

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.domain.figures import moment
from app.domain.language import Lang
from app.domain.papers import NameplatePaper
from app.domain.person import PersonName
from app.papers import styles as look
from app.papers.fonts import REGULAR, SEMIBOLD, registered
from app.papers.frame import draw_mark
from app.papers.strip import fitted, wrapped
from app.papers.words import say
from i18n import N_

PLATE_TITLE = N_("paper: Nameplate")

_WIDTH, _HEIGHT = 210 * mm, 148.5 * mm
_LEFT, _RIGHT = 16 * mm, 16 * mm
_CONTENT = _WIDTH - _LEFT - _RIGHT
_NAME_TOP, _NAME_FOOT = _HEIGHT - 40 * mm, 47 * mm
_CORPORATION = N_("paper: State Corporation «Government for Citizens»")


@dataclass(frozen=True, slots=True)
class _Row:
    """Words of a plate: their largest and least size, weight, colour, and how many lines at most."""

    words: str
    size: float
    least: float
    font: str = SEMIBOLD
    colour: object = look.INK
    most: int = 1


def plate_pages(paper: NameplatePaper, mark: str) -> bytes:
    """The one page of the plate as a plain PDF; ``mark`` is the practice words or empty."""
    registered()
    target = io.BytesIO()
    height = 2 * _HEIGHT if paper.tent else _HEIGHT
    canvas = Canvas(target, pagesize=(_WIDTH, height), invariant=1, initialFontName=REGULAR)
    _face(canvas, paper, mark)
    if paper.tent:
        _fold(canvas)
        canvas.translate(_WIDTH, height)
        canvas.rotate(180)
        _face(canvas, paper, mark)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _fold(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setStrokeColor(look.LINE)
    canvas.setLineWidth(0.5)
    canvas.setDash(1.5 * mm, 1.5 * mm)
    canvas.line(0, _HEIGHT, _WIDTH, _HEIGHT)
    canvas.restoreState()


def _face(canvas: Canvas, paper: NameplatePaper, mark: str) -> None:
    """One face: the corporation and the desk above, the name large, the position below."""
    canvas.setFillColor(look.ACCENT)
    canvas.rect(0, 0, 5 * mm, _HEIGHT, stroke=0, fill=1)
    desk_left = _desk(canvas, paper.desk)
    width = desk_left - _LEFT - 8 * mm
    corporation = [
        _Row(say(Lang.KK, _CORPORATION), 13, 8, colour=look.ACCENT),
        _Row(say(Lang.RU, _CORPORATION), 11, 8, REGULAR, look.MUTED),
    ]
    _stacked(canvas, corporation, _HEIGHT - 14 * mm, width)
    _name(canvas, paper)
    _position(canvas, paper)
    _foot(canvas, paper)
    if mark:
        draw_mark(canvas, mark, _LEFT, _HEIGHT - 8.5 * mm, width)


def _desk(canvas: Canvas, desk: int) -> float:
    """The number of the desk in the corner at right, its word in both languages; its left edge."""
    words = f"{say(Lang.KK, N_('paper: Desk'))} · {say(Lang.RU, N_('paper: Desk'))}"
    shown = str(desk)
    wide = max(30 * mm, stringWidth(shown, SEMIBOLD, 46) + 10 * mm)
    left = _WIDTH - _RIGHT - wide
    canvas.setFillColor(look.TINT)
    canvas.roundRect(left, _HEIGHT - 35 * mm, wide, 26 * mm, 2 * mm, stroke=0, fill=1)
    canvas.setFillColor(look.ACCENT)
    canvas.setFont(SEMIBOLD, 46)
    canvas.drawCentredString(left + wide / 2, _HEIGHT - 26.5 * mm, shown)
    canvas.setFillColor(look.MUTED)
    canvas.setFont(REGULAR, fitted(words, REGULAR, 10, 6, wide - 4 * mm))
    canvas.drawCentredString(left + wide / 2, _HEIGHT - 32.5 * mm, words)
    return float(left)


def _name(canvas: Canvas, paper: NameplatePaper) -> None:
    """The name as large as its place allows, all of it, in the middle of that place."""
    height = _NAME_TOP - _NAME_FOOT
    scale = 1.0
    rows = _name_rows(paper, scale)
    while scale > 0.1 and _measured(rows) > height:
        scale -= 0.05
        rows = _name_rows(paper, scale)
    _stacked(canvas, rows, _NAME_TOP - (height - _measured(rows)) / 2, _CONTENT)


def _name_rows(paper: NameplatePaper, scale: float) -> list[_Row]:
    name = paper.name_kk
    surname, rest = _parts(name)
    rows = [_Row(surname, 64 * scale, 26 * scale)]
    if rest:
        rows.append(_Row(rest, 40 * scale, 22 * scale, most=_rest_lines(rest)))
    if paper.name_ru is not None and paper.name_ru.full != name.full:
        rows.append(_Row(paper.name_ru.full, 22 * scale, 14 * scale, REGULAR, look.MUTED))
    return rows


def _rest_lines(rest: str) -> int:
    """A long first name and patronymic read better in two lines than in small letters."""
    return 1 if fitted(rest, SEMIBOLD, 40, 1, _CONTENT) >= 32 else 2


def _parts(name: PersonName) -> tuple[str, str]:
    """The surname (or the first part that is there) and the others."""
    first, *others = name.parts
    return first, " ".join(others)


def _position(canvas: Canvas, paper: NameplatePaper) -> None:
    said = paper.position
    rows = [
        _Row(said.kk, 26, 12, most=2),
        _Row(said.ru if said.ru != said.kk else "", 20, 11, REGULAR, look.MUTED, most=2),
    ]
    canvas.setStrokeColor(look.ACCENT)
    canvas.setLineWidth(1.1)
    canvas.line(_LEFT, _NAME_FOOT - 3 * mm, _WIDTH - _RIGHT, _NAME_FOOT - 3 * mm)
    shown = [row for row in rows if row.words.strip()]
    while _measured(shown) > _NAME_FOOT - 17 * mm:
        shown = [
            replace(row, size=row.size - 1, least=min(row.least, row.size - 1)) for row in shown
        ]
    _stacked(canvas, shown, _NAME_FOOT - 6 * mm, _CONTENT)


def _foot(canvas: Canvas, paper: NameplatePaper) -> None:
    """The number and time of the plate, small."""
    head = paper.head
    number = say(head.lang, N_("paper: № {number}"), number=head.number)
    canvas.setFillColor(look.MUTED)
    size = fitted(f"{number} · {moment(head.issued_at)}", REGULAR, 7, 4, _CONTENT)
    canvas.setFont(REGULAR, size)
    canvas.drawString(_LEFT, 6 * mm, f"{number} · {moment(head.issued_at)}")


def _lines(row: _Row, width: float) -> tuple[float, list[str]]:
    """The largest size at which the words need no more lines than they may have, and the lines.

    Only at the least size they run on as long as they must.
    """
    size = row.size
    while True:
        lines = wrapped(row.words, row.font, size, width)
        longest = max(stringWidth(word, row.font, size) for word in row.words.split())
        if size <= row.least or (len(lines) <= row.most and longest <= width):
            return size, lines
        size = max(row.least, size - 1)


def _measured(rows: list[_Row]) -> float:
    """The height of the rows under one another, in points."""
    return sum(size * 1.2 * len(lines) for size, lines in (_lines(r, _CONTENT) for r in rows))


def _stacked(canvas: Canvas, rows: list[_Row], top: float, width: float) -> None:
    y = top
    for row in rows:
        size, lines = _lines(row, width)
        canvas.setFont(row.font, size)
        canvas.setFillColor(row.colour)
        for words in lines:
            y -= size * 1.2
            canvas.drawString(_LEFT, y + size * 0.28, words)
