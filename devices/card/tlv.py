"""Tag, length, value (ISO 7816-4, BER): what cards answer with, read without trusting any length."""

from collections.abc import Iterator

_LONGEST_LENGTH = 4


class UnreadableError(Exception):
    """The bytes are not what a card of this kind says; they are not kept."""


def pack(tag: int, value: bytes) -> bytes:
    """One element; ``tag`` is written in as few bytes as it has."""
    head = tag.to_bytes((tag.bit_length() + 7) // 8 or 1, "big")
    size = len(value)
    if size < 0x80:
        return head + bytes((size,)) + value
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return head + bytes((0x80 | len(length),)) + length + value


def head_of(data: bytes, at: int = 0) -> tuple[int, int, int]:
    """The tag at ``at``, where its value begins and how long that says it is.

    Raises ``UnreadableError``. The value itself may not have come yet.
    """
    try:
        tag, at = data[at], at + 1
        if tag & 0x1F == 0x1F:
            more = True
            while more:
                tag, more, at = tag << 8 | data[at], bool(data[at] & 0x80), at + 1
                if tag > 0xFFFFFF:
                    raise UnreadableError("the tag is too long")
        length, at = data[at], at + 1
        if length & 0x80:
            count = length & 0x7F
            if not 1 <= count <= _LONGEST_LENGTH or at + count > len(data):
                raise UnreadableError("the length is none")
            length, at = int.from_bytes(data[at : at + count], "big"), at + count
    except IndexError:
        raise UnreadableError("the element has no end") from None
    return tag, at, length


def elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every element in its order. Raises ``UnreadableError`` when one runs out of the bytes."""
    at = 0
    while at < len(data):
        tag, begin, length = head_of(data, at)
        at = begin + length
        if at > len(data):
            raise UnreadableError("the value runs out of its bytes")
        yield tag, data[begin:at]


def find(data: bytes, *path: int) -> bytes:
    """The value under the tags of ``path``, each inside the one before. Raises ``UnreadableError``."""
    for wanted in path:
        for tag, value in elements(data):
            if tag == wanted:
                data = value
                break
        else:
            raise UnreadableError(f"there is no element {wanted:X}")
    return data


def find_or_none(data: bytes, *path: int) -> bytes | None:
    """As :func:`find`; ``None`` where there is none."""
    try:
        return find(data, *path)
    except UnreadableError:
        return None
