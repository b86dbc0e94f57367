"""The hub: each slot of a desk with its driver, lane and state, and the search for lost devices."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from app.domain.chip import AccessKey
from app.domain.language import Lang
from app.domain.signing_key import OfferedKey, SigningOrder
from app.errors import Cancelled, DeviceFault, Unavailable
from app.lanes import LATE, AnyLane, Lane, ThreadAlarm
from app.ports.card_faults import CHIP_MATTERS, READER_GONE
from app.ports.device_faults import (
    BROKEN_DRIVER,
    CARD_NONE,
    CARD_REMOVED,
    CARD_UNREADABLE,
    LIBRARY_MISSING,
    NOT_FITTED,
    SILENT,
    UNKNOWN_DRIVER,
    UNPLUGGED,
)
from app.ports.devices import (
    Announcement,
    CardFacts,
    CardInserted,
    CardPresent,
    CardRemoved,
    CardUnreadable,
    Device,
    DeviceEvent,
    Devices,
    DeviceState,
    DeviceStatus,
    DeviceTrouble,
    Listener,
    Printed,
    PrintJob,
    Slot,
    StatusChanged,
    TicketCall,
)
from app.ports.signing_faults import KEY_MATTERS, NOT_RUNNING
from devices.answer import Answer, failed
from devices.camera.verbs import CameraVerbs
from devices.catalog import Fitting
from devices.status import first_status, product_of
from devices.watch import LOOK_SECONDS, Watch

T = TypeVar("T")

RETRY_SECONDS = 2.0
READ_SECONDS = 20.0
PRINT_SECONDS = 120.0
SHOW_SECONDS = 10.0
SAY_SECONDS = 30.0
OPEN_SECONDS = 20.0
SIGN_SECONDS = 330.0
"""A person reads, finds the token and types a PIN; NCALayer itself gives it five minutes."""

# The card's matters, not the reader's: the reader is well.
_CARD_CODES = frozenset({CARD_NONE, CARD_REMOVED, CARD_UNREADABLE}) | CHIP_MATTERS | KEY_MATTERS
_ABSENT = READER_GONE | {NOT_FITTED, UNKNOWN_DRIVER, LIBRARY_MISSING, UNPLUGGED, NOT_RUNNING}
# After these the driver is opened anew; after others it is only asked again.
_REOPEN = frozenset({UNPLUGGED, BROKEN_DRIVER, SILENT})


class Hub(CameraVerbs, Devices):
    """All devices of one desk.

    ``incident`` gets an error that no driver should raise and answers its incident number.
    ``lane`` makes the lane of one device; by default a thread each, with one alarm for all.
    """

    def __init__(
        self,
        fitted: Mapping[Slot, Fitting],
        *,
        now: Callable[[], datetime],
        incident: Callable[[BaseException], str],
        lane: Callable[[str], AnyLane] | None = None,
    ) -> None:
        self._now = now
        self._incident = incident
        self._alarm = ThreadAlarm("devices-alarm")
        make_lane = lane if lane is not None else lambda name: Lane(name, self._alarm)
        # Held while an event is told, so that events and states come in one order to everybody.
        self._change = threading.RLock()
        self._listeners: list[Listener] = []
        self._devices = {s: d for s, d in fitted.items() if isinstance(d, Device)}
        self._lanes = {slot: make_lane(f"device-{slot}") for slot in self._devices}
        self._statuses = {slot: first_status(slot, fitted.get(slot)) for slot in Slot}
        self._opened: set[Slot] = set()
        self._retries: dict[Slot, Callable[[], None]] = {}
        self._watch = Watch(self._lanes, self._look_at)
        self._insertion = 0
        self._stopped = False

    def start(self) -> None:
        """Open every device on its own lane; the states tell how it went."""
        for slot in self._devices:
            self.retry(slot)
        self._watch.start()

    def stop(self) -> bool:
        """Close every device and end the lanes; whether all of them ended (none hangs)."""
        with self._change:
            self._stopped = True
            self._watch.stop()
            for take_back in self._retries.values():
                take_back()
            self._retries.clear()
        ended = True
        for slot, lane in self._lanes.items():
            if lane.stop():
                self._devices[slot].close()
            else:
                ended = False
        self._alarm.stop()
        return ended

    def status(self, slot: Slot) -> DeviceStatus:
        """The slot now."""
        with self._change:
            return self._statuses[slot]

    def statuses(self) -> tuple[DeviceStatus, ...]:
        """Every slot now, in the order of :class:`Slot`."""
        with self._change:
            return tuple(self._statuses[slot] for slot in Slot)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of every event, one at a time; call the answer to stop. Do not wait inside."""
        with self._change:
            self._listeners.append(listener)
        return lambda: self._forget(listener)

    def _forget(self, listener: Listener) -> None:
        with self._change:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def read_identity(self, key: AccessKey | None = None) -> Future[CardFacts]:
        """Read the card that is in. The Future fails with ``DeviceFault`` or ``Cancelled``."""
        return self._ask(Slot.CARD, READ_SECONDS, lambda reader: reader.read_identity(key))

    def print_paper(self, job: PrintJob) -> Future[Printed]:
        """Put a paper out. The Future fails with ``DeviceFault`` or ``Cancelled``."""
        return self._ask(Slot.PRINTER, PRINT_SECONDS, lambda printer: printer.print_paper(job))

    def show_call(self, call: TicketCall) -> Future[None]:
        """Show a call on the display. The Future fails with ``DeviceFault``."""
        return self._ask(Slot.DISPLAY, SHOW_SECONDS, lambda display: display.show_call(call))

    def clear_display(self) -> Future[None]:
        """Show no call. The Future fails with ``DeviceFault``."""
        return self._ask(Slot.DISPLAY, SHOW_SECONDS, lambda display: display.clear())

    def print_ticket(self, job: PrintJob) -> Future[Printed]:
        """Put a queue ticket out. The Future fails with ``DeviceFault`` or ``Cancelled``."""
        return self._ask(Slot.TICKETS, PRINT_SECONDS, lambda printer: printer.print_paper(job))

    def announce(self, announcement: Announcement) -> Future[None]:
        """Say a call aloud in its turn. The Future fails with ``DeviceFault`` or ``Cancelled``."""
        return self._ask(Slot.VOICE, SAY_SECONDS, lambda voice: voice.announce(announcement))

    def say_text(self, text: str, lang: Lang) -> Future[None]:
        """Read a text aloud. The Future fails with ``DeviceFault`` or ``Cancelled``."""
        return self._ask(Slot.VOICE, SAY_SECONDS, lambda voice: voice.say_text(text, lang))

    def signing_keys(self) -> Future[tuple[OfferedKey, ...]]:
        """The keys at hand. The Future fails with ``DeviceFault`` or ``Cancelled``."""
        return self._ask(Slot.EDS, READ_SECONDS, lambda device: device.offered_keys())

    def look_at_key(self, key_id: str) -> Future[OfferedKey]:
        """One key with its certificate. The Future fails with ``DeviceFault`` or ``Cancelled``."""
        return self._ask(Slot.EDS, SIGN_SECONDS, lambda device: device.look_at(key_id))

    def sign(self, order: SigningOrder) -> Future[tuple[bytes, ...]]:
        """Have documents signed. The Future fails with ``DeviceFault`` or ``Cancelled``."""
        return self._ask(Slot.EDS, SIGN_SECONDS, lambda device: device.sign(order))

    def retry(self, slot: Slot) -> None:
        """Try the slot again now; a slot without a driver stays as it is."""
        if slot in self._devices:
            self._submit(slot, OPEN_SECONDS, lambda: self._revive(slot))

    def _look_at(self, slot: Slot) -> None:
        """Ask a device that seems well whether it still is; a loss shows before the next call."""
        if self.status(slot).state is DeviceState.READY:
            self._submit(slot, LOOK_SECONDS, lambda: self._look(slot), only_begun=True)

    def _ask(self, slot: Slot, seconds: float, act: Callable[[Any], T]) -> Future[T]:
        # ``Any``: the contract tests hold that a driver of a slot has the verbs of that slot.
        if slot not in self._devices:
            status = self.status(slot)
            return failed(DeviceFault(status.code, slot=slot, **status.params))
        return self._submit(slot, seconds, lambda: self._act(slot, act))

    def _submit(
        self, slot: Slot, seconds: float, call: Callable[[], T], *, only_begun: bool = False
    ) -> Future[T]:
        begun = not only_begun

        def run() -> T:
            nonlocal begun
            begun = True
            return self._guarded(slot, call)

        try:
            asked = self._lanes[slot].submit_within(seconds, run)
        except Unavailable as stopped:
            return failed(stopped)
        return Answer(asked, lambda error: self._explained(slot, error, silent=begun))

    def _explained(self, slot: Slot, error: BaseException, *, silent: bool) -> BaseException:
        # One that only waited for its turn says nothing of the device.
        if silent and isinstance(error, Unavailable) and error.code == LATE:
            fault = DeviceFault(SILENT, slot=slot)
            self._failed(slot, fault)
            return fault
        return error

    # What follows runs on the slot's lane; late answers and drivers' reports come from elsewhere.

    def _guarded(self, slot: Slot, call: Callable[[], T]) -> T:
        try:
            return call()
        except DeviceFault as fault:
            self._failed(slot, fault)
            raise
        except (Cancelled, Unavailable):
            self._settled(slot)
            raise
        except Exception as error:
            broken = DeviceFault(BROKEN_DRIVER, slot=slot, incident=self._incident(error))
            self._failed(slot, broken)
            raise broken from error

    def _act(self, slot: Slot, act: Callable[[Any], T]) -> T:
        self._revive(slot)
        self._set(slot, DeviceState.BUSY)
        answer = act(self._devices[slot])
        self._settled(slot)
        return answer

    def _look(self, slot: Slot) -> None:
        if self.status(slot).state is DeviceState.READY:
            self._devices[slot].probe()

    def _revive(self, slot: Slot) -> None:
        if self.status(slot).state in (DeviceState.READY, DeviceState.BUSY):
            return
        device = self._devices[slot]
        if slot in self._opened:
            device.probe()
        else:
            self._open(slot, device)
        with self._change:
            if slot in self._opened:  # it may have been lost again meanwhile
                self._set(slot, DeviceState.READY)

    def _open(self, slot: Slot, device: Device) -> None:
        device.close()
        self._opened.add(slot)
        try:
            device.open(lambda event: self._reported(slot, event))
        except BaseException:
            self._opened.discard(slot)
            raise

    def _settled(self, slot: Slot) -> None:
        with self._change:
            if self._statuses[slot].state is DeviceState.BUSY:
                self._set(slot, DeviceState.READY)

    def _failed(self, slot: Slot, fault: DeviceFault) -> None:
        if fault.code in _CARD_CODES:
            self._settled(slot)
            return
        with self._change:
            if fault.code in _REOPEN:
                self._opened.discard(slot)
            state = DeviceState.ABSENT if fault.code in _ABSENT else DeviceState.FAULT
            self._set(slot, state, fault.code, fault.params)
            self._plan_retry(slot)

    def _plan_retry(self, slot: Slot) -> None:
        planned = self._retries.pop(slot, None)
        if planned is not None:
            planned()
        if not self._stopped:
            again = self._lanes[slot].later(RETRY_SECONDS, lambda: self.retry(slot))
            self._retries[slot] = again

    def _set(
        self,
        slot: Slot,
        state: DeviceState,
        code: str = "",
        params: Mapping[str, str] | None = None,
    ) -> None:
        with self._change:
            before = self._statuses[slot]
            after = replace(
                before,
                state=state,
                code=code,
                params=dict(params or {}),
                product="" if code else product_of(self._devices.get(slot)),
            )
            if after != before:
                self._statuses[slot] = after
                self._tell(StatusChanged(after))

    def _reported(self, slot: Slot, event: DeviceEvent) -> None:
        if isinstance(event, DeviceTrouble):
            self._failed(slot, DeviceFault(event.code, slot=slot))
            return
        with self._change:
            if isinstance(event, CardPresent | CardRemoved):
                self._insertion += 1
            insertion = self._insertion
            self._tell(event)
        if isinstance(event, CardPresent):
            reading = self.read_identity()
            reading.add_done_callback(lambda read: self._card_read(insertion, read))

    def _card_read(self, insertion: int, read: Future[CardFacts]) -> None:
        error = None if read.cancelled() else read.exception()
        with self._change:
            # A card that has gone must not identify anybody, however late its answer comes.
            still_in = insertion == self._insertion
            just_out = insertion + 1 == self._insertion
            if isinstance(error, DeviceFault):
                if still_in or (just_out and error.code == CARD_REMOVED):
                    self._tell(CardUnreadable(error.code, self._now()))
            elif error is None and still_in and not read.cancelled():
                self._tell(CardInserted(read.result(), self._now()))

    def _tell(self, event: DeviceEvent) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception as error:  # noqa: BLE001 - one bad listener must not stop the device
                self._incident(error)
