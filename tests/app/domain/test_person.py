"""Names that may be single, ages on a day, terms of documents, desks and roles."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.branch import Branch, DepartmentKind, Desk, Operator, Role
from app.domain.language import Bilingual, Lang
from app.domain.person import DocumentKind, IdentityDocument, Person, PersonName


@pytest.mark.requirement("R-063")
@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        (PersonName("Сынақов", "Асан", "Серікұлы"), "Сынақов Асан Серікұлы", "Сынақов А. С."),
        (PersonName("Сынақов", "Асан"), "Сынақов Асан", "Сынақов А."),
        (PersonName(given="Сынақбай"), "Сынақбай", "Сынақбай"),
        (PersonName(surname="TESTMANN"), "TESTMANN", "TESTMANN"),
    ],
)
def test_any_part_may_be_the_only_one(name: PersonName, full: str, short: str) -> None:
    assert (name.full, name.short) == (full, short)


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_name_of_nothing_is_refused(blank: str) -> None:
    with pytest.raises(ValueError, match="at least one part"):
        PersonName(blank, blank, blank)


def _born(day: date) -> Person:
    return Person(name=PersonName("Тестов"), birth_date=day)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 3, 6), date(2026, 3, 5), 17),
        (date(2008, 3, 6), date(2026, 3, 6), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2026, 3, 6), date(2026, 3, 6), 0),
    ],
)
def test_age_changes_on_the_birthday(born: date, day: date, age: int) -> None:
    assert _born(born).age_on(day) == age
    assert _born(born).minor_on(day) is (age < 18)


@settings(max_examples=60)
@given(st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.dates(date(2021, 1, 1), date(2100, 1, 1)))
def test_age_never_runs_backwards(born: date, day: date) -> None:
    age = _born(born).age_on(day)
    assert 0 <= day.year - born.year - age <= 1
    assert _born(born).age_on(date(day.year + 1, 12, 31)) > age


@pytest.mark.requirement("R-061")
def test_the_last_day_of_a_document_counts() -> None:
    card = IdentityDocument(kind=DocumentKind.IDENTITY_CARD, number="0", expires=date(2026, 3, 13))
    assert card.valid_on(date(2026, 3, 13))
    assert not card.valid_on(date(2026, 3, 14))
    endless = IdentityDocument(kind=DocumentKind.BIRTH_CERTIFICATE, number="0")
    assert endless.valid_on(date(2100, 1, 1))


def test_an_operator_is_named_in_both_languages() -> None:
    operator = Operator(
        id="x",
        name=PersonName("Сынақов", "Қуат"),
        name_ru=PersonName("Сынаков", "Куат"),
        position=Bilingual("Бөлім операторы", "Оператор отдела"),
        roles=frozenset({Role.OPR}),
    )
    assert operator.name_in(Lang.KK).full == "Сынақов Қуат"
    assert operator.name_in(Lang.RU).full == "Сынаков Куат"
    assert operator.may_act_as(Role.OPR)
    assert not operator.may_act_as(Role.ISS)
    assert not operator.vetted_on(date(2026, 1, 1))


def test_a_desk_is_found_by_its_number() -> None:
    desk = Desk(number=3, roles=frozenset({Role.OPR}))
    branch = Branch(
        code="9900",
        name=Bilingual("а", "б"),
        department_number="99",
        department=DepartmentKind.ORDINARY,
        address=Bilingual("а", "б"),
        desks=(desk,),
    )
    assert branch.desk(3) is desk
    with pytest.raises(KeyError):
        branch.desk(4)
