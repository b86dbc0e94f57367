"""What the codes of a camera frame cost beside the bare library on the same frame."""

import gc
import statistics
import time
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image

from devices.scanner.frames import codes_in
from tests.fakes.camera_pictures import before_camera, label

BUDGET = 2.0
ROUNDS = 60
FRAMES = {
    "label": lambda: before_camera(label(), blur=1.0),
    "idle": lambda: before_camera(Image.effect_noise((900, 600), 40)),
}


def _ours(frame: bytes, width: int, height: int) -> int:
    return len(codes_in(frame, width, height))


def _bare(frame: bytes, width: int, height: int) -> int:
    kinds = zxingcpp.BarcodeFormat
    view = memoryview(frame).cast("B", (height, width))
    found = zxingcpp.read_barcodes(
        view,
        formats=(kinds.QRCode, kinds.Code128),
        try_downscale=False,
        try_invert=False,
    )
    return len(found)


def _one(read: Callable[[bytes, int, int], int], frame: Image.Image) -> float:
    pixels = frame.tobytes()
    start = time.perf_counter()
    read(pixels, *frame.size)
    return (time.perf_counter() - start) * 1000


@pytest.mark.bench
@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_beside_the_bare_library(name: str) -> None:
    frame = FRAMES[name]()
    pixels = frame.tobytes()
    assert _ours(pixels, *frame.size) == _bare(pixels, *frame.size)
    gc.collect()
    ours, bare = [], []
    for _ in range(ROUNDS):
        bare.append(_one(_bare, frame))
        ours.append(_one(_ours, frame))
    mine, floor = statistics.median(ours), statistics.median(bare)
    ratio = mine / floor
    print(
        f"\nframe 1280×720, {name}: {mine:.1f} ms (p95 {sorted(ours)[int(ROUNDS * 0.95)]:.1f}), "
        f"bare zxing-cpp {floor:.1f} ms, ratio {ratio:.2f} (budget {BUDGET})"
    )
    assert ratio <= BUDGET
