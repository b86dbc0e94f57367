"""Sets the queue ticket, black on white: on a roll of a ticket printer, or on a sheet.

The layout is one and the same, in three widths. It holds the number, the purpose and the place in
line as they were when the ticket was taken, and nothing of the person (R-034).
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.codes import grouped
from app.domain.figures import clock, moment
from app.domain.language import Lang
from app.domain.papers import QueueTicketPaper
from app.domain.visit import Purpose
from app.papers.fonts import REGULAR, SEMIBOLD, registered
from app.papers.frame import PRACTICE
from app.papers.proof import proofread
from app.papers.strip import DOT, Line, Strip, dots, fitted
from app.papers.symbols import qr_side
from app.papers.words import LANGUAGES, say
from i18n import N_, plural

TICKET_TITLE = N_("paper: Ticket of the electronic queue")

PURPOSES = {
    Purpose.INTAKE: N_("paper: Acceptance of documents"),
    Purpose.ISSUE: N_("paper: Issue of ready documents"),
    Purpose.CONSULTATION: N_("paper: Consultation"),
    Purpose.APPEAL: N_("paper: Appeal"),
}


class TicketForm(StrEnum):
    """What a ticket is printed on."""

    ROLL_80 = "roll_80"
    ROLL_58 = "roll_58"
    A6 = "a6"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class _Measure:
    """The width of a page and its margins in dots, the modules of the codes, the scale of the type.

    A module of 3 dots is 0.375 mm, what a laser reads well; without ``bars`` the roll is a narrow
    one: the QR code is alone, and facts stand under one another.
    """

    width: int
    margin: int
    squares: int
    bars: int
    scale: float


_MEASURES = {
    TicketForm.ROLL_80: _Measure(576, 30, 6, 3, 1.0),
    TicketForm.ROLL_58: _Measure(384, 20, 5, 0, 0.82),
    TicketForm.A6: _Measure(840, 64, 7, 4, 1.3),
    TicketForm.A4: _Measure(840, 64, 7, 4, 1.3),
}
_A4 = (1680 * DOT, 2376 * DOT)
_A6_HEIGHT = 1184
_LEAST_SCALE = 0.4
_HAIR = 0.001
"""So much a roll is shorter, lest a renderer round its whole dots up to one more."""


def render_ticket(paper: QueueTicketPaper, form: TicketForm) -> bytes:
    """The ticket as a plain PDF of one page, the same bytes for the same paper.

    The page of a roll is as wide as the print head (576 or 384 dots of 1/8 mm) and as high as its
    content, a whole number of dots too. Raises ``InputInvalid`` for a text that cannot be printed.
    """
    proofread(paper)
    return ticket_pages(paper, say(paper.language, PRACTICE) if paper.head.practice else "", form)


def ticket_pages(paper: QueueTicketPaper, mark: str, form: TicketForm = TicketForm.A6) -> bytes:
    """The one page as a plain PDF; ``mark`` is the practice words or empty."""
    registered()
    measure = _MEASURES[form]
    strip, top, size = _placed(paper, mark, form, measure)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1, initialFontName=REGULAR)
    canvas.setFillColor(black)
    strip.paint(canvas, measure.margin * DOT, size[1] - top * DOT)
    if form is TicketForm.A4:
        _cut(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _placed(
    paper: QueueTicketPaper, mark: str, form: TicketForm, measure: _Measure
) -> tuple[Strip, int, tuple[float, float]]:
    """The strip, how many dots from the top it begins, and the size of the page in points.

    On a sheet, which cannot grow, the type steps down until everything fits.
    """
    if form in (TicketForm.ROLL_80, TicketForm.ROLL_58):
        strip = _strip(paper, mark, measure, measure.scale)
        height = strip.height + 2 * measure.margin
        return strip, measure.margin, (measure.width * DOT, height * DOT - _HAIR)
    scale, top = measure.scale, 48
    strip = _strip(paper, mark, measure, scale)
    while strip.height > _A6_HEIGHT - 2 * top and scale > _LEAST_SCALE:
        scale -= 0.05
        strip = _strip(paper, mark, measure, scale)
    return strip, top, _A4 if form is TicketForm.A4 else (measure.width * DOT, _A6_HEIGHT * DOT)


def _cut(canvas: Canvas) -> None:
    """Where to cut the ticket out of a sheet of A4."""
    x, y = 840 * DOT, _A4[1] - _A6_HEIGHT * DOT
    canvas.setLineWidth(0.4)
    canvas.setDash(1.5 * mm, 1.5 * mm)
    canvas.line(0, y, x, y)
    canvas.line(x, y, x, _A4[1])


def _strip(paper: QueueTicketPaper, mark: str, measure: _Measure, scale: float) -> Strip:
    lang, head = paper.language, paper.head
    strip = Strip(measure.width - 2 * measure.margin)
    gap = dots(5 * scale)
    if mark:
        strip.band(mark, 8.5 * scale)
        strip.space(gap)
    department = say(lang, N_("paper: Department № {number}"), number=head.branch.department_number)
    strip.text(
        Line(head.branch.name, 9.5 * scale, bold=True),
        Line(f"{department}. {head.branch.address}", 8.5 * scale),
    )
    strip.space(gap)
    strip.rule(4)
    strip.space(gap // 2)
    strip.text(Line(say(lang, TICKET_TITLE), 9 * scale, least=6))
    strip.space(gap // 2)
    strip.numeral(paper.number, 92 * scale)
    strip.space(gap)
    strip.text(Line(say(lang, PURPOSES[paper.purpose]), 17 * scale, bold=True))
    if paper.copy:
        strip.text(_copy(paper, 9 * scale))
    strip.space(gap)
    strip.rule()
    strip.space(gap)
    _line(strip, paper, scale, stacked=not measure.bars)
    strip.space(gap)
    strip.rule()
    _codes(strip, paper, measure, scale)
    return strip


def _copy(paper: QueueTicketPaper, size: float) -> Line:
    words = say(
        paper.language,
        N_("paper: Copy № {copy}, printed {moment}"),
        copy=paper.copy,
        moment=moment(paper.head.issued_at),
    )
    return Line(words, size, bold=True, least=size * 0.85, gap=dots(size / 3))


def _line(strip: Strip, paper: QueueTicketPaper, scale: float, *, stacked: bool) -> None:
    """The place in line and the estimate, as they were when the ticket was taken."""
    lang = paper.language
    facts = [(say(lang, N_("paper: Before you in line")), _people(lang, paper.people_before))]
    notes = [say(lang, N_("paper: At the moment when the ticket was taken."))]
    if paper.expected_minutes is not None:
        label = say(lang, N_("paper: Waiting, about"))
        facts.append((label, _minutes(lang, paper.expected_minutes)))
        notes.append(say(lang, N_("paper: The waiting time is an estimate and may change.")))
    if stacked or len(facts) == 1:
        _stack(strip, facts, scale)
    else:
        _beside(strip, facts, scale)
    strip.text(Line(" ".join(notes), 8 * scale, gap=dots(2 * scale)))
    if paper.booked_for is not None:
        same_day = paper.booked_for.date() == paper.taken_at.date()
        time = clock(paper.booked_for) if same_day else moment(paper.booked_for)
        strip.space(dots(4 * scale))
        _stack(strip, [(say(lang, N_("paper: Booked time of the visit")), time)], scale)


_LABEL, _VALUE = 9, 18


def _stack(strip: Strip, facts: Sequence[tuple[str, str]], scale: float) -> None:
    for label, value in facts:
        strip.text(
            Line(label, _LABEL * scale, least=_LABEL * scale * 0.75),
            Line(value, _VALUE * scale, bold=True, least=_VALUE * scale / 2),
        )


def _beside(strip: Strip, facts: Sequence[tuple[str, str]], scale: float) -> None:
    """Facts side by side, all in the size at which the longest one fits."""
    gap = dots(10 * scale)
    width = (strip.width - gap) // 2
    labels = min(fitted(f[0], REGULAR, _LABEL * scale, 5, width * DOT) for f in facts)
    values = min(fitted(f[1], SEMIBOLD, _VALUE * scale, 8, width * DOT) for f in facts)
    beside = [Strip(width) for _ in facts]
    for fact, (label, value) in zip(beside, facts, strict=True):
        fact.text(Line(label, labels), Line(value, values, bold=True))
    strip.columns(beside, gap)


def _people(lang: Lang, people: int) -> str:
    if not people:
        return say(lang, N_("paper: nobody"))
    one, many = N_("paper: {count} person"), N_("paper: {count} people")
    return plural(lang, one, many, people)


def _minutes(lang: Lang, minutes: int) -> str:
    """Never «0 minutes»: nobody is called in the instant in which the ticket is printed."""
    one, many = N_("paper: {count} minute"), N_("paper: {count} minutes")
    return plural(lang, one, many, max(1, minutes))


def _codes(strip: Strip, paper: QueueTicketPaper, measure: _Measure, scale: float) -> None:
    """The QR code beside the time and the language, the bars below where they have room."""
    lang = paper.language
    spoken = say(
        lang, N_("paper: Language of service: {language}"), language=say(lang, LANGUAGES[lang])
    )
    quiet = 4 * measure.squares
    side = dots(qr_side(paper.code, measure.squares * DOT))
    # The margin of the page does for the quiet zone at left.
    hang = min(quiet, measure.margin)
    square = Strip(side - hang)
    square.squares(paper.code, measure.squares, hang)
    facts = Strip(strip.width - square.width)
    facts.space(quiet)
    size = 9.5 * scale
    facts.text(
        Line(moment(paper.taken_at), 12 * scale, bold=True, least=size),
        Line(spoken, size, least=size * 0.8),
        Line(say(lang, N_("paper: You will be called by this number.")), size, least=size * 0.8),
    )
    strip.columns([square, facts], 0)
    if measure.bars:
        strip.bars(paper.code, measure.bars, 80)
    strip.text(Line(grouped(paper.code), 9 * scale, gap=dots(2 * scale)))
