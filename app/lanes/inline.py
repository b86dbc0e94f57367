"""A lane without a thread: the same tasks in the caller's thread, with time moved by hand."""

from collections import deque
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from app.errors import Unavailable
from app.lanes.alarm import ManualAlarm
from app.lanes.work import STOPPED, LaneFuture, Task, task_of

P = ParamSpec("P")
T = TypeVar("T")


class InlineLane:
    """A lane without a thread: tasks run at once in the caller's thread, in the same order.

    A task submitted from inside a task waits for its end, as on a real lane. Time stands still
    until ``alarm.advance`` moves it.
    """

    def __init__(self, name: str, alarm: ManualAlarm | None = None) -> None:
        self.name = name
        self.alarm = alarm if alarm is not None else ManualAlarm()
        self._tasks: deque[Task] = deque()
        self._busy = False
        self._accepts = True

    def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> LaneFuture[T]:
        """Run ``call(*args, **kwargs)`` now; inside a task, after it."""
        return self.submit_within(None, call, *args, **kwargs)

    def submit_within(
        self, seconds: float | None, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> LaneFuture[T]:
        """As :meth:`submit`, with a deadline in the alarm's own time."""
        if not self._accepts:
            raise Unavailable(STOPPED)
        task = task_of(lambda: call(*args, **kwargs))
        if seconds is not None:
            task.disarm = self.alarm.after(seconds, task.expire)
        self._tasks.append(task)
        self._run()
        return task.future

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Run ``call`` when the alarm has moved by ``seconds``; the answer takes it back."""
        return self.alarm.after(seconds, lambda: self._drop_or_submit(call))

    def _drop_or_submit(self, call: Callable[[], None]) -> None:
        if self._accepts:
            self.submit(call)

    @property
    def on_lane(self) -> bool:
        """Whether a task of this lane is running."""
        return self._busy

    def assert_on_lane(self) -> None:
        """Raise ``RuntimeError`` when the caller is not inside a task of this lane."""
        if not self._busy:
            raise RuntimeError(f"must run on the lane {self.name}")

    def stop(self, *, drain: bool = False, timeout: float = 5.0) -> bool:  # noqa: ARG002 - as Lane
        """Take no more tasks; those that wait inside a running one are dropped unless drained."""
        self._accepts = False
        if not drain:
            for task in self._tasks:
                task.future.cancel()
        return True

    def _run(self) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            while self._tasks:
                self._tasks.popleft().run()
        finally:
            self._busy = False
