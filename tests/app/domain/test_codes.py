"""Printed codes: what is printed is understood, and nothing else is."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codes import (
    CodeKind,
    CodeProblem,
    CodeTrouble,
    ScannedCode,
    check_pair,
    grouped,
    is_printed_code,
    printed_code,
    typed_code,
    understand,
)

BRANCH = "214"
CASE = printed_code(CodeKind.CASE, BRANCH, 2601712345)

kinds = st.sampled_from(list(CodeKind))
branches = st.integers(1, 9999).map(str)
numbers = st.integers(1, 10**10 - 1)
payloads = st.builds(printed_code, kinds, branches, numbers)


def trouble(text: str, branch: str = BRANCH) -> CodeTrouble | None:
    found = understand(text, branch)
    return found.trouble if isinstance(found, CodeProblem) else None


@pytest.mark.requirement("R-142", "R-157")
@given(kinds, branches, numbers)
@settings(max_examples=60)
def test_a_printed_code_is_understood_at_its_branch(
    kind: CodeKind, branch: str, number: int
) -> None:
    payload = printed_code(kind, branch, number)
    assert understand(payload, branch) == ScannedCode(kind, branch.zfill(4), number, payload)
    assert typed_code(f" {grouped(payload).lower()} ") == payload


@given(payloads, st.data())
@settings(max_examples=150)
def test_any_changed_character_is_caught(payload: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(payload) - 1))
    other = data.draw(
        st.sampled_from(string.ascii_uppercase + string.digits + "\"'$ %").filter(
            lambda c: c != payload[place]
        )
    )
    spoiled = payload[:place] + other + payload[place + 1 :]
    assert isinstance(understand(spoiled, payload[1:5]), CodeProblem)
    assert not is_printed_code(spoiled)


@given(payloads, st.data())
@settings(max_examples=150)
def test_any_two_swapped_characters_are_caught(payload: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(payload) - 2))
    second = data.draw(st.integers(first + 1, len(payload) - 1))
    letters = list(payload)
    letters[first], letters[second] = letters[second], letters[first]
    spoiled = "".join(letters)
    if spoiled != payload:
        assert isinstance(understand(spoiled, payload[1:5]), CodeProblem)


@given(st.text(max_size=80))
@settings(max_examples=150)
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    found = understand(text, BRANCH)
    assert isinstance(found, CodeProblem | ScannedCode)
    assert isinstance(understand(typed_code(text), BRANCH), CodeProblem | ScannedCode)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CASE + "\r", None),
        (CASE + "\r\n", None),
        (CASE + "\r\r", CodeTrouble.DOUBLED_SUFFIX),
        (CASE + "\n\r\n", CodeTrouble.DOUBLED_SUFFIX),
        (CASE + CASE, CodeTrouble.DOUBLED_SUFFIX),
        (CASE + "\r" + CASE, CodeTrouble.DOUBLED_SUFFIX),
        (CASE + CASE[-2:], CodeTrouble.DOUBLED_SUFFIX),
        (printed_code(CodeKind.CASE, "215", 1), CodeTrouble.OTHER_BRANCH),
        ("Z" + CASE[1:15] + check_pair("Z" + CASE[1:15]), CodeTrouble.UNKNOWN_KIND),
        ("P" + CASE[1:], CodeTrouble.FAILED_CHECK),
        ("T02140000000000" + check_pair("T02140000000000"), CodeTrouble.FAILED_CHECK),
        ("4870204391510", CodeTrouble.FOREIGN),
        ("870412300123", CodeTrouble.FOREIGN),
        ("https://egov.kz/verify?code=1", CodeTrouble.FOREIGN),
        ("(01)04870200123456", CodeTrouble.FOREIGN),
        ("RC266343539937", CodeTrouble.GARBAGE),
        ("Е0214260171234588", CodeTrouble.GARBAGE),
        ("T٠٢١٤260171234588", CodeTrouble.GARBAGE),
        ("", CodeTrouble.GARBAGE),
        ("😀", CodeTrouble.GARBAGE),
        ("T" * 10_000, CodeTrouble.TOO_LONG),
    ],
)
def test_every_trouble_has_its_name(text: str, expected: CodeTrouble | None) -> None:
    assert trouble(text) is expected


def test_a_code_of_another_branch_names_that_branch() -> None:
    found = understand(printed_code(CodeKind.PACKAGE_OUT, "37", 5), BRANCH)
    assert found == CodeProblem(CodeTrouble.OTHER_BRANCH, "0037")


def test_a_scan_that_is_no_code_is_not_kept() -> None:
    assert "870412300123" not in repr(understand("870412300123", BRANCH))


def test_cyrillic_look_alikes_are_forgiven_when_typed_only() -> None:
    cyrillic = "Т" + CASE[1:]
    assert trouble(cyrillic) is CodeTrouble.GARBAGE
    assert typed_code(cyrillic) == CASE


@pytest.mark.requirement("R-142")
def test_a_thousand_codes_hold_an_id_and_check_digits_alone() -> None:
    shape = re.compile(r"[A-Z]\d{16}", re.ASCII)
    for number in range(2_601_700_000, 2_601_701_000):
        payload = printed_code(CodeKind.CASE, BRANCH, number)
        assert shape.fullmatch(payload)
        assert payload[:15] == f"T0214{number}"
        assert int(str(int("T", 36)) + payload[1:]) % 97 == 1


@pytest.mark.parametrize(
    ("branch", "number"), [("", 1), ("12345", 1), ("1a", 1), ("٣", 1), ("1", 0), ("1", 10**10)]
)
def test_what_does_not_fit_is_not_printed(branch: str, number: int) -> None:
    with pytest.raises(ValueError, match=r"branch number|printed number"):
        printed_code(CodeKind.CASE, branch, number)
