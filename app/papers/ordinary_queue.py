"""Sets the act of failure of the electronic queue with its journal, and the journal to write by hand."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle
from reportlab.platypus.flowables import PageBreak

from app.domain.figures import clock, count, day, moment
from app.domain.papers import BlankJournalPaper, FailureActPaper, JournalLinePaper
from app.papers import styles as look
from app.papers.blocks import BARE, Fact, Sheet
from app.papers.queue_ticket import PURPOSES
from app.papers.signs import WritingLine, signature_line, signing
from app.papers.words import joined
from i18n import N_

ACT_TITLE = N_("paper: Act of technical failure of the electronic queue")
JOURNAL_TITLE = N_("paper: Journal of the ordinary queue")

LINES_A_SHEET = 18
"""Lines of a blank sheet, each high enough for a pen."""

_PEN = 8.8 * mm
_WIDTHS = tuple(width * mm for width in (9, 14, 30, 44, 17, 40, 18))
_JOURNAL = TableStyle(
    [
        look.CELL_FONT,
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2.4 * mm),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.3 * mm),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, look.INK),
        ("SPAN", (0, 1), (-1, 1)),
        ("BACKGROUND", (0, 1), (-1, 1), look.TINT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, look.LINE),
    ]
)
_BLANK = TableStyle(
    [
        look.CELL_FONT,
        ("GRID", (0, 0), (-1, -1), 0.5, look.MUTED),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, look.INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 1.2 * mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 0.8 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1 * mm),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (0, -1), "MIDDLE"),
    ]
)


def failure_act(paper: FailureActPaper) -> list[Flowable]:
    """The story of the act: what happened, by whose word, then every visitor of that time."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    in_force = say(N_("paper: the ordinary queue is still in force"))
    return [
        *sheet.header(paper.head, say(ACT_TITLE)),
        sheet.facts(
            Fact(say(N_("paper: Cause of the failure")), paper.cause, wide=True, strong=True),
            Fact(say(N_("paper: Start of the ordinary queue")), moment(paper.started_at)),
            Fact(
                say(N_("paper: End of the ordinary queue")),
                moment(paper.ended_at) if paper.ended_at else in_force,
            ),
            Fact(
                say(N_("paper: Ordinary queue declared by")),
                joined(paper.declared_by, paper.declared_position),
            ),
            Fact(say(N_("paper: Ordinary queue ended by")), paper.ended_by),
            Fact(
                say(N_("paper: Hourly confirmations")),
                _confirmed(paper.confirmations) or say(N_("paper: no confirmations")),
                wide=True,
            ),
        ),
        *sheet.heading(say(JOURNAL_TITLE)),
        *_journal(sheet, paper.lines),
        Spacer(0, 1.5 * mm),
        sheet.text(_totals(sheet, paper.lines), sheet.styles.value),
        *signing(20 * mm),
        KeepTogether(_signers(sheet, paper)),
    ]


def _confirmed(confirmations: Sequence[datetime]) -> str:
    """``06.03.2026: 10:00, 11:00; 07.03.2026: 09:00``."""
    days = groupby(confirmations, key=datetime.date)
    return "; ".join(f"{day(on)}: {', '.join(map(clock, times))}" for on, times in days)


def _totals(sheet: Sheet, lines: Sequence[JournalLinePaper]) -> str:
    served = sum(1 for line in lines if line.served)
    left = sum(1 for line in lines if line.left)
    totals = sheet.say(
        N_("paper: In all: arrived {arrived}, served {served}, left {left}"),
        arrived=count(len(lines)),
        served=count(served),
        left=count(left),
    )
    waiting = len(lines) - served - left
    if not waiting:
        return totals
    return joined(totals, sheet.say(N_("paper: not finished {waiting}"), waiting=count(waiting)))


def _signers(sheet: Sheet, paper: FailureActPaper) -> list[Flowable]:
    roles = (
        (N_("paper: Ordinary queue declared by"), paper.declared_by),
        (N_("paper: Ordinary queue ended by"), paper.ended_by),
    )
    return [signature_line(sheet, sheet.say(role), name, dated=True) for role, name in roles]


def _head(sheet: Sheet, *, blank: bool = False) -> list[object]:
    """The titles of the columns, the same on the act and on the blank sheet."""
    say = sheet.say
    outcome = (
        N_("paper: Outcome: case number, appeal, consultation, issue; reason if left")
        if blank
        else N_("paper: Outcome and its number")
    )
    titles = (
        say(N_("paper: №")),
        say(N_("paper: Arrived")),
        say(N_("paper: Purpose of the visit")),
        say(N_("paper: Operator")),
        say(N_("paper: Called at")),
        say(outcome),
        say(N_("paper: Entered into the system")),
    )
    return [sheet.text(title, sheet.styles.head) for title in titles]


def _journal(sheet: Sheet, lines: Sequence[JournalLinePaper]) -> list[Flowable]:
    """A table for each day; its heading and its date stand on every page."""
    if not lines:
        return [sheet.text(sheet.say(N_("paper: Nobody came in that time.")), sheet.styles.value)]
    story: list[Flowable] = []
    for on, of_day in groupby(lines, key=lambda line: line.arrived_at.date()):
        told = [sheet.text(day(on), sheet.styles.cell_strong), *[""] * 6]
        rows = [_head(sheet), told, *(_row(sheet, line, on) for line in of_day)]
        if story:
            story.append(Spacer(0, 4 * mm))
        story.append(Table(rows, _WIDTHS, repeatRows=2, style=_JOURNAL))
    return story


def _row(sheet: Sheet, line: JournalLinePaper, on: date) -> list[object]:
    s = sheet.styles
    operator = sheet.text(line.operator, s.cell) if line.operator else ""
    outcome = [sheet.text(words, s.cell) for words in (line.outcome, line.link) if words.strip()]
    return [
        sheet.text(str(line.order), s.number),
        sheet.text(clock(line.arrived_at), s.cell_strong),
        sheet.text(sheet.say(PURPOSES[line.purpose]), s.cell),
        operator,
        sheet.text(_at(line.called_at, on), s.cell),
        outcome,
        sheet.text(_at(line.entered_at, on), s.cell_small),
    ]


def _at(time: datetime | None, on: date) -> str:
    """The time of day; with the date, on a line of its own, when it is not that day."""
    if time is None:
        return ""
    return clock(time) if time.date() == on else f"{day(time)} {clock(time)}"


def blank_journal(paper: BlankJournalPaper) -> list[Flowable]:
    """The story of the sheets for a day on which nothing works: the same journal, for a pen."""
    sheet = Sheet(paper.head.lang)
    story: list[Flowable] = []
    for number in range(paper.sheets):
        if number:
            story.append(PageBreak())
        else:
            story += sheet.header(paper.head, sheet.say(JOURNAL_TITLE))
        story += _blank_sheet(sheet, number * LINES_A_SHEET + 1)
    return story


def _blank_sheet(sheet: Sheet, first: int) -> list[Flowable]:
    s = sheet.styles
    numbers = range(first, first + LINES_A_SHEET)
    rows = [[sheet.text(str(number), s.number), *[""] * 6] for number in numbers]
    heights = [None, *[_PEN] * LINES_A_SHEET]
    return [
        _written_facts(sheet),
        Spacer(0, 3 * mm),
        Table([_head(sheet, blank=True), *rows], _WIDTHS, heights, style=_BLANK),
        Spacer(0, 1.5 * mm),
        sheet.text(_advice(sheet), s.small),
        KeepTogether([signature_line(sheet, sheet.say(N_("paper: Journal kept by")), dated=True)]),
    ]


def _written_facts(sheet: Sheet) -> Table:
    """Desk, date and cause, each with a line to write on."""
    labels = (
        (N_("paper: Desk"), 20), (N_("paper: Date of the journal"), 30),
        (N_("paper: Cause of the failure"), 0),
    )  # fmt: skip
    row: list[object] = []
    widths: list[float] = []
    for label, width in labels:
        style = sheet.styles.label
        words = sheet.text(sheet.say(label), style)
        said = stringWidth(sheet.say(label), style.fontName, style.fontSize) + 2 * mm
        rest = width * mm or look.CONTENT - sum(widths) - said
        row += [words, WritingLine(rest - 4 * mm if width else rest)]
        widths += [said, rest]
    return Table([row], widths, style=_WRITTEN)


_WRITTEN = TableStyle([*BARE.getCommands(), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")])


def _advice(sheet: Sheet) -> str:
    purposes = ", ".join(f"«{sheet.say(words)}»" for words in PURPOSES.values())
    return " ".join(
        (
            sheet.say(N_("paper: Purposes: {purposes}."), purposes=purposes),
            sheet.say(
                N_(
                    "paper: Write each visitor in the order of arrival, with the true time and "
                    "without a name or IIN; every line is later entered into the system with its "
                    "time."
                )
            ),
        )
    )
