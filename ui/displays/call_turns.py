"""Whose turn it is in the large field: calls made within seconds come one after the other."""

from collections.abc import Callable

from ui.binding.board import BoardCall

DWELL = 3.0
"""Seconds that a call keeps the large field when others wait for it."""


class CallTurns:
    """Fed with the calls as they stand, newest first; knows which one is large. Plain of any Qt.

    ``moment`` is always a monotonic time in seconds.
    """

    def __init__(self) -> None:
        self.shown: BoardCall | None = None
        self._calls: tuple[BoardCall, ...] = ()
        self._waiting: list[BoardCall] = []
        self._since = float("-inf")

    def take(
        self,
        calls: tuple[BoardCall, ...],
        moment: float,
        counts: Callable[[BoardCall], bool] = lambda _: True,
    ) -> BoardCall | None:
        """Take the calls as they stand now; the answer is the one that is large from now on and
        must be announced. Calls for which ``counts`` is false are known from now on, but old."""
        known = {call.key: call for call in self._calls}
        standing = {call.key: call for call in calls}
        news = [
            call for call in reversed(calls) if _is_new(call, known.get(call.key)) and counts(call)
        ]
        renewed = {call.key for call in news}
        waited = [call for call in self._waiting if call.key in standing]
        self._waiting = [call for call in waited if call.key not in renewed] + news
        self._calls = calls
        self._settle(standing, renewed)
        return self.tick(moment)

    def forget_waiting(self) -> None:
        """Announce nothing of what waits: it is no longer sure."""
        self._waiting = []
        self.shown = self._calls[0] if self._calls else None

    def tick(self, moment: float) -> BoardCall | None:
        """Time went by; the answer is as in :meth:`take`."""
        free = self.shown is None or moment - self._since >= DWELL
        if self._waiting and free:
            self.shown, self._since = self._waiting.pop(0), moment
            return self.shown
        if self.shown is None and self._calls:
            # One that was large before, or an old one: it stands there, nobody is called anew.
            self.shown, self._since = self._calls[0], float("-inf")
        return None

    def others(self) -> tuple[BoardCall, ...]:
        """The calls beside the large one, newest first; those that wait for their turn too."""
        large = self.shown.key if self.shown else None
        return tuple(call for call in self._calls if call.key != large)

    def _settle(
        self, standing: dict[tuple[str, int], BoardCall], renewed: set[tuple[str, int]]
    ) -> None:
        """What stands large was undone, or goes on with what is said of it now."""
        if self.shown is not None and self.shown.key not in renewed:
            self.shown = standing.get(self.shown.key)


def _is_new(call: BoardCall, before: BoardCall | None) -> bool:
    if before is None:
        return True
    return call.times > before.times or call.called_at > before.called_at
