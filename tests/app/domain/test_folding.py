"""Folding and Kazakh order: what is typed on the Russian layout is found, lists stand by the alphabet."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.folding import ALPHABET, fold, folded_words, sort_key


@pytest.mark.requirement("R-004", "R-089")
@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("әлеуметтік", "алеуметтик"),
        ("Ғалия Қосанқызы", "галия косанкизи"),
        ("ЖӘРДЕМАҚЫ", "жардемаки"),
        ("Өңір", "онир"),
        ("Ұлжан Үсенова", "улжан усенова"),
        ("һәм", "хам"),
        ("Ёлкин", "елкин"),
        ("Байқоңыр", "баиконир"),
        ("ТжКБ-254/1", "тжкб 254 1"),
    ],
)
def test_the_russian_layout_finds_kazakh_words(written: str, typed: str) -> None:
    assert fold(written) == fold(typed) == typed


def test_every_letter_of_the_alphabet_folds_to_a_letter() -> None:
    assert len(ALPHABET) == 42
    for letter in ALPHABET:
        assert len(fold(letter)) == 1
        assert fold(letter) == fold(letter.upper())


@given(st.text())
@example("Й\u0306")
@example("ǅ İ ß ﬁ")
@settings(max_examples=200)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert "  " not in once
    assert once == once.strip()


@given(st.text(alphabet=ALPHABET + ALPHABET.upper() + " -", max_size=40))
def test_case_and_composed_letters_do_not_matter(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(text.lower())


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert fold("и\u0306од") == fold("йод")
    assert fold("е\u0308лка") == fold("ёлка")


def test_words_in_their_order() -> None:
    assert folded_words("  Баланың тууын, тіркеу! ") == ("баланин", "тууин", "тиркеу")
    assert folded_words("…") == ()


def test_lists_stand_by_the_kazakh_alphabet_and_latin_after() -> None:
    names = ["Smith", "Ярослав", "Қасым", "Карим", "Әли", "Али", "Іңкәр", "Иван", "Ғани", "Гүл"]
    assert sorted(names, key=sort_key) == [
        "Али", "Әли", "Гүл", "Ғани", "Иван", "Карим", "Қасым", "Іңкәр", "Ярослав", "Smith",
    ]  # fmt: skip
    assert sorted(["Ұ", "Ү", "У", "Ы", "І"], key=sort_key) == ["У", "Ұ", "Ү", "Ы", "І"]


def test_case_and_length_in_order() -> None:
    assert sort_key("әли") == sort_key("ӘЛИ")
    assert sort_key("Али") < sort_key("Алия")
    assert sort_key("12-бап") < sort_key("аб")
