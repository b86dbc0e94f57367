"""The pages of a file that a scanner wrote (PDF, JPEG, PNG, TIFF); what is not right is named.

A copy must not lack a page or bring anything along, so nothing is repaired: a damaged file is scanned
again, and a PDF that could do something is not opened at all.
"""

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
from PIL import Image

from app.domain.certified_copy import LONGEST_SIDE, MOST_PAGES, CopyPage
from app.errors import InputInvalid, declare
from app.lanes.pdfium import PDFIUM
from app.papers.copy_pages import page_of
from app.papers.pdf_active import is_active
from i18n import N_

FILE_MISSING = declare(
    "copy_file.missing",
    N_("There is no such file, or it cannot be read."),
    N_("Choose the file that the scanner wrote last."),
)
FILE_UNKNOWN = declare(
    "copy_file.unknown",
    N_("The file is none that a scanner writes."),
    N_("Choose a PDF, JPEG, PNG or TIFF file, or scan the original again."),
)
FILE_DAMAGED = declare(
    "copy_file.damaged",
    N_("The file is damaged or not complete."),
    N_("Scan the original again: a page could be lacking without anybody noticing."),
)
FILE_LOCKED = declare(
    "copy_file.locked",
    N_("The PDF is protected by a password."),
    N_("Take the password off in the settings of the scanner and scan the original again."),
)
FILE_ACTIVE = declare(
    "copy_file.active",
    N_("The PDF holds something that acts by itself: a script, a file or a call."),
    N_("Scanners write no such files. Scan the original anew and tell the administrator."),
)
FILE_TOO_LARGE = declare(
    "copy_file.too_large",
    N_("The file or a page in it is too large."),
    N_("Scan the original with 200 or 300 dots an inch; {size} MB are the most."),
)
FILE_TOO_LONG = declare(
    "copy_file.too_long",
    N_("The file has too many pages."),
    N_("{pages} pages are the most: scan the rest into a file of its own."),
)

MOST_FILE_BYTES = 50_000_000
MOST_PIXELS = 80_000_000
"""A3 at 600 dots an inch has 70 million; Pillow itself warns from 89 million on."""
_FORMATS = ("JPEG", "PNG", "TIFF")
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*")
_DOTS, _POINTS = 200, 72


def pages_of_file(content: bytes) -> tuple[CopyPage, ...]:
    """The pages in their order. Raises ``InputInvalid`` (copy_file.…).

    Takes some tenths of a second a page, so never on the windows' thread.
    """
    if len(content) > MOST_FILE_BYTES:
        raise _too_large()
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _of_pdf(content)
    if content.startswith(_SIGNS):
        return _of_pictures(content)
    raise _wrong(FILE_UNKNOWN)


def _wrong(code: str, **more: str) -> InputInvalid:
    return InputInvalid(code, field="file", **more)


def _too_large() -> InputInvalid:
    return _wrong(FILE_TOO_LARGE, size=str(MOST_FILE_BYTES // 1_000_000))


def _bounded(count: int) -> None:
    if count > MOST_PAGES:
        raise _wrong(FILE_TOO_LONG, pages=str(MOST_PAGES))
    if count < 1:
        raise _wrong(FILE_DAMAGED)


def _of_pictures(content: bytes) -> tuple[CopyPage, ...]:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            return tuple(_frames(opened))
    except InputInvalid:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_large() from bomb
    except Exception as broken:
        # Decoders fail in many ways; whatever it was, the page is not there.
        raise _wrong(FILE_DAMAGED) from broken


def _frames(opened: Image.Image) -> Iterator[CopyPage]:
    """A TIFF has a page a frame; what a JPEG carries beside its picture is no page."""
    count = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
    _bounded(count)
    for number in range(count):
        opened.seek(number)
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_large()
        opened.load()
        yield page_of(opened)


def _of_pdf(content: bytes) -> tuple[CopyPage, ...]:
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            _bounded(len(pdf.pages))
            if is_active(pdf):
                raise _wrong(FILE_ACTIVE)
    except InputInvalid:
        raise
    except pikepdf.PasswordError as locked:
        raise _wrong(FILE_LOCKED) from locked
    except Exception as broken:
        raise _wrong(FILE_DAMAGED) from broken
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except (pypdfium2.PdfiumError, ValueError) as broken:
            raise _wrong(FILE_DAMAGED) from broken
        try:
            _bounded(len(document))
            return tuple(_drawn(document[number]) for number in range(len(document)))
        except (pypdfium2.PdfiumError, ValueError) as broken:
            raise _wrong(FILE_DAMAGED) from broken
        finally:
            document.close()


def _drawn(page: pypdfium2.PdfPage) -> CopyPage:
    width, height = page.get_size()
    if min(width, height) < 1:
        raise _wrong(FILE_DAMAGED)
    scale = min(_DOTS / _POINTS, LONGEST_SIDE / max(width, height))
    bitmap = page.render(scale=scale, may_draw_forms=False)
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    return page_of(picture)
