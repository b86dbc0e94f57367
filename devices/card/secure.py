"""Secure messaging (ICAO Doc 9303-11, 9.8): nobody beside the reader hears or changes the talk."""

from hmac import compare_digest

from devices.card.apdu import Answer, Command, Talk, length_of
from devices.card.ciphers import Suite, padded, unpadded
from devices.card.tlv import UnreadableError, elements, pack

_DATA, _ODD_DATA, _EXPECTED, _STATUS, _CHECK = 0x87, 0x85, 0x97, 0x99, 0x8E
_PROTECTED = 0x0C
_SHORT = 255


class SecureTalk:
    """A talk whose every command and answer is enciphered and bears a check over a counter.

    ``counter`` is the starting value of the send sequence counter, one block wide.
    """

    def __init__(
        self, talk: Talk, suite: Suite, secret: bytes, check: bytes, counter: bytes
    ) -> None:
        self._talk, self._suite = talk, suite
        self._secret, self._check = secret, check
        self._counter = int.from_bytes(counter, "big")

    def say(self, command: Command) -> Answer:
        """The answer in the clear. Raises ``UnreadableError`` when its check does not fit.

        A status without protection means that the chip has ended the protected talk.
        """
        answer = self._talk.say_raw(self._wrapped(command))
        if not answer.data:
            return answer
        return self._unwrapped(answer)

    def _wrapped(self, command: Command) -> bytes:
        suite = self._suite
        head = bytes((command.cla | _PROTECTED,)) + command.head[1:]
        start = self._next()
        body = b""
        if command.data:
            hidden = suite.encrypt(self._secret, padded(command.data, suite.block), start)
            odd = command.ins & 1
            body += pack(_ODD_DATA if odd else _DATA, hidden if odd else b"\x01" + hidden)
        if command.expected:
            size = 1 if command.expected <= 256 else 2
            body += pack(_EXPECTED, (command.expected % (1 << 8 * size)).to_bytes(size, "big"))
        judged = self._counted() + padded(head, suite.block)
        if body:
            judged = padded(judged + body, suite.block)
        body += pack(_CHECK, suite.check(self._check, judged))
        extended = len(body) > _SHORT or command.expected > 256
        return head + length_of(len(body), extended=extended) + body + bytes(2 if extended else 1)

    def _unwrapped(self, answer: Answer) -> Answer:
        suite = self._suite
        start = self._next()
        parts = dict(elements(answer.data))
        said = b"".join(pack(tag, value) for tag, value in parts.items() if tag != _CHECK)
        expected = suite.check(self._check, padded(self._counted() + said, suite.block))
        if not compare_digest(expected, parts.get(_CHECK, b"")):
            raise UnreadableError("the answer is not the chip's")
        status = parts.get(_STATUS, b"")
        if len(status) != 2:
            raise UnreadableError("the answer has no status")
        return Answer(self._clear(parts, start), int.from_bytes(status, "big"))

    def _clear(self, parts: dict[int, bytes], start: bytes) -> bytes:
        hidden = parts.get(_ODD_DATA, b"")
        if _DATA in parts:
            hidden = parts[_DATA][1:]
            if parts[_DATA][:1] != b"\x01":
                raise UnreadableError("the padding is of another kind")
        if not hidden:
            return b""
        try:
            clear = unpadded(self._suite.decrypt(self._secret, hidden, start))
        except ValueError:
            clear = None
        if clear is None:
            raise UnreadableError("the answer cannot be deciphered")
        return clear

    def _next(self) -> bytes:
        """Count on; the first vector of what is enciphered now."""
        self._counter = (self._counter + 1) % (1 << 8 * self._suite.block)
        if self._suite.block == 8:
            return bytes(8)
        return self._suite.encrypt_block(self._secret, self._counted())

    def _counted(self) -> bytes:
        return self._counter.to_bytes(self._suite.block, "big")
