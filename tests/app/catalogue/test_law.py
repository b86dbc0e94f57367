"""The table of citations: complete, numbered as both texts are, never a repealed act."""

import re
from datetime import date

import pytest

from app.catalogue.law import (
    RepealedAct,
    UnknownCitationError,
    act_by_id,
    all_acts,
    all_citations,
    basis,
    citation,
    layout_source,
    refuse_repealed,
)
from app.catalogue.requirements import all_requirements
from app.domain.citation import ActStatus
from app.errors import InputInvalid
from app.rules.loading import every_rule


@pytest.mark.requirement("R-021", "R-002")
def test_every_rule_stands_on_a_provision_in_force() -> None:
    for rule in every_rule():
        assert citation(rule.citation).act.status is ActStatus.IN_FORCE, rule.id


@pytest.mark.requirement("R-003")
def test_every_reference_is_there_in_both_languages() -> None:
    for entry in all_citations():
        assert entry.reference.complete, entry.id
        assert entry.full.complete, entry.id
        assert entry.text.kk, entry.id
        assert bool(entry.text.ru) == entry.ru_confirmed, entry.id


@pytest.mark.requirement("R-003")
@pytest.mark.parametrize(
    ("citation_id", "kk", "ru"),
    [
        ("law.20.2", "20-баптың 2-тармағы", "пункт 2 статьи 20"),
        ("law.20.6", "20-баптың 6-тармағы", "пункт 5 статьи 20"),
        ("law.21.5", "21-баптың 5-тармағы", "пункт 4 статьи 21"),
        ("law.14.2", "14-баптың 2) тармақшасы", "подпункт 1) статьи 14"),
        ("law.23.2", "23-баптың 2-тармағы", "второй пункт 1 статьи 23"),
        ("law.23.3", "23-баптың 3-тармағы", "пункт 2 статьи 23"),
        ("law.23.4", "23-баптың 4-тармағы", "пункт 3 статьи 23"),
        (
            "law.5.2.p2.1",
            "5-баптың 2-тармағы екінші бөлігінің 1) тармақшасы",
            "подпункт 15) пункта 2 статьи 5",
        ),
        ("law.9-1.8", "9-1-баптың 8) тармақшасы", "подпункт 6) статьи 9-1"),
        ("law.1.17-1", "1-баптың 17-1) тармақшасы", "подпункт 16-1) статьи 1"),
        ("law.1.9", "1-баптың 9) тармақшасы", "подпункт 7) статьи 1"),
        ("rules.15.5", "15-тармақтың алтыншы абзацы", "абзац шестой пункта 15"),
    ],
)
def test_the_numbers_of_the_two_texts_differ_where_the_texts_do(
    citation_id: str, kk: str, ru: str
) -> None:
    found = citation(citation_id)
    assert (found.reference.kk, found.reference.ru) == (kk, ru)


@pytest.mark.requirement("R-003")
def test_a_number_and_the_words_under_it_belong_together() -> None:
    consent = citation("law.20.6")
    assert consent.text.kk.startswith("6. Мемлекеттік корпорацияның қызметкерлері")
    assert consent.text.ru.startswith("5. Работники Государственной корпорации")
    for entry in all_citations():
        if entry.act.id != "law":
            continue
        own = entry.text.ru.split("\n", 1)[0]
        numbered = re.match(r"(\d+(?:-\d+)?)([.)])", own)
        if numbered and not entry.id.split(".")[-1].startswith("p"):
            assert numbered.group(1) in entry.reference.ru, entry.id


@pytest.mark.requirement("R-018")
def test_a_provision_carries_its_parts() -> None:
    whole = citation("law.20.2").text.ru
    assert citation("law.20.2.p1").text.ru in whole
    assert citation("law.20.2.p2").text.ru in whole
    assert "документов с истекшим сроком действия" in whole


@pytest.mark.requirement("R-006")
def test_the_ten_items_of_the_main_requirements_can_be_cited_one_by_one() -> None:
    for number in range(1, 11):
        assert citation(f"law.14.3-1.{number}").text.complete


@pytest.mark.requirement("R-002")
def test_a_repealed_act_is_no_basis_and_names_what_repealed_it() -> None:
    with pytest.raises(RepealedAct) as caught:
        citation("order-126.annex-3")
    assert "68/НҚ" in caught.value.params["repealed_by_kk"]
    assert layout_source("order-126.annex-3").act.status is ActStatus.REPEALED
    assert all(entry.act.id != "order-126" for entry in all_citations())


@pytest.mark.requirement("R-002")
@pytest.mark.parametrize("words", ["приказ № 126", "№126 бұйрық, 3-қосымша", "order No. 126"])
def test_free_words_that_name_a_repealed_act_are_turned_down(words: str) -> None:
    with pytest.raises(RepealedAct):
        refuse_repealed(words)


@pytest.mark.parametrize("words", ["№ 1260", "№ 126/НҚ", "кабинет 126", "приказ № 52"])
def test_other_numbers_are_left_alone(words: str) -> None:
    refuse_repealed(words)


@pytest.mark.requirement("R-002")
def test_a_basis_is_in_force_on_the_day() -> None:
    assert basis("rules.3", date(2026, 1, 1)).act.id == "rules"
    with pytest.raises(InputInvalid) as caught:
        basis("rules.3", date(2015, 1, 1))
    assert caught.value.code == "law.not_in_force"


def test_an_unknown_id_is_said() -> None:
    for unknown in ("law.99", "law", "", "codex.1", "rules.15.99"):
        with pytest.raises(UnknownCitationError):
            citation(unknown)


def test_acts_tell_edition_and_repeal() -> None:
    law = act_by_id("law")
    assert (law.number, law.edition) == ("88-V", date(2022, 9, 4))
    repealed = [act for act in all_acts() if act.status is ActStatus.REPEALED]
    assert [act.id for act in repealed] == ["order-126"]
    assert repealed[0].repealed_by.complete
    assert not repealed[0].in_force(date(2026, 1, 1))


def test_requirements_of_the_table_are_in_the_register() -> None:
    known = {entry.id for entry in all_requirements()}
    assert len(known) == 252
    for entry in all_citations():
        assert set(entry.requirements) <= known, entry.id
    for rule in every_rule():
        assert set(rule.requirements) <= known, rule.id


@pytest.mark.parametrize("needle", ["бұр.ред", "Заңымен алып", "bookmark", "](", "  "])
def test_the_texts_carry_no_editorial_marks(needle: str) -> None:
    for entry in all_citations():
        assert needle not in entry.text.kk + entry.text.ru, entry.id
