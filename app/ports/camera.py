"""The webcam of the counter: pictures as frozen values, leave to look, and the comparison of two.

The camera is a device of identification (R-085); beside that it photographs an original whose copy
the act provides for (R-110), and nothing else. It looks only with a :class:`Leave`, which the core
gives for one visit and one purpose; pictures live in memory alone and are shown, never kept.
There is a comparison of one with one (R-070); a search among many does not exist.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from app.domain.webcam import CameraPurpose
from app.ports import camera_faults  # noqa: F401 - the causes' words come with them
from app.ports.devices import Device


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The core's leave to look: for this visit, for this purpose. Empty visits have none."""

    visit_id: str
    purpose: CameraPurpose = CameraPurpose.IDENTIFICATION


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Picture:
    """One picture: rows of ``stride`` bytes from the top down, three bytes a pixel (blue, green,
    red). Its pixels are in no text that a log could take."""

    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1 or self.stride < 3 * self.width:
            raise ValueError("a picture has pixels in rows")
        if len(self.pixels) != self.stride * self.height:
            raise ValueError("a picture has all of its rows")


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Seen:
    """The ``number``-th picture since the camera began to look, taken at ``at``.

    ``hints`` are codes of ``app.ports.camera_faults``, the most important first; none: light,
    focus and place are good. ``corners`` are those of the paper that is seen, in pixels, clockwise
    from the left upper one; none unless a paper is looked for.
    """

    picture: Picture
    number: int
    at: datetime
    hints: tuple[str, ...] = ()
    corners: tuple[tuple[float, float], ...] = ()


SeenListener = Callable[[Seen], None]


class Likeness(StrEnum):
    """What a comparison says of two pictures. An aid: the employee decides (R-058, R-070)."""

    ALIKE = "alike"
    UNLIKE = "unlike"
    CANNOT_TELL = "cannot_tell"


@runtime_checkable
class Camera(Device, Protocol):
    """A camera before the visitor. Opened it is only known to be there: it looks when asked."""

    def look(self, leave: Leave, listener: SeenListener) -> None:
        """Begin to look, with the newest picture to ``listener`` on a thread of the camera's own,
        and go on after a loss until :meth:`rest`. Raises ``DeviceFault``."""

    def rest(self) -> None:
        """Look no more and drop every picture; never raises."""


class FaceComparer(Protocol):
    """Compares the faces of two pictures; keeps nothing of either."""

    def compare(self, live: Picture, photo: Picture) -> Likeness:
        """How the two look. Raises ``DeviceFault`` (camera.models_broken)."""


class Webcam(Protocol):
    """The camera of a desk as its windows see it; every answer comes on another thread."""

    def look(self, leave: Leave, listener: SeenListener) -> Future[None]:
        """Begin to look. Fails with ``DeviceFault``; the camera goes on by itself once it can."""

    def rest(self) -> Future[None]:
        """Look no more: no picture comes after this call, whatever is under way."""

    def read_photo(self, content: bytes) -> Future[Picture]:
        """The photograph of a document (JPEG, JPEG 2000). Fails with ``DeviceFault``."""

    @property
    def compares(self) -> bool:
        """Whether the model files of a comparison are installed here."""

    def compare(self, live: Picture, photo: Picture) -> Future[Likeness]:
        """Compare one with one. Fails with ``DeviceFault``."""
