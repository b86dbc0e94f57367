"""The printed codes: a kind, a branch, a number and a check pair; nothing personal.

A payload is one Latin letter and sixteen digits, ``T0214260171234588``: the kind, four digits of
the branch, ten of the number, two of ISO 7064 MOD 97-10 over all that stands before. Any one
changed character and any two swapped ones are caught. Code 128 packs it into 145 modules.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST_SCAN = 64
"""More characters than this are not read at all: no code of ours comes near it."""

_BRANCH_DIGITS = 4
_NUMBER_DIGITS = 10
_PAYLOAD = re.compile(r"([A-Z])(\d{4})(\d{10})(\d{2})", re.ASCII)
_FOREIGN = re.compile(r"\d{6,}|https?://.*|\]\w\d.*|\(\d{2,4}\).*", re.ASCII | re.IGNORECASE)
_TERMINATORS = "\r\n\t"
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")


class CodeKind(StrEnum):
    """What a printed code stands for; the value is its letter."""

    CASE = "T"
    PACKAGE_OUT = "P"
    RESULT_IN = "R"
    UNCLAIMED_RETURN = "V"
    KEPT_ORIGINALS = "K"
    REGISTER = "G"
    CELL = "C"
    TICKET = "Q"
    PAPER = "D"


UNIT_CODES = frozenset(
    {CodeKind.PACKAGE_OUT, CodeKind.RESULT_IN, CodeKind.UNCLAIMED_RETURN, CodeKind.KEPT_ORIGINALS}
)
"""Kinds of codes that lie on things which are handed from one to another."""


class CodeTrouble(StrEnum):
    """Why a scanned text is not a code of this branch."""

    UNKNOWN_KIND = "unknown_kind"
    FAILED_CHECK = "failed_check"
    OTHER_BRANCH = "other_branch"
    GARBAGE = "garbage"
    TOO_LONG = "too_long"
    FOREIGN = "foreign"
    DOUBLED_SUFFIX = "doubled_suffix"


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """A code of ours that passed every check; ``text`` is the payload as printed."""

    kind: CodeKind
    branch: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class CodeProblem:
    """A scan that moves nothing. The scanned text is not kept: it may be somebody's number.

    ``branch`` is filled for a sound code of another branch only.
    """

    trouble: CodeTrouble
    branch: str = ""


def branch_digits(branch: str) -> str:
    """The branch number as it stands in a code. Raises ``ValueError`` unless 1 to 4 digits."""
    if not (branch.isascii() and branch.isdigit() and len(branch) <= _BRANCH_DIGITS):
        raise ValueError("a branch number is one to four digits")
    return branch.zfill(_BRANCH_DIGITS)


def _as_number(text: str) -> int:
    return int("".join(str(int(character, 36)) for character in text))


def check_pair(body: str) -> str:
    """The two check digits of ``body`` (Latin capitals and digits), ISO 7064 MOD 97-10."""
    return f"{98 - _as_number(body) * 100 % 97:02d}"


def printed_code(kind: CodeKind, branch: str, number: int) -> str:
    """The payload to print. Raises ``ValueError`` for a branch or number that does not fit."""
    if not 0 < number < 10**_NUMBER_DIGITS:
        raise ValueError("a printed number is 1 to 9 999 999 999")
    body = f"{kind.value}{branch_digits(branch)}{number:0{_NUMBER_DIGITS}d}"
    return body + check_pair(body)


def is_printed_code(text: str) -> bool:
    """Whether ``text`` is a sound payload of any branch."""
    return isinstance(_read(text), ScannedCode)


def grouped(payload: str) -> str:
    """The payload as people read it under the bars: ``T 0214 2601712345 88``."""
    return f"{payload[0]} {payload[1:5]} {payload[5:15]} {payload[15:]}"


def typed_code(text: str) -> str:
    """What a person typed from under the bars, made ready for :func:`understand`.

    Spaces and hyphens go, small letters grow, Cyrillic look-alikes become Latin.
    """
    kept = "".join(character for character in text if not character.isspace() and character != "-")
    return kept.upper().translate(_LOOK_ALIKES)


def understand(text: str, branch: str) -> ScannedCode | CodeProblem:
    """What a scan means at the branch of that number; one line end of the scanner is allowed."""
    if len(text) > LONGEST_SCAN:
        return CodeProblem(CodeTrouble.TOO_LONG)
    bare = text.rstrip(_TERMINATORS)
    if text[len(bare) :] not in ("", "\r", "\n", "\r\n", "\t") or _doubled(bare):
        return CodeProblem(CodeTrouble.DOUBLED_SUFFIX)
    found = _read(bare)
    if isinstance(found, ScannedCode) and found.branch != branch_digits(branch):
        return CodeProblem(CodeTrouble.OTHER_BRANCH, found.branch)
    return found


def _doubled(text: str) -> bool:
    """Whether two whole codes, or a code and its check pair again, came as one."""
    sound = text[:17]
    if not isinstance(_read(sound), ScannedCode):
        return False
    rest = text[17:].strip(_TERMINATORS)
    return rest in (sound[15:], sound) or isinstance(_read(rest), ScannedCode)


def _read(text: str) -> ScannedCode | CodeProblem:
    match = _PAYLOAD.fullmatch(text)
    if match is None:
        foreign = _FOREIGN.fullmatch(text) is not None
        return CodeProblem(CodeTrouble.FOREIGN if foreign else CodeTrouble.GARBAGE)
    letter, branch, number, pair = match.groups()
    if pair != check_pair(text[:15]) or int(number) == 0:
        return CodeProblem(CodeTrouble.FAILED_CHECK)
    try:
        kind = CodeKind(letter)
    except ValueError:
        return CodeProblem(CodeTrouble.UNKNOWN_KIND)
    return ScannedCode(kind, branch, int(number), text)
