"""A simulated camera before which a drawn person stands, or a drawn sheet lies while an original is
photographed; the hands spoil its picture as they like."""

import threading
from typing import TYPE_CHECKING, Protocol

from app.domain.webcam import CameraPurpose
from app.errors import DeviceFault
from app.ports.device_faults import TAKEN
from app.ports.devices import Listener
from app.ports.simulation import CameraScene
from devices.camera.fitted import FittedCamera
from devices.outfit import Outfit
from devices.plug import Plug

if TYPE_CHECKING:
    from devices.camera.eye import Image

_PAUSE = 1 / 15
_PEOPLE = {CameraScene.NOBODY: 0, CameraScene.TWO_PEOPLE: 2}


class Drawn(Protocol):
    """A generated video."""

    def picture(self, number: int) -> "Image":
        """The ``number``-th picture."""


class SimulatedCamera(FittedCamera):
    """Plays a generated video; takes the options ``turned`` and ``models``."""

    driver = "simulated"
    simulated = True

    def __init__(self, outfit: Outfit) -> None:
        super().__init__(outfit, outfit.options_of(self.slot, self.driver, ("turned", "models")))
        self.plug = Plug(self.slot, outfit.pace)
        self.scene = CameraScene.WELL
        self.code = ""
        self.sheet = 1
        self.pause = _PAUSE

    def present(self) -> None:
        """Raises ``DeviceFault`` when the cable is out."""
        self.plug.check()

    def open(self, report: Listener) -> None:
        """Know that the camera is there."""
        self.plug.open(report)
        super().open(self.plug.report)

    def close(self) -> None:
        """Let the camera go."""
        super().close()
        self.plug.close()

    def source(self) -> "SimulatedSource":
        """Raises ``DeviceFault`` (device.taken) while the hands let another program have it."""
        if self.scene is CameraScene.TAKEN:
            raise DeviceFault(TAKEN, slot=self.slot)
        return SimulatedSource(self)

    def show(self, scene: CameraScene) -> None:
        """Change what the camera sees."""
        self.scene = scene


class SimulatedSource:
    """The video as one stretch of looking reads it."""

    def __init__(self, camera: SimulatedCamera) -> None:
        self._camera = camera
        self._number = 0
        self._held = ""
        self._people = self._sheet = -1
        self._video: Drawn | None = None
        self._closed = threading.Event()

    def read(self) -> "Image":
        """The next picture. Raises ``DeviceFault`` when the cable is out or the camera was taken."""
        camera = self._camera
        self._closed.wait(camera.pause)
        camera.plug.check()
        scene = camera.scene
        if scene is CameraScene.TAKEN:
            raise DeviceFault(TAKEN, slot=camera.slot)
        if scene is not CameraScene.FROZEN:
            self._number += 1
        return spoiled(self._drawn(scene).picture(self._number), scene)

    def _drawn(self, scene: CameraScene) -> Drawn:
        if self._camera.purpose is CameraPurpose.DOCUMENT_COPY:
            return self._pages(0 if scene is CameraScene.NOBODY else self._camera.sheet)
        return self._person(scene)

    def _pages(self, sheet: int) -> Drawn:
        from devices.camera.drawn_page import DrawnPages  # noqa: PLC0415

        if self._video is None or sheet != self._sheet:
            self._sheet, self._video = sheet, DrawnPages(sheet)
        return self._video

    def _person(self, scene: CameraScene) -> Drawn:
        from devices.camera.drawn_person import DrawnVideo  # noqa: PLC0415

        people, code = _PEOPLE.get(scene, 1), self._camera.code
        if self._video is None or (people, code) != (self._people, self._held):
            self._people, self._held = people, code
            video = DrawnVideo(people)
            video.hold(_matrix(code) if code else None)
            self._video = video
        return self._video

    def close(self) -> None:
        """Play no more."""
        self._closed.set()


def spoiled(image: "Image", scene: CameraScene) -> "Image":
    """The picture as a covered, dark, blurred or turned camera gives it."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    match scene:
        case CameraScene.BLACK:
            return np.asarray(image // 40, dtype=np.uint8)
        case CameraScene.DARK:
            return np.asarray(image // 5, dtype=np.uint8)
        case CameraScene.BLURRED:
            return np.asarray(cv2.GaussianBlur(image, (0, 0), 7), dtype=np.uint8)
        case CameraScene.UPSIDE_DOWN:
            return np.asarray(cv2.rotate(image, cv2.ROTATE_180), dtype=np.uint8)
    return image


def _matrix(text: str) -> list[list[bool]]:
    import segno  # noqa: PLC0415

    rows = segno.make(text, error="m", micro=False).matrix
    return [[bool(cell) for cell in row] for row in rows]
