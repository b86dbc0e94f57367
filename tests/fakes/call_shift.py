"""Many desks at work at the same time, in a few processes with a thread for each desk.

    told = run_shift(Shift(kind="desk", url=url), desks=40, processes=4)

``kind`` is ``desk`` for our own Desk, or one of the ways in ``bare_callers``.
"""

import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tests.fakes.bare_callers import CALLERS
from tests.fakes.calling_desks import NOBODY, CallingDesk
from tests.fakes.spoken_process import SpokenProcess, asked_for, is_ready, tell

WARM = 3
"""So many calls of each desk are not measured: what they need is being loaded and compiled."""
_TROUBLES = 200
"""After so many refused calls a desk gives up, so that a fault ends the run."""


@dataclass(frozen=True)
class Shift:
    """What the desks of one process do. ``rate``: calls in a second over all desks of the shift,
    0 is as fast as they can; ``most``: calls of each desk, 0 is until nobody waits."""

    kind: str
    url: str
    desks: tuple[int, ...] = ()
    of: int = 0
    rate: float = 0.0
    most: int = 0


@dataclass
class Told:
    """What became of it. ``called`` are ticket numbers in no order, ``calls`` and ``finishes`` are
    milliseconds of each that was measured, ``troubles`` counts refused steps by their codes."""

    called: list[str]
    calls: list[float]
    finishes: list[float]
    troubles: Counter[str]
    seconds: float = 0.0

    @property
    def doubles(self) -> int:
        """Calls of a ticket that was called already."""
        return len(self.called) - len(set(self.called))


def run_shift(shift: Shift, *, desks: int, processes: int) -> Told:
    """Let ``desks`` desks work in ``processes`` processes and gather what they tell."""
    shares = [tuple(range(first + 1, desks + 1, processes)) for first in range(processes)]
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                SpokenProcess(__name__, asdict(replace(shift, desks=share, of=desks)))
            )
            for share in shares
        ]
        for process in running:
            process.ready()
        for process in running:
            process.begin()
        told = [process.line() for process in running]
    return _together([Told(**{**one, "troubles": Counter(one["troubles"])}) for one in told])


def _together(told: list[Told]) -> Told:
    return Told(
        called=[number for one in told for number in one.called],
        calls=[spent for one in told for spent in one.calls],
        finishes=[spent for one in told for spent in one.finishes],
        troubles=sum((one.troubles for one in told), Counter()),
        seconds=max(one.seconds for one in told),
    )


class _Worker:
    """One desk of a shift and what it has done."""

    def __init__(self, shift: Shift, number: int, caller: Any) -> None:
        self._shift = shift
        self._number = number
        self._caller = caller
        self.told = Told([], [], [], Counter())

    def run(self, begun: float) -> None:
        """Call and finish until nobody waits, or as often as the shift says."""
        turns = 0
        while not self._shift.most or turns < self._shift.most:
            self._wait(begun, turns)
            code = self._call()
            if code == NOBODY or self.told.troubles.total() > _TROUBLES:
                break
            if not code:
                self._wait(begun, turns + 0.5)
                self._finish()
            turns += 1
        self.told.seconds = time.monotonic() - begun

    def _wait(self, begun: float, turns: float) -> None:
        """Until this desk's turn; the turns of all desks are spread evenly."""
        if not self._shift.rate:
            return
        every = self._shift.of / self._shift.rate
        moment = begun + every * (turns + self._number / self._shift.of)
        threading.Event().wait(max(0.0, moment - time.monotonic()))

    def _call(self) -> str:
        number, code = self._measured(self._caller.call, self.told.calls)
        if number:
            self.told.called.append(number)
        elif code != NOBODY:
            self.told.troubles[code] += 1
        return str(code)

    def _finish(self) -> None:
        while code := self._measured(self._caller.finish, self.told.finishes):
            self.told.troubles[code] += 1
            assert self.told.troubles.total() <= _TROUBLES, self.told.troubles

    def _measured(self, act: Callable[[], Any], times: list[float]) -> Any:
        start = time.perf_counter()
        answer = act()
        if len(self.told.called) >= WARM:
            times.append((time.perf_counter() - start) * 1000)
        return answer


def _caller(shift: Shift, number: int, folder: Path) -> Any:
    if shift.kind == "desk":
        return CallingDesk(shift.url, number, folder)
    return CALLERS[shift.kind](shift.url, number)


def _work(shift: Shift, folder: Path) -> None:
    with ExitStack() as stack:
        workers = [
            _Worker(shift, number, stack.enter_context(closing(_caller(shift, number, folder))))
            for number in shift.desks
        ]
        if not is_ready():
            return
        begun = time.monotonic()
        threads = [threading.Thread(target=one.run, args=(begun,)) for one in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        tell(asdict(_together([one.told for one in workers])))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        _work(Shift(**asked_for()), Path(place))
