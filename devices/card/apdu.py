"""What is said to a card and what it answers (ISO 7816-4), and the road on which that goes."""

from collections.abc import Callable
from dataclasses import dataclass, field

OK = 0x9000
END_OF_FILE = 0x6282
NOT_FOUND = frozenset({0x6A82, 0x6A83, 0x6A88})
NOT_ALLOWED = frozenset({0x6982, 0x6985, 0x6988, 0x6987})
"""The chip wants to be opened first, or the talk with it is no longer protected as it wants."""

Transmit = Callable[[bytes], bytes]
"""Hands one command to the card and brings its answer with the two bytes of its status. Raises
``DeviceFault`` when the card or the reader has gone."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command. ``expected`` is how many bytes may come back: 0 none, 256 as many as fit."""

    ins: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    expected: int = 0
    cla: int = 0

    @property
    def head(self) -> bytes:
        """The four bytes that name the command."""
        return bytes((self.cla, self.ins, self.p1, self.p2))

    def wire(self) -> bytes:
        """The command as it goes to the card, in the short form where it fits into it."""
        extended = len(self.data) > 255 or self.expected > 256
        said = self.head
        if self.data:
            said += length_of(len(self.data), extended=extended) + self.data
        if self.expected:
            full = 65536 if extended else 256
            count = 0 if self.expected >= full else self.expected
            size = (2 if self.data else 3) if extended else 1
            said += count.to_bytes(size, "big")
        return said


def length_of(size: int, *, extended: bool) -> bytes:
    """The length of a command's data as it stands before them."""
    return b"\0" + size.to_bytes(2, "big") if extended else bytes((size,))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the card answered: its data and its status."""

    data: bytes = field(repr=False)
    status: int

    @property
    def ok(self) -> bool:
        """Whether it did as it was told."""
        return self.status == OK


class Talk:
    """An unprotected talk: asks for the rest where the card has more to say."""

    def __init__(self, transmit: Transmit) -> None:
        self._transmit = transmit

    def say(self, command: Command) -> Answer:
        """The whole answer. A card that sends less than a status has said nothing: 0."""
        return self.say_raw(command.wire())

    def say_raw(self, said: bytes) -> Answer:
        """As :meth:`say`, for a command that is already as it goes to the card."""
        answer = self._once(said)
        data = answer.data
        for _ in range(256):
            high, low = answer.status >> 8, answer.status & 0xFF
            if high == 0x6C and len(said) == 5:
                answer = self._once(said[:-1] + bytes((low,)))
                data = answer.data
            elif high == 0x61:
                answer = self._once(bytes((said[0] & 0xEF, 0xC0, 0, 0, low)))
                data += answer.data
            else:
                break
        return Answer(data, answer.status)

    def _once(self, said: bytes) -> Answer:
        heard = self._transmit(said)
        if len(heard) < 2:
            return Answer(b"", 0)
        return Answer(heard[:-2], int.from_bytes(heard[-2:], "big"))
