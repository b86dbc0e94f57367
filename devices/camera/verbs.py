"""The camera's verbs of the hub, and the webcam of a desk as its windows see it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from app.errors import DeviceFault
from app.lanes import AnyLane
from app.ports.camera import Camera, FaceComparer, Leave, Likeness, Picture, Seen, SeenListener
from app.ports.camera_faults import MODELS_BROKEN, NO_LEAVE
from app.ports.device_faults import NOT_FITTED
from app.ports.devices import Device, Slot
from devices.answer import failed
from devices.camera.photo import read_photo

T = TypeVar("T")
LOOK_SECONDS = 15.0
"""A camera of the system takes some seconds to wake up."""
REST_SECONDS = 10.0


class CameraVerbs(Protocol):
    """What the hub asks of the camera, on the camera's own lane.

    Unlike other devices the camera is told what is wanted of it even while it is lost: it must look
    once it is back, and must never look once it was told to rest.
    """

    _devices: dict[Slot, Device]

    def _submit(self, slot: Slot, seconds: float, call: Callable[[], T]) -> Future[T]:
        """Do ``call`` on the lane of the slot, within so many seconds."""

    def _revive(self, slot: Slot) -> None:
        """Open or ask the device anew, where it is not well."""

    def look(self, leave: Leave, listener: SeenListener) -> Future[None]:
        """Begin to look. The Future fails with ``DeviceFault``."""
        camera = self._devices.get(Slot.CAMERA)
        if not isinstance(camera, Camera):
            return failed(DeviceFault(NOT_FITTED, slot=Slot.CAMERA))

        def begin() -> None:
            camera.look(leave, listener)
            self._revive(Slot.CAMERA)

        return self._submit(Slot.CAMERA, LOOK_SECONDS, begin)

    def rest(self) -> Future[None]:
        """Look no more; done at once where there is no camera."""
        camera = self._devices.get(Slot.CAMERA)
        if not isinstance(camera, Camera):
            nothing: Future[None] = Future()
            nothing.set_result(None)
            return nothing
        return self._submit(Slot.CAMERA, REST_SECONDS, camera.rest)


class _Looks(Protocol):
    def look(self, leave: Leave, listener: SeenListener) -> Future[None]: ...
    def rest(self) -> Future[None]: ...


class DeskWebcam:
    """The camera of one desk. ``lane`` reads photographs and compares: neither the windows nor the
    camera wait for it. ``comparer``: the model files, where a branch has installed them."""

    def __init__(self, hub: _Looks, lane: AnyLane, comparer: FaceComparer | None = None) -> None:
        self._hub, self._lane, self._comparer = hub, lane, comparer
        self._change = threading.Lock()
        self._gate: _Gate | None = None

    def look(self, leave: Leave, listener: SeenListener) -> Future[None]:
        """Begin to look for that visit."""
        if not leave.visit_id:
            return failed(DeviceFault(NO_LEAVE, slot=Slot.CAMERA))
        gate = _Gate(listener)
        with self._change:
            former, self._gate = self._gate, gate
        if former is not None:
            former.shut()
        return self._hub.look(leave, gate.pass_on)

    def rest(self) -> Future[None]:
        """Look no more; the gate shuts at once, whatever the camera is doing."""
        with self._change:
            gate, self._gate = self._gate, None
        if gate is not None:
            gate.shut()
        return self._hub.rest()

    def read_photo(self, content: bytes) -> Future[Picture]:
        """The photograph of a document."""
        return self._lane.submit(read_photo, content)

    @property
    def compares(self) -> bool:
        """Whether the model files of a comparison are installed here."""
        return self._comparer is not None

    def compare(self, live: Picture, photo: Picture) -> Future[Likeness]:
        """Compare one with one."""
        if self._comparer is None:
            return failed(DeviceFault(MODELS_BROKEN, slot=Slot.CAMERA))
        return self._lane.submit(self._comparer.compare, live, photo)


class _Gate:
    """Lets pictures through until it is shut; then it knows nobody to tell."""

    def __init__(self, listener: SeenListener) -> None:
        self._listener: SeenListener | None = listener

    def pass_on(self, seen: Seen) -> None:
        listener = self._listener
        if listener is not None:
            listener(seen)

    def shut(self) -> None:
        self._listener = None
