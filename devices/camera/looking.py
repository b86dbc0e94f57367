"""One stretch of looking: a thread takes pictures, another judges the newest; none is ever queued.

What the camera gives while a picture is judged replaces the one that waits, so that the window
shows what is there now however slow anybody is. When the stretch ends nothing of it is held.
"""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.errors import DeviceFault
from app.ports.camera import Picture, Seen, SeenListener
from app.ports.camera_faults import NO_PICTURE

if TYPE_CHECKING:
    from devices.camera.eye import Image

SILENT_SECONDS = 3.0
"""A camera that gives no picture for so long is stuck."""
END_SECONDS = 2.0
"""How long the end waits for a read that hangs in the camera's own code."""


class FrameSource(Protocol):
    """An opened camera."""

    def read(self) -> "Image":
        """The next picture; waits for it. Raises ``DeviceFault`` when the camera was lost."""

    def close(self) -> None:
        """Let the camera go."""


class Sight(Protocol):
    """Judges one picture after another; ``corners`` are those of the sheet in the last one."""

    corners: tuple[tuple[float, float], ...]

    def look(self, image: "Image") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The hints of the moment and the codes that have come into sight."""


class Looking:
    """Reads ``source`` until :meth:`stop`; ``lost`` is told once when it ends by itself.

    ``code_seen`` is told each code that comes into sight.
    """

    def __init__(
        self,
        source: FrameSource,
        eye: Sight,
        *,
        now: Callable[[], datetime],
        listener: SeenListener,
        code_seen: Callable[[str], None],
        lost: Callable[[DeviceFault], None],
        slot: str,
    ) -> None:
        self._source, self._eye, self._now = source, eye, now
        self._listener: SeenListener | None = listener
        self._code_seen, self._lost, self._slot = code_seen, lost, slot
        self._change = threading.Condition()
        self._newest: tuple[Image, int, datetime] | None = None
        self._fault: DeviceFault | None = None
        self._stopping = False
        self._taker = threading.Thread(target=self._take, name="camera-pictures", daemon=True)
        self._judge = threading.Thread(target=self._look, name="camera-eye", daemon=True)
        self._taker.start()
        self._judge.start()

    def stop(self) -> None:
        """End: no picture is told after this; the camera is let go as soon as it answers."""
        with self._change:
            self._stopping = True
            self._newest = None
            self._listener = None
            self._change.notify_all()
        for thread in (self._taker, self._judge):
            if thread is not threading.current_thread():
                thread.join(END_SECONDS)

    def _take(self) -> None:
        """The thread of the camera: read, replace what waits, begin again."""
        number = 0
        try:
            while not self._stopping:
                image = self._source.read()
                number += 1
                with self._change:
                    if not self._stopping:
                        self._newest = (image, number, self._now())
                    self._change.notify_all()
                del image
        except DeviceFault as fault:
            self._end(fault)
        except Exception:
            self._end(DeviceFault(NO_PICTURE, slot=self._slot))
            raise
        finally:
            self._source.close()

    def _look(self) -> None:
        """The thread of the eye: judge the newest picture and hand it on."""
        try:
            while self._look_once():
                pass
        except Exception:
            self._end(DeviceFault(NO_PICTURE, slot=self._slot))
            raise
        finally:
            self._tell_loss()

    def _look_once(self) -> bool:
        # All of one picture are locals of this call: an idle thread holds none.
        with self._change:
            if not self._change.wait_for(self._awake, SILENT_SECONDS):
                self._fault = DeviceFault(NO_PICTURE, slot=self._slot)
                self._stopping = True
            newest, self._newest = self._newest, None
            if newest is None or self._stopping or self._fault is not None:
                return False
        image, number, at = newest
        hints, codes = self._eye.look(image)
        seen = Seen(
            picture=picture_of(image), number=number, at=at, hints=hints, corners=self._eye.corners
        )
        with self._change:
            listener = self._listener
        if listener is not None:
            listener(seen)
            for code in codes:
                self._code_seen(code)
        return True

    def _awake(self) -> bool:
        return self._newest is not None or self._stopping or self._fault is not None

    def _end(self, fault: DeviceFault) -> None:
        with self._change:
            if not self._stopping and self._fault is None:
                self._fault = fault
            self._newest = None
            self._change.notify_all()

    def _tell_loss(self) -> None:
        with self._change:
            wanted = self._listener is not None
            self._listener = None
            fault, self._stopping = self._fault, True
        if fault is not None and wanted:
            self._lost(fault)


def picture_of(image: "Image") -> Picture:
    """The frozen value of an array of rows, columns and three colours."""
    height, width = image.shape[:2]
    return Picture(width=width, height=height, stride=3 * width, pixels=image.tobytes())
