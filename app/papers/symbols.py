"""Code 128 and QR as vectors: one path of rectangles each, with their quiet zones."""

from functools import lru_cache

import segno
from barcode.codex import Code128
from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

BAR_MODULE = 0.375 * mm
QR_MODULE = 0.5 * mm
BAR_QUIET = 10
_QR_QUIET = 4

Runs = tuple[tuple[int, int], ...]


def _runs(modules: str) -> Runs:
    """The dark runs of a row of modules as (start, length)."""
    found: list[tuple[int, int]] = []
    start = -1
    for place, module in enumerate(modules + "0"):
        if module == "1" and start < 0:
            start = place
        elif module != "1" and start >= 0:
            found.append((start, place - start))
            start = -1
    return tuple(found)


@lru_cache(maxsize=64)
def _bars(payload: str) -> tuple[int, Runs]:
    modules = Code128(payload).build()[0]
    return len(modules), _runs(modules)


@lru_cache(maxsize=64)
def _squares(payload: str) -> tuple[Runs, ...]:
    matrix = segno.make(payload, error="m", micro=False, boost_error=False).matrix
    return tuple(_runs("".join("1" if cell else "0" for cell in row)) for row in matrix)


def bars_width(payload: str, module: float = BAR_MODULE) -> float:
    """The width of the code in points, quiet zones included."""
    return (_bars(payload)[0] + 2 * BAR_QUIET) * module


def qr_side(payload: str, module: float = QR_MODULE) -> float:
    """The side of the code in points, quiet zones included."""
    return (len(_squares(payload)) + 2 * _QR_QUIET) * module


def draw_bars(
    canvas: Canvas, payload: str, x: float, y: float, height: float, module: float = BAR_MODULE
) -> None:
    """Draw Code 128 with its quiet zones; ``x`` and ``y`` are the lower left corner, in points."""
    path = canvas.beginPath()
    left = x + BAR_QUIET * module
    for start, length in _bars(payload)[1]:
        path.rect(left + start * module, y, length * module, height)
    canvas.setFillColor(black)
    canvas.drawPath(path, stroke=0, fill=1)


def draw_qr(canvas: Canvas, payload: str, x: float, y: float, module: float = QR_MODULE) -> None:
    """Draw a QR code of level M with its quiet zones; lower left corner in points."""
    rows = _squares(payload)
    path = canvas.beginPath()
    top = y + (len(rows) + _QR_QUIET - 1) * module
    for number, runs in enumerate(rows):
        for start, length in runs:
            left = x + (_QR_QUIET + start) * module
            path.rect(left, top - number * module, length * module, module)
    canvas.setFillColor(black)
    canvas.drawPath(path, stroke=0, fill=1)


class Bars(Flowable):  # type: ignore[misc]
    """Code 128 that stands in a page's flow, with the grouped text below when given."""

    def __init__(
        self,
        payload: str,
        height: float,
        *,
        module: float = BAR_MODULE,
        caption: str = "",
        font: str = "",
        size: float = 8,
    ) -> None:
        super().__init__()
        self.payload, self.bar_height, self.module = payload, height, module
        self.caption, self.font, self.size = caption, font, size
        self.width = bars_width(payload, module)
        self.height = height + (size * 1.35 if caption else 0)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The place it takes, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Bars above, the text that people type below."""
        below = self.height - self.bar_height
        draw_bars(self.canv, self.payload, 0, below, self.bar_height, self.module)
        if self.caption:
            self.canv.setFont(self.font, self.size)
            self.canv.drawCentredString(self.width / 2, below - self.size, self.caption)


class Squares(Flowable):  # type: ignore[misc]
    """A QR code that stands in a page's flow."""

    def __init__(self, payload: str, *, module: float = QR_MODULE) -> None:
        super().__init__()
        self.payload, self.module = payload, module
        self.width = self.height = qr_side(payload, module)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The place it takes, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """The squares."""
        draw_qr(self.canv, self.payload, 0, 0, self.module)
