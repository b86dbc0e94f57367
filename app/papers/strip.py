"""Sets a strip of paper: blocks under one another, in whole dots of a ticket printer.

A dot is an eighth of a millimetre (203 dpi). The height of the strip follows its blocks, and every
edge that a scanner must find stands on a whole dot, so that a raster of one bit keeps it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.papers.fonts import REGULAR, SEMIBOLD, settled
from app.papers.symbols import BAR_QUIET, draw_bars, draw_qr, qr_side

DOT: float = mm / 8
"""The side of a dot in points."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words in one weight and size; too long ones run on, or shrink down to ``least`` first."""

    words: str
    size: float
    bold: bool = False
    least: float = 0.0
    gap: int = 0
    """Dots left free above."""


def dots(points: float) -> int:
    """The whole dots that a length in points takes."""
    return ceil(float(points) / DOT - 1e-6)


def wrapped(words: str, font: str, size: float, width: float) -> list[str]:
    """The words in lines no wider than ``width`` points; a word that is wider is parted."""
    lines: list[str] = []
    for word in settled(words).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(joined, font, size) <= width:
            lines[-1] = joined
            continue
        rest = word
        while stringWidth(rest, font, size) > width and len(rest) > 1:
            fitting = _fitting(rest, font, size, width)
            lines.append(rest[:fitting])
            rest = rest[fitting:]
        lines.append(rest)
    return lines


def _fitting(word: str, font: str, size: float, width: float) -> int:
    """How many letters of the word fit, at least one; up to a hyphen where there is one."""
    fitting, too_many = 1, len(word) + 1
    while too_many - fitting > 1:
        middle = (fitting + too_many) // 2
        if stringWidth(word[:middle], font, size) <= width:
            fitting = middle
        else:
            too_many = middle
    return word.rfind("-", 0, fitting) + 1 or fitting


def fitted(words: str, font: str, size: float, least: float, width: float) -> float:
    """The largest size from ``size`` down to ``least``, by halves, at which one line is enough."""
    whole = stringWidth(settled(words), font, 1)
    if whole * size <= width:
        return size
    return max(least, int(width / whole * 2) / 2)


class Strip:
    """Blocks that stand under one another in a column ``width`` dots wide."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0
        self._drawn: list[Callable[[Canvas, float, float], None]] = []

    def paint(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw every block; ``left`` and ``top`` in points."""
        for draw in self._drawn:
            draw(canvas, left, top)

    def space(self, height: int) -> None:
        """Leave so many dots free."""
        self.height += height

    def text(self, *lines: Line) -> None:
        """Lines of words; an empty one is left out."""
        for line in lines:
            if line.words.strip():
                self._line(line)

    def _line(self, line: Line) -> None:
        font = SEMIBOLD if line.bold else REGULAR
        width = self.width * DOT
        size = fitted(line.words, font, line.size, line.least or line.size, width)
        self.height += line.gap
        for words in wrapped(line.words, font, size, width):
            self.height += dots(size * 1.24)
            self._words(words, font, size, self.height - dots(size * 0.27))

    def numeral(self, words: str, size: float) -> None:
        """Capitals and figures as large as the width allows, without the room for descenders."""
        size = fitted(words, SEMIBOLD, size, 12, self.width * DOT)
        for part in wrapped(words, SEMIBOLD, size, self.width * DOT):
            self.height += dots(size * 0.8)
            self._words(part, SEMIBOLD, size, self.height - dots(size * 0.03))

    def _words(self, words: str, font: str, size: float, baseline: int) -> None:
        def draw(canvas: Canvas, left: float, top: float) -> None:
            canvas.setFont(font, size)
            canvas.drawString(left, top - baseline * DOT, words)

        self._drawn.append(draw)

    def rule(self, thickness: int = 2) -> None:
        """A line over the whole width."""
        self._rect(self.height, thickness)
        self.height += thickness

    def band(self, words: str, size: float) -> None:
        """White words on black over the whole width; they run on where they are too long."""
        width = self.width * DOT
        size = fitted(words, SEMIBOLD, size, size * 0.85, width * 0.94)
        lines = wrapped(words, SEMIBOLD, size, width * 0.94)
        top_edge, leading = self.height, size * 1.24
        height = dots(leading * len(lines) + size * 0.5)
        self._rect(top_edge, height)

        def draw(canvas: Canvas, left: float, top: float) -> None:
            canvas.setFillColor(white)
            canvas.setFont(SEMIBOLD, size)
            y = top - top_edge * DOT - size * 0.25
            for number, line in enumerate(lines, start=1):
                canvas.drawCentredString(left + width / 2, y - number * leading + size * 0.27, line)
            canvas.setFillColor(black)

        self._drawn.append(draw)
        self.height += height

    def _rect(self, under: int, height: int) -> None:
        def draw(canvas: Canvas, left: float, top: float) -> None:
            y = top - (under + height) * DOT
            canvas.rect(left, y, self.width * DOT, height * DOT, stroke=0, fill=1)

        self._drawn.append(draw)

    def columns(self, beside: Sequence["Strip"], gap: int) -> None:
        """Strips side by side, ``gap`` dots between."""
        height = max(strip.height for strip in beside)
        under = self.height

        def draw(canvas: Canvas, left: float, top: float) -> None:
            x = 0
            for strip in beside:
                strip.paint(canvas, left + x * DOT, top - under * DOT)
                x += strip.width + gap

        self._drawn.append(draw)
        self.height += height

    def bars(self, payload: str, module: int, height: int) -> None:
        """Code 128 with its first bar at the left edge, its modules ``module`` dots wide.

        The quiet zones hang out: there must be ten modules of margin, and of room at right.
        """
        quiet = BAR_QUIET * module
        under = self.height + height

        def draw(canvas: Canvas, left: float, top: float) -> None:
            y = top - under * DOT
            draw_bars(canvas, payload, left - quiet * DOT, y, height * DOT, module * DOT)

        self._drawn.append(draw)
        self.height += height

    def squares(self, payload: str, module: int, hang: int = 0) -> None:
        """A QR code, its modules ``module`` dots wide; it hangs out at left by ``hang`` dots."""
        side = dots(qr_side(payload, module * DOT))
        under = self.height + side

        def draw(canvas: Canvas, left: float, top: float) -> None:
            draw_qr(canvas, payload, left - hang * DOT, top - under * DOT, module * DOT)

        self._drawn.append(draw)
        self.height += side
