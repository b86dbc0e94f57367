"""The check of a GOST 34.10-2015 signature as Kazakh keys store it: every number lowest byte first.

Key: x‖y; signature: r‖s; the digest is read as a number in the same way. Russian messages of the same
curves store both the other way round, so a signature of theirs does not pass here by chance.
"""

from dataclasses import dataclass

from app.domain.elliptic import Curve
from app.signatures.gost_curves import PARAMETER_SET_256_A, PARAMETER_SET_512_A

GOST_2015_512 = "1.2.398.3.10.1.1.2.2"
GOST_2015_256 = "1.2.398.3.10.1.1.2.1"
"""Object identifiers of the keys."""
CURVES: dict[str, Curve] = {
    "1.2.398.3.10.1.1.2.2.1": PARAMETER_SET_512_A,
    "1.2.398.3.10.1.1.2.1.1": PARAMETER_SET_256_A,
}
"""Object identifiers of the parameter sets."""


@dataclass(frozen=True, slots=True)
class GostKey:
    """A public key: a point of its curve."""

    curve: Curve
    x: int
    y: int


def read_key(curve: Curve, stored: bytes) -> GostKey:
    """The key stored as x‖y. Raises ``ValueError`` when it is no point of the curve."""
    size = curve.size
    x, y = (int.from_bytes(part, "little") for part in (stored[:size], stored[size:]))
    if len(stored) != 2 * size or not curve.holds(x, y):
        raise ValueError("not a point of the curve")
    return GostKey(curve, x, y)


def stands(key: GostKey, digest: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (r‖s) over ``digest`` was made by the holder of ``key``."""
    curve = key.curve
    if len(signature) != 2 * curve.size:
        return False
    r = int.from_bytes(signature[: curve.size], "little")
    s = int.from_bytes(signature[curve.size :], "little")
    if not (0 < r < curve.q and 0 < s < curve.q):
        return False
    inverse = pow(int.from_bytes(digest, "little") % curve.q or 1, -1, curve.q)
    found = curve.combined_x(s * inverse % curve.q, -r * inverse % curve.q, key.x, key.y)
    return found is not None and found % curve.q == r
