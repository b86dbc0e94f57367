"""The feed of the queue: who shows the queue is told at once that some desk has changed it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class QueueMoved:
    """A ticket, a visit or a desk has changed in the store, here or at another desk: read anew."""


@dataclass(frozen=True, slots=True)
class FeedLost:
    """The store does not answer any more; what is shown may be old. ``code`` says why."""

    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FeedBack:
    """The store answers again; whoever shows the queue reads it anew."""

    at: datetime


FeedEvent = QueueMoved | FeedLost | FeedBack
FeedListener = Callable[[FeedEvent], None]


class QueueFeed(Protocol):
    """Watches one store for changes of its queue."""

    def listen(self, listener: FeedListener) -> Callable[[], None]:
        """Be told of every event; call the answer to stop.

        The listener is called on the feed's thread and must hand the event on without waiting.
        """

    def close(self) -> None:
        """Watch no more; may be called twice; never raises."""
