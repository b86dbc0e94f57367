"""Service search: any word order, starts of words, both languages, either keyboard, a steady order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.search import ServiceIndex
from app.catalogue.services import load_catalogue
from app.domain.language import Lang

INDEX = ServiceIndex(load_catalogue().passports)


def ids(text: str, lang: Lang = Lang.RU, limit: int = 5) -> list[str]:
    return [hit.passport.id for hit in INDEX.find(text, lang, limit)]


@pytest.mark.requirement("R-004")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("пособие многодетным", "large_family_allowance"),
        ("многодетным пособ", "large_family_allowance"),
        ("МНОГОДЕТ", "large_family_allowance"),
        ("00402014", "large_family_allowance"),
        ("00402", "large_family_allowance"),
        ("тұрғын үй көмегі", "housing_aid"),
        ("турғин уи комеги", "housing_aid"),
        ("көмегін тұрғын", "housing_aid"),
        ("көпбалалы", "large_family_allowance"),
        ("копбалали", "large_family_allowance"),
        ("соттылық", "criminal_record"),
        ("соттилик", "criminal_record"),
        ("судимость", "criminal_record"),
        ("детский сад", ""),
        ("дошкольные очередь", "kindergarten_queue"),
        ("мектепке дейінгі кезек", "kindergarten_queue"),
        ("жеке куәлік", "id_documents"),
        ("жеке куалик", "id_documents"),
        ("мұрағат", "archive_certificates"),
        ("муражай", ""),
    ],
)
def test_found_by_any_words_on_either_keyboard(text: str, first: str) -> None:
    found = ids(text)
    assert (found[0] if found else "") == first


def test_words_of_documents_are_found_after_names() -> None:
    found = INDEX.find("коммунальных счета", Lang.RU)
    assert [hit.passport.id for hit in found] == ["housing_aid"]
    assert found[0].in_documents
    named = INDEX.find("водительск", Lang.RU)
    assert named[0].passport.id == "driver_licence"
    assert not named[0].in_documents
    assert all(hit.score <= named[0].score for hit in named)


def test_near_names_are_told_apart() -> None:
    assert ids("назначение государственных специальных")[0] == "state_special_allowance"
    assert ids("специального государственного")[0] == "special_state_allowance"


def test_an_empty_text_gives_all_by_the_alphabet() -> None:
    everything = ids("", limit=100)
    assert len(everything) == 35
    assert ids("   ", limit=100) == everything
    assert ids("", Lang.KK, 100) != everything
    assert ids("", limit=3) == everything[:3]
    assert ids("", limit=-1) == []
    assert ids("«»…") == []


def test_nonsense_and_too_much_are_no_trouble() -> None:
    assert ids("щщщщ") == []
    assert ids("а" * 10_000) == []
    assert ids("справка 😀 щщ") == []
    assert ids(" ".join(["справка"] * 5_000))


@pytest.mark.requirement("R-004")
@given(st.sampled_from(load_catalogue().passports), st.randoms(use_true_random=False))
def test_every_service_is_found_by_its_own_words_in_any_order(passport, random) -> None:  # type: ignore[no-untyped-def]
    for name in (passport.name.ru, passport.name.kk):
        words = name.split()
        random.shuffle(words)
        text = " ".join(words[:4])
        if text:
            hits = INDEX.find(text, Lang.KK, 100)
            assert passport.id in [hit.passport.id for hit in hits]
            assert hits == INDEX.find(text.upper(), Lang.KK, 100)
