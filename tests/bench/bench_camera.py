"""What one camera frame costs, all told, beside bare OpenCV and bare zxing-cpp on the same frame."""

import gc
import statistics
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from devices.camera.drawn_person import DrawnVideo
from devices.camera.eye import CODE_SECONDS, JUDGE_SECONDS, Eye
from devices.camera.looking import picture_of
from tests.fakes.camera_video import matrix

BUDGET = 2.0
ROUNDS = 60
RATE = 30
"""Pictures a second of a usual camera."""
SIZE = (1280, 720)
Frame = NDArray[np.uint8]


def frames(code: str) -> list[Frame]:
    """Pictures of a person at a counter, who may hold a code."""
    video = DrawnVideo(size=SIZE)
    video.hold(matrix(code) if code else None)
    return [video.picture(number) for number in range(ROUNDS)]


def bare_zxing(gray: Frame) -> None:
    """The search alone, on a gray frame that is there already."""
    kinds = zxingcpp.BarcodeFormat
    zxingcpp.read_barcodes(
        gray, formats=(kinds.QRCode, kinds.Code128), try_downscale=False, try_invert=False
    )


def bare_opencv(faces: cv2.CascadeClassifier, gray: Frame) -> None:
    """The detector alone, on a small gray frame that is there already."""
    faces.detectMultiScale(gray, 1.2, 4, minSize=(48, 48))


def ready(image: Frame) -> QImage:
    """A frozen value, and Qt's image over its bytes."""
    picture = picture_of(image)
    form = QImage.Format.Format_BGR888
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, form)


def spent(act: Callable[[], Any]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def everything(eye: Eye, image: Frame) -> None:
    """A frame as it goes its way: hints and codes where they are due, then the image for the window."""
    eye.look(image)
    ready(image)


def told(name: str, figures: list[float]) -> str:
    """Median and tail."""
    return f"{name} {statistics.median(figures):.2f} ms (p95 {sorted(figures)[-3]:.2f})"


@pytest.mark.bench
@pytest.mark.parametrize("code", ["", "T0214260171234557"], ids=["person", "person and code"])
def test_a_frame_beside_the_bare_libraries(code: str) -> None:
    images = frames(code)
    grays = [np.ascontiguousarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)) for image in images]
    smalls = [cv2.resize(gray, (320, 180), interpolation=cv2.INTER_AREA) for gray in grays]
    now = [0.0]
    eye = Eye(lambda: now[0])
    cascade = f"{cv2.data.haarcascades}haarcascade_frontalface_alt2.xml"  # type: ignore[attr-defined]
    faces = cv2.CascadeClassifier(cascade)
    gc.collect()
    zxing, opencv, whole, searched, plain, steady = ([] for _ in range(6))
    for image, gray, small in zip(images, grays, smalls, strict=True):
        zxing.append(spent(lambda gray=gray: bare_zxing(gray)))
        opencv.append(spent(lambda small=small: bare_opencv(faces, small)))
        now[0] += JUDGE_SECONDS + 0.01  # hints and codes are both due
        whole.append(spent(lambda image=image: everything(eye, image)))
        now[0] += CODE_SECONDS + 0.01  # codes alone are due
        searched.append(spent(lambda image=image: everything(eye, image)))
        now[0] += 0.01  # nothing is due
        plain.append(spent(lambda image=image: everything(eye, image)))
    for image in images:
        now[0] += 1 / RATE
        steady.append(spent(lambda image=image: everything(eye, image)))
    floor = statistics.median(zxing)
    ratio = statistics.median(searched) / floor
    mean = statistics.fmean(steady)
    print(
        f"\ncamera frame {SIZE[0]}×{SIZE[1]}: {told('bare zxing-cpp', zxing)}, "
        f"{told('bare face detector', opencv)}"
        f"\n  {told('frame with code search', searched)}, ratio to zxing-cpp {ratio:.2f} "
        f"(budget {BUDGET})"
        f"\n  {told('with hints too', whole)}; {told('image alone', plain)}"
        f"\n  at {RATE} pictures a second {mean:.2f} ms each on average, "
        f"{mean * RATE / 10:.0f} % of one core"
    )
    assert ratio <= BUDGET
    assert mean <= BUDGET * floor
