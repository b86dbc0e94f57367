"""What the conductors of the hall are given in tests: a feed, a reader, a voice and devices by hand."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from app.domain.language import Lang
from app.ports.devices import (
    Announcement,
    DeviceEvent,
    DeviceState,
    DeviceStatus,
    Listener,
    Slot,
    StatusChanged,
    TicketCall,
)
from app.ports.queue_feed import FeedEvent, FeedListener


class HandFeed:
    """Tells what the test says."""

    def __init__(self) -> None:
        self.listeners: list[FeedListener] = []
        self.closed = False

    def listen(self, listener: FeedListener) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, event: FeedEvent) -> None:
        for listener in tuple(self.listeners):
            listener(event)

    def close(self) -> None:
        self.closed = True


class HandReader:
    """Answers with :attr:`answer`: a value, an error, or ``None`` while nothing comes."""

    def __init__(self) -> None:
        self.answer: Any = None
        self.asked: list[Future[Any]] = []

    def ask(self, _question: object) -> Future[Any]:
        future: Future[Any] = Future()
        self.asked.append(future)
        if self.answer is not None:
            self.settle(future)
        return future

    def settle(self, future: Future[Any]) -> None:
        if isinstance(self.answer, BaseException):
            future.set_exception(self.answer)
        else:
            future.set_result(self.answer)


class HandCrier:
    """Remembers what it was asked to say and to take back."""

    def __init__(self, still_true: Callable[[TicketCall], bool]) -> None:
        self.still_true = still_true
        self.calls: list[Announcement] = []
        self.withdrawn: list[str] = []
        self.stopped = False

    def call(self, announcement: Announcement) -> None:
        self.calls.append(announcement)

    def withdraw(self, ticket: str) -> None:
        self.withdrawn.append(ticket)

    def stop(self) -> None:
        self.stopped = True


class HandDevices:
    """Slots whose states the test sets; texts that were read aloud are kept for it."""

    def __init__(self, *fitted: Slot) -> None:
        self.listeners: list[Listener] = []
        self.read: list[tuple[str, Lang]] = []
        self._statuses = {
            slot: DeviceStatus(slot=slot, state=DeviceState.READY, driver="by hand")
            for slot in fitted
        }

    def status(self, slot: Slot) -> DeviceStatus:
        absent = DeviceStatus(slot=slot, state=DeviceState.ABSENT, code="device.not_fitted")
        return self._statuses.get(slot, absent)

    def statuses(self) -> tuple[DeviceStatus, ...]:
        return tuple(self.status(slot) for slot in Slot)

    def set(self, slot: Slot, state: DeviceState, code: str = "") -> None:
        status = DeviceStatus(slot=slot, state=state, driver="by hand", code=code)
        self._statuses[slot] = status
        self.report(StatusChanged(status))

    def report(self, event: DeviceEvent) -> None:
        for listener in tuple(self.listeners):
            listener(event)

    def listen(self, listener: Listener) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def say_text(self, text: str, lang: Lang) -> Future[None]:
        self.read.append((text, lang))
        done: Future[None] = Future()
        done.set_result(None)
        return done
