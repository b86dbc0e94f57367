"""Points of elliptic curves in the form of Weierstrass: for checking signatures and for opening chips.

The arithmetic takes its time by the numbers it works on. That is no leak here: keys that sign live on
cards and tokens, and what opens a chip is a number of this one reading, made for it and forgotten.
"""

from dataclasses import dataclass

Point = tuple[int, int, int]
"""Jacobian coordinates: x = X/Z², y = Y/Z³; Z = 0 is the point at infinity."""
Affine = tuple[int, int]
"""A point by its x and y."""
_NOWHERE: Point = (1, 1, 0)
_WINDOW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """y² = x³ + ax + b over the field of ``p``; the base point has the prime order ``q``.

    ``size`` is that of a coordinate in bytes.
    """

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
        total = self._flat(self._joint(first, (self.x, self.y, 1), second, (x, y, 1)))
        return total[0] if total is not None else None

    def times(self, factor: int, point: Affine) -> Affine | None:
        """``factor`` · (x, y); none at infinity."""
        return self._flat(self._joint(factor, (*point, 1), 0, (*point, 1)))

    def plus(self, left: Affine, right: Affine) -> Affine | None:
        """The sum of two points; none at infinity."""
        return self._flat(self._add((*left, 1), (*right, 1)))

    def _flat(self, point: Point) -> Affine | None:
        if point[2] == 0:
            return None
        inverse = pow(point[2], -1, self.p)
        square = inverse * inverse % self.p
        return point[0] * square % self.p, point[1] * square * inverse % self.p

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
