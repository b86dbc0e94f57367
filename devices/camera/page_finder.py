"""Finds a sheet of paper in a picture and lays it straight.

Works on arrays of OpenCV (rows, columns, blue-green-red). The sheet is looked for in a small picture:
its outline is the largest four-cornered one among the edges, or else among what is lighter than the
ground it lies on.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from devices.camera.eye import Image

Corners = tuple[tuple[float, float], ...]
"""Four points in pixels, clockwise from the left upper one; or none."""

_LONG = 640
"""Pixels of the longer side in which a sheet is looked for."""
_LEAST_SHARE, _MOST_SHARE = 0.12, 0.985
"""Of the whole picture: less is no sheet laid down to be copied, more is the picture itself."""
_STRAIGHT = (0.015, 0.025, 0.04)
"""How far an outline may stray from straight lines, in shares of its length: the least that serves."""
_LEAST_ANGLE_COSINE = 0.5
"""A sheet seen aslant keeps its corners between 60 and 120 degrees."""
_LEAST_SIDE = 32
_LEAST_CONTRAST = 30
_A_SERIES, _NEARLY = 2**0.5, 0.09
_REACH, _SAMPLES = 5, 40
"""Pixels about a side in which its exact place is looked for, and at how many of its points."""


def find_sheet(image: "Image") -> Corners:
    """The corners of the sheet in the picture; none when no sheet is seen whole."""
    import cv2  # noqa: PLC0415 - most desks have no camera

    height, width = image.shape[:2]
    scale = _LONG / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    gray = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY) if small.ndim == 3 else small
    gray = cv2.GaussianBlur(gray, (5, 5), 0)
    for mask in _masks(gray):
        found = _largest(mask, size)
        if found is not None:
            exact = _exact(gray, _clockwise(found))
            return tuple(((x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5) for x, y in exact)
    return ()


def straightened(image: "Image", corners: Corners, longest: int) -> "Image":
    """The sheet with those corners as seen from straight above, its longer side bounded.

    Without corners it is the whole picture.
    """
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    if not corners:
        return _bounded(image, longest)
    source = np.array(corners, dtype=np.float32)
    sides = [float(np.linalg.norm(b - a)) for a, b in pairwise([*source, source[0]])]
    wide, high = _shape((sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2)
    scale = min(1.0, longest / max(wide, high))
    width = max(_LEAST_SIDE, round(wide * scale))
    height = max(_LEAST_SIDE, round(high * scale))
    target = np.array(
        [(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], dtype=np.float32
    )
    turn = cv2.getPerspectiveTransform(source, target)
    flags, edge = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
    laid = cv2.warpPerspective(image, turn, (width, height), flags=flags, borderMode=edge)
    return np.asarray(laid, dtype=np.uint8)


def _shape(wide: float, high: float) -> tuple[float, float]:
    """The sides of the sheet; seen a little aslant, a sheet of the A series is one all the same."""
    across, along = min(wide, high), max(wide, high)
    if abs(along / across / _A_SERIES - 1) < _NEARLY:
        middle = (across * along) ** 0.5
        across, along = middle / _A_SERIES**0.5, middle * _A_SERIES**0.5
    return (across, along) if wide <= high else (along, across)


def _bounded(image: "Image", longest: int) -> "Image":
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    height, width = image.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return image
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _masks(gray: "Image") -> Iterator["Image"]:
    """Where edges are, then what is lighter than the ground: the second costs only when wanted."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    middle = float(np.median(gray))
    edges = cv2.Canny(gray, max(10.0, 0.5 * middle), max(40.0, 1.1 * middle))
    kernel = np.ones((3, 3), dtype=np.uint8)
    yield cv2.dilate(edges, kernel)
    _, light = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    paper, ground = gray[light > 0], gray[light == 0]
    if not paper.size or not ground.size or paper.mean() - ground.mean() < _LEAST_CONTRAST:
        return
    yield cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((15, 15), dtype=np.uint8))


def _largest(mask: "Image", size: tuple[int, int]) -> Any:
    """The four corners of the largest fitting outline, or ``None``."""
    import cv2  # noqa: PLC0415

    whole = size[0] * size[1]
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:4]:
        hull = cv2.convexHull(outline)
        if not _LEAST_SHARE <= cv2.contourArea(hull) / whole <= _MOST_SHARE:
            continue
        length = cv2.arcLength(hull, True)
        for share in _STRAIGHT:
            corners = cv2.approxPolyDP(hull, share * length, True).reshape(-1, 2)
            if len(corners) == 4 and _is_sheet(corners, cv2.contourArea(hull)):
                return corners if _inside(corners, size) else None
    return None


def _inside(corners: Any, size: tuple[int, int]) -> bool:
    """Whether the sheet is seen whole: what is cut off by the picture's edge must be laid anew."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    return bool((low >= 2).all() and high[0] <= size[0] - 3 and high[1] <= size[1] - 3)


def _exact(gray: "Image", corners: Any) -> Any:
    """The corners where lines through the steepest change of light along the four sides cross."""
    import numpy as np  # noqa: PLC0415

    lines = [_side(gray, corners[n], corners[(n + 1) % 4]) for n in range(4)]
    exact = []
    for number, corner in enumerate(corners):
        (one, a), (other, b) = lines[number - 1], lines[number]
        system = np.array([one, other])
        if abs(float(np.linalg.det(system))) < 0.2:
            return [(float(x), float(y)) for x, y in corners]
        crossing = np.linalg.solve(system, np.array([a, b]))
        exact.append(crossing if np.linalg.norm(crossing - corner) < _REACH else corner)
    return [(float(x), float(y)) for x, y in exact]


def _side(gray: "Image", start: Any, end: Any) -> tuple[Any, float]:
    """A side of the sheet as a normal and its distance from the origin, in the small picture."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    along = (end - start) / max(1.0, float(np.linalg.norm(end - start)))
    normal = np.array([-along[1], along[0]])
    places = start + np.linspace(0.08, 0.92, _SAMPLES)[:, None] * (end - start)
    steps = np.arange(-_REACH, _REACH + 0.5, 0.5)
    grid = (places[:, None, :] + steps[None, :, None] * normal).astype(np.float32)
    across, down = np.ascontiguousarray(grid[..., 0]), np.ascontiguousarray(grid[..., 1])
    edge = cv2.BORDER_REPLICATE
    seen = cv2.remap(gray, across, down, cv2.INTER_LINEAR, borderMode=edge)
    change = np.abs(np.diff(seen.astype(np.float32), axis=1))
    best = change.argmax(axis=1)
    distances = (places @ normal) + (steps[best] + 0.25)
    return normal, float(np.median(distances))


def _is_sheet(corners: Any, area: float) -> bool:
    """Whether the corners are those of a sheet seen aslant and hold all of its outline."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    if cv2.contourArea(corners) < 0.93 * area:
        return False
    points = corners.astype(float)
    for number in range(4):
        one = points[number - 1] - points[number]
        other = points[(number + 1) % 4] - points[number]
        lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
        if lengths < 1 or abs(float(one @ other)) / lengths > _LEAST_ANGLE_COSINE:
            return False
    return True


def _clockwise(corners: Any) -> Any:
    """The corners from the left upper one on, as they are seen."""
    import numpy as np  # noqa: PLC0415

    points = corners.astype(float)
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    ordered = points[np.argsort(angles)]
    first = int(np.argmin(ordered.sum(axis=1)))
    return np.roll(ordered, -first, axis=0)
