"""The type and colours of papers: one scale, two weights, ink that survives a laser printer."""

from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.papers.fonts import REGULAR, SEMIBOLD, registered

INK: Color = HexColor("#16202A")
MUTED: Color = HexColor("#52606D")
LINE: Color = HexColor("#C9D1D9")
ACCENT: Color = HexColor("#00668A")
TINT: Color = HexColor("#F1F6F8")
MARK_INK: Color = HexColor("#8A5300")
MARK_GROUND: Color = HexColor("#FFF3DC")
GHOST: Color = HexColor("#EEF1F4")

PAGE_WIDTH, PAGE_HEIGHT = 210 * mm, 297 * mm
LEFT, RIGHT = 20 * mm, 18 * mm
CONTENT = PAGE_WIDTH - LEFT - RIGHT

CELL_FONT = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
"""Stands in every table: reportlab's own choice is a font that would not be embedded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The paragraph styles of one paper, at one scale."""

    corporation: ParagraphStyle
    branch: ParagraphStyle
    titles: tuple[ParagraphStyle, ...]
    subtitle: ParagraphStyle
    heading: ParagraphStyle
    label: ParagraphStyle
    value: ParagraphStyle
    strong: ParagraphStyle
    hero: ParagraphStyle
    body: ParagraphStyle
    item: ParagraphStyle
    small: ParagraphStyle
    head: ParagraphStyle
    head_right: ParagraphStyle
    cell: ParagraphStyle
    cell_strong: ParagraphStyle
    cell_right: ParagraphStyle
    cell_small: ParagraphStyle
    number: ParagraphStyle
    under_line: ParagraphStyle


def _style(size: float, leading: float, *, bold: bool = False, **more: object) -> ParagraphStyle:
    settings: dict[str, object] = {
        "fontName": SEMIBOLD if bold else REGULAR,
        "fontSize": size,
        "leading": leading,
        "textColor": INK,
        "bulletFontName": REGULAR,
        "bulletFontSize": size,
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
        **more,
    }
    return ParagraphStyle("paper", **settings)


@lru_cache(maxsize=4)
def styles(scale: float = 1.0) -> Styles:
    """The styles, enlarged by ``scale`` (1 for common papers, about 1.6 for large print)."""
    registered()

    def of(size: float, leading: float, *, bold: bool = False, **more: object) -> ParagraphStyle:
        return _style(size * scale, leading * scale, bold=bold, **more)

    return Styles(
        corporation=of(9.5, 12.5, bold=True, textColor=ACCENT),
        branch=of(8, 11, textColor=MUTED),
        titles=tuple(
            of(size, size + 4, bold=True, spaceAfter=0.6 * mm) for size in (17, 16, 15, 14)
        ),
        subtitle=of(9, 12, textColor=MUTED),
        heading=of(10.5, 14, bold=True, spaceBefore=4.2 * mm, spaceAfter=1 * mm),
        label=of(7.5, 10.5, textColor=MUTED),
        value=of(9.5, 13),
        strong=of(11, 14.5, bold=True),
        hero=of(22, 26, bold=True, textColor=ACCENT),
        body=of(9.5, 13.5, spaceAfter=1.5 * mm),
        item=of(9.5, 13, leftIndent=4 * mm * scale, bulletIndent=0, spaceAfter=0.6 * mm),
        small=of(8, 11, textColor=MUTED, spaceAfter=1 * mm),
        head=of(7.5, 10, textColor=MUTED),
        head_right=of(7.5, 10, textColor=MUTED, alignment=TA_RIGHT),
        cell=of(9, 12),
        cell_strong=of(9, 12, bold=True),
        cell_right=of(9, 12, alignment=TA_RIGHT),
        cell_small=of(7.5, 10, textColor=MUTED),
        number=of(9, 12, textColor=MUTED),
        under_line=of(7.5, 10, textColor=MUTED, alignment=TA_CENTER),
    )
