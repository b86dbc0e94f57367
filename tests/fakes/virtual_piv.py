"""A card with two keys, made of nothing: it speaks as NIST SP 800-73 tells, and misbehaves on command.

Key 9A opens with the PIN once; key 9C wants the PIN before each signature. The RSA is bare arithmetic.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from devices.card.tlv import pack
from devices.card.watcher import Watcher
from devices.eds.simulator.lab import Pair
from tests.fakes.card_room import CardInReader, CardRoom

_APPLICATION = bytes.fromhex("A000000308000010000100")
_CHUID, _AUTH, _SIGN = 0x5FC102, 0x5FC105, 0x5FC10A
_KEYS = {0x9A: _AUTH, 0x9C: _SIGN}
_OK, _NOT_FOUND, _NOT_ALLOWED, _BLOCKED = b"\x90\x00", b"\x6a\x82", b"\x69\x82", b"\x69\x83"


class VirtualPiv:
    """The card. ``before`` is called with every command and may answer in its place."""

    answer_to_reset = bytes.fromhex("3BD518FF8191FE1FC38073C8211309")

    def __init__(self, pin: str, entry: Pair | None, signing: Pair, tries: int = 3) -> None:
        self._pin = pin.encode().ljust(8, b"\xff")
        pairs = {0x9C: signing} if entry is None else {0x9A: entry, 0x9C: signing}
        self._keys: dict[int, rsa.RSAPrivateKey] = {slot: pair.key for slot, pair in pairs.items()}
        number = sha256(signing.certificate.public_bytes(Encoding.DER)).digest()[:16]
        self._files = {_CHUID: _chuid(number)}
        self._files |= {
            _KEYS[slot]: pack(0x70, pair.der) + bytes.fromhex("710100FE00")
            for slot, pair in pairs.items()
        }
        self.tries, self._most = tries, tries
        self.before: Callable[[bytes], bytes | None] = lambda _said: None
        self.signed = 0
        self.reset()

    def reset(self) -> None:
        """As after power on."""
        self._open = self._fresh = False
        self._chained = self._rest = b""

    def transmit(self, said: bytes) -> bytes:
        """The answer of the card with its status."""
        instead = self.before(said)
        if instead is not None:
            return instead
        data, expected = _parsed(said)
        if said[0] & 0x10:
            self._chained += data
            return _OK
        data, self._chained = self._chained + data, b""
        match said[1]:
            case 0xA4:
                return self._select(data)
            case 0xCB:
                return self._file(data, expected)
            case 0x20:
                return self._verify(data)
            case 0x87:
                return self._sign(said[3], data, expected)
            case 0xC0:
                return self._piece(expected)
        return b"\x6d\x00"

    def _select(self, data: bytes) -> bytes:
        if not _APPLICATION.startswith(data[:9]):
            return _NOT_FOUND
        name = pack(0x4F, bytes.fromhex("000010000100"))
        return pack(0x61, name + pack(0x79, pack(0x4F, _APPLICATION[:5]))) + _OK

    def _file(self, data: bytes, expected: int) -> bytes:
        if data[:3] == bytes.fromhex("5C017E"):
            known = pack(0x4F, _APPLICATION) + bytes.fromhex("5F2F024000")
            return self._long(pack(0x7E, known), expected)
        content = self._files.get(int.from_bytes(data[2:5], "big"))
        return self._long(pack(0x53, content), expected) if content is not None else _NOT_FOUND

    def _verify(self, data: bytes) -> bytes:
        if not data:
            return _OK if self._open else bytes((0x63, 0xC0 | self.tries))
        if not self.tries:
            return _BLOCKED
        if data != self._pin:
            self._open = self._fresh = False
            self.tries -= 1
            return bytes((0x63, 0xC0 | self.tries)) if self.tries else _BLOCKED
        self.tries, self._open, self._fresh = self._most, True, True
        return _OK

    def _sign(self, slot: int, data: bytes, expected: int) -> bytes:
        key = self._keys.get(slot)
        if key is None:
            return _NOT_FOUND
        if not (self._fresh if slot == 0x9C else self._open):
            return _NOT_ALLOWED
        self._fresh = False
        numbers = key.private_numbers()
        modulus = numbers.public_numbers.n
        size = modulus.bit_length() // 8
        message = int.from_bytes(data[-size:], "big")
        self.signed += 1
        signature = pow(message, numbers.d, modulus).to_bytes(size, "big")
        return self._long(pack(0x7C, pack(0x82, signature)), expected)

    def _long(self, content: bytes, expected: int) -> bytes:
        self._rest = content
        return self._piece(expected)

    def _piece(self, expected: int) -> bytes:
        """As much as was asked for, and how much is left."""
        piece, self._rest = self._rest[:expected], self._rest[expected:]
        if not self._rest:
            return piece + _OK
        return piece + bytes((0x61, len(self._rest) if len(self._rest) < 256 else 0))


@contextmanager
def carried_in(room: CardRoom, card: VirtualPiv) -> Iterator[CardInReader]:
    """The card in the reader, from the moment at which the card service knows of it."""
    with seen_change(card=True):
        inserted = room.insert(card)
    try:
        yield inserted
    finally:
        inserted.take_out()


@contextmanager
def seen_change(*, card: bool) -> Iterator[None]:
    """What the block does at the reader has been noticed when it ends."""
    from smartcard import scard

    noticed = threading.Event()
    watcher = Watcher(scard, "", lambda _b, after: noticed.set() if after.card is card else None)
    watcher.start()
    noticed.clear()
    try:
        yield
        assert noticed.wait(20.0)
    finally:
        watcher.stop()


def _chuid(number: bytes) -> bytes:
    parts = pack(0x30, bytes(25)) + pack(0x34, number) + pack(0x35, b"20301231")
    return parts + pack(0x3E, b"") + pack(0xFE, b"")


def _parsed(said: bytes) -> tuple[bytes, int]:
    """The data of a short command and how many bytes it expects."""
    rest = said[4:]
    if not rest:
        return b"", 256
    if len(rest) == 1:
        return b"", rest[0] or 256
    size = rest[0]
    left = rest[1 + size :]
    return rest[1 : 1 + size], (left[0] or 256) if left else 256
