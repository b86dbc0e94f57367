"""Sets the papers about a service: the passport of ten items and the memo of seven blocks."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from app.domain.figures import moment
from app.domain.papers import (
    PASSPORT_ITEMS,
    Memo,
    PassportDocument,
    PassportPrintStatus,
    ServicePassportPrint,
)
from app.papers import styles as look
from app.papers.blocks import Fact, Sheet
from app.papers.symbols import Squares
from app.papers.words import UNKNOWN, joined
from i18n import N_

PASSPORT_TITLE = N_("paper: Passport of the public service")
MEMO_TITLE = N_("paper: How to obtain the public service")

_ITEM_TITLES = {
    "name": N_("paper: Name of the public service"),
    "provider": N_("paper: Name of the provider"),
    "ways": N_("paper: Ways of rendering the service"),
    "term": N_("paper: Term of the service"),
    "form": N_("paper: Form of the service"),
    "result": N_("paper: Result of the service"),
    "fee": N_("paper: Amount of payment and ways of charging it"),
    "schedule": N_(
        "paper: Work schedule of the provider, the State Corporation and information objects"
    ),
    "documents": N_("paper: List of documents and data"),
    "grounds": N_("paper: Grounds for refusal set by law"),
}
_LINK_MODULE = 0.6 * mm
STATUSES = {
    PassportPrintStatus.DRAFT: N_("paper: draft: not for work with applicants"),
    PassportPrintStatus.PRACTICE: N_("paper: practice: for training only"),
    PassportPrintStatus.PUBLISHED: N_("paper: published"),
}
_ITEM_LOOK: list[tuple[object, ...]] = [
    look.CELL_FONT,
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4 * mm),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0.8 * mm),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEABOVE", (0, 0), (-1, 0), 0.8, look.INK),
]


def service_passport(paper: ServicePassportPrint) -> list[Flowable]:
    """The story of the passport: ten numbered items in the order of the law."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    unknown = say(UNKNOWN)
    story: list[Flowable] = [
        *sheet.header(paper.head, say(PASSPORT_TITLE)),
        sheet.facts(
            Fact(say(N_("paper: State of the passport")), say(STATUSES[paper.status])),
            Fact(say(N_("paper: Register code")), paper.register_code or unknown),
            Fact(say(N_("paper: Governing act")), paper.act or unknown),
            Fact(say(N_("paper: Edition")), paper.edition or unknown),
        ),
        Spacer(0, 2 * mm),
        _items(sheet, paper),
    ]
    if paper.internal_norms:
        story += [
            *sheet.heading(say(N_("paper: Internal norms of the State Corporation"))),
            sheet.text(say(N_("paper: These are not guarantees of the law.")), sheet.styles.small),
            *sheet.bullets(paper.internal_norms),
        ]
    return story


def _items(sheet: Sheet, paper: ServicePassportPrint) -> Table:
    """The ten items; every document is a row of its own, so that pages part between them."""
    s = sheet.styles
    rows: list[list[object]] = []
    commands = list(_ITEM_LOOK)
    for number, item in enumerate(PASSPORT_ITEMS, start=1):
        lines = _lines(sheet, getattr(paper, item))
        first = len(rows)
        rows += [["", "", line] for line in lines]
        rows[first][0] = sheet.text(str(number), s.number)
        rows[first][1] = sheet.text(sheet.say(_ITEM_TITLES[item]), s.cell_small)
        last = len(rows) - 1
        commands += [
            ("TOPPADDING", (0, first), (-1, first), 2 * mm),
            ("BOTTOMPADDING", (0, last), (-1, last), 2.2 * mm),
            ("LINEBELOW", (0, last), (-1, last), 0.4, look.LINE),
        ]
    widths = [8 * mm, 48 * mm, look.CONTENT - 56 * mm]
    return Table(rows, widths, style=TableStyle(commands), splitInRow=1)


def _lines(sheet: Sheet, item: str | Sequence[str | PassportDocument]) -> list[list[Flowable]]:
    """The lines of one item; an unknown one says so."""
    s = sheet.styles
    lines = [item] if isinstance(item, str) else list(item)
    if not lines:
        return [[sheet.text(sheet.say(UNKNOWN), s.number)]]
    plain: list[Flowable] = [sheet.text(line, s.cell) for line in lines if isinstance(line, str)]
    cells: list[list[Flowable]] = [plain] if plain else []
    for number, line in enumerate(lines, start=1):
        if isinstance(line, str):
            continue
        beneath = joined(line.condition, line.clause)
        cell: list[Flowable] = [sheet.text(f"{number}. {line.name}", s.cell)]
        cells.append([*cell, sheet.text(beneath, s.cell_small)] if beneath else cell)
    return cells


def memo(paper: Memo) -> list[Flowable]:
    """The story of the memo, in common or large print; its link as a code to point a phone at."""
    sheet = Sheet(paper.head.lang, 1.6 if paper.large_print else 1.0)
    say = sheet.say
    unknown = say(UNKNOWN)
    centre = say(N_("paper: Contact centre: {phone}"), phone=paper.head.branch.contact_centre)
    provider = [paper.provider, paper.provider_schedule, paper.provider_site]
    blocks: tuple[tuple[str, Sequence[str]], ...] = (
        (N_("paper: Who renders the service"), [line for line in provider if line]),
        (N_("paper: Where applications are accepted and results issued"), paper.accepting),
        (N_("paper: Through the portal"), [paper.portal_way] if paper.portal_way else []),
        (N_("paper: Term of the service"), paper.term),
        (N_("paper: What to bring"), paper.documents),
        (N_("paper: What you receive"), paper.result),
        (N_("paper: Where to ask"), [centre, *paper.phones]),
    )
    story = [*sheet.header(paper.head, say(MEMO_TITLE)), *_memo_name(sheet, paper)]
    for title, lines in blocks:
        story += _block(sheet, say(title), lines or [unknown])
    edition = say(
        N_("paper: Made from the passport of the service, edition: {edition}; {moment}"),
        edition=paper.edition,
        moment=moment(paper.head.issued_at),
    )
    return [*story, Spacer(0, 4 * mm), sheet.text(edition, sheet.styles.small)]


def _memo_name(sheet: Sheet, paper: Memo) -> list[Flowable]:
    """The name of the service, with the code of the link beside it."""
    name = sheet.text(paper.service.name, sheet.styles.strong)
    if not paper.link:
        return [name]
    code = Squares(paper.link, module=_LINK_MODULE)
    width = code.width - 4 * _LINK_MODULE
    beside = [name, sheet.text(paper.link, sheet.styles.small)]
    return [Table([[beside, code]], [look.CONTENT - width, width], style=_NAME_LOOK)]


_NAME_LOOK = TableStyle(
    [
        look.CELL_FONT,
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
)


def _block(sheet: Sheet, title: str, lines: Sequence[str]) -> list[Flowable]:
    head = sheet.heading(title, room=18 * mm)
    if len(lines) == 1:
        return [*head, sheet.text(lines[0])]
    return [*head, CondPageBreak(8 * mm), *sheet.bullets(lines)]
