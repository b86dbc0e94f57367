"""What a live picture is worth while an original is photographed: is the sheet there, is there light."""

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.certified_copy import LONGEST_SIDE
from app.ports.camera_faults import BLACK
from app.ports.page_faults import DARK, NO_PAGE, SMALL
from devices.camera.page_finder import Corners, find_sheet
from devices.camera.page_light import LEAST_LONG

if TYPE_CHECKING:
    from devices.camera.eye import Image

SEARCH_SECONDS = 0.15
"""The sheet is looked for so often; the live picture does not wait for it."""
_BLACK_MEAN, _DARK_MEAN = 10.0, 28.0
_LOOKED_AT = 8


class PageEye:
    """Looks for a sheet in picture after picture of one camera; keeps no picture."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._searched: float | None = None
        self._hints: tuple[str, ...] = ()
        self.corners: Corners = ()

    def look(self, image: "Image") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The hints of the moment; codes are not looked for. ``corners`` are those of the sheet."""
        now = self._clock()
        if self._searched is None or now - self._searched >= SEARCH_SECONDS:
            self._searched = now
            self.corners = find_sheet(image)
            self._hints = self._judged(image)
        return self._hints, ()

    def _judged(self, image: "Image") -> tuple[str, ...]:
        light = float(image[::_LOOKED_AT, ::_LOOKED_AT].mean())
        if light < _BLACK_MEAN:
            return (BLACK,)
        if not self.corners:
            return (DARK, NO_PAGE) if light < _DARK_MEAN else (NO_PAGE,)
        return (SMALL,) if _longest(self.corners) < LEAST_LONG else ()


def _longest(corners: Corners) -> float:
    """The longest side in pixels, as far as it can come into a copy."""
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    sides = (math.hypot(x - a, y - b) for (x, y), (a, b) in pairs)
    return min(max(sides), LONGEST_SIDE)
