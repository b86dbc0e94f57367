"""Whether a page that was laid straight can be read: its size, its light, its sharpness."""

from typing import TYPE_CHECKING

from app.ports.page_faults import BLURRED, BRIGHT, DARK, EMPTY, SMALL, UNEVEN

if TYPE_CHECKING:
    from devices.camera.eye import Image

LEAST_LONG = 1000
"""Dots of the longer side: below that, on A4, ten-point print has letters of some dots only."""
_DARK_PAPER, _WASHED = 95, 0.9
_UNEVEN = 0.55
"""The paper of the darkest part against that of the lightest one."""
_INK = 14.0
"""The spread of gray in a part of the page that has writing on it."""
_SHARP = 0.17
"""The least share of the contrast of writing that must lie in its finest details."""
_PARTS = 12
_SIZE = 1280
_CELLS = 4


def judge_page(page: "Image") -> tuple[str, ...]:
    """Hints about a page, the most important first; none: it can be read."""
    import cv2  # noqa: PLC0415 - most desks have no camera
    import numpy as np  # noqa: PLC0415

    gray = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY) if page.ndim == 3 else page
    hints = [SMALL] if max(gray.shape) < LEAST_LONG else []
    paper = float(np.percentile(gray, 85))
    if paper < _DARK_PAPER:
        return (*hints, DARK)
    if float((gray >= 253).mean()) > _WASHED:
        hints.append(BRIGHT)
    elif _shaded(gray):
        hints.append(UNEVEN)
    sharp = writing_sharpness(gray)
    if sharp is None:
        return (*hints, EMPTY)
    if sharp < _SHARP:
        hints.insert(0, BLURRED)
    return tuple(hints)


def writing_sharpness(gray: "Image") -> float | None:
    """How much of the contrast of the writing lies in its fine details, in the middle of its parts;
    ``None`` where there is no writing. A page is brought to one size first, so that neither the
    distance nor the grain of a dark picture counts."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    height, width = gray.shape
    if max(height, width) > _SIZE:
        scale = _SIZE / max(height, width)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        gray = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
    found = []
    height, width = gray.shape
    for top in np.linspace(0, height, _PARTS, endpoint=False, dtype=int):
        for left in np.linspace(0, width, _PARTS, endpoint=False, dtype=int):
            part = gray[top : top + height // _PARTS, left : left + width // _PARTS]
            spread = float(part.std()) if part.size else 0.0
            if spread > _INK:
                smooth = cv2.GaussianBlur(part, (0, 0), 0.8)
                fine = float(cv2.Laplacian(smooth, cv2.CV_32F).std())
                found.append(fine / spread)
    return float(np.median(found)) if found else None


def _shaded(gray: "Image") -> bool:
    """Whether the paper of one part is much darker than that of another."""
    import numpy as np  # noqa: PLC0415

    parts = (
        part for band in np.array_split(gray, _CELLS) for part in np.array_split(band, _CELLS, 1)
    )
    papers = [float(np.percentile(part, 90)) for part in parts if part.size]
    return min(papers) < _UNEVEN * max(papers)
