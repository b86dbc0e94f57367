"""A generated video that stands in for a camera, a camera that another program holds, a desk with one."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import segno

from app.lanes import Lane, ManualAlarm
from app.ports.camera import Seen
from app.ports.devices import DeviceEvent, Slot
from devices.camera.drawn_person import DrawnVideo
from devices.catalog import make
from devices.hub import Hub
from devices.outfit import Outfit
from tests.fakes.device_rig import AT

PATIENCE = 10.0


def write_video(folder: Path, *, code: str = "", people: int = 1, frames: int = 30) -> Path:
    """A video of a drawn person, who may hold a code."""
    file = folder / "camera.avi"
    drawn = DrawnVideo(people)
    if code:
        drawn.hold(matrix(code))
    high, wide = drawn.picture(0).shape[:2]
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), 50.0, (wide, high))
    for number in range(frames):
        writer.write(drawn.picture(number))
    writer.release()
    return file


def matrix(code: str) -> list[list[bool]]:
    """The squares of a code."""
    rows = segno.make(code, error="m", micro=False).matrix
    return [[bool(cell) for cell in row] for row in rows]


class HeldCamera:
    """OpenCV's handle of a camera: opened or not, giving so many pictures or none."""

    def __init__(self, *, opens: bool = True, pictures: int = 0) -> None:
        self.opens, self.pictures = opens, pictures
        self.released = False
        self.asked: dict[int, float] = {}

    def isOpened(self) -> bool:
        return self.opens

    def set(self, what: int, value: float) -> None:
        self.asked[what] = value

    def read(self) -> tuple[bool, Any]:
        self.pictures -= 1
        if self.pictures < 0:
            return False, None
        return True, np.full((48, 64, 3), 50 + self.pictures % 150, np.uint8)

    def release(self) -> None:
        self.released = True


class CameraRig:
    """A hub with one camera on a real lane; time for retries by hand."""

    def __init__(self, folder: Path, driver: str = "opencv", **options: str) -> None:
        outfit = Outfit(now=lambda: AT, paper_folder=folder, options={"camera": options})
        self.camera: Any = make(Slot.CAMERA, driver, outfit)
        self.alarm = ManualAlarm()
        self.bugs: list[BaseException] = []
        self.hub = Hub(
            {Slot.CAMERA: self.camera},
            now=lambda: AT,
            incident=lambda error: self.bugs.append(error) or "H260306-1120-TST",
            lane=lambda name: Lane(name, self.alarm),
        )
        self.events: list[DeviceEvent] = []
        self.numbers: list[int] = []
        self.hints: list[tuple[str, ...]] = []
        self._changed = threading.Condition()
        self.hub.listen(self._heard)
        self.hub.start()

    def _heard(self, event: DeviceEvent) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def take(self, seen: Seen) -> None:
        """A picture came: note that it did, and keep nothing of it."""
        with self._changed:
            self.numbers.append(seen.number)
            self.hints.append(seen.hints)
            self._changed.notify_all()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so; fail when it never is."""
        with self._changed:
            assert self._changed.wait_for(holds, PATIENCE)

    def until_state(self, *states: tuple[str, str]) -> None:
        """Wait for the slot's state and cause."""

        def holds() -> bool:
            status = self.hub.status(Slot.CAMERA)
            return (status.state.value, status.code) in states

        self.until(holds)

    def until_pictures(self, more: int = 2) -> None:
        """Wait for so many more pictures."""
        now = len(self.numbers)
        self.until(lambda: len(self.numbers) >= now + more)

    def again(self, seconds: float) -> None:
        """The time of a retry has come."""
        self.alarm.advance(seconds)

    def close(self) -> None:
        """Everything ends."""
        assert self.hub.stop()
        assert self.bugs == []
