"""Two pictures compared by OpenCV's detector and recogniser, with model files that a branch installs.

The files are not part of the program. An aid and no more: the answer is one of three words, its
score is left here, nothing of either picture or of its features is kept, and there is no way to
compare one with many (R-070).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import DeviceFault
from app.ports.camera import FaceComparer, Likeness, Picture
from app.ports.camera_faults import MODELS_BROKEN
from app.ports.devices import Slot

if TYPE_CHECKING:
    from devices.camera.eye import Image

DETECTOR = "face_detection_yunet*.onnx"
RECOGNISER = "face_recognition_sface*.onnx"
"""The names under which OpenCV's collection of models gives them out."""

_ALIKE, _UNLIKE = 0.363, 0.212
"""Cosine of the features: the thresholds that OpenCV's tutorial «DNN-based Face Detection And
Recognition» lists for LFW and for CFP-FP. Between the two nobody should be told anything."""


class OpencvFaceComparer:
    """Reads the models when it first compares. ``folder`` holds one file of each kind."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._models: tuple[Any, Any] | None = None

    def compare(self, live: Picture, photo: Picture) -> Likeness:
        """How the one face of each looks; without exactly one face in each nothing can be told.

        Raises ``DeviceFault`` (camera.models_broken). Takes some hundred milliseconds.
        """
        try:
            first, second = self._features(live), self._features(photo)
            if first is None or second is None:
                return Likeness.CANNOT_TELL
            return verdict(self._cosine(first, second))
        except DeviceFault:
            raise
        except Exception as error:
            raise DeviceFault(MODELS_BROKEN, slot=Slot.CAMERA) from error

    def _features(self, picture: Picture) -> Any | None:
        detector, recogniser = self._loaded()
        image = _image(picture)
        detector.setInputSize((picture.width, picture.height))
        _, faces = detector.detect(image)
        if faces is None or len(faces) != 1:
            return None
        return recogniser.feature(recogniser.alignCrop(image, faces[0]))

    def _cosine(self, first: Any, second: Any) -> float:
        import cv2  # noqa: PLC0415

        _, recogniser = self._loaded()
        return float(recogniser.match(first, second, cv2.FaceRecognizerSF_FR_COSINE))

    def _loaded(self) -> tuple[Any, Any]:
        if self._models is None:
            import cv2  # noqa: PLC0415 - most desks compare by eye

            detector, recogniser = _one(self._folder, DETECTOR), _one(self._folder, RECOGNISER)
            if detector is None or recogniser is None:
                raise DeviceFault(MODELS_BROKEN, slot=Slot.CAMERA)
            self._models = (
                cv2.FaceDetectorYN.create(str(detector), "", (320, 320)),
                cv2.FaceRecognizerSF.create(str(recogniser), ""),
            )
        return self._models


def verdict(cosine: float) -> Likeness:
    """The word for a score; the score goes no further."""
    if cosine >= _ALIKE:
        return Likeness.ALIKE
    return Likeness.UNLIKE if cosine < _UNLIKE else Likeness.CANNOT_TELL


def comparer_of(folder: str) -> FaceComparer | None:
    """The comparer of the folder of models; ``None`` where a model is not installed."""
    place = Path(folder)
    if not folder or not _one(place, DETECTOR) or not _one(place, RECOGNISER):
        return None
    return OpencvFaceComparer(place)


def _one(folder: Path, pattern: str) -> Path | None:
    """The file of that name; of several the last by name, which is the newest."""
    return max(folder.glob(pattern), default=None)


def _image(picture: Picture) -> "Image":
    import numpy as np  # noqa: PLC0415

    rows = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.stride)
    wide = rows[:, : 3 * picture.width].reshape(picture.height, picture.width, 3)
    return np.ascontiguousarray(wide)
