"""Pages for a copy made on the lane of papers: the windows wait for none of it."""

import io
from concurrent.futures import Future
from pathlib import Path

from app.domain.certified_copy import CopyPage
from app.errors import InputInvalid
from app.lanes import AnyLane
from app.ports.camera import Picture
from app.ports.copying import PageShot


class DeskCopying:
    """Makes pages out of what the camera saw or a scanner wrote; keeps none."""

    def __init__(self, lane: AnyLane) -> None:
        self._lane = lane

    def take(self, picture: Picture) -> Future[PageShot]:
        """The paper in a picture, cut out and straightened."""
        return self._lane.submit(_take, picture)

    def read_file(self, path: Path) -> Future[tuple[CopyPage, ...]]:
        """The pages of a scanner's file. Fails with ``InputInvalid``."""
        return self._lane.submit(_read, path)

    def turn(self, page: CopyPage, quarters: int) -> Future[CopyPage]:
        """The page turned clockwise by so many quarters."""
        return self._lane.submit(_turn, page, quarters)

    def show(self, page: CopyPage) -> Future[Picture]:
        """The page as a picture for the window."""
        return self._lane.submit(_show, page)


# OpenCV, Pillow and the readers of files are heavy: each is read when a copy first needs it.


def _take(picture: Picture) -> PageShot:
    from devices.camera.page_taker import take_page  # noqa: PLC0415

    return take_page(picture)


def _read(path: Path) -> tuple[CopyPage, ...]:
    from app.papers.copy_file import FILE_MISSING, MOST_FILE_BYTES, pages_of_file  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            content = file.read(MOST_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputInvalid(FILE_MISSING, field="file") from error
    return pages_of_file(content)


def _turn(page: CopyPage, quarters: int) -> CopyPage:
    from app.papers.copy_pages import turned  # noqa: PLC0415

    return turned(page, quarters)


def _show(page: CopyPage) -> Picture:
    from PIL import Image  # noqa: PLC0415

    with Image.open(io.BytesIO(page.image), formats=("JPEG",)) as opened:
        red, green, blue = opened.convert("RGB").split()
    pixels = Image.merge("RGB", (blue, green, red)).tobytes()
    return Picture(width=page.width, height=page.height, stride=3 * page.width, pixels=pixels)
