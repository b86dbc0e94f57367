"""Turns a paper (PDF) into the dots of a roll printer's head: black or white, bar codes kept whole."""

import math
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps

from app.lanes.pdfium import PDFIUM

DOTS_A_MM = 8
"""203 dots an inch: a bar of 0.375 mm is exactly three dots wide."""

_POINTS_A_MM = 72 / 25.4
_DARK = 128
# Drawn so many times finer and brought down by counting, because PDFium rounds a lone rectangle
# up to whole dots: a bar of three dots would become four.
_FINER = 4
_TIE = 0.06
# Shrunk no further than this: below it neither small print nor bars can be read.
_SHRINKINGS = (1.0, 3 / 4, 2 / 3)
_MOST_PAGES = 20
_LONGEST_MM = 1000


class PaperUnreadableError(ValueError):
    """The content is no PDF that can be drawn."""


class PaperTooWideError(ValueError):
    """The ink is wider than the head even when shrunk as far as it stays readable."""


def strips(pdf: bytes, head_dots: int) -> tuple[Image.Image, ...]:
    """Each page as a picture of one bit a dot, ``head_dots`` wide, without the white at its end.

    A page is drawn in its true size, so that a bar that is whole dots wide stays so; its white
    margins may lie beside the head. Only when the ink is wider than the head it is drawn smaller:
    by 3/4, which keeps squares of 0.5 mm whole, or by 2/3, which keeps bars of 0.375 mm whole.
    Raises ``PaperUnreadableError``, ``PaperTooWideError``.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise PaperUnreadableError from error
        try:
            if not 1 <= len(document) <= _MOST_PAGES:
                raise PaperUnreadableError
            return tuple(_strip(document[number], head_dots) for number in range(len(document)))
        except pypdfium2.PdfiumError as error:
            raise PaperUnreadableError from error
        finally:
            document.close()


def _strip(page: pypdfium2.PdfPage, head_dots: int) -> Image.Image:
    width, height = page.get_size()
    if height > _LONGEST_MM * _POINTS_A_MM or width > _LONGEST_MM * _POINTS_A_MM:
        raise PaperTooWideError
    for drawn in _drawings(page, width):
        ink = ImageOps.invert(drawn).getbbox()
        if ink is None:
            return _white(head_dots, 1)
        left, _, right, bottom = ink
        if right - left <= head_dots:
            return _on_the_head(drawn.crop((0, 0, drawn.width, bottom)), left, right, head_dots)
    raise PaperTooWideError


def _drawings(page: pypdfium2.PdfPage, width: float) -> Iterator[Image.Image]:
    for shrinking in _SHRINKINGS:
        across = max(1, round(width / _POINTS_A_MM * DOTS_A_MM * shrinking))
        # A hair less than the exact scale: a picture one dot wider would stretch every bar.
        bitmap = page.render(scale=(across * _FINER - 1e-4) / width, grayscale=True)
        if bitmap.width != across * _FINER:
            raise PaperUnreadableError
        yield _black_or_white(bitmap.to_pil())


def _black_or_white(fine: Image.Image) -> Image.Image:
    """Each dot by how much of it is covered; no dither, which would eat into bars."""
    lacking = (-fine.width % _FINER, -fine.height % _FINER)
    fine = ImageOps.expand(fine, (0, 0, *lacking), fill=255)
    covered = fine.reduce(_FINER)
    # An edge in the middle of a dot is a tie at both ends of a bar; its middle decides, so that
    # one end gains the dot that the other loses.
    middle = fine.resize(covered.size, Image.Resampling.NEAREST)
    return Image.blend(covered, middle, _TIE).point(lambda light: 255 if light >= _DARK else 0)


def _on_the_head(drawn: Image.Image, left: int, right: int, head_dots: int) -> Image.Image:
    """The middle of the page on the middle of the head, moved only if ink would lie outside."""
    middle = math.floor((drawn.width - head_dots) / 2)
    start = min(max(middle, right - head_dots), left)
    head = _white(head_dots, drawn.height)
    head.paste(drawn.convert("1", dither=Image.Dither.NONE), (-start, 0))
    return head


def _white(width: int, height: int) -> Image.Image:
    return Image.new("1", (width, height), 1)
