"""One form for every page of a copy: an upright JPEG of bounded size that says nothing about itself."""

import io

from PIL import Image, ImageOps

from app.domain.certified_copy import LONGEST_SIDE, CopyPage

_QUALITY = 82
_WHITE = (255, 255, 255)
_QUARTERS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def page_of(picture: Image.Image) -> CopyPage:
    """The page of a decoded picture. Where and by what it was taken, its owner's name, a small
    second picture: nothing of the former file comes along."""
    shown = _flat(ImageOps.exif_transpose(picture))
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _written(shown)


def turned(page: CopyPage, quarters: int) -> CopyPage:
    """The page turned clockwise by so many quarters."""
    quarters %= 4
    if not quarters:
        return page
    with Image.open(io.BytesIO(page.image), formats=("JPEG",)) as opened:
        return _written(opened.transpose(_QUARTERS[quarters]))


def _flat(picture: Image.Image) -> Image.Image:
    """Gray or three colours, on white paper."""
    if picture.mode.startswith(("I", "F")):
        # Scanners write sixteen bits a dot, and Pillow would cut them off instead of scaling.
        return picture.convert("I").point(lambda value: value / 257).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        coloured = picture.convert("RGBA")
        paper = Image.new("RGB", picture.size, _WHITE)
        paper.paste(coloured, mask=coloured.getchannel("A"))
        return paper
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _written(picture: Image.Image) -> CopyPage:
    plain = Image.new(picture.mode, picture.size)
    plain.paste(picture)
    target = io.BytesIO()
    plain.save(target, "JPEG", quality=_QUALITY)
    return CopyPage(image=target.getvalue(), width=plain.width, height=plain.height)
