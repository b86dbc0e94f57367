"""The feed of the queue over a store: told at once what another desk has changed, or that it is lost."""

import threading
import time
from collections.abc import Callable

from app.errors import Unavailable
from app.log import logger
from app.ports.clock import Clock
from app.ports.queue_feed import (
    FeedBack,
    FeedEvent,
    FeedListener,
    FeedLost,
    QueueFeed,
    QueueMoved,
)
from app.storage.bell import Bell
from app.storage.engine import in_memory, understood
from app.storage.feed_watches import Doorbell, FileWatch, MemoryWatch, ServerWatch, Watch
from app.storage.store import SqlStore

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
"""Seconds between two attempts to find a lost store again; each pause is twice the one before."""

_ENDS_WITHIN = 5.0
"""Seconds for which the end of the thread is waited for; an attempt to connect may take three."""

_log = logger("storage")


def open_feed(store: SqlStore | str, *, clock: Clock) -> QueueFeed:
    """Watch the queue of a store, or of the store at an address.

    Does not wait for the store: whoever listens is told :class:`QueueMoved` as soon as it is
    watched, because what was read before may be old, or :class:`FeedLost`. An address says less
    than a store: what this very process changes is noticed no sooner than what others change.
    Raises ``InputInvalid`` (store.address), and ``ValueError`` for the address of a store in
    memory, which nobody else can see.
    """
    url = understood(store if isinstance(store, str) else store.engine.url)
    bell = None if isinstance(store, str) else store.bell
    watch: Watch
    if url.get_backend_name() == "postgresql":
        # The server tells this process too; its own bell would say the same a second time.
        return StoreFeed(ServerWatch(url), clock)
    if not in_memory(url):
        watch = FileWatch(url)
    elif bell is not None:
        watch = MemoryWatch(bell)
    else:
        raise ValueError("a store in memory is watched through the store itself")
    return StoreFeed(watch, clock, bell)


class _Seat:
    """One listener; ``taken`` until it stops listening."""

    def __init__(self, listener: FeedListener) -> None:
        self.listener = listener
        self.taken = True


class StoreFeed:
    """A thread that watches one store and tells everybody who listens. ``bell`` hurries it."""

    def __init__(self, watch: Watch, clock: Clock, bell: Bell | None = None) -> None:
        self._watch = watch
        self._clock = clock
        self._doorbell = Doorbell()
        self._lock = threading.Lock()
        self._seats: list[_Seat] = []
        self._newcomers: list[_Seat] = []
        self._lost: FeedLost | None = None
        self._closing = False
        self._unhook = bell.listen(self._doorbell.ring) if bell is not None else _nothing
        self._thread = threading.Thread(target=self._run, name="queue-feed", daemon=True)
        self._thread.start()

    def listen(self, listener: FeedListener) -> Callable[[], None]:
        """Be told how it stands and of every event from then on; the answer stops it."""
        seat = _Seat(listener)
        with self._lock:
            self._newcomers.append(seat)
        self._doorbell.ring()
        return lambda: self._leave(seat)

    def close(self) -> None:
        """Watch no more; may be called twice; never raises."""
        self._closing = True
        self._unhook()
        self._doorbell.ring()
        if threading.current_thread() is not self._thread:
            self._thread.join(_ENDS_WITHIN)

    def _leave(self, seat: _Seat) -> None:
        seat.taken = False
        with self._lock:
            self._seats = [kept for kept in self._seats if kept is not seat]

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._closing:
            try:
                self._watch.open()
                self._found()
                pause = FIRST_PAUSE
                self._follow()
            except Unavailable as fault:
                self._lose(fault.code)
                self._rest(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            finally:
                self._watch.close()
        self._doorbell.close()

    def _follow(self) -> None:
        while not self._closing:
            if self._watch.moved(self._doorbell):
                self._tell(QueueMoved())
            self._seat_newcomers()

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._closing and (left := until - time.monotonic()) > 0:
            self._doorbell.wait(left)
            self._seat_newcomers()

    def _found(self) -> None:
        if self._lost is not None:
            self._lost = None
            self._tell(FeedBack(self._clock.now()))
        self._seat_newcomers()

    def _lose(self, code: str) -> None:
        if self._lost is None:
            self._lost = FeedLost(code, self._clock.now())
            self._tell(self._lost)
        self._seat_newcomers()

    def _seat_newcomers(self) -> None:
        """Tell those who have come how it stands: watched, so that they read anew, or lost."""
        with self._lock:
            newcomers, self._newcomers = [s for s in self._newcomers if s.taken], []
            self._seats = self._seats + newcomers
        for seat in newcomers:
            _hand_on(seat, self._lost or QueueMoved())

    def _tell(self, event: FeedEvent) -> None:
        with self._lock:
            seats = self._seats
        for seat in seats:
            _hand_on(seat, event)


def _hand_on(seat: _Seat, event: FeedEvent) -> None:
    if not seat.taken:
        return
    try:
        seat.listener(event)
    except Exception as error:  # noqa: BLE001 - one broken listener must not leave the others blind
        _log.error("a listener of the feed failed", exc_info=error)


def _nothing() -> None:
    """There is no bell to leave."""
