"""What two desks that share one store may rely on, in one file and on one server."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from app.domain.language import Bilingual
from app.domain.person import Organisation
from app.domain.visit import TicketState
from app.errors import Unavailable
from app.ports.storage import STORE_BUSY, STORE_STALE, UnitOfWork
from app.ports.store_errors import STORE_TICKET_TAKEN
from app.storage import SqlStore, open_store
from app.storage.verify import verify_store
from tests.fakes.fake_store import FixedClock
from tests.fakes.store_samples import LATER, MORNING, TODAY, case, entry, person, ticket
from tests.fakes.store_trial import commit

_PATIENT, _IMPATIENT = 20.0, 0.05
_WAITING_FOR_A_LOCK = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
_LOOKS = 2_000


@dataclass
class Branch:
    """Two desks at one database, and a third that waits for nobody."""

    one: SqlStore
    two: SqlStore
    impatient: SqlStore
    meanwhile: ThreadPoolExecutor

    def beside(self, write: Callable[[UnitOfWork], object]) -> "Future[None]":
        """The second desk at the same work, begun while the first one is in the middle of it."""
        begun = Event()

        def work() -> None:
            begun.set()
            commit(self.two, write)

        future = self.meanwhile.submit(work)
        assert begun.wait(_PATIENT)
        self._until_it_waits(future)
        return future

    def _until_it_waits(self, future: "Future[None]") -> None:
        """On the server: until the second desk stands before a lock, or is through without one."""
        if self.one.engine.dialect.name != "postgresql":
            return
        moment = Event()
        for _ in range(_LOOKS):
            with self.one.engine.connect() as connection:
                if connection.execute(_WAITING_FOR_A_LOCK).scalar() or future.done():
                    return
            moment.wait(0.005)
        raise AssertionError("the second desk neither waits nor goes on")


@pytest.fixture(params=["file", "postgres"])
def branch(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Branch]:
    place = f"sqlite:///{tmp_path}/store.db"
    if request.param == "postgres":
        place = request.getfixturevalue("postgres_url")
    stores = [open_store(place, clock=clock, wait=wait) for wait in (_PATIENT,) * 2 + (_IMPATIENT,)]
    with ThreadPoolExecutor(1) as meanwhile:
        yield Branch(*stores, meanwhile)
    for store in stores:
        store.close()


_FIRM = Organisation(bin="990140000011", name=Bilingual("«Сынақ» ЖШС", "ТОО «Проба»"))
_NAMESAKE = person(iin="910202400025")
_FIRSTS: dict[str, tuple[Callable[[UnitOfWork], object], Callable[[UnitOfWork], object]]] = {
    "number": ((lambda work: work.numbers.next("case", "7", TODAY)),) * 2,
    "journal": ((lambda work: work.journal.append(entry(case_id="c1"))),) * 2,
    "person": ((lambda work: work.persons.remember(person(), MORNING)),) * 2,
    "namesake": (
        lambda work: work.persons.remember(person(), MORNING),
        lambda work: work.persons.remember(_NAMESAKE, MORNING),
    ),
    "organisation": ((lambda work: work.persons.remember_organisation(_FIRM, MORNING)),) * 2,
}


@pytest.mark.parametrize("kind", list(_FIRSTS))
def test_two_desks_may_write_the_first_of_its_kind_at_once(branch: Branch, kind: str) -> None:
    first, second = _FIRSTS[kind]
    with branch.one.begin(writing=True) as work:
        first(work)
        other = branch.beside(second)
        work.commit()
    other.result(_PATIENT)
    with branch.one.begin(writing=True) as work:
        found = len(work.persons.find("сынақов")), len(work.persons.find_organisations("проба"))
        lines = [line.sequence for line in work.journal.of_case("c1")]
        following = work.numbers.next("case", "7", TODAY)
    assert (found, lines, following % 100) == {
        "number": ((0, 0), [], 3),
        "journal": ((0, 0), [1, 2], 1),
        "person": ((1, 0), [], 1),
        "namesake": ((2, 0), [], 1),
        "organisation": ((0, 1), [], 1),
    }[kind]
    assert verify_store(branch.one).intact


def test_two_desks_at_one_ticket(branch: Branch) -> None:
    commit(branch.one, lambda work: work.visits.add_ticket(ticket()))
    called = ticket(state=TicketState.CALLED, desk="7")
    with branch.one.begin(writing=True) as work:
        work.visits.save_ticket(called, TicketState.WAITING)
        late = replace(called, desk="8")
        other = branch.beside(lambda work: work.visits.save_ticket(late, TicketState.WAITING))
        work.commit()
    with pytest.raises(Unavailable) as caught:
        other.result(_PATIENT)
    assert caught.value.code == STORE_TICKET_TAKEN
    with branch.two.begin(writing=False) as work:
        assert work.visits.ticket("t1") == called


@pytest.mark.requirement("R-228")
def test_two_desks_at_one_case(branch: Branch) -> None:
    commit(branch.one, lambda work: work.cases.add(case()))
    with branch.one.begin(writing=True) as work:
        kept = work.cases.save(case(withdrawal_statement="бір"))
        other = branch.beside(lambda work: work.cases.save(case(withdrawal_statement="екі")))
        work.commit()
    with pytest.raises(Unavailable) as caught:
        other.result(_PATIENT)
    assert caught.value.code == STORE_STALE
    with branch.two.begin(writing=False) as work:
        assert work.cases.get("c1") == kept


def test_who_waits_too_long_is_told_that_the_store_is_busy(branch: Branch) -> None:
    commit(branch.one, lambda work: work.cases.add(case()))
    with branch.one.begin(writing=True) as work:
        work.cases.save(case())
        with pytest.raises(Unavailable) as caught:
            commit(branch.impatient, lambda work: work.cases.save(case()))
        work.commit()
    assert caught.value.code == STORE_BUSY
    commit(branch.impatient, lambda work: work.cases.save(case(version=1)))


def test_a_reader_sees_one_moment(branch: Branch) -> None:
    commit(branch.one, lambda work: work.visits.add_ticket(ticket()))
    with branch.one.begin(writing=False) as reader:
        assert reader.visits.ticket("t1") is not None
        commit(
            branch.two,
            lambda work: work.visits.add_ticket(ticket("t2")),
            lambda work: work.cases.add(case()),
        )
        assert [row.id for row in reader.visits.waiting(TODAY)] == ["t1"]
        assert reader.cases.get("c1") is None
    with branch.one.begin(writing=False) as reader:
        assert [row.id for row in reader.visits.waiting(TODAY)] == ["t1", "t2"]


def test_the_journal_is_checked_as_it_was_at_one_moment(branch: Branch) -> None:
    commit(branch.one, lambda work: work.journal.append(entry()))
    with branch.one.reader.connect() as connection:
        count = text("SELECT count FROM journal_heads")
        assert connection.execute(count).scalar() == 1
        commit(branch.two, lambda work: work.journal.append(entry(at=LATER)))
        assert connection.execute(text("SELECT count(*) FROM journal")).scalar() == 1
        assert connection.execute(count).scalar() == 1


def test_a_unit_of_work_with_a_failed_statement_keeps_nothing(branch: Branch) -> None:
    commit(branch.one, lambda work: work.cases.add(case()))
    with branch.one.begin(writing=True) as work:
        work.cases.add(case("c2"))
        with pytest.raises(Unavailable) as caught:
            work.cases.add(case())
        assert caught.value.code == STORE_STALE
        with pytest.raises(RuntimeError, match="failed"):
            work.commit()
    with branch.two.begin(writing=False) as work:
        assert work.cases.get("c2") is None
    commit(branch.one, lambda work: work.cases.add(case("c2")))
