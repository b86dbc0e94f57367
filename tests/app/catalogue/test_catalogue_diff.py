"""The difference of two editions: every changed value by its path, in words of both languages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.catalogue.diff import FIELDS, Change, difference
from app.domain.passport import Fee, FeeItem, Passport, Term, TermUnit
from i18n import LANGUAGES, text
from tests.app.rules.published_passport import both, published, row


@pytest.mark.requirement("R-008")
def test_what_changed_is_told_by_its_place() -> None:
    before = published()
    term = Term(key="service", case=before.terms[0].case, value=7, unit=TermUnit.WORKING_DAYS)
    after = replace(before, terms=(term,), documents=(*before.documents, row("new")))
    changes = difference(before, after)
    assert changes[0] == Change("terms.service.value", "5", "7")
    added = {change.path: change.after for change in changes[1:]}
    assert added["documents.new.name.ru"] == "Тестовый документ"
    assert all(not change.before for change in changes[1:])
    assert changes[0].words.ru == "сроки (service.value): было «5», стало «7»"
    assert changes[0].words.kk.startswith("мерзімдер (service.value)")


def test_nothing_changes_against_itself_and_all_against_nothing() -> None:
    assert difference(published(), published()) == ()
    everything = difference(None, published())
    assert everything
    assert all(change.before == "" for change in everything)
    assert "добавлено" in everything[0].words.ru
    gone = difference(published(), published(documents=()))
    assert all("убрано" in change.words.ru for change in gone)


def test_prices_of_one_key_are_told_apart_by_their_day() -> None:
    from datetime import date

    price = FeeItem(key="duty", what=both("баж", "пошлина"), tenge=Decimal(10))
    dated = replace(price, valid_from=date(2026, 1, 1), tenge=Decimal(20))
    before, after = published(fee=Fee(items=(price,))), published(fee=Fee(items=(price, dated)))
    paths = [change.path for change in difference(before, after)]
    assert "fee.items.duty 2026-01-01.tenge" in paths
    assert not any(path.startswith("fee.items.duty.") for path in paths)


def test_fields_have_words() -> None:
    names = set(Passport.__dataclass_fields__)
    assert set(FIELDS) <= names
    for message in FIELDS.values():
        for lang in LANGUAGES:
            assert text(lang, message) != message
