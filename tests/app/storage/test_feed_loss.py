"""A feed whose store is lost says so once, looks for it again, and says once that it is back."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from app.errors import InputInvalid, Unavailable
from app.ports.queue_feed import FeedBack, FeedEvent, FeedLost, QueueMoved
from app.ports.store_errors import STORE_UNREACHABLE
from app.storage import feed as feed_module
from app.storage import open_store
from app.storage.feed import StoreFeed, open_feed
from app.storage.feed_watches import Doorbell
from tests.fakes.fake_store import FixedClock
from tests.fakes.feed_ear import Ear
from tests.fakes.postgres_server import PostgresServer
from tests.fakes.store_samples import LATER, MORNING, TODAY, ticket
from tests.fakes.store_trial import commit

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture(params=["crash", "stop"])
def ending(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_server_that_dies_and_comes_back(
    postgres_url: str, postgres_server: PostgresServer, clock: FixedClock, ending: str
) -> None:
    here, there = open_store(postgres_url, clock=clock), open_store(postgres_url, clock=clock)
    with closing(here), closing(there), closing(open_feed(here, clock=clock)) as feed:
        ear = Ear(feed)
        commit(there, lambda work: work.visits.add_ticket(ticket()))
        assert ear.next() == QueueMoved()
        getattr(postgres_server, ending)()
        assert ear.next() == FeedLost(STORE_UNREACHABLE, MORNING)
        with pytest.raises(Unavailable) as caught, here.begin(writing=True):
            pass
        assert caught.value.code == STORE_UNREACHABLE
        late = Ear(feed)
        assert late.first == FeedLost(STORE_UNREACHABLE, MORNING)
        clock.at = LATER
        postgres_server.start()
        assert ear.next() == late.next() == FeedBack(LATER)
        commit(there, lambda work: work.visits.add_ticket(ticket("t2")))
        assert ear.next() == late.next() == QueueMoved()
        with here.begin(writing=False) as work:
            assert len(work.visits.waiting(TODAY)) == 2
        assert ear.silent
        assert late.silent


def test_a_file_that_is_taken_away_and_brought_back(tmp_path: Path, clock: FixedClock) -> None:
    file, away = tmp_path / "store.db", tmp_path / "away.db"
    open_store(f"sqlite:///{file}", clock=clock).close()
    with closing(open_feed(f"sqlite:///{file}", clock=clock)) as feed:
        ear = Ear(feed)
        file.rename(away)
        assert ear.next() == FeedLost(STORE_UNREACHABLE, MORNING)
        assert not file.exists()
        away.rename(file)
        assert ear.next() == FeedBack(MORNING)
        with closing(open_store(f"sqlite:///{file}", clock=clock)) as store:
            commit(store, lambda work: work.visits.add_ticket(ticket()))
            assert ear.next() == QueueMoved()


def test_a_store_that_is_not_there_at_the_start(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "store.db"
    with closing(open_feed(f"sqlite:///{file}", clock=clock)) as feed:
        ear = Ear(feed)
        assert ear.first == FeedLost(STORE_UNREACHABLE, MORNING)
        open_store(f"sqlite:///{file}", clock=clock).close()
        assert ear.next() == FeedBack(MORNING)


class _Failing:
    """A watch that fails to begin so many times, once somebody has come to listen."""

    def __init__(self, times: int) -> None:
        self.somebody_listens = Event()
        self.left = times
        self.opened = 0
        self.closed = 0

    def open(self) -> None:
        assert self.somebody_listens.wait(20)
        self.opened += 1
        self.left -= 1
        if self.left >= 0:
            raise Unavailable(STORE_UNREACHABLE)

    def moved(self, doorbell: Doorbell) -> bool:
        doorbell.wait(None)
        return False

    def close(self) -> None:
        self.closed += 1


def test_a_loss_is_told_once_though_it_lasts(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    monkeypatch.setattr(StoreFeed, "_rest", lambda _feed, seconds: rests.append(seconds))
    watch = _Failing(8)
    with closing(StoreFeed(watch, clock)) as feed:
        told: Queue[FeedEvent] = Queue()
        feed.listen(told.put)
        watch.somebody_listens.set()
        heard = [told.get(timeout=20), told.get(timeout=20)]
    assert heard == [FeedLost(STORE_UNREACHABLE, MORNING), FeedBack(MORNING)]
    assert told.empty()
    assert rests == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0]
    assert rests[0] == feed_module.FIRST_PAUSE
    assert watch.opened == watch.closed == 9


def test_addresses_that_cannot_be_watched(clock: FixedClock) -> None:
    with pytest.raises(InputInvalid):
        open_feed("nonsense", clock=clock)
    with pytest.raises(ValueError, match="in memory"):
        open_feed("sqlite://", clock=clock)


_OTHER_WINDOW = """
import sys
from app.ports.queue_feed import QueueMoved
from app.storage import open_store
from app.storage.feed import open_feed
from app.storage.store import UtcClock
from tests.fakes.feed_ear import Ear
from tests.fakes.store_samples import TODAY, ticket
from tests.fakes.store_trial import commit
store = open_store(sys.argv[1])
feed = open_feed(store, clock=UtcClock())
ear = Ear(feed)
print("ready", flush=True)
assert ear.next() == QueueMoved()
with store.begin(writing=False) as work:
    (seen,) = work.visits.waiting(TODAY)
commit(store, lambda work: work.visits.add_ticket(ticket("answer-to-" + seen.id)))
feed.close()
store.close()
"""


@pytest.fixture(params=["file", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield (
        request.getfixturevalue("postgres_url")
        if request.param == "postgres"
        else f"sqlite:///{tmp_path}/store.db"
    )


def test_two_processes_tell_each_other(place: str, clock: FixedClock) -> None:
    store = open_store(place, clock=clock)
    with closing(store), closing(open_feed(store, clock=clock)) as feed:
        ear = Ear(feed)
        other = subprocess.Popen(
            [sys.executable, "-c", _OTHER_WINDOW, place],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        commit(store, lambda work: work.visits.add_ticket(ticket("call")))
        seen: list[str] = []
        while len(seen) < 2:
            assert ear.next() == QueueMoved()
            with store.begin(writing=False) as work:
                seen = [row.id for row in work.visits.waiting(TODAY)]
        _, errors = other.communicate(timeout=60)
        assert other.returncode == 0, errors
        assert seen == ["answer-to-call", "call"]
