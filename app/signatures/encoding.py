"""The front gate for ASN.1 that comes from outside: limits, then one plain form for every later reader.

BER may write one thing in many ways (indefinite lengths, strings in pieces, long forms of a length).
Some signing programs do, so what comes in is rewritten once with definite, shortest lengths and whole
strings. What was DER stays as it was, byte for byte.
"""

import base64
import binascii
import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")

MOST_BYTES = 256 * 1024 * 1024
MOST_DEPTH = 40
MOST_ELEMENTS = 200_000
_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\s(.*?)-----END \1-----", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
_STRINGS = frozenset({4, 12, 18, 19, 20, 21, 22, 25, 26, 27, 28, 30})
"""Universal tags of strings that BER may split into pieces."""


class UnreadableError(Exception):
    """Bytes that are not what they should be; nothing can be said about them but that."""


def guarded(read: Callable[Arguments, Found]) -> Callable[Arguments, Found]:
    """A reader whose every failure, whatever a parser raises, is an :class:`UnreadableError`."""

    @wraps(read)
    def reader(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Found:
        try:
            return read(*args, **kwargs)
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError(type(error).__name__) from error

    return reader


@guarded
def unarmoured(content: bytes) -> list[bytes]:
    """The binary blocks of a file: PEM sections, bare base64, or the bytes themselves."""
    if len(content) > MOST_BYTES:
        raise UnreadableError("too large")
    if sections := [base64.b64decode(body) for _, body in _PEM.findall(content)]:
        return sections
    # A sequence opens with the byte 0x30, which is «M» in base64 and «0» as it stands.
    if content[:1] == b"M" and _BASE64.fullmatch(content):
        try:
            return [base64.b64decode(b"".join(content.split()), validate=True)]
        except binascii.Error:
            return [content]
    return [content]


class _Rewriter:
    """Walks a BER value once and writes it anew; a value is (end, bytes)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MOST_ELEMENTS

    def value(self, start: int, end: int, depth: int = 0) -> tuple[int, bytes]:
        self._left -= 1
        if depth > MOST_DEPTH or self._left < 0:
            raise UnreadableError("too deep or too many parts")
        data = self._data
        after_tag = _after_tag(data, start, end)
        body, length = _extent(data, after_tag, end)
        constructed = bool(data[start] & 0x20)
        if length is None:
            if not constructed:
                raise UnreadableError("an open length on a plain value")
            finish, parts = self._until_mark(body, end, depth)
        elif not constructed:
            return body + length, written(data[start:after_tag], data[body : body + length])
        else:
            finish, parts = body + length, self._parts(body, body + length, depth)
        if data[start] & 0xC0 == 0 and data[start] & 0x1F in _STRINGS:
            tag = bytes([data[start] & 0x1F])
            return finish, written(tag, b"".join(_string_piece(part, tag) for part in parts))
        return finish, written(data[start:after_tag], b"".join(parts))

    def _parts(self, start: int, end: int, depth: int) -> list[bytes]:
        found = []
        while start < end:
            start, part = self.value(start, end, depth + 1)
            found.append(part)
        return found

    def _until_mark(self, start: int, end: int, depth: int) -> tuple[int, list[bytes]]:
        found = []
        while self._data[start : start + 2] != b"\x00\x00":
            start, part = self.value(start, end, depth + 1)
            found.append(part)
        if start + 2 > end:
            raise UnreadableError("an open length without its end")
        return start + 2, found


def _after_tag(data: bytes, start: int, end: int) -> int:
    if start >= end:
        raise UnreadableError("cut short")
    place = start + 1
    if data[start] & 0x1F == 0x1F:
        while place < end and data[place] & 0x80:
            place += 1
        place += 1
    if place - start > 4 or place >= end:
        raise UnreadableError("no such tag")
    return place


def _extent(data: bytes, place: int, end: int) -> tuple[int, int | None]:
    """Where a value begins and how long it is, from its length; none when that is open."""
    first = data[place]
    if first == 0x80:
        return place + 1, None
    size = first & 0x7F if first & 0x80 else 0
    if size > 5 or place + 1 + size > end:
        raise UnreadableError("no such length")
    body = place + 1 + size
    length = int.from_bytes(data[place + 1 : body], "big") if size else first
    if body + length > end:
        raise UnreadableError("longer than the file")
    return body, length


def _string_piece(part: bytes, tag: bytes) -> bytes:
    """The content of one piece of a string, which has the form that :func:`_written` gives."""
    if part[:1] != tag:
        raise UnreadableError("a string of mixed pieces")
    header = 2 + (part[1] & 0x7F if part[1] & 0x80 else 0)
    return part[header:]


def written(tag: bytes, content: bytes) -> bytes:
    """A value with a definite length."""
    length = len(content)
    if length < 0x80:
        return tag + bytes([length]) + content
    size = (length.bit_length() + 7) // 8
    return tag + bytes([0x80 | size]) + length.to_bytes(size, "big") + content


@guarded
def plain(content: bytes, *, padded: bool = False) -> bytes:
    """One BER value in its plain form. Raises :class:`UnreadableError` when it is none.

    Nothing may follow it, but zero bytes where ``padded`` (the place of a signature in a PDF).
    """
    if len(content) > MOST_BYTES:
        raise UnreadableError("too large")
    end, rewritten = _Rewriter(content).value(0, len(content))
    rest = content[end:]
    if rest and not (padded and not rest.strip(b"\0")):
        raise UnreadableError("something follows")
    return rewritten


@guarded
def parts(value: bytes) -> list[bytes]:
    """The values inside a plain constructed one, as they stand."""
    end = len(value)
    start, length = _extent(value, _after_tag(value, 0, end), end)
    if length is None or start + length != end:
        raise UnreadableError("not one plain value")
    found = []
    while start < end:
        body, length = _extent(value, _after_tag(value, start, end), end)
        if length is None:
            raise UnreadableError("not in plain form")
        found.append(value[start : body + length])
        start = body + length
    return found


def der(content: bytes) -> bytes:
    """The same bytes when they are one DER value. Raises :class:`UnreadableError` when not."""
    if plain(content) != content:
        raise UnreadableError("not in DER")
    return content


def sorted_set(values: list[bytes]) -> bytes:
    """A SET OF as DER orders it."""
    return written(b"\x31", b"".join(sorted(values)))
