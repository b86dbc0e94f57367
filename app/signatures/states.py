"""States by the three letters of a printed zone and the two of a certificate (Doc 9303-3, section 5)."""

from functools import cache

from babel.core import get_global

_OF_THE_ZONE = {
    "D": "DE",
    "EUE": "EU",
    "GBD": "GB",
    "GBN": "GB",
    "GBO": "GB",
    "GBP": "GB",
    "GBS": "GB",
    "UNA": "UN",
    "UNO": "UN",
    "UTO": "UT",
}
"""Codes of the zone that ISO 3166 does not have; Utopia is the country of the specimens."""
_NOWHERE = "ZZ"
"""What the register calls a state that nobody knows."""


@cache
def two_letters(three: str) -> str:
    """``KAZ`` as ``KZ``; empty for a code that no state has, or that more than one succeeded."""
    if three in _OF_THE_ZONE:
        return _OF_THE_ZONE[three]
    known = get_global("territory_aliases")
    named = [str(one) for one in known.get(three, ())] if len(three) == 3 else []
    return named[0] if len(named) == 1 and named[0] != _NOWHERE else ""
