"""The curves of GOST 34.10-2015 and the arithmetic of their points, for checking signatures only.

Nothing here is secret: keys that sign live on cards and tokens, so the arithmetic may take its time
by the numbers it works on.
"""

from dataclasses import dataclass

Point = tuple[int, int, int]
"""Jacobian coordinates: x = X/Z², y = Y/Z³; Z = 0 is the point at infinity."""
_NOWHERE: Point = (1, 1, 0)
_WINDOW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """y² = x³ + ax + b over the field of ``p``; the base point has the prime order ``q``."""

    p: int
    a: int
    b: int
    q: int
    x: int
    y: int
    size: int

    def holds(self, x: int, y: int) -> bool:
        """Whether (x, y) is a point of the curve."""
        in_field = 0 <= x < self.p and 0 <= y < self.p
        return in_field and (y * y - (x * x + self.a) * x - self.b) % self.p == 0

    def combined_x(self, first: int, second: int, x: int, y: int) -> int | None:
        """The abscissa of ``first``·G + ``second``·(x, y); none at infinity."""
        total = self._joint(first, (self.x, self.y, 1), second, (x, y, 1))
        if total[2] == 0:
            return None
        inverse = pow(total[2], -1, self.p)
        return total[0] * inverse * inverse % self.p

    def _joint(self, first: int, one: Point, second: int, other: Point) -> Point:
        """Both products in one walk over the bits (Straus), each with its own table of odd multiples."""
        digits = _sparse(first), _sparse(second)
        tables = self._odd_multiples(one), self._odd_multiples(other)
        total = _NOWHERE
        for place in range(max(map(len, digits)) - 1, -1, -1):
            total = self._double(total)
            for numbers, table in zip(digits, tables, strict=True):
                digit = numbers[place] if place < len(numbers) else 0
                if digit > 0:
                    total = self._add(total, table[digit >> 1])
                elif digit < 0:
                    x, y, z = table[-digit >> 1]
                    total = self._add(total, (x, -y % self.p, z))
        return total

    def _odd_multiples(self, point: Point) -> list[Point]:
        twice, found = self._double(point), [point]
        for _ in range((1 << (_WINDOW - 2)) - 1):
            found.append(self._add(found[-1], twice))
        return found

    def _double(self, point: Point) -> Point:
        x, y, z = point
        p = self.p
        if z == 0 or y == 0:
            return _NOWHERE
        square = y * y % p
        slope_base = 4 * x * square % p
        depth = z * z % p
        slope = (3 * x * x + self.a * (depth * depth % p)) % p
        new_x = (slope * slope - 2 * slope_base) % p
        new_y = (slope * (slope_base - new_x) - 8 * square * square) % p
        return new_x, new_y, 2 * y * z % p

    def _add(self, left: Point, right: Point) -> Point:
        if left[2] == 0:
            return right
        if right[2] == 0:
            return left
        p = self.p
        (x1, y1, z1), (x2, y2, z2) = left, right
        depth1, depth2 = z1 * z1 % p, z2 * z2 % p
        u1, s1 = x1 * depth2 % p, y1 * z2 % p * depth2 % p
        across = (x2 * depth1 - u1) % p
        up = (y2 * z1 % p * depth1 - s1) % p
        if across == 0:
            return self._double(left) if up == 0 else _NOWHERE
        square = across * across % p
        cube = across * square % p
        base = u1 * square % p
        new_x = (up * up - cube - 2 * base) % p
        new_y = (up * (base - new_x) - s1 * cube) % p
        return new_x, new_y, across * z1 % p * z2 % p


def _sparse(number: int) -> list[int]:
    """The number in digits that are nought or odd and small, lowest first (wNAF)."""
    digits, whole = [], 1 << _WINDOW
    while number:
        digit = 0
        if number & 1:
            digit = number & (whole - 1)
            if digit >= whole >> 1:
                digit -= whole
            number -= digit
        digits.append(digit)
        number >>= 1
    return digits


_P_512 = (1 << 512) - 569
PARAMETER_SET_512_A = Curve(
    p=_P_512,
    a=_P_512 - 3,
    b=int(
        "E8C2505DEDFC86DDC1BD0B2B6667F1DA34B82574761CB0E879BD081CFD0B6265"
        "EE3CB090F30D27614CB4574010DA90DD862EF9D4EBEE4761503190785A71C760",
        16,
    ),
    q=int(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
        "27E69532F48D89116FF22B8D4E0560609B4B38ABFAD2B85DCACDB1411F10B275",
        16,
    ),
    x=3,
    y=int(
        "7503CFE87A836AE3A61B8816E25450E6CE5E1C93ACF1ABC1778064FDCBEFA921"
        "DF1626BE4FD036E93D75E6A50E3A41E98028FE5FC235F5B889A589CB5215F2A4",
        16,
    ),
    size=64,
)
"""id-tc26-gost-3410-12-512-paramSetA."""
PARAMETER_SET_256_A = Curve(
    p=(1 << 256) - 617,
    a=0xC2173F1513981673AF4892C23035A27CE25E2013BF95AA33B22C656F277E7335,
    b=0x295F9BAE7428ED9CCC20E7C359A9D41A22FCCD9108E17BF7BA9337A6F8AE9513,
    q=0x400000000000000000000000000000000FD8CDDFC87B6635C115AF556C360C67,
    x=0x91E38443A5E82C0D880923425712B2BB658B9196932E02C78B2582FE742DAA28,
    y=0x32879423AB1A0375895786C4BB46E9565FDE0B5344766740AF268ADB32322E5C,
    size=32,
)
"""id-tc26-gost-3410-2012-256-paramSetA, in its Weierstrass form."""
