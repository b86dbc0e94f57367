"""An ear at a feed of the queue: what was told, in its order, each waited for."""

from queue import Empty, Queue

from app.ports.queue_feed import FeedEvent, QueueFeed

_TOLD_WITHIN = 20.0


class Ear:
    """Listens to a feed; the first event, how it stands, has been heard when it is made."""

    def __init__(self, feed: QueueFeed) -> None:
        self._told: Queue[FeedEvent] = Queue()
        self.stop = feed.listen(self._told.put)
        self.first = self.next()

    def next(self) -> FeedEvent:
        """The next event."""
        try:
            return self._told.get(timeout=_TOLD_WITHIN)
        except Empty:
            raise AssertionError("the feed tells nothing") from None

    @property
    def silent(self) -> bool:
        """Whether nothing is told that was not heard yet."""
        return self._told.empty()
