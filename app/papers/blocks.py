"""The blocks that papers are set from: header, facts, tables, lists, the framed main fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from app.domain.codes import grouped
from app.domain.figures import moment
from app.domain.language import Lang
from app.domain.papers import PaperHead, PaperService
from app.papers import styles as look
from app.papers.fonts import REGULAR
from app.papers.symbols import Bars
from app.papers.words import markup, say
from i18n import N_

_NO_PADDING = [
    look.CELL_FONT,
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
BARE = TableStyle(_NO_PADDING)
_FACTS: list[tuple[object, ...]] = [
    *_NO_PADDING,
    ("RIGHTPADDING", (0, 0), (0, -1), 6 * mm),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2 * mm),
]
_ROWS = TableStyle(
    [
        look.CELL_FONT,
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3 * mm),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5 * mm),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, look.INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, look.LINE),
    ]
)
_HERO = TableStyle(
    [
        look.CELL_FONT,
        ("BACKGROUND", (0, 0), (-1, -1), look.TINT),
        ("LINEBEFORE", (0, 0), (0, -1), 2.2, look.ACCENT),
        ("LEFTPADDING", (0, 0), (-1, -1), 5 * mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 2.4 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3 * mm),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value; a wide one takes the whole width. An empty value is left out."""

    label: str
    value: str
    wide: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its width in mm; 0 takes what is left."""

    title: str
    width: float
    look: Literal["plain", "right", "quiet", "strong"] = "plain"


class Sheet:
    """Makes blocks in one language and one size."""

    def __init__(self, lang: Lang, scale: float = 1.0) -> None:
        self.lang = lang
        self.scale = scale
        self.styles = look.styles(scale)
        self._cells = {
            "plain": self.styles.cell,
            "right": self.styles.cell_right,
            "quiet": self.styles.number,
            "strong": self.styles.cell_strong,
        }

    def say(self, message: str, /, **params: object) -> str:
        """The words of an English message id in the language of the paper."""
        return say(self.lang, message, **params)

    def text(self, data: str, style: ParagraphStyle | None = None) -> Paragraph:
        """A paragraph of any text; nothing in it is read as markup."""
        return Paragraph(markup(data), style or self.styles.body)

    def header(self, head: PaperHead, title: str, *, under: Sequence[str] = ()) -> list[Flowable]:
        """The branch, the code, the title, the number and the time of the paper."""
        s = self.styles
        branch = head.branch
        department = self.say(N_("paper: Department № {number}"), number=branch.department_number)
        left = [
            self.text(
                self.say(N_("paper: State Corporation «Government for Citizens»")), s.corporation
            ),
            self.text(f"{branch.name} · {department}", s.branch),
            self.text(branch.address, s.branch),
        ]
        number = self.say(N_("paper: № {number}"), number=head.number)
        lines = [number, moment(head.issued_at), *under]
        if head.version > 1:
            lines.append(
                self.say(
                    N_("paper: Version {version}, replaces {former}"),
                    version=head.version,
                    former=head.replaces,
                )
            )
        return [
            self._header_row(left, head.code),
            HRFlowable(width="100%", thickness=1.1, color=look.ACCENT, spaceBefore=2.5 * mm,
                       spaceAfter=4.5 * mm),
            self._title(title),
            self.text(" · ".join(lines), s.subtitle),
            Spacer(0, 4 * mm),
        ]  # fmt: skip

    def _title(self, title: str) -> Paragraph:
        """The title in the largest size at which it is one line, else in the largest on two."""
        for style in self.styles.titles:
            if stringWidth(title, style.fontName, style.fontSize) <= look.CONTENT:
                return self.text(title, style)
        return self.text(title, self.styles.titles[0])

    def _header_row(self, left: list[Paragraph], code: str) -> Table:
        if not code:
            return Table([[left]], [look.CONTENT], style=BARE)
        bars = Bars(code, 9.5 * mm, caption=grouped(code), font=REGULAR, size=8)
        width = bars.width - 3.75 * mm
        return Table([[left, bars]], [look.CONTENT - width, width], style=BARE)

    def heading(self, words: str, room: float = 26 * mm) -> list[Flowable]:
        """A heading that never stands alone at the foot of a page."""
        return [CondPageBreak(room), self.text(words, self.styles.heading)]

    def service(self, service: PaperService) -> tuple[Fact, ...]:
        """The service by its full name, and its code in the register where it is known."""
        return (
            Fact(self.say(N_("paper: Public service")), service.name, wide=True, strong=True),
            Fact(self.say(N_("paper: Register code")), service.register_code),
        )

    def facts(self, *facts: Fact) -> Table | Spacer:
        """Labels with values, two in a row; wide ones alone."""
        rows: list[list[object]] = []
        commands: list[tuple[object, ...]] = list(_FACTS)
        waiting: list[object] | None = None
        for fact in facts:
            if not fact.value.strip():
                continue
            cell = self._fact(fact)
            if fact.wide:
                waiting = None
                commands.append(("SPAN", (0, len(rows)), (1, len(rows))))
                rows.append([cell, ""])
            elif waiting is None:
                waiting = [cell, ""]
                rows.append(waiting)
            else:
                waiting[1] = cell
                waiting = None
        if not rows:
            return Spacer(0, 0)
        half = look.CONTENT / 2
        return Table(rows, [half, half], style=TableStyle(commands))

    def _fact(self, fact: Fact) -> list[Paragraph]:
        value = self.styles.strong if fact.strong else self.styles.value
        return [self.text(fact.label, self.styles.label), self.text(fact.value, value)]

    def hero(self, label: str, value: str, *notes: str) -> Table:
        """The one fact that the reader looks for, large, with its notes beside."""
        s = self.styles
        fact = [self.text(label, s.label), self.text(value, s.hero)]
        beside = [self.text(note, s.value) for note in notes if note.strip()]
        left = 58 * mm
        return Table([[fact, beside]], [left, look.CONTENT - left], style=_HERO)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Table:
        """Numbered rows under a heading that repeats on every page."""
        s = self.styles
        all_columns = [Column(self.say(N_("paper: №")), 8 * self.scale, "quiet"), *columns]
        fixed = sum(column.width for column in all_columns) * mm
        open_ended = sum(1 for column in all_columns if not column.width)
        rest = (look.CONTENT - fixed) / open_ended if open_ended else 0
        widths = [column.width * mm or rest for column in all_columns]
        looks = [self._cells[column.look] for column in all_columns]
        head = [
            self.text(c.title, s.head_right if c.look == "right" else s.head) for c in all_columns
        ]
        body = [
            [self.text(cell, style) for cell, style in zip((str(n), *row), looks, strict=True)]
            for n, row in enumerate(rows, start=1)
        ]
        return Table([head, *body], widths, repeatRows=1, style=_ROWS, splitInRow=1)

    def bullets(self, lines: Iterable[str]) -> list[Flowable]:
        """Lines with a point before each."""
        return [Paragraph(markup(line), self.styles.item, bulletText="•") for line in lines if line]

    def paragraphs(self, data: str, style: ParagraphStyle | None = None) -> list[Flowable]:
        """Long text: every line of it a paragraph."""
        return [self.text(line, style) for line in data.splitlines() if line.strip()]
