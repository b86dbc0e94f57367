"""Codes before a camera: our printed ones are read turned and blurred, and nothing is made up."""

import subprocess
import sys
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.domain.codes import (
    CodeKind,
    CodeProblem,
    CodeTrouble,
    ScannedCode,
    printed_code,
    understand,
)
from app.ports.device_faults import CODE_GARBAGE
from devices.scanner.frames import codes_in
from devices.scanner.payload import Garbled, Reading, Whole
from tests.fakes.camera_pictures import before_camera, label, squares

CASE, PACKAGE = "T0214260171234588", "P0214260171234545"
GARBAGE = Garbled(CODE_GARBAGE)


def seen(picture: Image.Image) -> tuple[Reading, ...]:
    return codes_in(picture.tobytes(), *picture.size)


@pytest.mark.parametrize("turn", [0, 3, -3, 90, 180, 270])
@pytest.mark.parametrize("blur", [0, 1.0])
def test_both_codes_of_a_printed_label_are_read(turn: int, blur: float) -> None:
    assert set(seen(before_camera(label(), turn=turn, blur=blur))) == {Whole(CASE), Whole(PACKAGE)}


def test_codes_come_from_the_top_down() -> None:
    assert seen(before_camera(label())) == (Whole(CASE), Whole(PACKAGE))
    assert seen(before_camera(label(), turn=180)) == (Whole(PACKAGE), Whole(CASE))


@pytest.mark.parametrize("turn", range(15, 360, 30))
def test_the_squares_are_read_at_any_angle(turn: int) -> None:
    assert seen(before_camera(squares(CASE), turn=turn, blur=1.0)) == (Whole(CASE),)


def test_a_code_that_is_there_twice_is_one_scan() -> None:
    assert seen(before_camera(squares(CASE), squares(CASE))) == (Whole(CASE),)


def test_two_codes_at_once_are_both_told() -> None:
    other = printed_code(CodeKind.CASE, "214", 7)
    assert set(seen(before_camera(squares(CASE), squares(other)))) == {Whole(CASE), Whole(other)}


def test_what_is_read_is_judged_like_any_other_scan() -> None:
    foreign = printed_code(CodeKind.CASE, "215", 7)
    (ours,) = seen(before_camera(squares(CASE)))
    (theirs,) = seen(before_camera(squares(foreign)))
    (doubled,) = seen(before_camera(squares(CASE + CASE)))
    assert isinstance(ours, Whole)
    assert isinstance(theirs, Whole)
    assert isinstance(doubled, Whole)
    assert isinstance(understand(ours.text, "214"), ScannedCode)
    assert understand(theirs.text, "214") == CodeProblem(CodeTrouble.OTHER_BRANCH, "0215")
    assert understand(doubled.text, "214") == CodeProblem(CodeTrouble.DOUBLED_SUFFIX)


@pytest.mark.parametrize(
    ("content", "reading"),
    [
        (f"{CASE}\r\n\r\n", Whole(CASE)),
        ("Ә-105 ҚҰЖАТ", Whole("Ә-105 ҚҰЖАТ")),
        ("0104870200123456\x1d10AB", Whole("0104870200123456\x1d10AB")),
        (f"BEGIN\n{CASE}\nEND", GARBAGE),
        (b"\x00\x01\x02\x03", GARBAGE),
    ],
)
def test_what_a_code_holds_is_text_or_garbage(content: str | bytes, reading: Reading) -> None:
    assert seen(before_camera(squares(content))) == (reading,)


def test_nothing_is_seen_where_no_code_is() -> None:
    assert seen(before_camera(Image.new("L", (300, 300), 255))) == ()
    stripes = Image.new("L", (640, 480), 255)
    for x in range(0, 640, 8):
        stripes.paste(0, (x, 0, x + 4, 480))
    assert seen(stripes) == ()


def test_half_a_label_is_no_code() -> None:
    paper = label()
    left = paper.crop((0, 0, paper.width // 2, paper.height))
    assert seen(before_camera(left)) == ()


def test_a_frame_may_come_in_any_buffer() -> None:
    frame = before_camera(squares(CASE))
    width, height = frame.size
    flat = frame.tobytes()
    as_rows = memoryview(flat).cast("B", (height, width))
    for pixels in (bytearray(flat), memoryview(flat), as_rows, memoryview(array("B", flat))):
        assert codes_in(pixels, width, height) == (Whole(CASE),)


@pytest.mark.parametrize(("width", "height"), [(0, 0), (3, 3), (-2, -2), (4, 0), (2, 1)])
def test_a_frame_that_is_not_whole_is_refused(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="one byte"):
        codes_in(bytes(4), width, height)


@settings(max_examples=40)
@given(st.data())
def test_no_picture_breaks_it(data: st.DataObject) -> None:
    width, height = data.draw(st.integers(1, 40)), data.draw(st.integers(1, 40))
    pixels = data.draw(st.binary(min_size=width * height, max_size=width * height))
    for reading in codes_in(pixels, width, height):
        assert isinstance(reading, Whole | Garbled)


@settings(max_examples=40)
@given(st.binary(min_size=1, max_size=60))
def test_no_content_breaks_it(content: bytes) -> None:
    frame = squares(content, module=3)
    for reading in codes_in(frame.tobytes(), *frame.size):
        if isinstance(reading, Whole):
            assert not any(sign < " " and sign != "\x1d" for sign in reading.text)
        else:
            assert reading == GARBAGE


def test_the_library_is_read_only_when_a_picture_comes() -> None:
    code = "import sys, devices.scanner.frames; print('zxingcpp' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"
