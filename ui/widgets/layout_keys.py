"""What the keys of the digit row type in the Kazakh layout, and the way back to the digits."""

from PySide6.QtCore import Qt
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

_AT_PLACE = {'"': 10, "!": 10, ",": 15, ";": 15, ".": 16, ":": 16}
"""Where the Kazakh layout has a sign, without and with Shift: X11 key codes of the digit row."""

_DIGIT_AT = {10: "1", 15: "6", 16: "7"}


def to_digits(text: str) -> tuple[str, int]:
    """The digits in ``text`` and how many of them were letters of the Kazakh digit row.

    Stops and quotation marks count only beside such letters: in ``870.412`` they part digits.
    """
    kazakh = any(sign.lower() in DIGIT_OF and sign not in AMBIGUOUS for sign in text)
    digits, mapped = "", 0
    for sign in text:
        if sign.isascii() and sign.isdigit():
            digits += sign
        elif sign.lower() in DIGIT_OF and (kazakh or sign not in AMBIGUOUS):
            digits += DIGIT_OF[sign.lower()]
            mapped += 1
    return digits, mapped


def digit_key(event: QKeyEvent) -> str:
    """The digit that a key of the digit row stands for, whatever the layout; empty for others."""
    sign = event.text().lower()
    code = event.nativeScanCode()
    if sign.isascii() and sign.isdigit() and sign:
        return sign
    if sign in _AT_PLACE:
        return _DIGIT_AT[code] if _AT_PLACE[sign] == code else ""
    return DIGIT_OF.get(sign, "")


def is_command(event: QKeyEvent) -> bool:
    """Whether the key is held with Ctrl, Alt or the logo key: such a key types nothing.

    In a Cyrillic layout Ctrl+V still carries its letter, which must not keep it from pasting.
    """
    held = Qt.KeyboardModifier
    return bool(event.modifiers() & (held.ControlModifier | held.AltModifier | held.MetaModifier))


def mask_digits(digits: str, *, head: int = 4, tail: int = 2) -> str:
    """A number that can be compared but not copied by an onlooker: ``9001 •••• ••17``."""
    if len(digits) <= head + tail:
        return digits
    hidden = digits[:head] + "•" * (len(digits) - head - tail) + digits[-tail:]
    return " ".join(hidden[start : start + 4] for start in range(0, len(hidden), 4))
