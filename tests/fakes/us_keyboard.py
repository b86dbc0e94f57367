"""The American keyboard by the places of its keys, as X11 numbers them, and what a scanner presses."""

from collections.abc import Iterator
from dataclasses import replace

from ui.binding.wedge_keys import Key

SHIFT, ENTER, TAB, F13 = 50, 36, 23, 191
_PLAIN = {10: "1234567890-=", 24: "qwertyuiop[]", 38: "asdfghjkl;'`", 51: "\\zxcvbnm,./", 65: " "}
_SHIFTED = {10: "!@#$%^&*()_+", 24: "QWERTYUIOP{}", 38: 'ASDFGHJKL:"~', 51: "|ZXCVBNM<>?"}
PLACES: dict[str, tuple[int, bool]] = {
    sign: (first + place, shifted)
    for shifted, rows in ((False, _PLAIN), (True, _SHIFTED))
    for first, row in rows.items()
    for place, sign in enumerate(row)
}
"""Each character with the key that types it and whether Shift is held."""

SIGNS = "".join(PLACES)


def strokes(text: str, end: int = 0, *, at: int = 0, gap: int = 2) -> Iterator[Key]:
    """The presses and releases that type ``text`` and then ``end``, one character every ``gap``."""
    for place, sign in enumerate(text):
        code, shift = PLACES[sign]
        now = at + place * gap
        down = Key(code=code, at=now, shift=shift)
        around = Key(code=SHIFT, at=now)
        yield from [around] * shift
        yield from (down, replace(down, pressed=False))
        yield from [replace(around, shift=True, pressed=False)] * shift
    if end:
        last = Key(code=end, at=at + len(text) * gap)
        yield from (last, replace(last, pressed=False))


def xdotool_keys(text: str) -> list[str]:
    """The same for ``xdotool key``: key codes, never characters."""
    return [f"{SHIFT}+{code}" if shift else str(code) for code, shift in map(PLACES.get, text)]  # type: ignore[misc]
