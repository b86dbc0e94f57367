"""An identity document with a chip, made of nothing: it speaks as Doc 9303 tells, and misbehaves on command.

All people in it are made up. Its side of the talk is written for itself; only the ciphers are those of
the program, which are held by the published examples.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.domain.chip import ZoneKey
from app.domain.elliptic import Affine
from devices.card.bac import zone_seed
from devices.card.ciphers import AES_128, AES_192, AES_256, TRIPLE_DES, Suite, padded, unpadded
from devices.card.curves import CURVES
from devices.card.tlv import elements, find, pack

_SUITES = {1: TRIPLE_DES, 2: AES_128, 3: AES_192, 4: AES_256}
APPLICATION = bytes.fromhex("A0000002471001")
CARD_ACCESS, SECURITY = 0x011C, 0x011D


def pace_info(ciphers: int, parameters: int, mapping: int = 2) -> bytes:
    """An EF.CardAccess that offers one way of PACE."""
    protocol = bytes.fromhex("04007F0007020204") + bytes((mapping, ciphers))
    info = pack(0x06, protocol) + pack(0x02, b"\x02") + pack(0x02, bytes((parameters,)))
    return pack(0x31, pack(0x30, info))


def zone_group(lines: str) -> bytes:
    """Data group 1 of the printed lines."""
    return pack(0x61, pack(0x5F1F, lines.replace("\n", "").encode()))


def face_group(picture: bytes) -> bytes:
    """Data group 2 with one picture, in the record of ISO 19794-5."""
    length = 14 + 20 + 12 + len(picture)
    record = b"FAC\x00010\x00" + length.to_bytes(4, "big") + b"\x00\x01"
    record += (length - 14).to_bytes(4, "big") + bytes(16) + bytes(12) + picture
    header = pack(0xA1, pack(0x87, b"\x01\x01") + pack(0x88, b"\x00\x08"))
    return pack(
        0x75, pack(0x7F61, pack(0x02, b"\x01") + pack(0x7F60, header + pack(0x5F2E, record)))
    )


def details_group(name: str, number: str = "", born: str = "") -> bytes:
    """Data group 11 with the name in its own letters."""
    said = {0x5F0E: name.encode(), 0x5F10: number.encode(), 0x5F2B: bytes.fromhex(born)}
    there = {tag: value for tag, value in said.items() if value}
    tags = b"".join(tag.to_bytes(2, "big") for tag in there)
    return pack(0x6B, pack(0x5C, tags) + b"".join(pack(t, v) for t, v in there.items()))


@dataclass
class _Session:
    """The chip's end of a protected talk."""

    suite: Suite
    secret: bytes
    check: bytes
    counter: int

    def start(self) -> bytes:
        self.counter = (self.counter + 1) % (1 << 8 * self.suite.block)
        if self.suite.block == 8:
            return bytes(8)
        return self.suite.encrypt(self.secret, self.counted)

    @property
    def counted(self) -> bytes:
        return self.counter.to_bytes(self.suite.block, "big")


class VirtualPassport:
    """The chip. ``files`` by their numbers; ``number`` is the card access number.

    ``head_counts``: whether the head of a far piece is among the bytes asked for. ``bac``: whether
    it opens to BAC; ``open_``: whether it shows everything without a key.
    ``before`` is called with every command and may answer in its place.
    """

    answer_to_reset = bytes.fromhex("3B8880010031C173C84000009000B8")

    def __init__(
        self,
        zone: ZoneKey,
        files: dict[int, bytes],
        *,
        bac: bool = True,
        open_: bool = False,
        head_counts: bool = True,
        number: str = "123456",
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self.zone, self.files, self.bac, self.open = zone, dict(files), bac, open_
        self.number, self._random, self._head_counts = number, random, head_counts
        self.before: Callable[[bytes], bytes | None] = lambda _said: None
        self.heard = 0
        self.reset()

    def reset(self) -> None:
        """As after power on: nothing chosen, nothing opened."""
        self._session: _Session | None = None
        self._challenge = b""
        self._file: bytes | None = None
        self._inside = False
        self._pace: dict[str, Any] = {}

    def transmit(self, said: bytes) -> bytes:
        """The chip's answer with its status."""
        self.heard += 1
        instead = self.before(said)
        if instead is not None:
            return instead
        if said[0] & 0x0C:
            return self._protected(said)
        return self._plain(said[0], *said[1:4], *_parsed(said))

    # In the clear.

    def _plain(self, cla: int, ins: int, p1: int, p2: int, data: bytes, expected: int) -> bytes:
        del cla
        match ins:
            case 0xA4:
                return self._select(p1, data)
            case 0xB0 | 0xB1:
                return self._read(ins, p1, p2, data, expected)
            case 0x84:
                self._challenge = self._random(8)
                return self._challenge + b"\x90\x00" if self.bac else b"\x6d\x00"
            case 0x82:
                return self._prove(data)
            case 0x22:
                return self._choose_pace(data)
            case 0x86:
                return self._step(find(data, 0x7C))
        return b"\x6d\x00"

    def _select(self, p1: int, data: bytes) -> bytes:
        if p1 == 0x04:
            self._inside = data == APPLICATION
            return b"\x90\x00" if self._inside else b"\x6a\x82"
        number = int.from_bytes(data, "big")
        if number not in self.files:
            return b"\x6a\x82"
        if number != CARD_ACCESS and not self._may_read:
            return b"\x69\x82"
        self._file = self.files[number]
        return b"\x90\x00"

    @property
    def _may_read(self) -> bool:
        return self._inside and (self.open or self._session is not None)

    def _read(self, ins: int, p1: int, p2: int, data: bytes, expected: int) -> bytes:
        if self._file is None:
            return b"\x69\x86"
        if ins == 0xB1:
            at = int.from_bytes(find(data, 0x54), "big")
            more = expected - (4 if self._head_counts else 0)
            return pack(0x53, self._file[at : at + more]) + b"\x90\x00"
        at = p1 << 8 | p2
        return self._file[at : at + expected] + b"\x90\x00"

    def _prove(self, data: bytes) -> bytes:
        seed = zone_seed(self.zone)[:16]
        secret, check = TRIPLE_DES.derive(seed, 1), TRIPLE_DES.derive(seed, 2)
        hidden, seal = data[:32], data[32:]
        if seal != TRIPLE_DES.check(check, padded(hidden, 8)):
            return b"\x63\x00"
        clear = TRIPLE_DES.decrypt(secret, hidden)
        theirs, challenge, part = clear[:8], clear[8:16], clear[16:]
        if challenge != self._challenge:
            return b"\x63\x00"
        mine = self._random(16)
        answer = TRIPLE_DES.encrypt(secret, challenge + theirs + mine)
        shared = bytes(a ^ b for a, b in zip(part, mine, strict=True))
        self._session = _Session(
            TRIPLE_DES,
            TRIPLE_DES.derive(shared, 1),
            TRIPLE_DES.derive(shared, 2),
            int.from_bytes(challenge[-4:] + theirs[-4:], "big"),
        )
        return answer + TRIPLE_DES.check(check, padded(answer, 8)) + b"\x90\x00"

    # PACE.

    def _choose_pace(self, data: bytes) -> bytes:
        protocol, password = find(data, 0x80), find(data, 0x83)[0]
        secret = zone_seed(self.zone) if password == 1 else self.number.encode()
        self._pace = {
            "protocol": protocol,
            "suite": _SUITES[protocol[-1]],
            "curve": CURVES[find(data, 0x84)[0]],
            "secret": secret,
        }
        return b"\x90\x00"

    def _step(self, data: bytes) -> bytes:
        pace, parts = self._pace, dict(elements(data))
        suite, curve = pace["suite"], pace["curve"]
        if not parts:
            pace["nonce"] = self._random(16)
            hidden = suite.encrypt(suite.derive(pace["secret"], 3), pace["nonce"])
            return self._said(0x80, hidden)
        if 0x81 in parts:
            mine = self._number()
            shared = curve.times(mine, self._point(parts[0x81]))
            nonce = int.from_bytes(pace["nonce"], "big") % curve.q
            pace["base"] = curve.plus(curve.times(nonce, (curve.x, curve.y)), shared)
            return self._said(0x82, self._written(curve.times(mine, (curve.x, curve.y))))
        if 0x83 in parts:
            mine = self._number()
            pace["theirs"] = self._point(parts[0x83])
            pace["shown"] = curve.times(mine, pace["base"])
            shared = curve.times(mine, pace["theirs"])[0].to_bytes(curve.size, "big")
            pace["keys"] = suite.derive(shared, 1), suite.derive(shared, 2)
            return self._said(0x84, self._written(pace["shown"]))
        secret, check = pace["keys"]
        if parts[0x85] != self._token(check, pace["shown"]):
            return b"\x63\x00"
        self._session = _Session(suite, secret, check, 0)
        return self._said(0x86, self._token(check, pace["theirs"]))

    def _number(self) -> int:
        return int.from_bytes(self._random(self._pace["curve"].size), "big") % self._pace["curve"].q

    def _said(self, tag: int, value: bytes) -> bytes:
        return pack(0x7C, pack(tag, value)) + b"\x90\x00"

    def _token(self, check: bytes, point: Affine) -> bytes:
        said = pack(0x06, self._pace["protocol"]) + pack(0x86, self._written(point))
        token: bytes = self._pace["suite"].check_padded(check, pack(0x7F49, said))
        return token

    def _written(self, point: Affine) -> bytes:
        size = self._pace["curve"].size
        return b"\x04" + point[0].to_bytes(size, "big") + point[1].to_bytes(size, "big")

    def _point(self, content: bytes) -> Affine:
        half = len(content) // 2
        return int.from_bytes(content[1 : half + 1], "big"), int.from_bytes(
            content[half + 1 :], "big"
        )

    # Protected.

    def _protected(self, said: bytes) -> bytes:
        session = self._session
        if session is None:
            return b"\x69\x88"
        suite, start = session.suite, session.start()
        data, _expected = _parsed(said)
        parts = dict(elements(data))
        body = b"".join(pack(tag, value) for tag, value in parts.items() if tag != 0x8E)
        judged = session.counted + padded(said[:4], suite.block)
        if body:
            judged = padded(judged + body, suite.block)
        if parts.get(0x8E) != suite.check(session.check, judged):
            self._session = None
            return b"\x69\x88"
        hidden = parts[0x87][1:] if 0x87 in parts else parts.get(0x85, b"")
        clear = unpadded(suite.decrypt(session.secret, hidden, start)) if hidden else b""
        wanted = parts.get(0x97, b"\0")
        expected = int.from_bytes(wanted, "big") or 256
        answer = self._plain(0, *said[1:4], clear or b"", expected)
        return self._sealed(session, answer, odd=bool(said[1] & 1))

    def _sealed(self, session: _Session, answer: bytes, *, odd: bool) -> bytes:
        suite, start = session.suite, session.start()
        data, status = answer[:-2], answer[-2:]
        body = b""
        if data:
            hidden = suite.encrypt(session.secret, padded(data, suite.block), start)
            body = pack(0x85, hidden) if odd else pack(0x87, b"\x01" + hidden)
        body += pack(0x99, status)
        judged = padded(session.counted + body, suite.block)
        return body + pack(0x8E, suite.check(session.check, judged)) + b"\x90\x00"


def _parsed(said: bytes) -> tuple[bytes, int]:
    """The data of a command and how many bytes it expects."""
    rest = said[4:]
    if not rest:
        return b"", 0
    if rest[0] == 0 and len(rest) > 1:
        if len(rest) == 3:
            return b"", int.from_bytes(rest[1:], "big") or 65536
        size = int.from_bytes(rest[1:3], "big")
        return rest[3 : 3 + size], int.from_bytes(rest[3 + size :], "big")
    if len(rest) == 1:
        return b"", rest[0] or 256
    size = rest[0]
    left = rest[1 + size :]
    return rest[1 : 1 + size], (left[0] or 256) if left else 0


@dataclass(frozen=True)
class MadeUp:
    """A made-up person's card: TD1 of Kazakhstan with an IIN, a picture and a name of its own letters."""

    lines: str = (
        "IDKAZ0123456784900101300017<<<\n9001011M3001019KAZ<<<<<<<<<<<4\n"
        "SYNAKOV<<ASAN<<<<<<<<<<<<<<<<<"
    )
    zone: ZoneKey = field(default_factory=lambda: ZoneKey("012345678", "900101", "300101"))
    name: str = "СЫНАҚОВ<<АСАН<СЕРІКҰЛЫ"
    picture: bytes = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 60 + b"\xff\xd9"

    def files(self, security: bytes = b"\x77\x03\x02\x01\x00") -> dict[int, bytes]:
        """The files that every such card has."""
        return {
            SECURITY: security,
            0x0101: zone_group(self.lines),
            0x0102: face_group(self.picture),
            0x010B: details_group(self.name, "900101300017", "19900101"),
        }
