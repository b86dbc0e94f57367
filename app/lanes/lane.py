"""A lane with a thread of its own, and what all lanes have in common."""

import threading
from collections import deque
from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

from app.errors import Cancelled, Unavailable
from app.lanes.alarm import Alarm, ThreadAlarm
from app.lanes.work import STOPPED, LaneFuture, Task, task_of

P = ParamSpec("P")
T = TypeVar("T")


class AnyLane(Protocol):
    """What :class:`Lane` and :class:`InlineLane` have in common."""

    name: str

    def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> LaneFuture[T]:
        """Queue a call."""

    def submit_within(
        self, seconds: float | None, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> LaneFuture[T]:
        """Queue a call with a deadline in seconds."""

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Queue a call after a while."""

    @property
    def on_lane(self) -> bool:
        """Whether the caller runs on this lane."""

    def assert_on_lane(self) -> None:
        """Raise ``RuntimeError`` off the lane."""

    def stop(self, *, drain: bool = False, timeout: float = 5.0) -> bool:
        """End the lane."""


class Lane:
    """One worker thread that runs tasks one after another.

    ``alarm`` may be shared between lanes; a lane without one makes its own when it needs time.
    """

    def __init__(self, name: str, alarm: Alarm | None = None) -> None:
        self.name = name
        self._alarm = alarm
        self._own_alarm: ThreadAlarm | None = None
        self._tasks: deque[Task] = deque()
        self._change = threading.Condition()
        self._accepts = True
        self._running: Task | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> LaneFuture[T]:
        """Queue ``call(*args, **kwargs)``. Raises ``Unavailable`` when the lane has stopped."""
        return self.submit_within(None, call, *args, **kwargs)

    def submit_within(
        self, seconds: float | None, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> LaneFuture[T]:
        """As :meth:`submit`; after ``seconds`` the Future fails with ``Unavailable``."""
        task = task_of(lambda: call(*args, **kwargs))
        with self._change:
            if not self._accepts:
                raise Unavailable(STOPPED)
            if seconds is not None:
                task.disarm = self._clock().after(seconds, task.expire)
            self._tasks.append(task)
            self._change.notify()
        return task.future

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Queue ``call`` after ``seconds``; the answer takes it back. Dropped when stopped."""
        with self._change:
            return self._clock().after(seconds, lambda: self._drop_or_submit(call))

    def _drop_or_submit(self, call: Callable[[], None]) -> None:
        try:
            self.submit(call)
        except Unavailable:
            return

    def _clock(self) -> Alarm:
        if self._alarm is None:
            self._alarm = self._own_alarm = ThreadAlarm(f"{self.name}-alarm")
        return self._alarm

    @property
    def on_lane(self) -> bool:
        """Whether the caller runs on this lane."""
        return threading.current_thread() is self._thread

    def assert_on_lane(self) -> None:
        """Raise ``RuntimeError`` when the caller is not on this lane."""
        if not self.on_lane:
            raise RuntimeError(f"must run on the lane {self.name}")

    def stop(self, *, drain: bool = False, timeout: float = 5.0) -> bool:
        """End the lane; ``drain`` finishes what is queued, else it is cancelled.

        Answers whether the thread has ended within ``timeout`` seconds; a task that hangs in
        foreign code keeps it (the thread never holds the program's exit).
        """
        with self._change:
            self._accepts = False
            dropped = [] if drain else list(self._tasks)
            if not drain:
                self._tasks.clear()
            running = self._running
            self._change.notify()
        for task in dropped:
            task.future.cancel()
            task.run()
        if running is not None and not drain:
            running.work.stop(Cancelled())
        if not self.on_lane:
            self._thread.join(timeout)
        if self._own_alarm is not None:
            self._own_alarm.stop()
        return not self._thread.is_alive()

    def _run(self) -> None:
        while self._step():
            pass

    def _step(self) -> bool:
        # The task is a local of this call alone, so that an idle lane holds no old answer alive.
        task = self._next()
        if task is None:
            return False
        task.run()
        return True

    def _next(self) -> Task | None:
        with self._change:
            self._running = None
            while not self._tasks:
                if not self._accepts:
                    return None
                self._change.wait()
            self._running = self._tasks.popleft()
            return self._running
