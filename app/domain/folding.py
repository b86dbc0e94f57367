"""Folding of Kazakh and Russian text for search, and the key for sorting by the Kazakh alphabet."""

import unicodedata

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The 42 letters of the Kazakh alphabet in their order."""

_SAME = {
    "ә": "а",
    "ғ": "г",
    "қ": "к",
    "ң": "н",
    "ө": "о",
    "ұ": "у",
    "ү": "у",
    "һ": "х",
    "і": "и",
    "ы": "и",
    "й": "и",
    "ё": "е",
}
_FOLD = str.maketrans(_SAME)
_PLACE = {letter: index for index, letter in enumerate(ALPHABET)}

# First come marks and digits, then our letters, then letters of other alphabets.
_MARK, _LETTER, _FOREIGN = 0, 1, 2


def fold(text: str) -> str:
    """Words in one spelling: small letters, Kazakh letters as a Russian keyboard writes them.

    «Әлеуметтік» and «алеуметтик» become the same. Everything but letters and digits turns into
    one space; the ends are bare. Folding twice changes nothing.
    """
    small = unicodedata.normalize("NFC", text).casefold()
    folded = unicodedata.normalize("NFKD", small.translate(_FOLD)).casefold().translate(_FOLD)
    kept = "".join(
        sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign)
    )
    return " ".join(kept.split())


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in their order."""
    return tuple(fold(text).split())


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """A key for lists in both languages: the Kazakh alphabet, case aside, Latin letters after.

    Equal but for case or accents: add the text itself as a second key where order must be total.
    """
    small = unicodedata.normalize("NFC", text).lower()
    return tuple(_place(sign) for sign in small)


def _place(sign: str) -> tuple[int, int]:
    if sign in _PLACE:
        return _LETTER, _PLACE[sign]
    if sign.isalpha():
        return _FOREIGN, ord(sign)
    return _MARK, ord(sign)
