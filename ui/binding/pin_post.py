"""Where a driver's question for a PIN waits for the window: handed on from any thread, answered once."""

from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from threading import Lock

from app.errors import DeviceFault
from app.ports.devices import Slot
from app.ports.pin import PinQuestion
from app.ports.token_faults import NOBODY_TO_ASK

Hear = Callable[[PinQuestion, "Future[bytearray]"], None]


class PinPost:
    """The ``PinDesk`` of a workplace whose window may not be open yet, or no more."""

    def __init__(self) -> None:
        self._change = Lock()
        self._hear: Hear | None = None

    def ask(self, question: PinQuestion) -> Future[bytearray]:
        """As :class:`app.ports.pin.PinDesk`; without a window it fails at once."""
        future: Future[bytearray] = Future()
        with self._change:
            hear = self._hear
        if hear is None:
            future.set_exception(DeviceFault(NOBODY_TO_ASK, slot=Slot.EDS))
        else:
            hear(question, future)
        return future

    def attend(self, hear: Hear) -> Callable[[], None]:
        """Hear every question from now on, on the thread of whoever asks; call the answer to stop."""
        with self._change:
            self._hear = hear

        def leave() -> None:
            with self._change:
                if self._hear is hear:
                    self._hear = None

        return leave


def hand_in(asked: "Future[bytearray]", pin: bytearray) -> None:
    """Answer with the PIN; one that nobody waits for any more is overwritten."""
    try:
        asked.set_result(pin)
    except InvalidStateError:
        pin[:] = bytes(len(pin))


def give_up(asked: "Future[bytearray]", error: BaseException) -> None:
    """Answer that there will be no PIN, if somebody still waits for it."""
    with suppress(InvalidStateError):
        asked.set_exception(error)
