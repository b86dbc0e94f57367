"""A roll printer as its manual describes it, and a decoder of its own: commands in, pictures out.

It knows nothing of the driver's code. Commands of real time are obeyed as soon as they come, wherever
they stand; everything else waits in the buffer and is worked off while there is paper.
"""

import re
from dataclasses import dataclass, field

from PIL import Image

_REAL_TIME = re.compile(rb"\x10\x04([\x01-\x04])|\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")


@dataclass
class RollPrinter:
    """State and output; :meth:`hear` is what the cable calls."""

    paper_rows: int = 100_000
    cover_open: bool = False
    error: bool = False
    mute: bool = False
    deaf_to_ordered: bool = False
    papers: list[Image.Image] = field(default_factory=list)
    begun: list[bytes] = field(default_factory=list)
    cleared: int = 0
    _width: int = 0
    _buffer: bytes = b""
    _tail: bytes = b""

    def hear(self, data: bytes) -> bytes:
        """Take bytes in, work off what can be, and answer."""
        stream, known = self._tail + data, len(self._tail)
        answer, forgot_at = b"", -1
        for found in _REAL_TIME.finditer(stream):
            if found.end() > known and found[1]:
                answer += bytes((self._status(found[1][0]),))
            elif found.end() > known:
                forgot_at = found.end()
        self._tail = stream[-9:]
        if forgot_at < 0:
            self._buffer += data
        else:
            self.cleared += 1
            self._buffer = stream[forgot_at:]
            self.begun.clear()
        answer += self.work()
        return b"" if self.mute else answer

    def _status(self, what: int) -> int:
        stopped = self.paper_rows <= 0
        bits = {
            1: 0x08 if stopped or self.cover_open else 0,
            2: (0x04 if self.cover_open else 0) | (0x20 if stopped else 0),
            3: 0x08 if self.error else 0,
            4: 0x60 if stopped else 0,
        }
        return 0b0001_0010 | bits[what]

    def work(self) -> bytes:
        """Work off the buffer as far as paper and cover allow."""
        answer = b""
        while self.paper_rows > 0 and not self.cover_open and self._buffer:
            taken, said = self._command(self._buffer)
            if not taken:
                break
            self._buffer = self._buffer[taken:]
            answer += said
        return answer

    def _command(self, data: bytes) -> tuple[int, bytes]:
        if data.startswith(b"\x1b@"):
            return 2, b""
        if data.startswith(b"\x1dV\x42"):
            if len(data) < 4:
                return 0, b""
            self._cut()
            return 4, b""
        if data.startswith(b"\x1dr"):
            if len(data) < 3:
                return 0, b""
            return 3, b"" if self.deaf_to_ordered else b"\x00"
        if data.startswith(b"\x1dv0"):
            return self._picture(data), b""
        if data.startswith(b"\x10\x04"):
            return (3 if len(data) >= 3 else 0), b""
        if data.startswith(b"\x10\x14"):
            return (10 if len(data) >= 10 else 0), b""
        if data in (b"\x1b", b"\x1d", b"\x10"):
            return 0, b""
        raise AssertionError(f"no command of a roll printer: {data[:8].hex()}")

    def _picture(self, data: bytes) -> int:
        if len(data) < 8:
            return 0
        assert data[3] == 0, "a picture is printed in its own size"
        across = int.from_bytes(data[4:6], "little")
        rows = int.from_bytes(data[6:8], "little")
        end = 8 + across * rows
        if len(data) < end:
            return 0
        self._width = across * 8
        for row in range(rows):
            self.begun.append(data[8 + row * across : 8 + (row + 1) * across])
        self.paper_rows -= rows
        return end

    def _cut(self) -> None:
        black = b"".join(self.begun)
        size = (self._width, len(self.begun))
        picture = Image.frombytes("1", size, black)
        self.papers.append(picture.point(lambda dot: 0 if dot else 255, mode="1"))
        self.begun.clear()
