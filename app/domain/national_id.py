"""The individual and the business identification number: their form and check digit, nothing else.

Since the resolution № 853 of 26.08.2013 an IIN need not agree with the birth date or the sex of its
holder, so a difference is no error and nothing is derived from the digits.
"""

from dataclasses import dataclass
from enum import StrEnum

LENGTH = 12
_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_NEVER = 10
_BIN_TYPES = "456"
_IIN_DAYS = "0123"
_FIFTH = 4


class NumberKind(StrEnum):
    """A person's number, or an organisation's."""

    IIN = "iin"
    BIN = "bin"


class NumberProblem(StrEnum):
    """What is wrong with a number."""

    EMPTY = "empty"
    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    CHECK_DIGIT = "check_digit"
    NEVER_ISSUED = "never_issued"
    LOOKS_LIKE_BIN = "looks_like_bin"
    LOOKS_LIKE_IIN = "looks_like_iin"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberCheck:
    """The verdict on one number as it was given, spaces around it left out."""

    kind: NumberKind
    number: str
    problems: tuple[NumberProblem, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing speaks against the number."""
        return not self.problems


def check_digit(first_eleven: str) -> int | None:
    """The twelfth digit of a number; ``None`` when such a number is never issued."""
    digits = [int(char) for char in first_eleven]
    for weights in (_FIRST, _SECOND):
        rest = sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11
        if rest != _NEVER:
            return rest
    return None


def check_iin(text: str) -> NumberCheck:
    """Form and check digit of an IIN."""
    return _check(NumberKind.IIN, text)


def check_bin(text: str) -> NumberCheck:
    """Form and check digit of a BIN."""
    return _check(NumberKind.BIN, text)


def _check(kind: NumberKind, text: str) -> NumberCheck:
    number = text.strip()
    return NumberCheck(kind=kind, number=number, problems=tuple(_problems(kind, number)))


def _problems(kind: NumberKind, number: str) -> list[NumberProblem]:
    if not number:
        return [NumberProblem.EMPTY]
    found = []
    if not (number.isascii() and number.isdigit()):
        found.append(NumberProblem.NOT_DIGITS)
    if len(number) != LENGTH:
        found.append(NumberProblem.LENGTH)
    if found:
        return found
    expected = check_digit(number[:-1])
    if expected is None or set(number) == {"0"}:
        found.append(NumberProblem.NEVER_ISSUED)
    elif expected != int(number[-1]):
        found.append(NumberProblem.CHECK_DIGIT)
    if kind is NumberKind.IIN and number[_FIFTH] in _BIN_TYPES:
        found.append(NumberProblem.LOOKS_LIKE_BIN)
    if kind is NumberKind.BIN and number[_FIFTH] in _IIN_DAYS:
        found.append(NumberProblem.LOOKS_LIKE_IIN)
    return found
