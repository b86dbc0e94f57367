"""What a roll printer is sent and how its answers are read: bytes only, by Epson's ESC/POS.

Source: Epson, «ESC/POS application programming guide» and «Command reference for TM printers»: ESC @,
GS v 0, GS V, DLE EOT, GS r, DLE DC4. The constants and the bits of a picture come from python-escpos;
its printer classes are not used (see ``devices/DECISIONS.md``).
"""

from collections.abc import Iterator

from escpos.constants import DC4, DLE, GS, HW_INIT, RT_STATUS, S_RASTER_N
from escpos.image import EscposImage
from PIL import Image

from app.ports.device_faults import COVER_OPEN, PAPER_OUT, PRINTER_ERROR

_ROWS_A_PIECE = 128
CUT: bytes = GS + b"V\x42\x00"
"""Feed the paper to the knife and cut it, all but a point."""

ASK_WHEN_DONE: bytes = GS + b"r\x01"
"""Answered when everything sent before has been worked off: the proof that a paper is out."""

FORGET: bytes = DLE + DC4 + b"\x08\x01\x03\x14\x01\x06\x02\x08"
"""Clear the buffer at once: what is still in it must not come out after the paper was refilled."""

OFFLINE_CAUSE, ERROR_CAUSE, PAPER = 2, 3, 4
"""What can be asked at any time (DLE EOT n)."""

# Inside a picture these bytes would be taken for a command that is obeyed at once; one more black
# dot beside a lone one makes them harmless (DLE EOT, DLE ENQ, DLE DC4).
_LONE_DOTS = ((b"\x10\x04", b"\x10\x0c"), (b"\x10\x05", b"\x10\x07"), (b"\x10\x14", b"\x10\x1c"))


_SENSORS = frozenset((0x00, 0x03, 0x0C, 0x0F))


def ask_now(what: int) -> bytes:
    """Ask for a status that the printer tells at once, even when it has stopped."""
    return bytes(RT_STATUS) + bytes((what,))


def paper_codes(pages: tuple[Image.Image, ...]) -> Iterator[bytes]:
    """A whole paper: each page a picture, and one cut at the end."""
    for page in pages:
        yield HW_INIT
        yield from picture_codes(page)
    yield CUT


def picture_codes(page: Image.Image) -> Iterator[bytes]:
    """One picture of one bit a dot (GS v 0), in pieces that a small buffer can take."""
    for top in range(0, page.height, _ROWS_A_PIECE):
        piece = page.crop((0, top, page.width, min(top + _ROWS_A_PIECE, page.height)))
        dots = EscposImage(piece)
        header = dots.width_bytes.to_bytes(2, "little") + dots.height.to_bytes(2, "little")
        yield S_RASTER_N + header + _without_commands(dots.to_raster_format())


def _without_commands(dots: bytes) -> bytes:
    for command, harmless in _LONE_DOTS:
        dots = dots.replace(command, harmless)
    return dots


def told_now(answer: int) -> bool:
    """Whether a byte can be the answer to :func:`ask_now`: its fixed bits say so."""
    return answer & 0b1001_0011 == 0b0001_0010


def told_when_done(answer: int) -> bool:
    """Whether a byte can be the answer to :data:`ASK_WHEN_DONE`: two sensors of two bits each."""
    return answer in _SENSORS


def trouble(what: int, answer: int) -> str:
    """The code of the cause that a status names; empty when all is well."""
    if what == OFFLINE_CAUSE:
        if answer & 0x04:
            return COVER_OPEN
        return PAPER_OUT if answer & 0x20 else ""
    if what == ERROR_CAUSE:
        return PRINTER_ERROR if answer & 0x6C else ""
    return PAPER_OUT if answer & 0x60 else ""
