"""What every feed of the queue promises: a change is told once it is kept, and never a change undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from app.domain.visit import TicketState
from app.ports.queue_feed import QueueFeed, QueueMoved
from app.storage import SqlStore, open_store
from app.storage.feed import open_feed
from tests.fakes.fake_store import FixedClock
from tests.fakes.feed_ear import Ear
from tests.fakes.store_samples import MORNING, TODAY, case, ticket, visit
from tests.fakes.store_trial import commit

TICKETS_OF_A_BURST = 30


@dataclass
class Desks:
    """Two desks at one database: one works, the other shows the queue."""

    working: SqlStore
    showing: SqlStore
    feed: QueueFeed


@pytest.fixture(params=["file", "memory", "postgres"])
def desks(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Desks]:
    place = f"sqlite:///{tmp_path}/store.db"
    if request.param == "postgres":
        place = request.getfixturevalue("postgres_url")
    if request.param == "memory":
        working = showing = open_store("sqlite://", clock=clock)
    else:
        working, showing = open_store(place, clock=clock), open_store(place, clock=clock)
    feed = open_feed(showing, clock=clock)
    yield Desks(working, showing, feed)
    feed.close()
    working.close()
    showing.close()


@pytest.fixture
def ear(desks: Desks) -> Ear:
    return Ear(desks.feed)


def test_the_first_event_says_that_the_queue_is_watched(ear: Ear) -> None:
    assert ear.first == QueueMoved()


def test_every_change_of_the_queue_is_told(desks: Desks, ear: Ear) -> None:
    changes = [
        lambda work: work.visits.add_ticket(ticket()),
        lambda work: work.visits.save_ticket(ticket(state=TicketState.CALLED), TicketState.WAITING),
        lambda work: work.visits.add(visit(ticket_id="t1")),
        lambda work: work.visits.save(visit(ticket_id="t1", closed_at=MORNING)),
    ]
    for change in changes:
        commit(desks.working, change)
        assert ear.next() == QueueMoved()
    assert ear.silent


def test_what_is_told_can_be_read(desks: Desks, ear: Ear) -> None:
    commit(desks.working, lambda work: work.visits.add_ticket(ticket()))
    ear.next()
    with desks.showing.begin(writing=False) as work:
        assert [row.id for row in work.visits.waiting(TODAY)] == ["t1"]


def test_the_own_change_of_a_desk_is_told_too(desks: Desks, ear: Ear) -> None:
    commit(desks.showing, lambda work: work.visits.add_ticket(ticket()))
    assert ear.next() == QueueMoved()
    commit(desks.working, lambda work: work.visits.add_ticket(ticket("t2")))
    assert ear.next() == QueueMoved()
    assert ear.silent


def test_a_change_undone_and_another_change_are_not_told(desks: Desks, ear: Ear) -> None:
    for store in (desks.working, desks.showing):
        with store.begin(writing=True) as work:
            work.visits.add_ticket(ticket())
        with pytest.raises(KeyError), store.begin(writing=True) as work:
            work.visits.add_ticket(ticket())
            raise KeyError
    commit(desks.working, lambda work: work.cases.add(case()))
    commit(desks.showing, lambda work: work.visits.add_ticket(ticket()))
    assert ear.next() == QueueMoved()
    commit(desks.working, lambda work: work.visits.add_ticket(ticket("t2")))
    assert ear.next() == QueueMoved()
    assert ear.silent


def test_the_last_of_many_changes_is_never_lost(desks: Desks, ear: Ear) -> None:
    for n in range(TICKETS_OF_A_BURST):
        row = ticket(f"t{n}")
        commit(desks.working, lambda work, row=row: work.visits.add_ticket(row))
    seen = 0
    while seen < TICKETS_OF_A_BURST:
        assert ear.next() == QueueMoved()
        with desks.showing.begin(writing=False) as work:
            seen = len(work.visits.waiting(TODAY))


def test_everybody_who_listens_is_told_until_they_stop(desks: Desks, ear: Ear) -> None:
    second = Ear(desks.feed)
    commit(desks.working, lambda work: work.visits.add_ticket(ticket()))
    assert (ear.next(), second.next()) == (QueueMoved(), QueueMoved())
    second.stop()
    commit(desks.working, lambda work: work.visits.add_ticket(ticket("t2")))
    assert ear.next() == QueueMoved()
    assert second.silent


def test_a_listener_that_fails_leaves_the_others_hearing(desks: Desks) -> None:
    def broken(_event: object) -> None:
        raise ValueError("a window is gone")

    desks.feed.listen(broken)
    ear = Ear(desks.feed)
    commit(desks.working, lambda work: work.visits.add_ticket(ticket()))
    assert ear.next() == QueueMoved()


def test_a_closed_feed_tells_nothing_and_closes_again(desks: Desks, ear: Ear) -> None:
    desks.feed.close()
    commit(desks.working, lambda work: work.visits.add_ticket(ticket()))
    desks.feed.close()
    assert ear.silent


def test_a_listener_may_close_the_feed(desks: Desks) -> None:
    told = Event()

    def enough(_event: object) -> None:
        desks.feed.close()
        told.set()

    desks.feed.listen(enough)
    assert told.wait(20)
