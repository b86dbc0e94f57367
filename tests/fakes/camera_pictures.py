"""Gray pictures as a camera gives them: our printed labels laid before it, turned and blurred."""

from functools import cache

import pypdfium2
import segno
from PIL import Image, ImageFilter

from app.domain.language import Lang
from app.papers.render import render
from tests.app.papers.paper_samples import Samples

SIZE = (1280, 720)
_DESK = 170
_POINTS = 72


@cache
def label(dpi: int = 150) -> Image.Image:
    """A package's label: the QR code of its case and the Code 128 of its own."""
    document = pypdfium2.PdfDocument(render(Samples(Lang.KK).package_label()))
    page = document[0]
    picture = page.render(scale=dpi / _POINTS, grayscale=True).to_pil().convert("L")
    page.close()
    document.close()
    return picture


def squares(content: str | bytes, module: int = 4) -> Image.Image:
    """A QR code of that content with its quiet zone."""
    matrix = segno.make(content, error="m", micro=False, boost_error=False).matrix
    side = len(matrix) + 8
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(matrix):
        for x, cell in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if cell else 255)
    return picture.resize((side * module, side * module), Image.Resampling.NEAREST)


def before_camera(
    *papers: Image.Image, turn: float = 0, blur: float = 0, size: tuple[int, int] = SIZE
) -> Image.Image:
    """The papers side by side on a desk, turned by degrees and out of focus by pixels."""
    width = sum(paper.width for paper in papers) + 40 * (len(papers) - 1)
    height = max(paper.height for paper in papers)
    sheet = Image.new("L", (width, height), _DESK)
    left = 0
    for paper in papers:
        sheet.paste(paper, (left, 0))
        left += paper.width + 40
    turned = sheet.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=_DESK)
    frame = Image.new("L", size, _DESK)
    frame.paste(turned, ((size[0] - turned.width) // 2, (size[1] - turned.height) // 2))
    return frame.filter(ImageFilter.GaussianBlur(blur)) if blur else frame
