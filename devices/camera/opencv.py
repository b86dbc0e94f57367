"""The webcam by OpenCV: a camera of the system by number or path, or a video file in its stead."""

import os
import stat
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import DeviceFault
from app.ports.camera_faults import NO_PICTURE
from app.ports.device_faults import NO_ACCESS, TAKEN, UNPLUGGED
from devices.camera.fitted import FittedCamera
from devices.camera.looking import FrameSource
from devices.outfit import Outfit

if TYPE_CHECKING:
    from devices.camera.eye import Image

_OPTIONS = ("device", "width", "height", "turned", "models")
_MOST_CAMERAS = 63


class OpencvCamera(FittedCamera):
    """Options: ``device`` (0; a number, ``/dev/v4l/by-id/…``, or the path of a video file that
    stands in for a camera), ``width`` (1280), ``height`` (720), ``turned`` (0, 90, 180 or 270
    degrees clockwise that put the picture upright), ``models`` (a folder, for ``devices.camera.faces``).
    """

    driver = "opencv"

    def __init__(self, outfit: Outfit) -> None:
        options = outfit.options_of(self.slot, self.driver, _OPTIONS)
        super().__init__(outfit, options)
        self._device = options.word("device", "0")
        if self._device.isdigit() and int(self._device[:4]) > _MOST_CAMERAS:
            raise options.wrong("device", f"0–{_MOST_CAMERAS}, /dev/…")
        self._width = options.number("width", 160, 3840, 1280)
        self._height = options.number("height", 120, 2160, 720)

    @property
    def node(self) -> Path | None:
        """The file of the camera; ``None`` where the system has none for a number."""
        if not self._device.isdigit():
            return Path(self._device)
        return Path(f"/dev/video{self._device}") if sys.platform == "linux" else None

    def present(self) -> None:
        """Raises ``DeviceFault`` (device.unplugged, device.no_access); the camera stays dark."""
        node = self.node
        if node is None:
            return
        if not node.exists():
            raise DeviceFault(UNPLUGGED, slot=self.slot)
        if not os.access(node, os.R_OK):
            raise DeviceFault(NO_ACCESS, slot=self.slot)

    def source(self) -> FrameSource:
        """Open the camera. Raises ``DeviceFault`` (device.taken when another program holds it)."""
        node = self.node
        if node is not None and stat.S_ISREG(node.stat().st_mode):
            return VideoFile(node)
        return OpencvSource(self._device, node, (self._width, self._height))


class OpencvSource:
    """An opened camera of the system."""

    def __init__(self, device: str, node: Path | None, size: tuple[int, int]) -> None:
        import cv2  # noqa: PLC0415 - most desks have no camera

        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
        way = cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY
        self._node = node
        self._camera = capture(int(device) if device.isdigit() else device, way)
        if self._camera.isOpened():
            # One picture in the driver's own queue, not four: the newest is wanted.
            self._camera.set(cv2.CAP_PROP_BUFFERSIZE, 1)
            self._camera.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
            self._camera.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
        else:
            self._camera.release()
            raise DeviceFault(TAKEN, slot="camera")
        self._given = False

    def read(self) -> "Image":
        """The next picture. A camera that never gave one is taken, one that stops was lost."""
        came, image = self._camera.read()
        if came and image is not None:
            self._given = True
            return _three_colours(image)
        if self._node is not None and not self._node.exists():
            raise DeviceFault(UNPLUGGED, slot="camera")
        raise DeviceFault(NO_PICTURE if self._given else TAKEN, slot="camera")

    def close(self) -> None:
        """Let the camera go."""
        self._camera.release()


class VideoFile:
    """A video that stands in for a camera: played at its own pace, again and again.

    Removing the file is pulling the cable.
    """

    def __init__(self, file: Path) -> None:
        import cv2  # noqa: PLC0415

        self._file = file
        self._video = capture(str(file), cv2.CAP_ANY)
        if not self._video.isOpened():
            raise DeviceFault(NO_PICTURE, slot="camera")
        rate = float(self._video.get(cv2.CAP_PROP_FPS)) or 25.0
        self._pause = 1 / min(max(rate, 1.0), 60.0)
        self._closed = threading.Event()

    def read(self) -> "Image":
        """The next picture, the first one after the last."""
        import cv2  # noqa: PLC0415

        self._closed.wait(self._pause)
        if not self._file.exists():
            raise DeviceFault(UNPLUGGED, slot="camera")
        came, image = self._video.read()
        if not came:
            self._video.set(cv2.CAP_PROP_POS_FRAMES, 0)
            came, image = self._video.read()
        if not came or image is None:
            raise DeviceFault(NO_PICTURE, slot="camera")
        return _three_colours(image)

    def close(self) -> None:
        """Let the file go."""
        self._closed.set()
        self._video.release()


def capture(device: int | str, way: int) -> Any:
    """OpenCV's own handle of a camera or a video."""
    import cv2  # noqa: PLC0415

    return cv2.VideoCapture(device, way)


def _three_colours(image: Any) -> "Image":
    """A gray picture as one of three colours, any other as it is."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    if image.ndim == 2:
        image = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    return np.ascontiguousarray(image, dtype=np.uint8)
