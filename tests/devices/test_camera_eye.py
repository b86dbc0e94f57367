"""What the eye says of a picture: light, focus, faces, and a code once for as long as it is seen."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from app.errors import ERROR_TEXTS
from app.ports import camera_faults
from app.ports.camera import Picture
from app.ports.simulation import CameraScene
from devices.camera.drawn_person import DrawnVideo
from devices.camera.eye import CODE_SECONDS, GONE_SECONDS, JUDGE_SECONDS, STILL_SECONDS, Codes, Eye
from devices.camera.looking import picture_of
from devices.camera.simulated import spoiled
from tests.fakes.camera_video import matrix

PEOPLE = {CameraScene.NOBODY: 0, CameraScene.TWO_PEOPLE: 2}
WORD = "T0214260171234557"


class HandTime:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> HandTime:
    return HandTime()


def seen(clock: HandTime, scene: CameraScene, turns: int = 12) -> set[tuple[str, ...]]:
    """All that the eye says while it looks at a scene."""
    eye, video = Eye(clock), DrawnVideo(PEOPLE.get(scene, 1))
    said = set()
    for number in range(turns):
        clock.now += JUDGE_SECONDS
        said.add(eye.look(spoiled(video.picture(number), scene))[0])
    return said


@pytest.mark.parametrize(
    ("scene", "hint"),
    [
        (CameraScene.BLACK, camera_faults.BLACK),
        (CameraScene.DARK, camera_faults.DARK),
        (CameraScene.BLURRED, camera_faults.BLURRED),
        (CameraScene.UPSIDE_DOWN, camera_faults.UPSIDE_DOWN),
        (CameraScene.NOBODY, camera_faults.NO_FACE),
        (CameraScene.TWO_PEOPLE, camera_faults.SEVERAL_FACES),
    ],
)
def test_what_is_wrong_with_a_picture_is_said(
    clock: HandTime, scene: CameraScene, hint: str
) -> None:
    assert seen(clock, scene) == {(hint,)}


def test_a_good_picture_needs_no_hint(clock: HandTime) -> None:
    assert seen(clock, CameraScene.WELL) == {()}


def test_a_picture_burnt_by_light(clock: HandTime) -> None:
    white = np.full((480, 640, 3), 240, np.uint8)
    white[::7] = 250
    assert Eye(clock).look(white)[0] == (camera_faults.BRIGHT,)


def test_a_picture_that_stands_still_is_told_after_a_while(clock: HandTime) -> None:
    eye, same = Eye(clock), DrawnVideo().picture(1)
    assert eye.look(same)[0] == ()
    clock.now += JUDGE_SECONDS
    assert eye.look(same)[0] == ()
    clock.now += STILL_SECONDS
    assert eye.look(same)[0] == (camera_faults.FROZEN,)
    clock.now += 2 * JUDGE_SECONDS
    assert eye.look(DrawnVideo().picture(2))[0] == ()


def test_between_two_looks_the_last_word_stands(clock: HandTime) -> None:
    eye, video = Eye(clock), DrawnVideo()
    assert eye.look(video.picture(1))[0] == ()
    clock.now += JUDGE_SECONDS / 2
    assert eye.look(np.zeros((480, 640, 3), np.uint8))[0] == ()
    clock.now += JUDGE_SECONDS
    assert eye.look(np.zeros((480, 640, 3), np.uint8))[0] == (camera_faults.BLACK,)


def test_every_hint_has_words_and_a_next_step() -> None:
    codes = [value for value in vars(camera_faults).values() if str(value).startswith("camera.")]
    assert len(codes) >= 12
    assert all(ERROR_TEXTS[code].message and ERROR_TEXTS[code].advice for code in codes)


class TestCodes:
    @pytest.fixture
    def gray(self) -> Callable[[bool], Any]:
        video = DrawnVideo()
        video.hold(matrix(WORD))
        held, empty = video.picture(1)[:, :, 1], DrawnVideo().picture(1)[:, :, 1]
        return lambda on: np.ascontiguousarray(held if on else empty)

    def test_one_sight_is_one_scan(self, gray: Callable[[bool], Any]) -> None:
        codes = Codes()
        told = [codes.search(gray(True), at) for at in (0.0, 0.5, 1.0, 1.5)]
        assert told == [(WORD,), (), (), ()]

    def test_a_short_loss_is_the_same_sight_a_long_one_is_not(
        self, gray: Callable[[bool], Any]
    ) -> None:
        codes = Codes()
        assert codes.search(gray(True), 0.0) == (WORD,)
        assert codes.search(gray(False), 0.5) == ()
        assert codes.search(gray(True), GONE_SECONDS - 0.5) == ()
        assert codes.search(gray(True), 2 * GONE_SECONDS + 1) == (WORD,)

    def test_frames_between_are_not_searched(self, gray: Callable[[bool], Any]) -> None:
        codes = Codes()
        assert codes.due(0.0)
        codes.search(gray(False), 0.0)
        assert not codes.due(CODE_SECONDS / 2)
        assert codes.due(CODE_SECONDS)

    def test_what_is_no_text_is_passed_over(self) -> None:
        video = DrawnVideo()
        video.hold(matrix("\x00\x01\x02"))
        assert Codes().search(np.ascontiguousarray(video.picture(1)[:, :, 0]), 0.0) == ()


class TestPicture:
    def test_it_is_the_bytes_of_the_array(self) -> None:
        image = DrawnVideo().picture(3)
        picture = picture_of(image)
        assert (picture.width, picture.height, picture.stride) == (640, 480, 1920)
        assert picture.pixels == image.tobytes()

    @pytest.mark.requirement("R-070")
    def test_no_text_shows_its_pixels(self) -> None:
        picture = picture_of(np.full((2, 2, 3), 65, np.uint8))
        assert "AAA" not in repr(picture)

    @pytest.mark.parametrize(
        ("width", "height", "stride", "length"), [(0, 1, 3, 3), (2, 1, 3, 3), (1, 2, 3, 3)]
    )
    def test_one_that_is_not_whole_is_refused(
        self, width: int, height: int, stride: int, length: int
    ) -> None:
        with pytest.raises(ValueError, match="picture"):
            Picture(width=width, height=height, stride=stride, pixels=bytes(length))
