"""The orders to the simulator: one a line, the same in a script, on the control port and in tests."""

from dataclasses import dataclass
from enum import StrEnum

from devices.eds.ncalayer.messages import CARRIERS
from devices.eds.simulator.lab import Signer


class Act(StrEnum):
    """What the simulator does with a request that asks for the person; the word of the order."""

    OK = "ok"
    CANCEL = "cancel"
    CANCEL_CODE = "cancel-code"
    FAIL = "fail"
    DELAY = "delay"
    LATE = "late"
    DROP = "drop"
    GARBAGE = "garbage"
    HUGE = "huge"
    SILENCE = "silence"


_BARE = frozenset({Act.OK, Act.CANCEL, Act.CANCEL_CODE, Act.LATE, Act.DROP, Act.SILENCE})
GARBAGE = ("noise", "json", "binary", "frame", "shape")
MODULES = ("basics", "commonUtils")
PRODUCTS = ("ncalayer", "kaztoken")
_LONGEST_DELAY, _LARGEST = 600.0, 256.0


class OrderWrongError(Exception):
    """A line that is no order; its text says what could stand there."""


@dataclass(frozen=True, slots=True)
class Play:
    """An act with its word: a code, a kind of garbage; ``amount``: seconds or mebibytes."""

    act: Act = Act.OK
    word: str = ""
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class Next:
    """Do that with the next request only; several wait in their order."""

    play: Play


@dataclass(frozen=True, slots=True)
class Always:
    """Do that with every request from now on."""

    play: Play


@dataclass(frozen=True, slots=True)
class Set:
    """Set what the simulator is: ``what`` is a field of its set-up, ``words`` the new value."""

    what: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Do:
    """``release`` a late answer, tell the ``state``, ``stop``."""

    what: str


Order = Next | Always | Set | Do

_SETTABLE: dict[str, tuple[str, ...]] = {
    "signer": tuple(Signer),
    "tokens": (*CARRIERS, "none"),
    "modules": (*MODULES, "none"),
    "product": PRODUCTS,
    "greeting": ("on", "off"),
}
_SEVERAL = frozenset({"tokens", "modules"})


def parse(line: str) -> Order | None:
    """The order in a line; ``None`` for an empty one and for a remark (``#``).

    Raises ``OrderWrongError``.
    """
    words = line.partition("#")[0].split()
    if not words:
        return None
    first, rest = words[0], words[1:]
    if first in ("next", "always"):
        play = _play(rest)
        return Next(play) if first == "next" else Always(play)
    if first in _SETTABLE:
        return _set(first, tuple(rest))
    if first in ("release", "state", "stop") and not rest:
        return Do(first)
    raise OrderWrongError(f"next, always, {', '.join(_SETTABLE)}, release, state, stop")


def _set(what: str, words: tuple[str, ...]) -> Set:
    allowed = _SETTABLE[what]
    few = len(words) == 1 or (what in _SEVERAL and words)
    if not few or not set(words) <= set(allowed):
        raise OrderWrongError(f"{what}: {', '.join(allowed)}")
    return Set(what, () if words == ("none",) else words)


def _play(words: list[str]) -> Play:
    try:
        act, rest = Act(words[0]), words[1:]
    except (ValueError, IndexError):
        raise OrderWrongError(", ".join(Act)) from None
    if act in _BARE and not rest:
        return Play(act)
    if act is Act.FAIL and len(rest) == 1 and rest[0].isascii() and rest[0].isprintable():
        return Play(act, rest[0][:40])
    if act is Act.GARBAGE and len(rest) == 1 and rest[0] in GARBAGE:
        return Play(act, rest[0])
    if act in (Act.DELAY, Act.HUGE) and len(rest) == 1:
        return Play(act, amount=_amount(act, rest[0]))
    raise OrderWrongError(
        f"fail CODE, garbage {'|'.join(GARBAGE)}, delay SECONDS, huge MEBIBYTES, "
        f"{', '.join(sorted(_BARE))}"
    )


def _amount(act: Act, word: str) -> float:
    most = _LONGEST_DELAY if act is Act.DELAY else _LARGEST
    try:
        amount = float(word)
    except ValueError:
        amount = -1.0
    if not 0 <= amount <= most:
        raise OrderWrongError(f"{act} 0…{most:g}")
    return amount
