"""The files of a chip: chosen by their numbers and read whole, piece by piece (ICAO Doc 9303-10)."""

from typing import Protocol

from devices.card.apdu import END_OF_FILE, Answer, Command
from devices.card.tlv import UnreadableError, head_of

APPLICATION = bytes.fromhex("A0000002471001")
"""The name of the application of electronic passports."""
CARD_ACCESS, COMMON, SECURITY = 0x011C, 0x011E, 0x011D
MOST_BYTES = 256 * 1024
"""More than any photograph in a chip; a longer file is a fault."""
_HEAD = 6
_PIECE = 0xDF
"""What a protected answer holds beside its check, in one short answer."""
_FAR_PIECE = 0xC0
"""As much beyond the fifteen bits, where the answer has a head of its own."""
_FURTHEST = 0x7FFF


class Talking(Protocol):
    """A talk with the chip, protected or not."""

    def say(self, command: Command) -> Answer:
        """The answer to a command."""


class AbsentError(Exception):
    """The chip has no such file, or does not show it."""

    def __init__(self, status: int) -> None:
        super().__init__(f"{status:04X}")
        self.status = status


def choose_application(talk: Talking) -> Answer:
    """Turn to the application of electronic passports."""
    return talk.say(Command(0xA4, 0x04, 0x0C, APPLICATION))


def group_number(group: int) -> int:
    """The number of the file of a data group."""
    return 0x0100 + group


def read_file(talk: Talking, number: int) -> bytes:
    """A whole file, exactly as long as it says. Raises ``AbsentError`` and ``UnreadableError``."""
    chosen = talk.say(Command(0xA4, 0x02, 0x0C, number.to_bytes(2, "big")))
    if not chosen.ok:
        raise AbsentError(chosen.status)
    content = _piece(talk, 0, _HEAD)
    _, begin, length = head_of(content)
    whole = begin + length
    if whole > MOST_BYTES:
        raise UnreadableError("the file is too long")
    while len(content) < whole:
        most = _PIECE if len(content) <= _FURTHEST else _FAR_PIECE
        content += _piece(talk, len(content), min(most, whole - len(content)))
    return content[:whole]


def _piece(talk: Talking, at: int, size: int) -> bytes:
    far = at > _FURTHEST
    if far:  # beyond fifteen bits the offset is said in the data (ISO 7816-4, odd instruction)
        said = b"\x54" + bytes(((at.bit_length() + 7) // 8,)) + _bytes(at)
        answer = talk.say(Command(0xB1, 0, 0, said, expected=min(size + 4, 256)))
    else:
        answer = talk.say(Command(0xB0, at >> 8, at & 0xFF, expected=size))
    if not answer.ok and answer.status != END_OF_FILE:
        raise AbsentError(answer.status)
    piece = answer.data
    if far:
        tag, begin, length = head_of(piece)
        if tag != 0x53:
            raise UnreadableError("the piece has another name")
        # Some chips count the head among the bytes that were asked for, some do not.
        piece = piece[begin : begin + length][:size]
    if not piece or len(piece) > max(size, _HEAD):
        raise UnreadableError("the piece has another length")
    return piece


def _bytes(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")
