"""One task of a lane: its Future, its deadline, and what its own code sees of it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from app.errors import Cancelled, Unavailable, declare
from i18n import N_

T = TypeVar("T")

LATE = declare(
    "lane.late",
    N_("The step has taken longer than it may."),
    N_("Nothing is lost. Wait a little and repeat the step."),
)
STOPPED = declare(
    "lane.stopped",
    N_("The program is closing."),
    N_("The saved work is kept. Start the program again."),
)


class Work:
    """The task now running, as its own code sees it: whether it should go on."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._reason: Exception | None = None

    def stop(self, reason: Exception | None = None) -> None:
        """Ask the task to end; ``reason`` is what :meth:`check` will raise (``Cancelled``)."""
        if not self._stop.is_set():
            self._reason = reason
            self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether the task has been asked to end."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise ``Cancelled`` or ``Unavailable`` when the task should end."""
        if self._stop.is_set():
            raise self._reason or Cancelled()

    def wait(self, seconds: float) -> None:
        """Wait; a cancel or the deadline ends the wait by raising, as :meth:`check` does."""
        self._stop.wait(seconds)
        self.check()


_here = threading.local()


def current_work() -> Work:
    """The running task of this thread; outside a lane, a task that nobody stops."""
    work: Work | None = getattr(_here, "work", None)
    return work if work is not None else Work()


class LaneFuture(Future[T]):
    """A Future whose ``cancel`` also asks a running task to end (and then answers ``False``)."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def cancel(self) -> bool:
        """Take the task out of the queue; one that runs already is only asked to end."""
        self._work.stop()
        return super().cancel()


@dataclass(slots=True)
class Task:
    """A call on its way through a lane."""

    call: Callable[[], Any]
    future: LaneFuture[Any]
    work: Work
    disarm: Callable[[], None] = lambda: None
    lock: threading.Lock = field(default_factory=threading.Lock)
    expired: bool = False

    def run(self) -> None:
        """Run the call, unless it was cancelled or came too late, and settle the Future."""
        if not self._begin():
            self.disarm()
            return
        before = getattr(_here, "work", None)
        _here.work = self.work
        try:
            self.work.check()
            answer = self.call()
        except BaseException as error:  # noqa: BLE001 - the top of a lane: the Future carries it
            _settle(partial(self.future.set_exception, error))
        else:
            _settle(partial(self.future.set_result, answer))
        finally:
            _here.work = before
            self.disarm()

    def _begin(self) -> bool:
        with self.lock:
            return not self.expired and self.future.set_running_or_notify_cancel()

    def expire(self) -> None:
        """The deadline has passed: fail the Future now, whatever the call is doing."""
        error = Unavailable(LATE)
        self.work.stop(error)
        with self.lock:
            self.expired = True
        _settle(partial(self.future.set_exception, error))


def _settle(act: Callable[[], None]) -> None:
    # The deadline, a cancel and the call may settle at the same moment; the first one counts.
    try:
        act()
    except InvalidStateError:
        return


def task_of(call: Callable[[], Any]) -> Task:
    """A task for ``call``, ready to be queued."""
    work = Work()
    return Task(call, LaneFuture(work), work)
