"""What finding a sheet and laying it straight costs, beside the bare calls of OpenCV for the same."""

import gc
import statistics
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.certified_copy import LONGEST_SIDE
from devices.camera.drawn_page import DrawnPages, corners_in
from devices.camera.looking import picture_of
from devices.camera.page_finder import find_sheet, straightened
from devices.camera.page_taker import take_page

ROUNDS = 40
FIND_BUDGET, LAY_BUDGET, TAKE_BUDGET = 3.0, 1.5, 4.0
"""Times the bare calls, in one run: the search has two ways and looks at the sides once more; a whole
page is also judged and written."""
SIZES = ((1280, 960), (1920, 1440), (3840, 2880))
Frame = NDArray[np.uint8]


def bare_find(image: Frame) -> None:
    """The calls of every tutorial: smaller, gray, edges, outlines, four corners."""
    scale = 640 / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    gray = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    edges = cv2.dilate(cv2.Canny(gray, 50, 150), np.ones((3, 3), dtype=np.uint8))
    outlines, _ = cv2.findContours(edges, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(outlines, key=cv2.contourArea)
    cv2.approxPolyDP(largest, 0.02 * cv2.arcLength(largest, True), True)


def bare_lay(image: Frame, corners: Frame, size: tuple[int, int]) -> None:
    """The warp alone, from corners that are known to a size that is known."""
    wide, high = size
    flat = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners, flat)
    cv2.warpPerspective(image, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def spent(act: Callable[[], Any]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def told(name: str, figures: list[float]) -> str:
    """Median and tail."""
    return f"{name} {statistics.median(figures):.2f} ms (p95 {sorted(figures)[-3]:.2f})"


@pytest.mark.bench
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}×{size[1]}")
def test_a_page_beside_the_bare_calls(size: tuple[int, int]) -> None:
    video = DrawnPages(1, size)
    images = [video.picture(number) for number in range(3)]
    pictures = [picture_of(image) for image in images]
    corners = np.array(corners_in(size), dtype=np.float32)
    page = straightened(images[0], find_sheet(images[0]), LONGEST_SIDE)
    flat = (page.shape[1], page.shape[0])
    gc.collect()
    found, laid, find, lay, take = ([] for _ in range(5))
    for number in range(ROUNDS):
        image, picture = images[number % 3], pictures[number % 3]
        found.append(spent(lambda image=image: bare_find(image)))
        laid.append(spent(lambda image=image: bare_lay(image, corners, flat)))
        find.append(spent(lambda image=image: find_sheet(image)))
        seen = find_sheet(image)
        lay.append(spent(lambda image=image, seen=seen: straightened(image, seen, LONGEST_SIDE)))
        take.append(spent(lambda picture=picture: take_page(picture)))
    middle = statistics.median
    ratios = (
        middle(find) / middle(found),
        middle(lay) / middle(laid),
        middle(take) / (middle(found) + middle(laid)),
    )
    print(
        f"\npage {size[0]}×{size[1]}: {told('bare search', found)}, {told('bare warp', laid)}"
        f"\n  {told('find', find)}, ratio {ratios[0]:.2f} (budget {FIND_BUDGET})"
        f"\n  {told('lay straight', lay)}, ratio {ratios[1]:.2f} (budget {LAY_BUDGET})"
        f"\n  {told('whole page, judged and written', take)}, ratio {ratios[2]:.2f} "
        f"(budget {TAKE_BUDGET})"
    )
    assert ratios[0] <= FIND_BUDGET
    assert ratios[1] <= LAY_BUDGET
    assert ratios[2] <= TAKE_BUDGET
