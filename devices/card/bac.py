"""Basic access control (ICAO Doc 9303-11, 4.3): the chip opens to who has read the printed zone."""

from collections.abc import Callable
from hashlib import sha1
from hmac import compare_digest

from app.domain.chip import ZoneKey
from app.domain.mrz import check_digit
from devices.card.apdu import Command, Talk
from devices.card.ciphers import FOR_CHECK, FOR_SECRECY, TRIPLE_DES, padded
from devices.card.secure import SecureTalk

Random = Callable[[int], bytes]
_CHALLENGE, _PROOF = 8, 40


class KeyRefusedError(Exception):
    """The chip does not know this key."""


def zone_seed(key: ZoneKey) -> bytes:
    """SHA-1 over number, birth date and last day, each with its check digit (20 bytes)."""
    said = "".join(f"{part}{check_digit(part)}" for part in (key.number, key.birth, key.expiry))
    return sha1(said.encode("ascii"), usedforsecurity=False).digest()


def open_by_zone(talk: Talk, key: ZoneKey, random: Random) -> SecureTalk:
    """The protected talk. Raises ``KeyRefusedError`` when the chip refuses the zone."""
    seed = zone_seed(key)[:16]
    secret, check = (TRIPLE_DES.derive(seed, use) for use in (FOR_SECRECY, FOR_CHECK))
    challenge = talk.say(Command(0x84, 0, 0, expected=_CHALLENGE))
    if not challenge.ok or len(challenge.data) != _CHALLENGE:
        raise KeyRefusedError
    mine, part = random(_CHALLENGE), random(16)
    hidden = TRIPLE_DES.encrypt(secret, mine + challenge.data + part)
    proof = hidden + TRIPLE_DES.check(check, padded(hidden, 8))
    answer = talk.say(Command(0x82, 0, 0, proof, expected=_PROOF))
    if not answer.ok or len(answer.data) != _PROOF:
        raise KeyRefusedError
    theirs, seal = answer.data[:-8], answer.data[-8:]
    if not compare_digest(seal, TRIPLE_DES.check(check, padded(theirs, 8))):
        raise KeyRefusedError
    said = TRIPLE_DES.decrypt(secret, theirs)
    if said[:8] != challenge.data or said[8:16] != mine:
        raise KeyRefusedError
    shared = bytes(a ^ b for a, b in zip(part, said[16:32], strict=True))
    return SecureTalk(
        talk,
        TRIPLE_DES,
        TRIPLE_DES.derive(shared, FOR_SECRECY),
        TRIPLE_DES.derive(shared, FOR_CHECK),
        challenge.data[-4:] + mine[-4:],
    )
