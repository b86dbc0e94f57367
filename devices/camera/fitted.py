"""What every camera driver has in common: it rests until asked, and goes on by itself after a loss."""

import threading
from abc import ABC, abstractmethod
from importlib.util import find_spec
from typing import TYPE_CHECKING

from app.domain.webcam import CameraPurpose
from app.errors import DeviceFault
from app.ports.camera import Leave, SeenListener
from app.ports.camera_faults import NO_LEAVE
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.devices import CodeScanned, DeviceTrouble, Listener, Slot
from devices.camera.looking import FrameSource, Looking, Sight
from devices.options import Options
from devices.outfit import Outfit

if TYPE_CHECKING:
    from devices.camera.eye import Image

TURNS = ("0", "90", "180", "270")


class FittedCamera(ABC):
    """A camera that is open only while somebody looks: between two purposes it is dark.

    Opening and probing tell whether the camera is there. While it is wanted they begin to look
    anew, so that a camera that was taken, pulled or stuck comes back by itself.
    """

    slot = Slot.CAMERA
    driver = ""
    simulated = False

    def __init__(self, outfit: Outfit, options: Options) -> None:
        self._now = outfit.now
        self._turned = int(options.choice("turned", TURNS, "0"))
        self._report: Listener | None = None
        self._change = threading.RLock()
        self._wanted: SeenListener | None = None
        self.purpose = CameraPurpose.IDENTIFICATION
        self._looking: Looking | None = None

    @abstractmethod
    def present(self) -> None:
        """Raise ``DeviceFault`` when the camera is not there; must not open it."""

    @abstractmethod
    def source(self) -> FrameSource:
        """Open the camera. Raises ``DeviceFault``."""

    def open(self, report: Listener) -> None:
        """Know that the camera is there. Raises ``DeviceFault``."""
        self._need_library()
        self.present()
        self._report = report
        self._go_on()

    def probe(self) -> None:
        """Raises ``DeviceFault`` while the camera could not look."""
        self.present()
        self._go_on()

    def look(self, leave: Leave, listener: SeenListener) -> None:
        """Begin to look, or remember it until the camera is opened. Raises ``DeviceFault``; nothing
        is opened without leave."""
        if not leave.visit_id:
            raise DeviceFault(NO_LEAVE, slot=self.slot)
        self.rest()
        with self._change:
            self._wanted, self.purpose = listener, leave.purpose
        if self._report is not None:
            self._go_on()

    def rest(self) -> None:
        """Look no more; the camera is dark when this returns."""
        with self._change:
            self._wanted = None
        self._stop()

    def close(self) -> None:
        """Let the camera go; who wants it is remembered, for it may only be opened anew."""
        self._stop()
        self._report = None

    def _go_on(self) -> None:
        with self._change:
            wanted, running = self._wanted, self._looking
        if wanted is None or running is not None:
            return
        self.present()
        # The eye first: what it lacks must not leave a camera open.
        eye, source = self._eye(), self.source()
        with self._change:
            self._looking = Looking(
                Turned(source, self._turned),
                eye,
                now=self._now,
                listener=wanted,
                code_seen=self._code_seen,
                lost=self._lost,
                slot=self.slot,
            )

    def _eye(self) -> Sight:
        if self.purpose is CameraPurpose.DOCUMENT_COPY:
            from devices.camera.page_eye import PageEye  # noqa: PLC0415

            return PageEye()
        from devices.camera.eye import Eye  # noqa: PLC0415

        return Eye()

    def _stop(self) -> None:
        with self._change:
            looking, self._looking = self._looking, None
        if looking is not None:
            looking.stop()

    def _lost(self, fault: DeviceFault) -> None:
        # Told by the thread of the eye, which ends here.
        with self._change:
            self._looking = None
            report = self._report
        if report is not None:
            report(DeviceTrouble(fault.code))

    def _code_seen(self, text: str) -> None:
        report = self._report
        if report is not None:
            report(CodeScanned(text, self._now()))

    def _need_library(self) -> None:
        # Looked for, not read: it is heavy, and the program starts before anybody looks.
        if find_spec("cv2") is None:
            raise DeviceFault(LIBRARY_MISSING, slot=self.slot, library="opencv", driver=self.driver)


class Turned:
    """A source whose camera hangs turned: its pictures are put upright."""

    def __init__(self, source: FrameSource, degrees: int) -> None:
        self._source, self._degrees = source, degrees

    def read(self) -> "Image":
        """The next picture, upright."""
        image = self._source.read()
        if not self._degrees:
            return image
        import cv2  # noqa: PLC0415
        import numpy as np  # noqa: PLC0415

        turns = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180}
        turn = turns.get(self._degrees, cv2.ROTATE_90_COUNTERCLOCKWISE)
        return np.asarray(cv2.rotate(image, turn), dtype=np.uint8)

    def close(self) -> None:
        """Let the camera go."""
        self._source.close()
