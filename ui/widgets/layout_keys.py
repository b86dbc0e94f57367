"""What the keys of the digit row type in the Kazakh layout, and the way back to the digits."""

from PySide6.QtGui import QKeyEvent

DIGIT_OF = {
    '"': "1",
    "ә": "2",
    "і": "3",
    "ң": "4",
    "ғ": "5",
    ",": "6",
    ".": "7",
    "ү": "8",
    "ұ": "9",
    "қ": "0",
}
"""The digit row of the standard Kazakh layout: it has no digits of its own."""

AMBIGUOUS = frozenset('",.')
"""Signs that other layouts type with other keys: only the key's place tells what was meant."""

_DIGIT_ROW = range(10, 20)
"""The X11 key codes of the keys 1 to 0."""


def to_digits(text: str) -> tuple[str, int]:
    """The digits in ``text`` and how many of them were letters of the Kazakh digit row."""
    digits, mapped = "", 0
    for sign in text:
        if sign.isascii() and sign.isdigit():
            digits += sign
        elif sign.lower() in DIGIT_OF:
            digits += DIGIT_OF[sign.lower()]
            mapped += 1
    return digits, mapped


def digit_key(event: QKeyEvent) -> str:
    """The digit that a key of the digit row stands for, whatever the layout; empty for others."""
    sign = event.text().lower()
    code = event.nativeScanCode()
    if sign.isascii() and sign.isdigit() and sign:
        return sign
    if sign in AMBIGUOUS and code not in _DIGIT_ROW:
        return ""
    return DIGIT_OF.get(sign, "")


def mask_digits(digits: str, *, head: int = 4, tail: int = 2) -> str:
    """A number that can be compared but not copied by an onlooker: ``9001 •••• ••17``."""
    if len(digits) <= head + tail:
        return digits
    hidden = digits[:head] + "•" * (len(digits) - head - tail) + digits[-tail:]
    return " ".join(hidden[start : start + 4] for start in range(0, len(hidden), 4))
