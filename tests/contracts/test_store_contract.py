"""What every store promises of units of work, cases and kept answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import Applicant, IntakeRefusal, Registration
from app.domain.case_states import CaseState
from app.domain.language import Bilingual
from app.domain.person import Organisation
from app.errors import Unavailable
from app.ports.storage import (
    PAYLOAD_GONE,
    STORE_BUSY,
    STORE_STALE,
    Store,
    applicant_key,
    person_key,
)
from tests.fakes.fake_store import FixedClock
from tests.fakes.store_samples import LATER, MORNING, TODAY, case, entry, item, paper, person, visit
from tests.fakes.store_trial import commit, refused

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


def test_a_second_writer_waits_in_vain_or_works_beside_the_first(store: Store) -> None:
    with store.begin(writing=True) as first:
        first.cases.add(case())
        if _is_postgres(store):
            commit(store, lambda work: work.cases.add(case("c2")))
        else:
            with pytest.raises(Unavailable) as caught, store.begin(writing=True):
                pass
            assert caught.value.code == STORE_BUSY
        first.commit()
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") is not None
        assert (work.cases.get("c2") is not None) == _is_postgres(store)


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
        assert work.outbox.pending() == work.outbox.of_case("c1") == ()
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
        assert len(work.outbox.of_case("c2")) == 1
        assert work.answered("k") == '{"ok":1}'


@pytest.mark.requirement("R-101", "R-228")
def test_an_application_is_never_erased(store: Store) -> None:
    commit(store, lambda work: work.cases.add(case(number="07-1")))
    with pytest.raises(ValueError, match="draft"):
        commit(store, lambda work: work.cases.erase("c1"))
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") is not None


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
