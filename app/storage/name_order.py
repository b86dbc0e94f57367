"""Row numbers that grow with the name: a search that reads rows in order reads names in order.

A row number packs the first letters of the name, in the order of the Kazakh alphabet, and a count
within them. So the first twenty answers of the index are the first twenty by name, with no sorting
of the thousands that match; what the packed letters cannot tell apart is sorted when it is read.
"""

from app.domain.folding import ALPHABET, sort_key

_LETTERS_FROM = ord("A")
_BEFORE_LETTERS, _AFTER_LETTERS = "!", "~"

LETTERS = 9
"""How many letters of the name are packed."""

_FIRST_LETTER = 2
_FOREIGN = _FIRST_LETTER + len(ALPHABET)
_SIGNS = _FOREIGN + 1
SLOTS = 2**13
"""How many names with the same first letters find room before the next letters' room is used."""


def first_row(name: str) -> int:
    """The first row number for names that begin as ``name`` does; below 2 to the power of 63."""
    packed = 0
    signs = [_sign(kind, place) for kind, place in sort_key(name)[:LETTERS]]
    for sign in signs + [0] * (LETTERS - len(signs)):
        packed = packed * _SIGNS + sign
    return packed * SLOTS


def ordered(name: str) -> str:
    """The whole name as a text that sorts by its letters' numbers as the name does in Kazakh."""
    return "".join(_letter(kind, place) for kind, place in sort_key(name))


def last_row(row: int) -> int:
    """The last row number with the same first letters as ``row``."""
    return row - row % SLOTS + SLOTS - 1


def _letter(kind: int, place: int) -> str:
    if kind == 1:
        return chr(_LETTERS_FROM + place)
    return (_BEFORE_LETTERS if kind == 0 else _AFTER_LETTERS) + chr(place)


def _sign(kind: int, place: int) -> int:
    if kind == 0:
        return 1
    return _FIRST_LETTER + place if kind == 1 else _FOREIGN
