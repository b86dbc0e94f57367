"""Keys that write their curve out in full: the same key with the curve's name, if it is a known curve.

Many states sign their documents with such keys (Doc 9303-12), which `cryptography` does not load. A
curve is known by all of its numbers; one number that differs makes it another curve, which is left as
it stands. Own curves are never followed: whoever may choose the base point may sign for anybody.
"""

from dataclasses import dataclass
from functools import lru_cache

from asn1crypto import keys
from cryptography.hazmat.primitives.asymmetric import ec

_KNOWN: tuple[tuple[str, ec.EllipticCurve], ...] = (
    ("1.3.132.0.33", ec.SECP224R1()),
    ("1.2.840.10045.3.1.7", ec.SECP256R1()),
    ("1.3.132.0.34", ec.SECP384R1()),
    ("1.3.132.0.35", ec.SECP521R1()),
    ("1.3.36.3.3.2.8.1.1.7", ec.BrainpoolP256R1()),
    ("1.3.36.3.3.2.8.1.1.11", ec.BrainpoolP384R1()),
    ("1.3.36.3.3.2.8.1.1.13", ec.BrainpoolP512R1()),
)
_EC = "1.2.840.10045.2.1"
_PRIME_FIELD = "1.2.840.10045.1.1"


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a curve: y² = x³ + ax + b over ``prime``, its base point and that one's order."""

    prime: int
    a: int
    b: int
    base: tuple[int, int]
    order: int


def named(key: bytes) -> bytes:
    """``key`` (SubjectPublicKeyInfo, DER) with its curve named; unchanged when there is nothing to
    name. Raises ``ValueError`` or ``TypeError`` for bytes that are no key."""
    whole = keys.PublicKeyInfo.load(key, strict=True)
    if whole["algorithm"]["algorithm"].dotted != _EC:
        return key
    parameters = whole["algorithm"]["parameters"]
    if parameters.name != "specified":
        return key
    said = _said(parameters.chosen)
    for oid, curve in _KNOWN:
        if said is not None and _is(said, curve):
            whole["algorithm"]["parameters"] = keys.ECDomainParameters(name="named", value=oid)
            return bytes(whole.dump(force=True))
    return key


def _said(domain: keys.SpecifiedECDomain) -> _Numbers | None:
    field = domain["field_id"]
    if field["field_type"].dotted != _PRIME_FIELD:
        return None
    prime = int(field["parameters"].native)
    point = _point(bytes(domain["base"].native), prime)
    a, b = (int.from_bytes(domain["curve"][part].native, "big") for part in ("a", "b"))
    if point is None:
        return None
    return _Numbers(prime, a, b, point, int(domain["order"].native))


def _point(stored: bytes, prime: int) -> tuple[int, int] | None:
    """An uncompressed point; a compressed base point is written by nobody who writes a curve out."""
    size = (prime.bit_length() + 7) // 8
    if len(stored) != 1 + 2 * size or stored[0] != 4:
        return None
    return int.from_bytes(stored[1 : 1 + size], "big"), int.from_bytes(stored[1 + size :], "big")


def _is(said: _Numbers, curve: ec.EllipticCurve) -> bool:
    """Whether these are the numbers of that curve.

    The library tells points, not numbers: 1·G and 2·G must lie on the curve that was said, which no
    other a and b allow, and (order − 1)·G must be −G over the prime that was said.
    """
    one, two = _multiple(curve, 1), _multiple(curve, 2)
    if said.prime.bit_length() != curve.key_size or said.base != one:
        return False
    if not all(_on(said, point) for point in (one, two)):
        return False
    try:
        last = _multiple(curve, said.order - 1)
    except (ValueError, OverflowError):
        return False
    return last == (one[0], said.prime - one[1])


def _on(said: _Numbers, point: tuple[int, int]) -> bool:
    x, y = point
    return (y * y - (x * x * x + said.a * x + said.b)) % said.prime == 0


@lru_cache(maxsize=64)
def _multiple(curve: ec.EllipticCurve, times: int) -> tuple[int, int]:
    numbers = ec.derive_private_key(times, curve).public_key().public_numbers()
    return numbers.x, numbers.y
