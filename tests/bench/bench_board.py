"""How soon the hall board of another program shows a call, beside a bare notice and bare queries."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from app.storage import open_store
from app.storage.feed_watches import LOOK_EVERY
from app.storage.unit_of_work import SqlUnitOfWork
from tests.fakes.bare_line import BareLine
from tests.fakes.calling_desks import CallingDesk, fill_line
from tests.fakes.spoken_process import SpokenProcess
from tests.fakes.watching_boards import Boards, boards_beside

BUDGET = 2.0
WAITING = 100
"""So many wait behind those who are called."""
WARM = 20

pytestmark = pytest.mark.bench


@dataclass
class Watched:
    """One way to call, the boards that watch it, and the milliseconds until they showed the calls:
    from the call, from its commit, and from its call until the last board."""

    call: Callable[[], str]
    finish: Callable[[str], object]
    processes: list[SpokenProcess]
    boards: int
    whole: list[float] = field(default_factory=list)
    notice: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)

    def round(self, marks: list[float], *, measured: bool) -> None:
        """One call, seen by every board, and its end, seen by every board."""
        marks.clear()
        start = time.perf_counter()
        number = self.call()
        committing = marks[-1]
        seen = self._seen(number, here=True)
        self.finish(number)
        self._seen(number, here=False)
        if measured:
            self.whole += [(at - start) * 1000 for at in seen]
            self.notice += [(at - committing) * 1000 for at in seen]
            self.last.append((max(seen) - start) * 1000)

    def _seen(self, number: str, *, here: bool) -> list[float]:
        """When each board showed that ticket so."""
        moments = []
        for process in self.processes:
            missing = self.boards
            while missing:
                _, ticket, stands, at = process.line()
                if (ticket, stands) == (number, here):
                    moments.append(at)
                    missing -= 1
        return moments


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moments at which a commit began in this process."""
    begun: list[float] = []
    commit = SqlUnitOfWork.commit

    def marked(unit: SqlUnitOfWork) -> None:
        begun.append(time.perf_counter())
        commit(unit)

    monkeypatch.setattr(SqlUnitOfWork, "commit", marked)
    return begun


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def _processes(stack: ExitStack, boards: Boards, count: int) -> list[SpokenProcess]:
    running = [stack.enter_context(boards_beside(boards)) for _ in range(count)]
    for process in running:
        process.ready()
    for process in running:
        process.begin()
    return running


def _ours(stack: ExitStack, folder: Path, url: str, rounds: int) -> CallingDesk:
    with closing(open_store(url)) as store:
        fill_line(store, rounds + WAITING)
    return stack.enter_context(closing(CallingDesk(url, 1, folder)))


def _called(desk: CallingDesk) -> str:
    number, refused = desk.call()
    assert not refused, refused
    return number


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _told(name: str, times: list[float]) -> str:
    return f"{name} p50 {statistics.median(times):.1f} (p99 {_p99(times):.1f})"


def _line(name: str, ours: list[float], bare: list[float]) -> float:
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"  {name}: {_told('', ours)} ms, {_told('bare', bare)}; ratio {ratio:.2f}")
    return ratio


def _ways(
    stack: ExitStack, url: str, folder: Path, marks: list[float], rounds: int
) -> dict[str, tuple[Callable[[], str], Callable[[str], object]]]:
    """How a call is made and finished, by the whole Desk and by the bare driver."""
    desk = _ours(stack, folder, url, rounds)
    line = BareLine(url, rounds + WAITING, lambda: marks.append(time.perf_counter()))
    stack.enter_context(closing(line))
    return {
        "desk": (lambda: _called(desk), lambda _number: desk.finish()),
        "bare": (line.call, line.finish),
    }


def test_call_to_one_board(
    postgres_url: str, tmp_path: Path, stack: ExitStack, marks: list[float]
) -> None:
    rounds = 300
    watched = [
        Watched(*way, _processes(stack, Boards(kind, postgres_url, 1), 1), 1)
        for kind, way in _ways(stack, postgres_url, tmp_path, marks, WARM + rounds).items()
    ]
    for n in range(WARM + rounds):
        for one in watched:
            one.round(marks, measured=n >= WARM)
    ours, bare = watched
    print(f"\ncall → the board of another program on PostgreSQL (budget {BUDGET}):")
    ratio = _line("from the call", ours.whole, bare.whole)
    _line("from its commit", ours.notice, bare.notice)
    assert ratio <= BUDGET


def test_call_to_forty_boards(
    postgres_url: str, tmp_path: Path, stack: ExitStack, marks: list[float]
) -> None:
    rounds, processes, boards = 60, 4, 10
    told = []
    for kind, way in _ways(stack, postgres_url, tmp_path, marks, WARM + rounds).items():
        # One after the other: a server lets a hundred in, and each board has two connections.
        with ExitStack() as watching:
            running = _processes(watching, Boards(kind, postgres_url, boards), processes)
            one = Watched(*way, running, boards)
            for n in range(WARM + rounds):
                one.round(marks, measured=n >= WARM)
            told.append(one)
    ours, bare = told
    print(f"\ncall → {processes * boards} boards in {processes} programs on this one machine:")
    _line("from the call", ours.whole, bare.whole)
    _line("from its commit", ours.notice, bare.notice)
    _line("until the last board", ours.last, bare.last)


def test_call_to_the_board_of_another_window_on_one_file(
    tmp_path: Path, stack: ExitStack, marks: list[float]
) -> None:
    rounds = 80
    url = f"sqlite:///{tmp_path}/store.db"
    desk = _ours(stack, tmp_path, url, WARM + rounds)
    way = Watched(
        lambda: _called(desk),
        lambda _number: desk.finish(),
        _processes(stack, Boards("desk", url, 1), 1),
        1,
    )
    moments = Random(26)
    for n in range(WARM + rounds):
        # The board has just looked when it shows something: the next call comes at any moment.
        threading.Event().wait(moments.uniform(0, LOOK_EVERY))
        way.round(marks, measured=n >= WARM)
    print(
        f"\ncall → the board of another program on one SQLite file: {_told('', way.whole)} ms; "
        f"{_told('from the commit', way.notice)}"
    )
    assert statistics.median(way.whole) <= 150
