"""A drawn sheet of paper on a desk, seen aslant: made-up writing, nobody's document."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devices.camera.eye import Image

SIZE = (1760, 1320)
_SHEET = (1000, 1414)
_DESK, _PAPER, _INK = (58, 64, 74), (240, 244, 246), (52, 40, 36)
_GRAIN = 64
_PLACE = ((0.29, 0.06), (0.71, 0.075), (0.755, 0.945), (0.24, 0.93))
"""The corners of the sheet in shares of the picture."""


class DrawnPages:
    """A desk on which one sheet after another may lie; ``number`` 0 is the bare desk."""

    def __init__(self, number: int = 1, size: tuple[int, int] = SIZE) -> None:
        import cv2  # noqa: PLC0415 - most desks have no camera
        import numpy as np  # noqa: PLC0415

        canvas = _desk(size)
        if number:
            canvas = laid(drawn_sheet(number), canvas, corners_in(size))
        # A grain of a few rows, repeated: no two pictures are the same, and a picture costs little.
        chance = np.random.default_rng(1440)
        rows = -(-canvas.shape[0] // _GRAIN)
        self._pictures: list[Image] = []
        for _ in range(3):
            grain = chance.integers(0, 5, (_GRAIN, *canvas.shape[1:]), dtype=np.uint8)
            self._pictures.append(cv2.add(canvas, np.tile(grain, (rows, 1, 1))[: canvas.shape[0]]))

    def picture(self, number: int) -> "Image":
        """The ``number``-th picture; no two that follow each other are the same."""
        return self._pictures[number % len(self._pictures)]


def corners_in(size: tuple[int, int]) -> tuple[tuple[float, float], ...]:
    """Where the corners of the sheet are in a picture of that size."""
    return tuple((x * size[0], y * size[1]) for x, y in _PLACE)


def drawn_sheet(number: int, size: tuple[int, int] = _SHEET) -> "Image":
    """A sheet with made-up writing; ``number`` stands on it."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    wide, high = size
    sheet: Image = np.full((high, wide, 3), _PAPER, dtype=np.uint8)
    unit = wide / 1000

    def write(words: str, x: float, y: float, height: float, thick: float = 2) -> None:
        at = (round(x * unit), round(y * unit))
        font, stroke = cv2.FONT_HERSHEY_SIMPLEX, max(1, round(thick * unit))
        cv2.putText(sheet, words, at, font, height * unit, _INK, stroke, cv2.LINE_AA)

    write("SYNAQ - UCHEBNYI OBRAZEC", 90, 130, 1.5, 4)
    write(f"No. {number:04d} / 2026", 90, 200, 1.1, 3)
    for line in range(22):
        words = " ".join(f"synaq{(line * 7 + place * 3 + number) % 97:02d}" for place in range(8))
        write(words[: 52 - line % 3 * 9], 90, 290 + line * 44, 0.85)
    cv2.circle(sheet, (round(770 * unit), round(1290 * unit)), round(80 * unit), (150, 80, 40), 6)
    return sheet


def laid(sheet: "Image", ground: "Image", corners: tuple[tuple[float, float], ...]) -> "Image":
    """The ground with the sheet lying on it so that its corners are there."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    high, wide = sheet.shape[:2]
    source = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(source, np.array(corners, dtype=np.float32))
    size = (ground.shape[1], ground.shape[0])
    seen = cv2.warpPerspective(sheet, turn, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((high, wide), 255, dtype=np.uint8), turn, size)
    both: Image = np.where(mask[:, :, None] > 127, seen, ground)
    return both


def _desk(size: tuple[int, int]) -> "Image":
    """A dark desk, lighter where the lamp stands."""
    import numpy as np  # noqa: PLC0415

    wide, high = size
    shade = np.linspace(1.25, 0.85, wide, dtype=np.float32)[None, :, None]
    desk = np.full((high, wide, 3), _DESK, dtype=np.float32) * shade
    return np.asarray(np.clip(desk, 0, 255), dtype=np.uint8)
