"""The voice of the hall at work: one call after the other, and silence for one that is withdrawn."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from app.ports.devices import Announcement
from devices.voice.turns import CallTurns

Announce = Callable[[Announcement], Future[None]]
"""Says a call aloud: ``Devices.announce``."""


class HallVoice:
    """Gives the voice the next call when it has said the last one; its methods never wait.

    The device is asked for one call at a time, so that its deadline counts the saying and not the
    waiting, and so that a call is judged true when its turn comes. A call that could not be said is
    not repeated: the board shows it, and the slot's light tells the fault. ``turns`` belongs to this
    object from now on; its question is asked on any thread and must not wait.
    """

    def __init__(
        self, announce: Announce, turns: CallTurns, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._announce = announce
        self._turns = turns
        self._clock = clock
        self._change = threading.RLock()
        self._speaking: tuple[str, Future[None]] | None = None
        self._beginning = False
        self._stopped = False

    def call(self, announcement: Announcement) -> None:
        """Say the call in its turn."""
        with self._change:
            if not self._stopped:
                self._turns.add(announcement, self._clock())
                self._go_on()

    def withdraw(self, ticket: str) -> None:
        """Do not say the ticket's call; break it off when it is being said."""
        with self._change:
            self._turns.withdraw(ticket)
            speaking = self._speaking
        if speaking is not None and speaking[0] == ticket:
            speaking[1].cancel()

    def stop(self) -> None:
        """Break off and say nothing more."""
        with self._change:
            self._stopped = True
            speaking = self._speaking
        if speaking is not None:
            speaking[1].cancel()

    def _go_on(self) -> None:
        # A loop and not a chain of calls: a voice that fails at once must not pile them up.
        if self._beginning:
            return
        self._beginning = True
        try:
            while self._speaking is None and not self._stopped:
                following = self._turns.next(self._clock())
                if following is None:
                    return
                said = self._announce(following)
                self._speaking = (following.call.ticket, said)
                said.add_done_callback(self._said)
        finally:
            self._beginning = False

    def _said(self, said: Future[None]) -> None:
        with self._change:
            if self._speaking is not None and self._speaking[1] is said:
                self._speaking = None
                self._go_on()
