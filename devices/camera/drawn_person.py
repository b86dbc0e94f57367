"""A generated video of somebody at a counter: drawn of ellipses, so that nobody is in the picture."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devices.camera.eye import Image

SIZE = (640, 480)
_WALL, _COAT = (196, 190, 178), (92, 70, 52)
_SKIN, _HAIR, _BROW = (150, 178, 214), (38, 42, 52), (40, 48, 66)
_LIPS, _DARK, _WHITE = (92, 92, 170), (30, 30, 30), (236, 238, 240)
_SWAY = 9
_LOOPS = 24


class DrawnVideo:
    """Somebody who breathes and sways a little; ``people`` of them side by side."""

    def __init__(self, people: int = 1, size: tuple[int, int] = SIZE) -> None:
        import numpy as np  # noqa: PLC0415 - most desks have no camera

        width, height = size
        self._canvas = _counter(width, height)
        for number in range(people):
            middle = width * (number + 1) // (people + 1)
            _person(self._canvas, middle, round(height * 0.46), height / (480 + 160 * (people - 1)))
        chance = np.random.default_rng(480)
        self._grain = [chance.integers(-7, 8, self._canvas.shape, dtype=np.int16) for _ in range(4)]
        self._paper: Image | None = None

    def hold(self, matrix: list[list[bool]] | None) -> None:
        """Hold a code of dark and light squares before the camera, or take it away."""
        self._paper = _squares(matrix) if matrix is not None else None

    def picture(self, number: int) -> "Image":
        """The ``number``-th picture; no two that follow each other are the same."""
        import numpy as np  # noqa: PLC0415

        turn = 2 * np.pi * (number % _LOOPS) / _LOOPS
        moved: Image = np.roll(
            self._canvas, (round(2 * np.cos(turn)), round(_SWAY * np.sin(turn))), (0, 1)
        )
        if self._paper is not None:
            side = self._paper.shape[0]
            moved[-side - 8 : -8, 8 : side + 8] = self._paper
        grained = moved.astype(np.int16) + self._grain[number % len(self._grain)]
        return np.asarray(np.clip(grained, 0, 255), dtype=np.uint8)


def _counter(width: int, height: int) -> "Image":
    """A wall that is lighter above, and the edge of the counter."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    shade = np.linspace(1.12, 0.82, height, dtype=np.float32)[:, None, None]
    wall = np.full((height, width, 3), _WALL, dtype=np.float32) * shade
    image: Image = np.clip(wall, 0, 255).astype(np.uint8)
    cv2.rectangle(image, (0, round(height * 0.93)), (width, height), (70, 98, 128), -1)
    return image


def _person(image: "Image", x: int, y: int, scale: float) -> None:
    """Head and shoulders around a point, drawn for a picture 480 pixels high."""
    import cv2  # noqa: PLC0415

    def part(dx: int, dy: int, wide: int, high: int, colour: tuple[int, int, int]) -> None:
        at = (x + round(dx * scale), y + round(dy * scale))
        size = (max(1, round(wide * scale)), max(1, round(high * scale)))
        cv2.ellipse(image, at, size, 0, 0, 360, colour, -1, cv2.LINE_AA)

    part(0, 215, 165, 100, _COAT)
    part(0, 105, 40, 60, tuple(round(c * 0.86) for c in _SKIN))  # type: ignore[arg-type]
    part(0, -28, 97, 120, _HAIR)
    part(0, 5, 82, 108, _SKIN)
    for side in (-1, 1):
        part(side * 33, -27, 20, 5, _BROW)
        part(side * 33, -8, 16, 9, _WHITE)
        part(side * 33, -8, 8, 8, _DARK)
        part(side * 45, 30, 14, 10, (140, 164, 208))
    part(0, 25, 9, 20, (128, 154, 192))
    part(0, 58, 28, 9, _LIPS)
    part(0, 57, 24, 2, (60, 60, 120))


def _squares(matrix: list[list[bool]], module: int = 5) -> "Image":
    """A code with its quiet zone, in three colours."""
    import numpy as np  # noqa: PLC0415

    dark = np.pad(np.array(matrix, dtype=bool), 4)
    gray = np.where(np.kron(dark, np.ones((module, module), dtype=bool)), 0, 255).astype(np.uint8)
    return np.repeat(gray[:, :, None], 3, axis=2)
