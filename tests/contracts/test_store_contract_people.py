"""What every store promises of applicants seen before."""

from dataclasses import replace

import pytest

from app.domain.language import Bilingual
from app.domain.person import Organisation
from app.ports.storage import Store
from tests.fakes.store_samples import LATER, MORNING, person
from tests.fakes.store_trial import commit


def test_people_are_found_by_parts_in_any_order(store: Store) -> None:
    people = [
        person("Әбдіқадыров", "Ғайни", "Өмірұлы", "900101300017"),
        person("Сынақова", "Үміт", "", "910202400025"),
        person("Ёлкин", "Тест", "", "920303300033"),
    ]
    commit(store, *(lambda work, who=who: work.persons.remember(who, MORNING) for who in people))
    expected = {
        "ғайни әбдіқ": "Әбдіқадыров",
        "абдикадыров": "Әбдіқадыров",
        "АБДИК гайн омир": "Әбдіқадыров",
        "умит": "Сынақова",
        "елкин": "Ёлкин",
        "9203": "Ёлкин",
        "910202400025": "Сынақова",
        "сын 9102": "Сынақова",
    }
    with store.begin(writing=False) as work:
        for text, surname in expected.items():
            assert [hit.person.name.surname for hit in work.persons.find(text)] == [surname], text
        for text in ("", "   ", "йцук", "сын 9001", "*", '"', "қадыров"):
            assert work.persons.find(text) == (), text


def test_people_come_in_kazakh_order(store: Store) -> None:
    surnames = ["Яров", "Ізбасов", "Һашимов", "Иванов", "Қасымов", "Аманов", "Әлиев", "Касымов"]
    commit(
        store,
        *(
            lambda work, n=n, name=name: work.persons.remember(
                person(name, "Тест", "", f"90010130{n:04d}"), MORNING
            )
            for n, name in enumerate(surnames)
        ),
    )
    order = ["Аманов", "Әлиев", "Иванов", "Касымов", "Қасымов", "Һашимов", "Ізбасов", "Яров"]
    with store.begin(writing=False) as work:
        assert [hit.person.name.surname for hit in work.persons.find("тест")] == order
        assert [hit.person.name.surname for hit in work.persons.find("тест", 3)] == order[:3]


@pytest.mark.requirement("R-072")
def test_people_are_never_merged_silently(store: Store) -> None:
    married = person("Тестова", "Үміт", "", "910202400025")
    maiden = person("Сынақова", "Үміт", "", "910202400025")
    commit(
        store,
        lambda work: work.persons.remember(maiden, MORNING),
        lambda work: work.persons.remember(married, MORNING),
        lambda work: work.persons.remember(replace(married, phone="+7 700 000 00 00"), LATER),
    )
    with store.begin(writing=False) as work:
        hits = work.persons.find("910202400025")
    assert [hit.person.name.surname for hit in hits] == ["Сынақова", "Тестова"]
    assert [hit.person.phone for hit in hits] == [None, "+7 700 000 00 00"]
    assert [hit.last_seen for hit in hits] == [MORNING, LATER]
    assert len({hit.id for hit in hits}) == 2


def test_organisations_are_found_in_both_languages(store: Store) -> None:
    firm = Organisation(bin="990140000011", name=Bilingual("«Сынақ» ЖШС", "ТОО «Проба»"))
    renamed = replace(firm, name=Bilingual("«Жаңа сынақ» ЖШС", "ТОО «Новая проба»"))
    commit(
        store,
        lambda work: work.persons.remember_organisation(firm, MORNING),
        lambda work: work.persons.remember_organisation(renamed, LATER),
    )
    with store.begin(writing=False) as work:
        for text in ("сынак", "проба", "9901", "новая сынақ"):
            (hit,) = work.persons.find_organisations(text)
            assert hit.organisation == renamed
            assert hit.last_seen == LATER
        assert work.persons.find_organisations("жоқ") == ()
        assert work.persons.find_organisations("") == ()
