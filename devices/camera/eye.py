"""What a camera's picture is worth: light, focus, faces and codes, each at a bounded cost.

Works on arrays of OpenCV (rows, columns, blue-green-red); both are read when a camera first looks.
"""

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.ports.camera_faults import (
    BLACK,
    BLURRED,
    BRIGHT,
    DARK,
    FROZEN,
    NO_FACE,
    SEVERAL_FACES,
    UPSIDE_DOWN,
)
from devices.scanner.frames import codes_in
from devices.scanner.payload import Whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Image = NDArray[Any]

JUDGE_SECONDS = 0.4
"""Light, focus and faces are judged so often; the live picture does not wait for it."""
CODE_SECONDS = 0.1
"""Codes are looked for so often: a paper is held before the camera for longer than that."""
GONE_SECONDS = 2.0
"""A code that was out of sight for so long is a new scan when it comes back."""
STILL_SECONDS = 2.0
"""No sensor gives the same picture twice; one that does for so long is stuck."""

_WIDE = 320
"""Pixels across in which hints are judged: enough for a face at the counter, and cheap."""
_BLACK_MEAN, _BLACK_SPREAD = 14.0, 8.0
_DARK_MEAN, _BRIGHT_MEAN = 55.0, 205.0
_SHARP = 0.055
"""The least share of a face's contrast that must be left in its finest details."""


class Eye:
    """Judges picture after picture of one camera; keeps nothing but the last small gray one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        import cv2  # noqa: PLC0415 - most desks have no camera

        self._clock = clock
        self.corners: tuple[tuple[float, float], ...] = ()
        # The cascade comes with the library, in its folder of data.
        cascade = Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_alt2.xml"
        self._faces = cv2.CascadeClassifier(str(cascade))
        self._judged: float | None = None
        self._hints: tuple[str, ...] = ()
        self._former: Image | None = None
        self._still_since: float | None = None
        self._codes = Codes(clock)

    def look(self, image: "Image") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The hints of the moment and the codes that have come into sight."""
        import cv2  # noqa: PLC0415

        now = self._clock()
        judges = self._judged is None or now - self._judged >= JUDGE_SECONDS
        searches = self._codes.due(now)
        if not judges and not searches:
            return self._hints, ()
        gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        if judges:
            self._judged = now
            self._hints = self._judge(gray, now)
        return self._hints, self._codes.search(gray, now) if searches else ()

    def _judge(self, gray: "Image", now: float) -> tuple[str, ...]:
        import cv2  # noqa: PLC0415

        high = max(1, round(gray.shape[0] * _WIDE / gray.shape[1]))
        small = cv2.resize(gray, (_WIDE, high), interpolation=cv2.INTER_AREA)
        stuck = self._stuck(small, now)
        if float(small.mean()) < _BLACK_MEAN and float(small.std()) < _BLACK_SPREAD:
            return (BLACK,)
        if stuck:
            return (FROZEN,)
        found = self._found(small)
        turned = not found and bool(self._found(cv2.rotate(small, cv2.ROTATE_180)))
        hints = [UPSIDE_DOWN] if turned else []
        if len(found) > 1:
            hints.append(SEVERAL_FACES)
        face = _part(small, found[0]) if found else small
        light = float(face.mean())
        if light < _DARK_MEAN:
            hints.insert(0, DARK)
        elif light > _BRIGHT_MEAN:
            hints.insert(0, BRIGHT)
        elif not found and not turned:
            # In bad light nothing can be said of faces.
            hints.append(NO_FACE)
        if found and sharpness(_part(gray, _grown(found[0], gray.shape[1] / _WIDE))) < _SHARP:
            hints.append(BLURRED)
        return tuple(hints)

    def _stuck(self, small: "Image", now: float) -> bool:
        import numpy as np  # noqa: PLC0415

        former, self._former = self._former, small
        if former is None or not np.array_equal(former, small):
            self._still_since = None
            return False
        if self._still_since is None:
            self._still_since = now
        return now - self._still_since >= STILL_SECONDS

    def _found(self, small: "Image") -> list[tuple[int, int, int, int]]:
        """Faces as (left, top, width, height), the largest first."""
        boxes = self._faces.detectMultiScale(small, 1.2, 4, minSize=(48, 48))
        found = [(int(x), int(y), int(w), int(h)) for x, y, w, h in boxes]
        return sorted(found, key=lambda box: -box[2])


def sharpness(face: "Image") -> float:
    """How much of the contrast of a gray face is in its fine details: 0 for a blurred one.

    Brought to one size and smoothed first, so that neither distance nor the noise of a dark
    picture counts.
    """
    import cv2  # noqa: PLC0415

    sized = cv2.GaussianBlur(cv2.resize(face, (160, 160), interpolation=cv2.INTER_AREA), (0, 0), 1)
    spread = float(sized.std())
    if spread < 1:
        return 0.0
    return float(cv2.Laplacian(sized, cv2.CV_32F).std()) / spread


def _part(image: "Image", box: tuple[int, int, int, int]) -> "Image":
    left, top, width, height = box
    return image[max(0, top) : top + height, max(0, left) : left + width]


def _grown(box: tuple[int, int, int, int], by: float) -> tuple[int, int, int, int]:
    left, top, width, height = (round(side * by) for side in box)
    return left, top, width, height


class Codes:
    """The codes before a camera: each is told once for as long as it stays in sight."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._searched: float | None = None
        self._in_sight: dict[str, float] = {}

    def due(self, now: float) -> bool:
        """Whether it is time to look for codes."""
        return self._searched is None or now - self._searched >= CODE_SECONDS

    def search(self, gray: "Image", now: float) -> tuple[str, ...]:
        """The codes that have come into sight; what cannot be read yet is not told."""
        self._searched = now
        fresh: deque[str] = deque()
        for text, seen in tuple(self._in_sight.items()):
            if now - seen > GONE_SECONDS:
                del self._in_sight[text]
        for reading in codes_in(gray.data, gray.shape[1], gray.shape[0]):
            if isinstance(reading, Whole):
                if reading.text not in self._in_sight:
                    fresh.append(reading.text)
                self._in_sight[reading.text] = now
        return tuple(fresh)
