"""The codes in one picture of a camera, by zxing-cpp: the kinds that we print, each code once."""

from typing import TYPE_CHECKING

from app.ports.device_faults import CODE_GARBAGE
from devices.scanner.payload import ENDS, Garbled, Reading, Whole, plain

if TYPE_CHECKING:
    from zxingcpp import Barcode

Pixels = bytes | bytearray | memoryview
"""Gray, one byte a pixel, row after row without a gap; a gray array of numpy gives its ``data``."""


def codes_in(pixels: Pixels, width: int, height: int) -> tuple[Reading, ...]:
    """The codes of a gray picture, from the top down; what a code holds but is no text is garbage.

    Reads QR and Code 128 alone: every further kind costs time and finds codes where none are.
    Costs some milliseconds, so never on the windows' thread. Raises ``ValueError`` when the
    pixels do not fill the picture.
    """
    # Read when a camera first wants it: most desks scan by hand.
    import zxingcpp  # noqa: PLC0415

    frame = memoryview(pixels).cast("B")
    if width < 1 or height < 1 or len(frame) != width * height:
        raise ValueError("a gray picture has one byte for each of its pixels")
    kinds = zxingcpp.BarcodeFormat
    found = zxingcpp.read_barcodes(
        frame.cast("B", (height, width)),
        formats=zxingcpp.BarcodeFormats([kinds.QRCode, kinds.Code128]),
        try_downscale=False,
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    # Our papers carry one code in both kinds; it is one scan.
    return tuple(dict.fromkeys(map(_reading, sorted(found, key=_place))))


def _place(code: "Barcode") -> tuple[int, int]:
    corner = code.position.top_left
    return corner.y, corner.x


def _reading(code: "Barcode") -> Reading:
    text = plain(str(code.text).encode("utf-8", "replace").strip(ENDS))
    return Whole(text) if text else Garbled(CODE_GARBAGE)
