"""Alarms call back after a while: one on a thread of its own, one whose time is moved by hand."""

import heapq
import itertools
import sys
import threading
import time
from collections.abc import Callable
from typing import Protocol


class Alarm(Protocol):
    """Something that calls back after a while."""

    def after(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call once after ``seconds``; the answer takes the call back."""

    def stop(self) -> None:
        """Call nobody any more."""


class ThreadAlarm:
    """An alarm with one thread of its own, started when it is first needed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopped = False

    def after(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call once on the alarm's thread after ``seconds``; the answer takes the call back."""
        with self._change:
            entry = (time.monotonic() + seconds, next(self._order), call)
            if not self._stopped:
                heapq.heappush(self._due, entry)
                self._start()
                self._change.notify()
        return lambda: self._take_back(entry)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def _take_back(self, entry: tuple[float, int, Callable[[], None]]) -> None:
        with self._change:
            if entry in self._due:
                self._due.remove(entry)
                heapq.heapify(self._due)

    def _run(self) -> None:
        while (call := self._next()) is not None:
            try:
                call()
            except Exception:  # noqa: BLE001 - one bad call must not silence all deadlines
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self._thread)))

    def _next(self) -> Callable[[], None] | None:
        with self._change:
            while not self._stopped:
                left = self._due[0][0] - time.monotonic() if self._due else None
                if left is not None and left <= 0:
                    return heapq.heappop(self._due)[2]
                self._change.wait(left)
            return None

    def stop(self) -> None:
        """Call nobody any more and end the thread."""
        with self._change:
            self._stopped = True
            self._due.clear()
            self._change.notify()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()


class ManualAlarm:
    """An alarm whose time is moved by hand, for scenarios and tests."""

    def __init__(self) -> None:
        self._now = 0.0
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def after(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call once when the time has been moved by ``seconds``; the answer takes the call back."""
        entry = (self._now + seconds, next(self._order), call)
        heapq.heappush(self._due, entry)
        return lambda: self._take_back(entry)

    def _take_back(self, entry: tuple[float, int, Callable[[], None]]) -> None:
        if entry in self._due:
            self._due.remove(entry)
            heapq.heapify(self._due)

    def advance(self, seconds: float) -> None:
        """Move the time on and make every call that has become due, in order."""
        until = self._now + seconds
        while self._due and self._due[0][0] <= until:
            self._now, _, call = heapq.heappop(self._due)
            call()
        self._now = until

    @property
    def waiting(self) -> int:
        """How many calls are still to come."""
        return len(self._due)

    def stop(self) -> None:
        """Forget every call."""
        self._due.clear()
