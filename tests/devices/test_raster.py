"""A paper becomes dots: codes stay readable on both rolls, text stays where another program puts it."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from devices.printer.raster import PaperTooWideError, PaperUnreadableError, strips
from devices.printer.receipt_codes import picture_codes
from tests.fakes.small_papers import BARS_SAY, SQUARES_SAY, ticket_pdf


def codes(picture: Image.Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(picture.convert("L"))}


def runs(picture: Image.Image, row: int) -> list[int]:
    """The lengths of the black runs of a row, in dots."""
    line = [picture.getpixel((x, row)) == 0 for x in range(picture.width)]
    found, length = list[int](), 0
    for black in (*line, False):
        if black:
            length += 1
        elif length:
            found.append(length)
            length = 0
    return found


@pytest.mark.parametrize(
    ("width", "head"), [(72, 576), (80, 576), (58, 576), (48, 384), (58, 384), (72, 384)]
)
def test_codes_are_read_from_the_dots(width: int, head: int) -> None:
    (strip,) = strips(ticket_pdf(width), head)
    assert codes(strip) == ({BARS_SAY, SQUARES_SAY} if width >= 70 else {SQUARES_SAY})
    assert (strip.width, strip.mode) == (head, "1")


@pytest.mark.parametrize("shift", [0.0, 0.03, 0.0625, 0.11])
def test_a_bar_of_whole_dots_stays_whole_wherever_it_stands(shift: float) -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(72 * mm, 20 * mm))
    for number in range(40):
        width = 0.375 * (1 + number % 3)
        canvas.rect((1 + shift + 1.5 * number) * mm, 5 * mm, width * mm, 9 * mm, 0, 1)
    canvas.save()
    (strip,) = strips(target.getvalue(), 576)
    assert runs(strip, 80) == [3 * (1 + number % 3) for number in range(40)]


def test_the_picture_is_that_of_another_program(tmp_path: Path) -> None:
    (strip,) = strips(ticket_pdf(), 576)
    (tmp_path / "ticket.pdf").write_bytes(ticket_pdf())
    program = shutil.which("pdftoppm")
    assert program, "pdftoppm is missing: packaging/test installs it with pdftotext"
    words = [program, "-r", "203.2", "-gray", "-singlefile", "ticket.pdf", "other"]
    subprocess.run(words, cwd=tmp_path, check=True, timeout=60)
    with Image.open(tmp_path / "other.pgm") as opened:
        other = opened.point(lambda light: 255 if light >= 128 else 0)
    ours, theirs = (each.convert("L").crop((0, 0, 576, strip.height)) for each in (strip, other))
    # Whatever is black in one is black in the other, or next to it: edges may differ by a dot.
    for one, another in ((ours, theirs), (theirs, ours)):
        swollen = another.filter(ImageFilter.MinFilter(3))
        lonely = ImageChops.subtract(swollen, one).histogram()[255]
        assert lonely < 0.001 * one.histogram()[0]
    assert ours.histogram()[0] > 20_000


def test_margins_may_lie_beside_the_head_but_never_ink() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(80 * mm, 20 * mm))
    canvas.rect(0.5 * mm, 5 * mm, 2 * mm, 9 * mm, 0, 1)
    canvas.save()
    (strip,) = strips(target.getvalue(), 576)
    assert runs(strip, 80) == [16]


def test_white_at_the_end_costs_no_paper() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(72 * mm, 200 * mm))
    canvas.rect(10 * mm, 190 * mm, 20 * mm, 5 * mm, 0, 1)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    first, second = strips(target.getvalue(), 576)
    assert first.height == 80
    assert second.height == 1


def test_a_sheet_full_of_ink_is_too_wide() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(210 * mm, 297 * mm))
    canvas.drawString(20 * mm, 200 * mm, "x")
    canvas.drawString(190 * mm, 200 * mm, "x")
    canvas.save()
    with pytest.raises(PaperTooWideError):
        strips(target.getvalue(), 576)


@pytest.mark.parametrize("content", [b"%PDF-1.7 first", b"", b"\x00" * 100, ticket_pdf()[:300]])
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    with pytest.raises(PaperUnreadableError):
        strips(content, 576)


@given(st.integers(1, 300), st.data())
def test_no_dots_are_taken_for_a_command(rows: int, data: st.DataObject) -> None:
    lone = st.sampled_from([0x10, 0x04, 0x05, 0x14, 0x01, 0x00, 0xFF])
    dots = bytes(data.draw(st.lists(lone, min_size=rows * 2, max_size=rows * 2)))
    black = Image.frombytes("1", (16, rows), dots)
    picture = black.point(lambda dot: 0 if dot else 255, mode="1")
    sent = b"".join(picture_codes(picture))
    for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        assert command not in sent
    assert len(sent) == rows * 2 + 8 * ((rows + 127) // 128)
