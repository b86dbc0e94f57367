"""A sheet before the camera: found, laid straight, judged in words; the picture itself goes nowhere."""

import io
import math

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.domain.certified_copy import LONGEST_SIDE
from app.ports.camera_faults import BLACK
from app.ports.page_faults import BLURRED, BRIGHT, DARK, EMPTY, NO_PAGE, SMALL, UNEVEN
from devices.camera.drawn_page import SIZE, DrawnPages, corners_in, drawn_sheet, laid
from devices.camera.drawn_person import DrawnVideo
from devices.camera.looking import picture_of
from devices.camera.page_eye import SEARCH_SECONDS, PageEye
from devices.camera.page_finder import find_sheet, straightened
from devices.camera.page_light import judge_page
from devices.camera.page_taker import take_page


def _aslant(turn: float, lean: float, share: float, size: tuple[int, int]) -> np.ndarray:
    """The corners of an A4 sheet that lies turned (degrees) and is seen leaning."""
    high = share * size[1]
    wide = high / math.sqrt(2)
    corners = np.array([(-wide, -high), (wide, -high), (wide, high), (-wide, high)]) / 2
    angle = math.radians(turn)
    spin = np.array([(math.cos(angle), -math.sin(angle)), (math.sin(angle), math.cos(angle))])
    turned = corners @ spin.T
    depth = 1 + lean * turned[:, 1] / size[1]
    return turned / depth[:, None] + np.array(size) / 2


@pytest.mark.requirement("R-110")
@settings(max_examples=40, deadline=None)
@given(
    turn=st.floats(-25, 25),
    lean=st.floats(-0.15, 0.15),
    share=st.floats(0.5, 0.74),
    ground=st.integers(20, 120),
)
def test_a_sheet_is_found_however_it_lies(
    turn: float, lean: float, share: float, ground: int
) -> None:
    size = (960, 720)
    corners = _aslant(turn, lean, share, size)
    desk = np.full((size[1], size[0], 3), ground, dtype=np.uint8)
    seen = laid(drawn_sheet(3), desk, tuple(map(tuple, corners)))
    found = find_sheet(seen)
    assert len(found) == 4
    for corner in corners:
        assert min(math.dist(corner, one) for one in found) < 4
    page = straightened(seen, found, LONGEST_SIDE)
    assert page.shape[0] / page.shape[1] == pytest.approx(math.sqrt(2), rel=0.12)
    # Its own edge and no ground: what is outermost is paper.
    inner = page[3:-3, 3:-3]
    rim = np.concatenate([inner[0], inner[-1], inner[:, 0], inner[:, -1]])
    assert float((rim.mean(axis=1) > 180).mean()) > 0.95


def test_corners_go_round_from_the_left_upper_one() -> None:
    found = find_sheet(DrawnPages(1).picture(0))
    for corner, meant in zip(found, corners_in(SIZE), strict=True):
        assert math.dist(corner, meant) < 4


@pytest.mark.parametrize("image", [DrawnPages(0).picture(0), DrawnVideo(1).picture(0)])
def test_a_bare_desk_and_a_person_are_no_sheet(image: np.ndarray) -> None:
    assert find_sheet(image) == ()
    assert take_page(picture_of(image)).hints[0] == NO_PAGE


def test_a_sheet_that_is_cut_off_is_not_taken_for_whole() -> None:
    desk = np.full((720, 960, 3), 60, dtype=np.uint8)
    seen = laid(drawn_sheet(1), desk, ((300, -60), (720, -60), (720, 560), (300, 560)))
    assert find_sheet(seen) == ()


@pytest.mark.parametrize("shape", [(1, 1), (2, 300), (300, 2), (40, 40)])
def test_the_smallest_pictures_break_nothing(shape: tuple[int, int]) -> None:
    image = np.zeros((*shape, 3), dtype=np.uint8)
    assert find_sheet(image) == ()
    assert take_page(picture_of(image)).page.width >= 1


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), wide=st.integers(8, 400), high=st.integers(8, 400))
def test_noise_breaks_nothing(seed: int, wide: int, high: int) -> None:
    chance = np.random.default_rng(seed)
    blocks = chance.integers(0, 256, (high // 8 + 1, wide // 8 + 1, 3), dtype=np.uint8)
    image = np.kron(blocks, np.ones((8, 8, 1), dtype=np.uint8))[:high, :wide]
    shot = take_page(picture_of(np.ascontiguousarray(image)))
    assert max(shot.page.width, shot.page.height) <= LONGEST_SIDE


@pytest.mark.requirement("R-110")
def test_readability_is_told_by_what_is_wrong() -> None:
    sheet = drawn_sheet(1)
    assert judge_page(sheet) == ()
    assert judge_page(cv2.GaussianBlur(sheet, (0, 0), 4)) == (BLURRED,)
    assert judge_page(cv2.resize(sheet, (600, 848), interpolation=cv2.INTER_AREA)) == (SMALL,)
    assert judge_page(sheet // 4) == (DARK,)
    washed = np.clip(sheet.astype(int) + 190, 0, 255).astype(np.uint8)
    assert BRIGHT in judge_page(washed)
    shadow = np.linspace(1.0, 0.3, sheet.shape[0])[:, None, None]
    assert UNEVEN in judge_page((sheet * shadow).astype(np.uint8))
    assert judge_page(np.full((1400, 1000, 3), 220, dtype=np.uint8)) == (EMPTY,)


@pytest.mark.requirement("R-110")
def test_a_page_is_taken_straight_without_a_word_about_itself() -> None:
    image = DrawnPages(2).picture(0)
    shot = take_page(picture_of(image))
    assert shot.hints == ()
    with Image.open(io.BytesIO(shot.page.image)) as opened:
        assert opened.size == (shot.page.width, shot.page.height)
        assert not dict(opened.getexif())
    assert shot.page.height / shot.page.width == pytest.approx(math.sqrt(2), rel=0.03)
    assert shot.page.height > 1100


def test_rows_with_spare_bytes_give_the_same_page() -> None:
    image = DrawnPages(1, (800, 600)).picture(0)
    plain = picture_of(image)
    padded = np.zeros((600, 2432), dtype=np.uint8)
    padded[:, :2400] = image.reshape(600, 2400)
    wide = type(plain)(width=800, height=600, stride=2432, pixels=padded.tobytes())
    assert take_page(wide).page == take_page(plain).page


def test_the_live_picture_says_what_to_do() -> None:
    now = [0.0]
    eye = PageEye(lambda: now[0])

    def look(image: np.ndarray) -> tuple[str, ...]:
        now[0] += 2 * SEARCH_SECONDS
        return eye.look(image)[0]

    sheet, desk = DrawnPages(1).picture(0), DrawnPages(0).picture(0)
    assert look(sheet) == ()
    assert len(eye.corners) == 4
    assert look(desk) == (NO_PAGE,)
    assert eye.corners == ()
    assert look(sheet // 40) == (BLACK,)
    assert look(desk // 3) == (DARK, NO_PAGE)
    assert look(DrawnPages(1, (960, 720)).picture(0)) == (SMALL,)
    # Between two searches the last answer stands, and the picture does not wait for a new one.
    assert eye.look(desk)[0] == (SMALL,)
