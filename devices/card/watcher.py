"""Watches one reader for cards on a thread of its own, through every end and return of the card service.

The library's own monitor ends for good with the service and tells nobody; this one goes on.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from app.errors import DeviceFault
from app.ports.card_faults import READER_NONE, READER_SERVICE
from devices.card.link import context, judged
from devices.card.pcsc_words import CANCELLED, LOST_READER, NO_READERS, TIMEOUT

_LOOK_MILLISECONDS = 1000
_AGAIN_SECONDS = 0.5
_FIRST_LOOK_SECONDS = 3.0
_NEVER = -1


@dataclass(frozen=True, slots=True)
class Standing:
    """What was seen last: the trouble, or the reader, and whether a card is in it.

    ``insertion`` grows with every card that comes or goes, so that two cards are never one.
    """

    trouble: str = ""
    reader: str = ""
    card: bool = False
    insertion: int = 0


Told = Callable[[Standing, Standing], None]


class Watcher:
    """Tells ``told`` of every change with the standing before and after it, on its own thread.

    ``wanted`` is the name of a reader or a part of it; empty: the first one.
    """

    def __init__(self, scard: Any, wanted: str, told: Told) -> None:
        self._scard, self._wanted, self._told = scard, wanted, told
        self._change = threading.Condition()
        self._standing = Standing(trouble=READER_SERVICE)
        self._looked, self._ended = threading.Event(), threading.Event()
        self._handle: Any = None
        self._counter = _NEVER
        self._thread = threading.Thread(target=self._run, name="card-watcher", daemon=True)

    def start(self) -> Standing:
        """Begin; the standing after the first look."""
        self._thread.start()
        self._looked.wait(_FIRST_LOOK_SECONDS)
        return self.standing

    def stop(self) -> None:
        """End the thread; a wait for the service is called off."""
        self._ended.set()
        while self._thread.is_alive():
            with self._change:
                if self._handle is not None:
                    self._scard.SCardCancel(self._handle)
            self._thread.join(0.05)

    @property
    def standing(self) -> Standing:
        """What was seen last."""
        with self._change:
            return self._standing

    def moved_since(self, insertion: int, seconds: float) -> bool:
        """Whether a card has come or gone after that insertion; what is late is waited for."""
        with self._change:
            return self._change.wait_for(lambda: self._standing.insertion != insertion, seconds)

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                with context(self._scard) as handle:
                    self._hold(handle)
                    try:
                        self._watch(handle)
                    finally:
                        self._hold(None)
            except DeviceFault as fault:
                self._see(trouble=fault.code)
            self._ended.wait(_AGAIN_SECONDS)

    def _hold(self, handle: Any) -> None:
        with self._change:
            self._handle = handle

    def _watch(self, handle: Any) -> None:
        """Until the service goes (``DeviceFault``) or the watcher is ended."""
        while not self._ended.is_set():
            reader = self._reader(handle)
            if reader:
                self._watch_reader(handle, reader)
            else:
                self._see(trouble=READER_NONE)
                self._ended.wait(_AGAIN_SECONDS)

    def _reader(self, handle: Any) -> str:
        result, readers = self._scard.SCardListReaders(handle, [])
        if result & 0xFFFFFFFF == NO_READERS:
            return ""
        judged(result)
        return next((name for name in sorted(readers) if self._wanted in name), "")

    def _watch_reader(self, handle: Any, reader: str) -> None:
        """Until the reader goes, or another one comes before it."""
        state = self._scard.SCARD_STATE_UNAWARE
        gone = self._scard.SCARD_STATE_UNKNOWN | self._scard.SCARD_STATE_UNAVAILABLE
        while not self._ended.is_set():
            asked = [(reader, state)]
            result, seen = self._scard.SCardGetStatusChange(handle, _LOOK_MILLISECONDS, asked)
            match result & 0xFFFFFFFF:
                case code if code == TIMEOUT:
                    if self._reader(handle) != reader:
                        return
                    continue
                case code if code == CANCELLED:
                    continue
                case code if code in LOST_READER:
                    return
            judged(result)
            state = seen[0][1]
            if state & gone:
                return
            self._see_card(reader, state)
            state &= ~self._scard.SCARD_STATE_CHANGED

    def _see_card(self, reader: str, state: int) -> None:
        counter, card = state >> 16, bool(state & self._scard.SCARD_STATE_PRESENT)
        former, self._counter = self._counter, counter
        if card and self.standing.card and former not in (_NEVER, counter):
            # Out and in again between two looks: another card, whatever it is.
            self._see(reader=reader, card=False)
        self._see(reader=reader, card=card)

    def _see(self, *, trouble: str = "", reader: str = "", card: bool = False) -> None:
        with self._change:
            before = self._standing
            moved = card is not before.card
            after = Standing(trouble, reader, card, before.insertion + moved)
            self._standing = after
            self._change.notify_all()
            if trouble:
                self._counter = _NEVER
        self._looked.set()
        if after != before and not self._ended.is_set():
            with suppress(Exception):  # whoever is told has its own alarms; the watch goes on
                self._told(before, after)
