"""Hall boards in a process beside: each reads the queue anew when it has moved, and tells when it saw what.

A line is ``[board, ticket called last, whether it stands at its desk, perf_counter]``; that clock is
the same in every process of a machine. ``kind`` is ``desk`` for ``board_view`` on the event of the
feed, ``bare`` for a bare notice and a bare query.
"""

import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Queue
from time import perf_counter
from typing import Any

import psycopg

from app.storage.feed import open_feed
from app.usecases.queue.board import board_view
from tests.fakes.bare_callers import place_of
from tests.fakes.calling_desks import CallingDesk
from tests.fakes.spoken_process import SpokenProcess, asked_for, is_ready, tell, until_left_alone

_LAST = (
    "SELECT number, desk, here, called_at FROM bare_lines WHERE called_at IS NOT NULL"
    " ORDER BY called_at DESC LIMIT 8"
)
_COUNTS = "SELECT purpose, count(*) FROM bare_lines WHERE called_at IS NULL GROUP BY purpose"


@dataclass(frozen=True)
class Boards:
    """Which boards one process has."""

    kind: str
    url: str
    boards: int


def boards_beside(boards: Boards) -> SpokenProcess:
    """A process with that many boards."""
    return SpokenProcess(__name__, asdict(boards))


def _tell_changes(look: Callable[[], tuple[str, bool]], moved: "Queue[bool]", board: int) -> None:
    """Look whenever the queue has moved, until told that it is over."""
    former: Any = None
    while moved.get():
        while not moved.empty():
            if not moved.get():
                return
        seen = look()
        if seen != former:
            tell([board, *seen, perf_counter()])
        former = seen


def _our_board(stack: ExitStack, url: str, board: int, folder: Path, moved: "Queue[bool]") -> Any:
    desk = stack.enter_context(closing(CallingDesk(url, board + 1, folder, opened=False)))
    feed = stack.enter_context(closing(open_feed(desk.store, clock=desk.place.clock)))
    feed.listen(lambda _event: moved.put(True))

    def look() -> tuple[str, bool]:
        calls = desk.desk.ask(board_view).result().calls
        return (calls[0].ticket, calls[0].here) if calls else ("", False)

    return look


def _bare_board(stack: ExitStack, url: str, moved: "Queue[bool]") -> Any:
    place = place_of(url)
    reader = stack.enter_context(psycopg.connect(**place, autocommit=True))
    listener = stack.enter_context(psycopg.connect(**place, autocommit=True))
    listener.execute("LISTEN bare")
    over = threading.Event()

    def listen() -> None:
        while not over.is_set():
            for _ in listener.notifies(timeout=0.5, stop_after=1):
                moved.put(True)

    thread = threading.Thread(target=listen)
    thread.start()
    stack.callback(thread.join)
    stack.callback(over.set)

    def look() -> tuple[str, bool]:
        rows = reader.execute(_LAST).fetchall()
        reader.execute(_COUNTS).fetchall()
        return (str(rows[0][0]), bool(rows[0][2])) if rows else ("", False)

    return look


def _work(asked: Boards, folder: Path) -> None:
    with ExitStack() as stack:
        watching = []
        for board in range(asked.boards):
            moved: Queue[bool] = Queue()
            look = (
                _our_board(stack, asked.url, board, folder, moved)
                if asked.kind == "desk"
                else _bare_board(stack, asked.url, moved)
            )
            look()
            watching.append((look, moved, board))
        if not is_ready():
            return
        threads = [threading.Thread(target=_tell_changes, args=one) for one in watching]
        for thread in threads:
            thread.start()
        until_left_alone()
        for _, moved, _ in watching:
            moved.put(False)
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        _work(Boards(**asked_for()), Path(place))
