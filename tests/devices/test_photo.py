"""The photograph of a document: JPEG and JPEG 2000 are read, everything else is refused by name."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.errors import DeviceFault
from app.ports.camera_faults import PHOTO_UNREADABLE
from devices.camera.photo import LONGEST, MOST_BYTES, read_photo


def photo(form: str = "JPEG", size: tuple[int, int] = (240, 320), mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, 200 if mode == "L" else (200, 20, 10)).save(target, form)
    return target.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(DeviceFault) as caught:
        read_photo(content)
    return caught.value.code


@pytest.mark.requirement("R-058")
@pytest.mark.parametrize("form", ["JPEG", "JPEG2000"])
def test_both_forms_of_a_chip_are_read(form: str) -> None:
    picture = read_photo(photo(form))
    assert (picture.width, picture.height, picture.stride) == (240, 320, 720)
    blue, green, red = picture.pixels[:3]
    assert blue < 40 < 160 < red
    assert green < 60


def test_a_gray_one_is_shown_too() -> None:
    assert read_photo(photo(mode="L")).pixels[:3] == bytes((200, 200, 200))


def test_a_large_one_is_brought_to_the_size_that_is_shown() -> None:
    picture = read_photo(photo(size=(1200, 1600)))
    assert (picture.width, picture.height) == (LONGEST * 3 // 4, LONGEST)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff", b"GIF89a", photo()[:200], bytes(MOST_BYTES + 1), photo("PNG")],
    ids=["none", "begun", "gif", "cut off", "too long", "png"],
)
def test_what_is_no_photograph_is_refused(content: bytes) -> None:
    assert refused(content) == PHOTO_UNREADABLE


def test_more_pixels_than_any_chip_holds_are_refused_unread() -> None:
    assert refused(photo(size=(3000, 3000))) == PHOTO_UNREADABLE


@given(st.binary(max_size=400))
def test_garbage_is_refused_by_name_whatever_it_is(content: bytes) -> None:
    for start in (b"", b"\xff\xd8\xff\xe0", b"\x00\x00\x00\x0cjP  \r\n\x87\n"):
        assert refused(start + content) == PHOTO_UNREADABLE


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_photograph_is_read_or_refused(place: int, byte: int) -> None:
    whole = bytearray(photo(size=(24, 32)))
    whole[place % len(whole)] = byte
    try:
        read_photo(bytes(whole))
    except DeviceFault as fault:
        assert fault.code == PHOTO_UNREADABLE
