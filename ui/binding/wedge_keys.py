"""Tells a scanner that types from a person who types: keys in, what becomes of each key out.

A scanner that is a keyboard presses the keys of the American layout, whatever the layout of the
desk is, a few milliseconds apart, and ends with Enter or Tab. Pure: key codes, Shift and times.
"""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

GAP = 30
"""Milliseconds from one character to the next that no person types for long."""

SLOW_GAP = 200
"""The same where a key that nobody types stands before each code: then no person is kept waiting."""

LEAST = 6
"""Fewer characters than this are typing, unless a prefix key stood before them."""

LONGEST = 4296
"""More characters than a code can hold are not held back."""

T = TypeVar("T")

# The X11 key code of the first key of each row, the row without Shift and the row with it.
_ROWS = (
    (10, "1234567890-=", "!@#$%^&*()_+"),
    (24, "qwertyuiop[]", "QWERTYUIOP{}"),
    (38, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (51, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (65, " ", " "),
    (79, "789-456+1230.", "789-456+1230."),
    (63, "*", "*"),
    (106, "/", "/"),
)
_SIGNS = {
    first + place: pair
    for first, plain, shifted in _ROWS
    for place, pair in enumerate(zip(plain, shifted, strict=True))
}
_SHIFTS = frozenset({50, 62})
_ENDS = {"enter": frozenset({36, 104}), "tab": frozenset({23}), "any": frozenset({23, 36, 104})}
_SILENT = {f"f{number}": 178 + number for number in range(13, 25)}
"""Keys that no keyboard of a desk has: nobody types them, and they type nothing."""

PREFIXES = (*_SILENT, *sorted({sign for pair in _SIGNS.values() for sign in pair if sign > " "}))
"""What a scanner can be set to press before a code: a key from F13 to F24, or a character."""

SUFFIXES = tuple(_ENDS)
"""Which keys end a code."""

_X_TIME = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class Key:
    """One key event: ``code`` is its place (X11), ``at`` its time in milliseconds.

    ``plain`` is not so for a key held with Ctrl or Alt. ``repeats`` is what the window system
    takes for a key that is held down; two like characters of a quick scanner look the same.
    """

    code: int
    at: int
    shift: bool = False
    pressed: bool = True
    plain: bool = True
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Decision(Generic[T]):
    """What becomes of the keys: ``deliver`` those held until now, and then ``passes`` this one.

    ``code`` is a whole scan; ``half`` tells of one that broke off.
    """

    deliver: tuple[T, ...] = ()
    passes: bool = False
    code: str = ""
    half: bool = False


class WedgeKeys(Generic[T]):
    """Holds keys back until it is clear who typed them.

    Each key comes with something of the caller's, which comes back in its turn, exactly once,
    unless the key belonged to a scan. With a ``prefix`` nothing else is ever held back.
    Raises ``ValueError`` for a prefix or suffix that is not known.
    """

    def __init__(self, prefix: str = "", suffix: str = "any") -> None:
        if (prefix and prefix not in PREFIXES) or suffix not in SUFFIXES:
            raise ValueError("no such prefix or suffix key")
        self._prefix = prefix
        self._ends = _ENDS[suffix]
        self._silent = prefix in _SILENT
        self.gap = SLOW_GAP if self._silent else GAP
        self._held: list[tuple[Key, T]] = []
        self._text: list[str] = []
        self._last = 0
        self._scanned_at: int | None = None
        self._swallowed: set[int] = set()

    @property
    def holds(self) -> bool:
        """Whether keys are held back: :meth:`silence` must be called when nothing follows."""
        return bool(self._held)

    def take(self, key: Key, event: T) -> Decision[T]:
        """The next key of the keyboard."""
        if not key.pressed:
            return self._released(key, event)
        self._swallowed.discard(key.code)
        if not key.plain:
            return self._typed()
        if key.code in self._ends and not key.shift:
            return self._ended(key)
        if not (self._is_prefix(key) or key.code in _SIGNS or key.code in _SHIFTS):
            return self._typed()
        late = bool(self._held) and _since(self._last, key.at) > self.gap
        given = self.silence() if late or len(self._text) >= LONGEST else Decision()
        # A key that is really held down begins to repeat long after the gap.
        waits = not self._prefix or self._is_prefix(key)
        if not self._held and (key.repeats or not waits):
            return replace(given, passes=True)
        self._hold(key, event)
        return given

    def silence(self) -> Decision[T]:
        """Nothing followed what is held: a person typed it, or a scan broke off."""
        if self._held and self._silent:
            return Decision(deliver=self._drop(), half=True)
        return Decision(deliver=self._let_go())

    def _hold(self, key: Key, event: T) -> None:
        starts = not self._held
        self._held.append((key, event))
        if key.code in _SHIFTS:
            self._last = key.at if starts else self._last
            return
        self._last = key.at
        sign = _SIGNS.get(key.code)
        if sign and not (starts and self._prefix):
            self._text.append(sign[key.shift])

    def _is_prefix(self, key: Key) -> bool:
        if self._silent:
            return key.code == _SILENT[self._prefix]
        sign = _SIGNS.get(key.code)
        return bool(self._prefix) and sign is not None and sign[key.shift] == self._prefix

    def _released(self, key: Key, event: T) -> Decision[T]:
        if key.code in self._swallowed:
            self._swallowed.discard(key.code)
            return Decision()
        if self._held:
            self._held.append((key, event))
            return Decision()
        return Decision(passes=True)

    def _ended(self, key: Key) -> Decision[T]:
        least = 1 if self._prefix else LEAST
        if len(self._text) >= least and _since(self._last, key.at) <= self.gap:
            code = "".join(self._text)
            others = self._drop()
            self._swallow(key)
            return Decision(deliver=others, code=code)
        doubled = not self._held and self._scanned_at is not None
        if doubled and _since(self._scanned_at or 0, key.at) <= GAP:
            self._swallow(key)
            return Decision()
        return self._typed()

    def _swallow(self, end: Key) -> None:
        self._swallowed.add(end.code)
        self._scanned_at = end.at

    def _typed(self) -> Decision[T]:
        return replace(self.silence(), passes=True)

    def _let_go(self) -> tuple[T, ...]:
        held = tuple(event for _, event in self._held)
        self._held.clear()
        self._text.clear()
        return held

    def _drop(self) -> tuple[T, ...]:
        """Swallow a scan; keys that were pressed before it and came up meanwhile go on."""
        down: set[int] = set()
        others: list[T] = []
        for key, event in self._held:
            if key.pressed:
                down.add(key.code)
            elif key.code in down:
                down.discard(key.code)
            else:
                others.append(event)
        self._swallowed |= down
        self._let_go()
        return tuple(others)


def _since(before: int, now: int) -> int:
    """The milliseconds between; the time of the X server begins anew after seven weeks."""
    return (now - before) & _X_TIME
