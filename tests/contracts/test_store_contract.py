"""What every store promises: one suite over the database on disk, the one in memory, and the fake."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.case import Applicant, IntakeRefusal, Registration
from app.domain.case_states import CaseState
from app.domain.custody import Register, RegisterKind, RegisterLine
from app.domain.language import Bilingual
from app.domain.person import Organisation
from app.domain.visit import TicketState
from app.errors import Unavailable
from app.ports.clock import TimeSource
from app.ports.storage import (
    PAYLOAD_GONE,
    STORE_BUSY,
    STORE_STALE,
    ConsultationRecord,
    Store,
    UnitOfWork,
    applicant_key,
    person_key,
)
from app.ports.store_errors import STORE_NUMBERS_USED_UP, STORE_TICKET_TAKEN
from app.storage import open_store
from tests.fakes.fake_store import FakeStore, FixedClock
from tests.fakes.store_samples import (
    LATER,
    MORNING,
    TODAY,
    case,
    entry,
    item,
    paper,
    person,
    rating,
    ticket,
    unit,
    visit,
)

Write = Callable[[UnitOfWork], object]
_POSTGRES = os.environ.get("TEREZE_TEST_POSTGRES", "")
_KINDS = ["file", "memory", "fake", *(["postgres"] if _POSTGRES else [])]


def _empty_postgres(url: str) -> str:
    from sqlalchemy import create_engine

    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return url


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture(params=_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    opened: Store
    if request.param == "fake":
        opened = FakeStore(clock)
    elif request.param == "postgres":
        opened = open_store(_empty_postgres(_POSTGRES), clock=clock, wait=0.05)
    else:
        place = f"sqlite:///{tmp_path}/store.db" if request.param == "file" else "sqlite://"
        opened = open_store(place, clock=clock, wait=0.05)
    yield opened
    opened.close()


def commit(store: Store, *writes: Write) -> None:
    with store.begin(writing=True) as work:
        for write in writes:
            write(work)
        work.commit()


def refused(store: Store, write: Write) -> str:
    with pytest.raises(Unavailable) as caught:
        commit(store, write)
    return caught.value.code


REGISTERED = Registration(
    number="07-2600001",
    filed_at=MORNING,
    term_end=MORNING + timedelta(days=5),
    issue_date=TODAY + timedelta(days=6),
    delivery_due=None,
    calendar_version="2026",
    trace=("тексерілді",),
    code="T0214260070000188",
)


def test_nothing_is_kept_without_a_commit(store: Store) -> None:
    with store.begin(writing=True) as work:
        work.cases.add(case())
        work.journal.append(entry(case_id="c1"))
        work.remember_answer("k", "{}")
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") is None
        assert work.journal.of_case("c1") == ()
        assert work.answered("k") is None


def test_nothing_is_kept_after_an_error(store: Store) -> None:
    with pytest.raises(KeyError), store.begin(writing=True) as work:
        work.cases.add(case())
        raise KeyError
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") is None


def test_a_reading_unit_commits_nothing(store: Store) -> None:
    with store.begin(writing=False) as work, pytest.raises(RuntimeError):
        work.commit()


def test_a_second_commit_is_an_error(store: Store) -> None:
    with store.begin(writing=True) as work:
        work.commit()
        with pytest.raises(RuntimeError):
            work.commit()


def test_one_writer_at_a_time(store: Store) -> None:
    with store.begin(writing=True) as first:
        first.cases.add(case())
        if _is_postgres(store):
            return
        with pytest.raises(Unavailable) as caught, store.begin(writing=True):
            pass
        assert caught.value.code == STORE_BUSY
        first.commit()
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") is not None


def _is_postgres(store: Store) -> bool:
    engine = getattr(store, "engine", None)
    return engine is not None and engine.dialect.name == "postgresql"


def test_a_case_comes_back_as_it_went_in(store: Store) -> None:
    refusal = IntakeRefusal(
        number="07-1", missing=(), expired=(), at=MORNING, operator_id="o", receipt_paper_id="p"
    )
    full = case(registration=REGISTERED, number=REGISTERED.number, refusal=refusal)
    commit(store, lambda work: work.cases.add(full))
    with store.begin(writing=False) as work:
        found = work.cases.get("c1")
    assert found == full
    assert found is not None
    assert found.opened_at.utcoffset() == MORNING.utcoffset()


@pytest.mark.parametrize(
    "text", ["Қ" * 10_000, "👩‍👩‍👧‍👦 \u202eәні", "a'; DROP TABLE cases;--", "\x00%_\\"]
)
def test_any_text_is_kept_whole(store: Store, text: str) -> None:
    told = case(withdrawal_statement=text)
    commit(store, lambda work: work.cases.add(told))
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") == told


def test_a_changed_case_has_the_next_version(store: Store) -> None:
    commit(store, lambda work: work.cases.add(case()))
    with store.begin(writing=True) as work:
        saved = work.cases.save(case(state=CaseState.CHECKING))
        again = work.cases.save(replace(saved, state=CaseState.READY_TO_SIGN))
        work.commit()
    assert (saved.version, again.version) == (1, 2)
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") == again


@pytest.mark.requirement("R-228")
def test_a_case_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    commit(store, lambda work: work.cases.add(case()), lambda work: work.cases.save(case()))
    late = case(state=CaseState.ABANDONED)
    assert refused(store, lambda work: work.cases.save(late)) == STORE_STALE
    with store.begin(writing=False) as work:
        found = work.cases.get("c1")
    assert found is not None
    assert found.state is CaseState.DRAFT


def test_a_case_that_is_not_there_cannot_be_saved(store: Store) -> None:
    assert refused(store, lambda work: work.cases.save(case())) == STORE_STALE


def test_ids_and_numbers_are_used_once(store: Store) -> None:
    commit(store, lambda work: work.cases.add(case(number="07-1")))
    assert refused(store, lambda work: work.cases.add(case())) == STORE_STALE
    assert refused(store, lambda work: work.cases.add(case("c2", number="07-1"))) == STORE_STALE
    commit(store, *(lambda work, n=n: work.cases.add(case(f"d{n}")) for n in range(2)))


def test_cases_are_found_by_what_is_on_the_paper(store: Store) -> None:
    told = case(number=REGISTERED.number, registration=REGISTERED)
    commit(store, lambda work: work.cases.add(told), lambda work: work.cases.add(case("c2")))
    with store.begin(writing=False) as work:
        assert work.cases.by_number(REGISTERED.number) == told
        assert work.cases.by_code(REGISTERED.code) == told
        assert work.cases.by_number("") is None
        assert work.cases.by_code("") is None
        assert work.cases.by_number("07-9") is None


@pytest.mark.requirement("R-101")
def test_unfinished_cases_of_a_desk_are_offered_oldest_first(store: Store) -> None:
    rows = [
        case("c1", opened_at=MORNING + timedelta(minutes=9)),
        case("c2", state=CaseState.SIGNED),
        case("c3", state=CaseState.REGISTERED, number="n"),
        case("c4", state=CaseState.ABANDONED),
        case("c5", desk="8"),
    ]
    commit(store, *(lambda work, row=row: work.cases.add(row) for row in rows))
    with store.begin(writing=False) as work:
        assert [found.id for found in work.cases.unfinished("7")] == ["c2", "c1"]
        assert [c.id for c in work.cases.in_states([CaseState.REGISTERED])] == ["c3"]
        assert [c.id for c in work.cases.in_states([])] == []


def test_cases_of_a_visit_and_of_a_person(store: Store) -> None:
    other = person("Тестова", "Анна", iin="910202400025")
    foreign = person("Smith", "John", "", iin=None, citizenship="GBR")
    firm = Applicant(organisation=Organisation(bin="990140000011", name=Bilingual("А", "Б")))
    rows = [
        case("c1"),
        case("c2", opened_at=MORNING + timedelta(hours=1)),
        case("c3", who=other),
        case("c4", who=foreign),
        case("c5", applicant=firm),
    ]
    commit(
        store,
        lambda work: work.visits.add(visit()),
        *(lambda work, row=row: work.cases.add(replace(row, visit_id="v1")) for row in rows),
    )
    with store.begin(writing=False) as work:
        assert [c.id for c in work.cases.of_visit("v1")] == ["c1", "c3", "c4", "c5", "c2"]
        assert [c.id for c in work.cases.of_person(person_key(person()))] == ["c2", "c1"]
        assert [c.id for c in work.cases.of_person(person_key(foreign))] == ["c4"]
        assert [c.id for c in work.cases.of_person(applicant_key(firm))] == ["c5"]


@pytest.mark.requirement("R-101")
def test_an_erased_draft_takes_everything_with_it(store: Store) -> None:
    commit(
        store,
        lambda work: work.cases.add(case()),
        lambda work: work.papers.add(paper(case_id="c1")),
        lambda work: work.outbox.add(item(case_id="c1")),
        lambda work: work.journal.append(entry(case_id="c1", personal={"iin": "900101300017"})),
        lambda work: work.remember_answer("k1", '{"facts":{"name":"Сынақов"}}'),
    )
    commit(
        store,
        lambda work: work.cases.get("c1"),
        lambda work: work.remember_answer("k2", '{"facts":{"name":"Сынақов"}}'),
    )
    commit(store, lambda work: work.cases.erase("c1"), lambda work: work.cases.erase("c1"))
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") is None
        assert work.papers.of_case("c1") == ()
        assert work.outbox.pending() == ()
        assert (work.answered("k1"), work.answered("k2")) == (PAYLOAD_GONE, PAYLOAD_GONE)
        assert [line.entry.verb for line in work.journal.of_case("c1")] == ["identify"]


@pytest.mark.requirement("R-101")
def test_other_cases_survive_an_erasure(store: Store) -> None:
    commit(
        store,
        lambda work: work.cases.add(case("c2")),
        lambda work: work.papers.add(paper(case_id="c2")),
        lambda work: work.outbox.add(item(case_id="c2")),
        lambda work: work.remember_answer("k", '{"ok":1}'),
    )
    commit(store, lambda work: work.cases.add(case()))
    commit(store, lambda work: work.cases.erase("c1"))
    with store.begin(writing=False) as work:
        assert work.cases.get("c2") is not None
        assert len(work.papers.of_case("c2")) == 1
        assert len(work.outbox.pending()) == 1
        assert work.answered("k") == '{"ok":1}'


@pytest.mark.requirement("R-101", "R-228")
def test_an_application_is_never_erased(store: Store) -> None:
    commit(store, lambda work: work.cases.add(case(number="07-1")))
    with pytest.raises(ValueError, match="draft"):
        commit(store, lambda work: work.cases.erase("c1"))
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") is not None


def test_the_waiting_list_keeps_the_order_of_arrival(store: Store) -> None:
    rows = [
        ticket("t1", taken_at=MORNING + timedelta(minutes=3)),
        ticket("t2"),
        ticket("t3", state=TicketState.PARKED, taken_at=MORNING + timedelta(minutes=1)),
        ticket("t4", state=TicketState.CLOSED),
        ticket("t5", taken_at=MORNING + timedelta(days=1)),
    ]
    commit(store, *(lambda work, row=row: work.visits.add_ticket(row) for row in rows))
    with store.begin(writing=False) as work:
        assert [row.id for row in work.visits.waiting(TODAY)] == ["t2", "t3", "t1"]
        assert work.visits.ticket_by_number("A-t1", TODAY) == rows[0]
        assert work.visits.ticket_by_number("A-t1", TODAY + timedelta(days=1)) is None
        assert work.visits.ticket("t4") == rows[3]
        assert work.visits.ticket("t9") is None


def test_a_ticket_number_is_given_once_a_day(store: Store) -> None:
    commit(store, lambda work: work.visits.add_ticket(ticket("t1", number="A-1")))
    again = ticket("t2", number="A-1")
    assert refused(store, lambda work: work.visits.add_ticket(again)) == STORE_STALE
    tomorrow = replace(again, taken_at=MORNING + timedelta(days=1))
    commit(store, lambda work: work.visits.add_ticket(tomorrow))


def test_a_ticket_is_called_once(store: Store) -> None:
    commit(store, lambda work: work.visits.add_ticket(ticket()))
    called = ticket(state=TicketState.CALLED, desk="7")
    commit(store, lambda work: work.visits.save_ticket(called, TicketState.WAITING))
    again = replace(called, desk="8")
    code = refused(store, lambda work: work.visits.save_ticket(again, TicketState.WAITING))
    assert code == STORE_TICKET_TAKEN
    with store.begin(writing=False) as work:
        assert work.visits.ticket("t1") == called


def test_a_desk_has_one_open_visit(store: Store) -> None:
    commit(
        store,
        lambda work: work.visits.add_ticket(ticket()),
        lambda work: work.visits.add(visit(ticket_id="t1")),
    )
    assert refused(store, lambda work: work.visits.add(visit("v2"))) == STORE_STALE
    commit(store, lambda work: work.visits.add(visit("v3", desk="8")))
    with store.begin(writing=True) as work:
        opened = work.visits.open_at("7")
        assert opened is not None
        closed = work.visits.save(replace(opened, closed_at=MORNING))
        work.visits.add(visit("v2"))
        work.commit()
    assert closed.version == 1
    with store.begin(writing=False) as work:
        found = work.visits.open_at("7")
        assert found is not None
        assert found.id == "v2"
        assert work.visits.get("v1") == closed
        assert work.visits.open_at("9") is None
    assert refused(store, lambda work: work.visits.save(visit(closed_at=MORNING))) == STORE_STALE


def test_units_and_registers(store: Store) -> None:
    register = Register(
        id="g1",
        number="07-26",
        kind=RegisterKind.TO_PROVIDER,
        provider="provider",
        made_at=MORNING,
        made_by="operator",
        handed_by="Сынақов",
        received_by="Тестова",
        lines=(RegisterLine(unit_id="u1", code="Pu1", sheets=3),),
    )
    commit(
        store,
        lambda work: work.cases.add(case()),
        lambda work: work.units.add(unit(case_id="c1")),
        lambda work: work.units.add(unit("u2", case_id="c1")),
        lambda work: work.units.add_register(register),
    )
    assert refused(store, lambda work: work.units.add(unit("u3", code="Pu1"))) == STORE_STALE
    assert refused(store, lambda work: work.units.add_register(register)) == STORE_STALE
    with store.begin(writing=True) as work:
        found = work.units.by_code("Pu1")
        assert found is not None
        moved = work.units.save(replace(found, holder="provider"))
        work.commit()
    assert refused(store, lambda work: work.units.save(found)) == STORE_STALE
    with store.begin(writing=False) as work:
        assert work.units.get("u1") == moved
        assert work.units.by_code("P9") is None
        assert [row.id for row in work.units.of_case("c1")] == ["u1", "u2"]
        assert work.units.register("07-26") == register
        assert work.units.register("07-27") is None


@pytest.mark.requirement("R-140")
def test_papers_are_never_overwritten(store: Store) -> None:
    commit(
        store,
        lambda work: work.cases.add(case()),
        lambda work: work.papers.add(paper(case_id="c1")),
        lambda work: work.papers.mark_printed("p1", 1),
        lambda work: work.papers.mark_printed("p1", 2),
        lambda work: work.papers.mark_delivered("p1", "cabinet"),
    )
    assert refused(store, lambda work: work.papers.add(paper(data="{}"))) == STORE_STALE
    second = paper("p2", version=2, replaces="p1", case_id="c1", made_at=LATER)
    commit(store, lambda work: work.papers.add(second))
    with store.begin(writing=False) as work:
        kept = paper(case_id="c1", printed_copies=3, delivery="cabinet")
        assert work.papers.of_case("c1") == (kept, second)
        assert work.papers.get("p2") == second
        assert work.papers.get("p9") is None


@pytest.mark.requirement("R-231")
def test_the_outbox_gives_what_is_due_and_forgets_what_is_done(store: Store) -> None:
    late = item("o1", due_at=MORNING + timedelta(minutes=5))
    commit(store, lambda work: work.outbox.add(late), lambda work: work.outbox.add(item("o2")))
    with store.begin(writing=True) as work:
        assert [row.id for row in work.outbox.due(MORNING)] == ["o2"]
        assert [row.id for row in work.outbox.due(LATER)] == ["o2", "o1"]
        assert [row.id for row in work.outbox.due(LATER, limit=1)] == ["o2"]
        work.outbox.save(replace(item("o2"), state="done", attempts=1))
        work.outbox.save(replace(late, attempts=1, last_error="store.busy", due_at=MORNING))
        work.outbox.save(item("o9"))
        work.commit()
    with store.begin(writing=False) as work:
        (pending,) = work.outbox.pending()
        assert (pending.id, pending.attempts, pending.payload) == ("o1", 1, late.payload)


@pytest.mark.requirement("R-032")
def test_numbers_carry_the_desk(store: Store) -> None:
    with store.begin(writing=True) as work:
        numbers = work.numbers
        assert [numbers.next("case", "7", TODAY) for _ in range(3)] == [
            2600700001,
            2600700002,
            2600700003,
        ]
        assert numbers.next("case", "17", TODAY) == 2601700001
        assert numbers.next("unit", "7", TODAY) == 2600700001
        assert numbers.next("case", "7", TODAY.replace(year=2027)) == 2700700001
        assert [numbers.next("ticket", "7", TODAY) for _ in range(2)] == [7001, 7002]
        assert numbers.next("ticket", "7", TODAY + timedelta(days=1)) == 7001
        work.commit()
    with store.begin(writing=True) as work:
        assert work.numbers.next("case", "7", TODAY) == 2600700004


def test_a_used_up_range_is_told(store: Store) -> None:
    with store.begin(writing=True) as work:
        for _ in range(999):
            last = work.numbers.next("ticket", "7", TODAY)
        assert last == 7999
        with pytest.raises(Unavailable) as caught:
            work.numbers.next("ticket", "7", TODAY)
    assert caught.value.code == STORE_NUMBERS_USED_UP
    assert caught.value.params == {"desk": "7", "series": "ticket"}


def test_an_answer_is_kept_once(store: Store, clock: FixedClock) -> None:
    commit(store, lambda work: work.remember_answer("k", '{"ok":1}'))
    assert refused(store, lambda work: work.remember_answer("k", '{"ok":2}')) == STORE_STALE
    with store.begin(writing=False) as work:
        assert work.answered("k") == '{"ok":1}'
        assert work.answered("other") is None
    clock.at = LATER
    commit(
        store,
        lambda work: work.remember_answer("k2", "{}"),
        lambda work: work.forget_answers(LATER),
    )
    with store.begin(writing=False) as work:
        assert work.answered("k") is None
        assert work.answered("k2") == "{}"


@pytest.mark.requirement("R-190")
def test_ratings_and_consultations(store: Store) -> None:
    told = ConsultationRecord(
        id="q1",
        topic="address",
        service_id="address",
        language="kk",
        minutes=4,
        at=MORNING,
        operator_id="operator",
        desk="7",
    )
    commit(
        store,
        lambda work: work.records.add_rating(rating()),
        lambda work: work.records.add_consultation(told),
    )
    with store.begin(writing=False) as work:
        assert work.records.ratings() == (rating(),)
        assert work.records.consultations() == (told,)


@pytest.mark.requirement("R-228")
def test_the_journal_counts_lines_by_desk(store: Store, clock: FixedClock) -> None:
    line = entry("sign", case_id="c1", key="k", facts={"n": "1"}, personal={"iin": "9"})
    commit(store, lambda work: work.journal.append(entry(case_id="c1")))
    clock.at = LATER
    commit(
        store,
        lambda work: work.journal.append(entry("call", desk="8", case_id="c1")),
        lambda work: work.journal.append(line),
    )
    with store.begin(writing=False) as work:
        lines = work.journal.of_case("c1")
        assert work.journal.latest() == LATER
    assert [(row.chain, row.sequence, row.entry.verb) for row in lines] == [
        ("7", 1, "identify"),
        ("7", 2, "sign"),
        ("8", 1, "call"),
    ]
    assert lines[1].entry == replace(line, personal={}, time_source=TimeSource.SYSTEM)
    assert lines[1].recorded_at == LATER


@pytest.mark.requirement("R-136", "R-228")
def test_a_clock_set_back_is_marked_and_the_order_stays(store: Store, clock: FixedClock) -> None:
    for verb, at in [("first", LATER), ("second", MORNING), ("third", MORNING), ("last", LATER)]:
        clock.at = at
        line = entry(verb, at=at, case_id="c1")
        commit(store, lambda work, line=line: work.journal.append(line))
    with store.begin(writing=False) as work:
        lines = work.journal.of_case("c1")
        assert work.journal.latest() == LATER
    assert [row.entry.verb for row in lines] == ["first", "second", "third", "last"]
    assert [row.entry.time_source for row in lines] == [
        TimeSource.SYSTEM,
        TimeSource.SET_BACK,
        TimeSource.SET_BACK,
        TimeSource.SYSTEM,
    ]


@pytest.mark.requirement("R-037")
def test_a_line_from_the_paper_journal_keeps_its_own_time(store: Store, clock: FixedClock) -> None:
    clock.at = LATER
    line = entry(at=MORNING, time_source=TimeSource.PAPER_JOURNAL, case_id="c1")
    commit(store, lambda work: work.journal.append(line))
    with store.begin(writing=False) as work:
        (found,) = work.journal.of_case("c1")
    assert found.entry.at == MORNING
    assert found.recorded_at == LATER
    assert found.entry.time_source == TimeSource.PAPER_JOURNAL


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
