"""The check digit of IIN and BIN, and what is deliberately not judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.national_id import NumberProblem, check_bin, check_digit, check_iin

ELEVEN = st.text("0123456789", min_size=11, max_size=11)


@pytest.mark.requirement("R-057")
@pytest.mark.parametrize("number", ["900101300017", " 900101300017 "])
def test_a_good_iin(number: str) -> None:
    assert check_iin(number).valid


@pytest.mark.parametrize("number", ["991331300010", "000000000019", "450230300011"])
def test_digits_that_are_no_birth_date_are_no_problem(number: str) -> None:
    whole = number[:11] + str(check_digit(number[:11]))
    problems = check_iin(whole).problems
    assert NumberProblem.CHECK_DIGIT not in problems
    assert NumberProblem.LENGTH not in problems


@pytest.mark.requirement("R-057")
def test_published_sample_numbers_fail_with_the_known_right_digits() -> None:
    assert check_digit("12345678901") == 3
    assert check_digit("12345678902") == 5
    assert NumberProblem.CHECK_DIGIT in check_iin("123456789011").problems
    assert NumberProblem.CHECK_DIGIT in check_bin("123456789021").problems


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("", NumberProblem.EMPTY),
        ("   ", NumberProblem.EMPTY),
        ("90010130001", NumberProblem.LENGTH),
        ("9001013000171", NumberProblem.LENGTH),
        ("1" * 10_000, NumberProblem.LENGTH),
        ("90010130001a", NumberProblem.NOT_DIGITS),
        ("90010130001٧", NumberProblem.NOT_DIGITS),
        ("９００１０１３０００１７", NumberProblem.NOT_DIGITS),
        ("😀" * 12, NumberProblem.NOT_DIGITS),
        ("900101 300017", NumberProblem.NOT_DIGITS),
        ("000000000000", NumberProblem.NEVER_ISSUED),
        ("111111111111", NumberProblem.CHECK_DIGIT),
    ],
)
def test_what_is_wrong_is_named(number: str, problem: NumberProblem) -> None:
    check = check_iin(number)
    assert not check.valid
    assert problem in check.problems


@pytest.mark.requirement("R-064")
def test_the_two_kinds_are_told_apart() -> None:
    company = "05044000000"
    company += str(check_digit(company))
    assert check_bin(company).valid
    assert check_iin(company).problems == (NumberProblem.LOOKS_LIKE_BIN,)
    assert check_bin("900101300017").problems == (NumberProblem.LOOKS_LIKE_IIN,)


def _first_row(digits: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(range(1, 12), digits, strict=True)) % 11


@given(ELEVEN, st.sampled_from([*range(10), 11]), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(first: str, place: int, shift: int) -> None:
    """The eleventh digit weighs eleven and so nothing; a rest of ten falls to the second row."""
    digit = check_digit(first)
    if digit is None:
        return
    number = first + str(digit)
    wrong = str((int(number[place]) + shift) % 10)
    mistyped = number[:place] + wrong + number[place + 1 :]
    if 10 not in (_first_row(first), _first_row(mistyped[:11])):
        assert NumberProblem.CHECK_DIGIT in check_iin(mistyped).problems


@given(st.text(max_size=40))
def test_any_text_gets_a_verdict(text: str) -> None:
    check = check_iin(text)
    assert check.valid == (not check.problems)
