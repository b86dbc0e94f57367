"""What the devices have reported lately, as lines without a person, a card or a code in them."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.ports.devices import (
    CardPresent,
    CardRemoved,
    CardUnreadable,
    CodeGarbled,
    CodeScanned,
    DeviceEvent,
    Devices,
    SignatureAwaited,
    StatusChanged,
)
from app.ports.pin import FactoryPin, KeyTaken
from app.ports.slot_words import SLOT_TEXTS, STATE_TEXTS
from i18n import N_
from ui.binding.texts import show_clock, tr_

_KEPT = 40
_WORDS: dict[type, str] = {
    CardPresent: N_("a card was put in"),
    CardRemoved: N_("the card was taken out"),
    CardUnreadable: N_("a card could not be read ({code})"),
    CodeScanned: N_("a code was read"),
    CodeGarbled: N_("what came from the scanner was no code ({code})"),
    SignatureAwaited: N_("the PIN is awaited"),
    FactoryPin: N_("the key was opened by the PIN with which it was sold"),
    KeyTaken: N_("the card with the key was taken out"),
}


@dataclass(frozen=True, slots=True)
class _Seen:
    at: datetime
    event: DeviceEvent


class DeviceHistory:
    """Listens from the start and keeps the last events; ``now`` gives their time where they have
    none. What a card or a code said is never kept."""

    def __init__(self, devices: Devices, now: Callable[[], datetime]) -> None:
        self._now = now
        self._seen: deque[_Seen] = deque(maxlen=_KEPT)
        self._stop = devices.listen(self.take)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def lines(self) -> tuple[str, ...]:
        """The last events, the newest first, in the present language."""
        return tuple(f"{show_clock(one.at)}  {_words(one.event)}" for one in reversed(self._seen))

    def take(self, event: DeviceEvent) -> None:
        """Keep that it happened. Called on a device's thread: a deque needs no lock for this."""
        if isinstance(event, StatusChanged):
            self._seen.append(_Seen(self._now(), event))
        elif type(event) in _WORDS:
            self._seen.append(_Seen(self._now(), _bare(event)))


def _bare(event: DeviceEvent) -> DeviceEvent:
    return CodeScanned("", event.at) if isinstance(event, CodeScanned) else event


def _words(event: DeviceEvent) -> str:
    if isinstance(event, StatusChanged):
        status = event.status
        code = f" ({status.code})" if status.code else ""
        return f"{tr_(SLOT_TEXTS[status.slot])}: {tr_(STATE_TEXTS[status.state])}{code}"
    return tr_(_WORDS[type(event)], code=getattr(event, "code", ""))
