"""Files of scanners: every page in its order, in one form, and a name for everything that is wrong."""

import io
from random import Random

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.domain.certified_copy import LONGEST_SIDE, MOST_PAGES, CopyPage
from app.errors import InputInvalid
from app.papers import copy_file
from app.papers.copy_file import pages_of_file
from app.papers.copy_pages import page_of, turned
from tests.fakes.copy_files import UPRIGHT, acting_pdf, picture_file, scanned_pdf, sheet

_GOOD = {
    "jpeg": picture_file("JPEG"),
    "png": picture_file("PNG"),
    "tiff": picture_file("TIFF", pages=3, compression="tiff_lzw"),
    "pdf": scanned_pdf(3),
}


def _opened(page: CopyPage) -> Image.Image:
    return Image.open(io.BytesIO(page.image), formats=("JPEG",))


def _code_of(content: bytes) -> str:
    with pytest.raises(InputInvalid) as caught:
        pages_of_file(content)
    return caught.value.code


def _ink(page: CopyPage) -> int:
    """How dark a page is."""
    return sum(_opened(page).convert("L").point(lambda value: value < 128).histogram()[1:])


@pytest.mark.requirement("R-110")
@pytest.mark.parametrize(("form", "count"), [("jpeg", 1), ("png", 1), ("tiff", 3), ("pdf", 3)])
def test_every_page_comes_in_its_order_and_its_shape(form: str, count: int) -> None:
    pages = pages_of_file(_GOOD[form])
    assert len(pages) == count
    for page in pages:
        with _opened(page) as image:
            assert image.size == (page.width, page.height)
        assert page.height / page.width == pytest.approx(UPRIGHT[1] / UPRIGHT[0], abs=0.01)
        assert page.height >= 1700
    darkness = [_ink(page) for page in pages]
    assert darkness == sorted(darkness)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "CMYK"])
def test_every_kind_of_picture_becomes_a_page(mode: str) -> None:
    (page,) = pages_of_file(picture_file("TIFF", mode=mode))
    with _opened(page) as image:
        assert image.mode == ("L" if mode in ("1", "L") else "RGB")
        assert image.convert("L").getpixel((600, 30)) > 235  # type: ignore[operator]


def test_sixteen_bits_and_glass_become_paper() -> None:
    deep = Image.new("I;16", (400, 560), 60_000)
    page = page_of(deep)
    assert _opened(page).getpixel((9, 9)) == pytest.approx(233, abs=2)
    clear = Image.new("RGBA", (400, 560), (0, 0, 0, 0))
    assert _opened(page_of(clear)).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.requirement("R-110")
def test_nothing_of_the_former_file_comes_along() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Phone of Сынақов"
    exif[0x0112] = 6
    content = picture_file("JPEG", exif=exif, comment=b"Synaqov")
    (page,) = pages_of_file(content)
    assert (page.width, page.height) == (UPRIGHT[1], UPRIGHT[0])
    assert b"Synaqov" not in page.image
    with _opened(page) as image:
        assert not dict(image.getexif())
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert "image" not in repr(page)


def test_a_huge_page_is_brought_to_its_bound() -> None:
    (page,) = pages_of_file(scanned_pdf(1))
    assert max(page.width, page.height) <= LONGEST_SIDE
    large = page_of(Image.new("L", (7000, 5000), 255))
    assert (large.width, large.height) == (LONGEST_SIDE, round(LONGEST_SIDE * 5 / 7))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3, 4, -1])
def test_a_page_is_turned_by_quarters(quarters: int) -> None:
    page = page_of(sheet())
    after = turned(page, quarters)
    lies = quarters % 2 == 1
    assert (after.width, after.height) == (UPRIGHT[::-1] if lies else UPRIGHT)
    corner = {0: (90, 70), 1: (-70, 90), 2: (-90, -70), 3: (70, -90)}[quarters % 4]
    x, y = (value % side for value, side in zip(corner, (after.width, after.height), strict=True))
    red, _, blue = _opened(after).getpixel((x, y))  # type: ignore[misc]
    assert blue > 80 > red


@pytest.mark.requirement("R-110")
def test_a_file_that_is_wrong_is_named() -> None:
    assert _code_of(b"") == copy_file.FILE_UNKNOWN
    assert _code_of(b"PK\x03\x04 an archive") == copy_file.FILE_UNKNOWN
    assert _code_of(b"GIF89a") == copy_file.FILE_UNKNOWN
    locked = scanned_pdf(1, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert _code_of(locked) == copy_file.FILE_LOCKED
    assert _code_of(scanned_pdf(MOST_PAGES + 1)) == copy_file.FILE_TOO_LONG
    many = picture_file("TIFF", pages=MOST_PAGES + 1, mode="1")
    assert _code_of(many) == copy_file.FILE_TOO_LONG


@pytest.mark.parametrize("form", sorted(_GOOD))
@pytest.mark.parametrize("share", [0.05, 0.5, 0.97])
def test_half_a_file_gives_no_pages(form: str, share: float) -> None:
    content = _GOOD[form]
    assert _code_of(content[: int(len(content) * share)]) == copy_file.FILE_DAMAGED


@pytest.mark.requirement("R-110")
@pytest.mark.parametrize("what", ["script", "launch", "file", "form", "note", "media"])
def test_a_pdf_that_acts_is_not_taken(what: str) -> None:
    assert _code_of(acting_pdf(what)) == copy_file.FILE_ACTIVE


def test_a_file_too_large_is_not_even_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_file, "MOST_FILE_BYTES", 1000)
    assert _code_of(_GOOD["pdf"]) == copy_file.FILE_TOO_LARGE
    monkeypatch.setattr(copy_file, "MOST_FILE_BYTES", 50_000_000)
    monkeypatch.setattr(copy_file, "MOST_PIXELS", 1000)
    assert _code_of(_GOOD["png"]) == copy_file.FILE_TOO_LARGE


def test_a_picture_that_claims_the_world_is_refused() -> None:
    png = bytearray(_GOOD["png"])
    for claimed in (9_500, 40_000):
        png[16:24] = claimed.to_bytes(4) * 2
        assert _code_of(bytes(png)) in {copy_file.FILE_TOO_LARGE, copy_file.FILE_DAMAGED}


@settings(max_examples=120, deadline=None)
@given(form=st.sampled_from(sorted(_GOOD)), seed=st.integers(0, 2**32), hits=st.integers(1, 60))
def test_whatever_was_done_to_a_file_it_is_taken_or_named(form: str, seed: int, hits: int) -> None:
    chance, content = Random(seed), bytearray(_GOOD[form])
    for _ in range(hits):
        place = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randrange(1, 400)]
            case _:
                content[place:place] = chance.randbytes(chance.randrange(1, 40))
        if not content:
            break
    try:
        pages = pages_of_file(bytes(content))
    except InputInvalid as wrong:
        assert wrong.code.startswith("copy_file.")
        return
    assert 1 <= len(pages) <= MOST_PAGES
    assert all(max(page.width, page.height) <= LONGEST_SIDE for page in pages)


@given(st.binary(max_size=2000))
def test_no_bytes_at_all_break_the_reader(content: bytes) -> None:
    for begin in (b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\0"):
        try:
            pages_of_file(begin + content)
        except InputInvalid as wrong:
            assert wrong.code.startswith("copy_file.")
