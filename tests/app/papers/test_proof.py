"""What cannot be set is refused by its field; what is merely long or odd is set whole."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.language import Lang
from app.domain.papers import AcceptanceReceipt, PaperKind
from app.errors import InputInvalid
from app.papers.fonts import settled
from app.papers.proof import LIMIT, proofread
from app.papers.render import render
from tests.app.papers.paper_samples import Samples

RECEIPT = Samples(Lang.KK).acceptance_receipt()
_LETTERS = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@pytest.mark.parametrize("bad", ["😀", "Сынақ 😀", "李明", "\x07", "سمير", "\ufffe"])
def test_what_the_fonts_cannot_write_is_refused(bad: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        render(replace(RECEIPT, applicant=bad))
    assert refused.value.code == "paper.text_unwritable"
    assert refused.value.field == "applicant"


def test_a_bad_character_deep_inside_is_found() -> None:
    document = replace(RECEIPT.accepted[0], name="Құжат \U0001f4c4")
    with pytest.raises(InputInvalid) as refused:
        render(replace(RECEIPT, accepted=(document,)))
    assert refused.value.field == "name"


def test_endless_text_is_refused() -> None:
    with pytest.raises(InputInvalid) as refused:
        render(replace(RECEIPT, applicant="А" * 10_000))
    assert refused.value.code == "paper.text_too_long"


def test_an_unknown_form_version_is_refused() -> None:
    with pytest.raises(InputInvalid) as refused:
        render(replace(RECEIPT, head=replace(RECEIPT.head, template=2)))
    assert refused.value.code == "paper.template_unknown"


@pytest.mark.parametrize("kind", [PaperKind.ACCEPTANCE_RECEIPT, PaperKind.INTAKE_REFUSAL_RECEIPT])
def test_the_longest_word_is_set_whole(kind: PaperKind, words_of: Callable[[bytes], str]) -> None:
    paper = replace(Samples(Lang.KK).of(kind), applicant="Ұ" * LIMIT)  # type: ignore[call-arg]
    words = words_of(render(paper)).replace(" ", "")
    assert words.count("Ұ" * LIMIT) >= 1


def test_long_documents_part_between_pages(words_of: Callable[[bytes], str]) -> None:
    long = tuple(replace(RECEIPT.accepted[0], name=f"{n} " + "сөз " * 240) for n in range(5))
    words = words_of(render(replace(RECEIPT, accepted=long)))
    assert words.count("сөз") == 5 * 240


_NAME = st.lists(st.text(_LETTERS, min_size=1, max_size=18), min_size=1, max_size=3).map(" ".join)


@settings(max_examples=8)
@given(names=st.lists(_NAME, min_size=20, max_size=20))
def test_any_names_come_back_from_the_page(
    names: list[str], words_of: Callable[[bytes], str]
) -> None:
    documents = tuple(replace(RECEIPT.accepted[0], name=name) for name in names)
    words = words_of(render(replace(RECEIPT, accepted=documents)))
    assert [name for name in names if name not in words] == []


@given(st.text(max_size=60))
def test_settling_is_final_and_harmless(text: str) -> None:
    once = settled(text)
    assert settled(once) == once
    assert "\n" not in once


def test_settling_keeps_no_break_spaces_and_drops_the_invisible() -> None:
    assert settled(" 3\u00a0932 \n ₸\u200b ") == "3\u00a0932 ₸"
    assert settled("и\u0306") == "й"


def test_a_receipt_is_what_it_says() -> None:
    assert isinstance(RECEIPT, AcceptanceReceipt)
    proofread(RECEIPT)
