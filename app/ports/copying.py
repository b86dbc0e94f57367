"""Pages for a copy, as the window has them made: every answer comes on another thread, nothing is kept."""

from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.certified_copy import CopyPage
from app.ports import page_faults  # noqa: F401 - the words of the hints come with them
from app.ports.camera import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShot:
    """A photographed page, straightened. ``hints`` are codes of ``app.ports.page_faults``, the most
    important first; none: it can be read. The employee decides."""

    page: CopyPage
    hints: tuple[str, ...] = ()


class Copying(Protocol):
    """Makes pages out of what a camera saw or a scanner wrote."""

    def take(self, picture: Picture) -> Future[PageShot]:
        """The paper in a picture, cut out and straightened; without a paper the whole picture."""

    def read_file(self, path: Path) -> Future[tuple[CopyPage, ...]]:
        """The pages of a scanner's file. Fails with ``InputInvalid`` (copy_file.…)."""

    def turn(self, page: CopyPage, quarters: int) -> Future[CopyPage]:
        """The page turned clockwise by so many quarters."""

    def show(self, page: CopyPage) -> Future[Picture]:
        """The page as a picture for the window."""
