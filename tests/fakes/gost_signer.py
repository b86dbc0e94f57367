"""A GOST 34.10-2015 key that signs, for tests only: schoolbook points, slow, apart from the program's own.

It shares nothing with ``app.signatures`` but the numbers of the parameter sets, so that a slip in the
arithmetic of one side is seen by the other.
"""

import secrets
from dataclasses import dataclass

from app.domain.elliptic import Curve

Point = tuple[int, int] | None


def added(curve: Curve, left: Point, right: Point) -> Point:
    """The sum of two points in affine coordinates; none is the point at infinity."""
    if left is None:
        return right
    if right is None:
        return left
    (x1, y1), (x2, y2) = left, right
    if x1 == x2 and (y1 + y2) % curve.p == 0:
        return None
    if left == right:
        slope = (3 * x1 * x1 + curve.a) * pow(2 * y1, -1, curve.p)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, curve.p)
    x = (slope * slope - x1 - x2) % curve.p
    return x, (slope * (x1 - x) - y1) % curve.p


def times(curve: Curve, number: int, point: Point) -> Point:
    """``number`` times ``point`` by doubling and adding."""
    total: Point = None
    while number:
        if number & 1:
            total = added(curve, total, point)
        point = added(curve, point, point)
        number >>= 1
    return total


@dataclass(frozen=True)
class GostSecret:
    """A secret number on its curve."""

    curve: Curve
    number: int

    @classmethod
    def made(cls, curve: Curve) -> "GostSecret":
        """A new one."""
        return cls(curve, 1 + secrets.randbelow(curve.q - 1))

    def public(self) -> bytes:
        """x‖y, lowest byte first."""
        point = times(self.curve, self.number, (self.curve.x, self.curve.y))
        assert point is not None
        return b"".join(part.to_bytes(self.curve.size, "little") for part in point)

    def signature(self, digest: bytes) -> bytes:
        """r‖s over a digest, each lowest byte first."""
        curve, read = self.curve, int.from_bytes(digest, "little")
        while True:
            once = 1 + secrets.randbelow(curve.q - 1)
            point = times(curve, once, (curve.x, curve.y))
            assert point is not None
            r = point[0] % curve.q
            s = (r * self.number + once * (read % curve.q or 1)) % curve.q
            if r and s:
                return b"".join(part.to_bytes(curve.size, "little") for part in (r, s))
