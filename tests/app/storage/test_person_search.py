"""The applicant search finds exactly what a plain reading of the names would, in Kazakh order."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.folding import sort_key
from app.domain.person import Person
from app.storage import SqlStore, open_store
from app.storage.name_order import LETTERS, SLOTS, first_row, last_row, ordered
from app.storage.unit_of_work import SqlUnitOfWork
from tests.fakes.plain_search import matches
from tests.fakes.store_samples import MORNING, person

PARTS = ["Сынақов", "Сынақова", "Тест", "Әлия", "Алия", "Ізбас", "Ұлы", "Улы-Тау", "Test", "Ёлкин"]


@pytest.fixture(params=["indexed", "plain"])
def work(request: pytest.FixtureRequest) -> Iterator[SqlUnitOfWork]:
    store = open_store("sqlite://")
    with store.begin(writing=True) as opened:
        opened.persons._indexed = request.param == "indexed"
        yield opened
    store.close()


def _store_of(people: list[Person]) -> SqlStore:
    store = open_store("sqlite://")
    with store.begin(writing=True) as work:
        for who in people:
            work.persons.remember(who, MORNING)
        work.commit()
    return store


@given(
    names=st.lists(
        st.tuples(st.sampled_from(PARTS), st.sampled_from(PARTS), st.sampled_from(["", *PARTS])),
        max_size=12,
        unique=True,
    ),
    asked=st.lists(
        st.one_of(
            st.sampled_from(
                ["сын", "тест", "АЛ", "изб", "ули", "тау", "елк", "te", "9001", "9", "х"]
            )
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_found_is_what_a_plain_reading_finds(
    names: list[tuple[str, str, str]], asked: list[str]
) -> None:
    people = [person(*parts, f"90010{n % 3}39{n:04d}") for n, parts in enumerate(names)]
    text = " ".join(asked)
    expected = [who for who in people if matches(text, who.name.full, who.iin or "")]
    store = _store_of(people)
    with store.begin(writing=False) as work:
        for indexed in (True, False):
            work.persons._indexed = indexed
            found = [hit.person for hit in work.persons.find(text, limit=50)]
            assert sorted(found, key=str) == sorted(expected, key=str), indexed
            if not all(word.isdigit() for word in asked):
                keys = [sort_key(who.name.full) for who in found]
                assert keys == sorted(keys)
    store.close()


def test_names_that_begin_alike_are_in_exact_order(work: SqlUnitOfWork) -> None:
    given_names = ["Яна", "Әсел", "Бота", "Асель", "Ғани", "Гани", "Ұлан"]
    for n, name in enumerate(given_names):
        work.persons.remember(person("Нұрмұхамбетов", name, "", f"90010139{n:04d}"), MORNING)
    expected = ["Асель", "Әсел", "Бота", "Гани", "Ғани", "Ұлан", "Яна"]
    assert [hit.person.name.given for hit in work.persons.find("нурмух")] == expected
    assert [hit.person.name.given for hit in work.persons.find("нурмух", 2)] == expected[:2]


@pytest.mark.parametrize(
    "text",
    [
        "'",
        '"',
        "*",
        "сын*",
        'a" OR "b',
        "NEAR(a b)",
        "-сын",
        "сын:",
        "(",
        "\x00",
        "😀",
        "٣",
        "a" * 9_999,
    ],
)
def test_no_text_breaks_the_search(work: SqlUnitOfWork, text: str) -> None:
    work.persons.remember(person(), MORNING)
    work.persons.find(text)
    work.persons.find_organisations(text)


def test_a_full_room_of_one_beginning_goes_on_in_the_next(work: SqlUnitOfWork) -> None:
    low = first_row("Сынақовтегі А")
    connection = work._connection
    connection.exec_driver_sql(
        "INSERT INTO persons VALUES (?, 'x', NULL, 'x', '', '', '{}')", (last_row(low),)
    )
    work.persons.remember(person("Сынақовтегі", "А", ""), MORNING)
    (hit,) = work.persons.find("сынаковтеги")
    assert int(hit.id) == low + SLOTS


@given(
    st.lists(st.text("аәбвгғқөұүіьэюяАӘҚ -xyz", min_size=1, max_size=14), min_size=2, max_size=6)
)
def test_row_numbers_grow_with_the_beginnings_of_names(names: list[str]) -> None:
    def beginning(name: str) -> list[tuple[int, int]]:
        signs = sort_key(name)[:LETTERS]
        # Marks are alike, and so are letters of other alphabets.
        return [(kind, place if kind == 1 else 0) for kind, place in signs]

    for one in names:
        for other in names:
            assert (first_row(one) < first_row(other)) == (beginning(one) < beginning(other))
            assert (first_row(one) == first_row(other)) == (beginning(one) == beginning(other))
    assert 0 < first_row("я" * 20) + SLOTS < 2**63
    assert last_row(first_row(names[0])) == first_row(names[0]) + SLOTS - 1


@given(st.text(max_size=12), st.text(max_size=12))
def test_ordered_texts_sort_as_the_names_do(one: str, other: str) -> None:
    assert (ordered(one) < ordered(other)) == (sort_key(one) < sort_key(other))


def test_the_greatest_row_fits_the_database() -> None:
    assert last_row(first_row("豆" * 20)) < 2**63
