"""PACE (ICAO Doc 9303-11, 4.4): the chip opens to a zone or a card number that is never sent.

Elliptic curves with the generic mapping, which the chip-authentication mapping begins with too. The
other mappings and plain Diffie-Hellman are passed over; the zone opens such chips by BAC.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hmac import compare_digest

from app.domain.chip import AccessKey, ZoneKey
from app.domain.elliptic import Affine, Curve
from devices.card.apdu import Command, Talk
from devices.card.bac import KeyRefusedError, zone_seed
from devices.card.ciphers import (
    AES_128,
    AES_192,
    AES_256,
    FOR_CHECK,
    FOR_PASSWORD,
    FOR_SECRECY,
    TRIPLE_DES,
    Suite,
)
from devices.card.curves import CURVES
from devices.card.secure import SecureTalk
from devices.card.tlv import UnreadableError, elements, find, pack

Random = Callable[[int], bytes]
_PROTOCOL = bytes.fromhex("04007F0007020204")
"""0.4.0.127.0.7.2.2.4, under which every way of PACE has its number."""
_GENERIC, _WITH_CHIP = 2, 6
_SUITES = {1: TRIPLE_DES, 2: AES_128, 3: AES_192, 4: AES_256}
_ZONE, _CARD_NUMBER = 1, 2
_INS_AUTHENTICATE, _MORE = 0x86, 0x10
_OBJECT_ID, _SEQUENCE, _SET, _INTEGER = 0x06, 0x30, 0x31, 0x02


@dataclass(frozen=True, slots=True)
class Way:
    """One way in that the chip offers and this program knows."""

    protocol: bytes
    parameters: int
    suite: Suite
    curve: Curve


def ways(card_access: bytes) -> Iterator[Way]:
    """The known ways of an EF.CardAccess, in the chip's order. Raises ``UnreadableError``."""
    for tag, info in elements(find(card_access, _SET)):
        if tag != _SEQUENCE:
            continue
        parts = list(elements(info))
        numbers = [value for part, value in parts if part == _INTEGER]
        if not parts or parts[0][0] != _OBJECT_ID or len(numbers) < 2:
            continue
        protocol, parameters = parts[0][1], int.from_bytes(numbers[1], "big")
        suite, curve = _suite(protocol), CURVES.get(parameters)
        if suite is not None and curve is not None:
            yield Way(protocol, parameters, suite, curve)


def _suite(protocol: bytes) -> Suite | None:
    if not protocol.startswith(_PROTOCOL) or len(protocol) != len(_PROTOCOL) + 2:
        return None
    mapping, ciphers = protocol[-2:]
    return _SUITES.get(ciphers) if mapping in (_GENERIC, _WITH_CHIP) else None


def open_by_password(talk: Talk, way: Way, key: AccessKey, random: Random) -> SecureTalk:
    """The protected talk. Raises ``KeyRefusedError`` when the chip refuses the key and
    ``UnreadableError`` when it does not speak as it offered."""
    return _Opening(talk, way, key, random).open()


class _Opening:
    def __init__(self, talk: Talk, way: Way, key: AccessKey, random: Random) -> None:
        self._talk, self._way, self._key, self._random = talk, way, key, random

    def open(self) -> SecureTalk:
        way = self._way
        self._choose()
        nonce = self._nonce()
        base = self._mapped(nonce)
        mine = self._secret_number()
        shown = self._product(mine, base)
        theirs = self._point(self._exchange(0x83, 0x84, self._bytes_of(shown)))
        if theirs == shown:
            raise UnreadableError("the chip mirrors what it hears")
        shared = self._product(mine, theirs)[0].to_bytes(way.curve.size, "big")
        secret = way.suite.derive(shared, FOR_SECRECY)
        check = way.suite.derive(shared, FOR_CHECK)
        answer = self._ask(0, pack(0x85, self._token(check, theirs)))
        if answer is None:
            raise KeyRefusedError
        if not compare_digest(find(answer, 0x7C, 0x86), self._token(check, shown)):
            raise KeyRefusedError
        return SecureTalk(self._talk, way.suite, secret, check, bytes(way.suite.block))

    def _choose(self) -> None:
        password = _ZONE if isinstance(self._key, ZoneKey) else _CARD_NUMBER
        parameters = self._way.parameters
        said = (
            pack(0x80, self._way.protocol)
            + pack(0x83, bytes((password,)))
            + pack(0x84, bytes((parameters,)))
        )
        answer = self._talk.say(Command(0x22, 0xC1, 0xA4, said))
        # 63Cx: so many tries are left for a card number; it may still be tried.
        if not answer.ok and answer.status >> 4 != 0x63C:
            raise UnreadableError("the chip does not take the way that it offers")

    def _nonce(self) -> int:
        key, suite = self._key, self._way.suite
        secret = zone_seed(key) if isinstance(key, ZoneKey) else key.number.encode("ascii")
        answer = self._ask(_MORE, b"")
        if answer is None:
            raise UnreadableError("the chip begins no talk")
        hidden = find(answer, 0x7C, 0x80)
        try:
            nonce = suite.decrypt(suite.derive(secret, FOR_PASSWORD), hidden)
        except ValueError:
            raise UnreadableError("the nonce is half a block") from None
        return int.from_bytes(nonce, "big")

    def _mapped(self, nonce: int) -> Affine:
        """The base point of this talk: the nonce's multiple and a point that both sides made."""
        curve = self._way.curve
        mine = self._secret_number()
        start = (curve.x, curve.y)
        theirs = self._point(self._exchange(0x81, 0x82, self._bytes_of(self._product(mine, start))))
        hidden = self._product(mine, theirs)
        base = curve.plus(self._product(nonce % curve.q, start), hidden)
        if base is None:
            raise UnreadableError("the point of the talk is nowhere")
        return base

    def _exchange(self, said: int, heard: int, content: bytes) -> bytes:
        answer = self._ask(_MORE, pack(said, content))
        if answer is None:
            raise UnreadableError("the chip breaks off")
        return find(answer, 0x7C, heard)

    def _ask(self, cla: int, content: bytes) -> bytes | None:
        command = Command(_INS_AUTHENTICATE, 0, 0, pack(0x7C, content), expected=256, cla=cla)
        answer = self._talk.say(command)
        return answer.data if answer.ok else None

    def _token(self, check: bytes, shown: Affine) -> bytes:
        """What proves the key: a check over the other side's point (Doc 9303-11, 4.4.3.4)."""
        said = pack(_OBJECT_ID, self._way.protocol) + pack(0x86, self._bytes_of(shown))
        return self._way.suite.check_padded(check, pack(0x7F49, said))

    def _secret_number(self) -> int:
        curve = self._way.curve
        return int.from_bytes(self._random(curve.size + 8), "big") % (curve.q - 1) + 1

    def _product(self, factor: int, point: Affine) -> Affine:
        found = self._way.curve.times(factor, point)
        if found is None:
            raise UnreadableError("the point is nowhere")
        return found

    def _bytes_of(self, point: Affine) -> bytes:
        size = self._way.curve.size
        return b"\x04" + b"".join(part.to_bytes(size, "big") for part in point)

    def _point(self, content: bytes) -> Affine:
        curve = self._way.curve
        if len(content) != 2 * curve.size + 1 or content[0] != 4:
            raise UnreadableError("the point is not written in full")
        half = curve.size + 1
        point = int.from_bytes(content[1:half], "big"), int.from_bytes(content[half:], "big")
        if not curve.holds(*point):
            raise UnreadableError("the point is not on the curve")
        return point
