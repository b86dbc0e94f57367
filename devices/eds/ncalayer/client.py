"""NCALayer as the driver uses it: one connection, one request at a time, every trouble named."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from app.domain.signing_key import OfferedKey, SigningOrder
from app.errors import Cancelled, DeviceFault
from app.ports.devices import Slot
from app.ports.signing_faults import (
    FAILED,
    GARBLED,
    LATE,
    LOST,
    MODULE_MISSING,
    MUTE,
    NO_KEY,
    NO_TOKEN,
    NOT_RUNNING,
    OTHER_PRODUCT,
    OTHER_PROGRAM,
    PIN_WRONG,
    ROOT_UNREADABLE,
    STARTING,
    STORAGE_UNREADABLE,
    UNTRUSTED,
)
from devices.eds.certificates import check_demand, check_returned, described
from devices.eds.ncalayer import messages
from devices.eds.ncalayer.link import Clock, Link, LinkError, Trouble, call, trusting
from devices.eds.ncalayer.messages import (
    CARRIERS,
    KEY_FILE,
    Done,
    Failed,
    Greeting,
    Heard,
    MessageWrongError,
    Missing,
    Noise,
    Stopped,
)

T = TypeVar("T")

_MOST_NOISE = 1000
"""So many texts that answer nothing may come before an answer; more is a flood."""

_OF_LINK = {
    Trouble.NOBODY: NOT_RUNNING,
    Trouble.MUTE: MUTE,
    Trouble.STRANGER: OTHER_PROGRAM,
    Trouble.UNTRUSTED: UNTRUSTED,
    Trouble.LATE: LATE,
    Trouble.LOST: LOST,
    Trouble.GARBLED: GARBLED,
}
_OF_REASON = {
    "WRONG_PASSWORD": PIN_WRONG,
    "EMPTY_KEY_LIST": NO_KEY,
    "UNKNOWN_STORAGE": STORAGE_UNREADABLE,
    "LOAD_KEYSTORE_ERROR": STORAGE_UNREADABLE,
    "FILE_READ_ERROR": STORAGE_UNREADABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds each wait may take; a person types a PIN during ``person``."""

    connect: float = 2.0
    greeting: float = 2.0
    answer: float = 2.0
    person: float = 300.0


class NcaLayer:
    """One NCALayer on this computer. Used by one thread at a time; raises ``DeviceFault``.

    A link on which anything went wrong, or a wait was given up, is hung up at once: its late answer
    would be taken for the next one. ``file_keys`` lets a key in a file sign too.
    """

    def __init__(
        self,
        root: Path,
        now: Callable[[], datetime],
        *,
        port: int = messages.PORT,
        file_keys: bool = False,
        patience: Patience | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        self._root = root
        self._now = now
        self._port = port
        self._file_keys = file_keys
        self._patience = patience if patience is not None else Patience()
        self._clock = clock
        self._link: Link | None = None
        self._no_basics = False
        self.version = ""

    def check(self) -> None:
        """Open a link, or ask the open one for a sign of life."""
        if self._linked():
            self._guarded(self._heartbeat)

    def close(self) -> None:
        """Hang up; never raises."""
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def offered_keys(self) -> tuple[OfferedKey, ...]:
        """The stores that are in; NCALayer tells of the keys in them only in its own window."""
        stores = self._carriers()
        if self._file_keys:
            stores = (*stores, KEY_FILE)
        return tuple(OfferedKey(id=store, storage=store) for store in stores)

    def look_at(self, store: str) -> OfferedKey:
        """The key of a store that the person chooses in NCALayer's window."""
        heard = self._ask(messages.key_request(store), self._patience.person)
        der = self._value(heard, messages.certificate_in)
        try:
            certificate = described(der)
        except ValueError as error:
            self._fail(GARBLED, cause=error)
        return OfferedKey(id=store, storage=store, certificate=certificate)

    def sign(self, order: SigningOrder, awaited: Callable[[int], None]) -> tuple[bytes, ...]:
        """The signatures of an order; ``awaited`` is told how many documents wait for the PIN."""
        self._linked()
        signatures = None if self._no_basics else self._sign_at_once(order, awaited)
        if signatures is None:
            signatures = self._sign_one_by_one(order, awaited)
        check_returned(signatures, order.contents, order.demand, self._now())
        return signatures

    def _sign_at_once(
        self, order: SigningOrder, awaited: Callable[[int], None]
    ) -> tuple[bytes, ...] | None:
        stores = self._stores_for(order)
        awaited(order.count)
        heard = self._ask(messages.sign_request(order, stores), self._patience.person)
        if isinstance(heard, Missing):
            self._no_basics = True
            return None
        return self._value(heard, lambda value: messages.signatures_in(value, order.count))

    def _stores_for(self, order: SigningOrder) -> tuple[str, ...]:
        """Where the key may lie; empty: anywhere. A window without any card would help nobody."""
        if order.key:
            return (order.key,)
        if self._file_keys:
            return ()
        heard = self._ask(messages.tokens_request(), self._patience.answer)
        if isinstance(heard, Done) and not self._value(heard, messages.tokens_in):
            self._fail(NO_TOKEN, hang_up=False)
        return CARRIERS

    def _sign_one_by_one(
        self, order: SigningOrder, awaited: Callable[[int], None]
    ) -> tuple[bytes, ...]:
        """By the older module, which asks for the PIN again and again and narrows nothing down:
        the key is looked at before anything is signed."""
        stores = (order.key,) if order.key else tuple(key.id for key in self.offered_keys())
        if not stores:
            self._fail(NO_TOKEN, hang_up=False)
        certificate = self.look_at(stores[0]).certificate
        if certificate is not None:
            check_demand(certificate, order.demand, self._now())
        signatures: list[bytes] = []
        for done, content in enumerate(order.contents):
            awaited(order.count - done)
            request = messages.cades_request(stores[0], content, stamp=order.stamp)
            heard = self._ask(request, self._patience.person)
            signatures += self._value(heard, lambda value: messages.signatures_in(value, 1))
        return tuple(signatures)

    def _carriers(self) -> tuple[str, ...]:
        heard = self._ask(messages.tokens_request(), self._patience.answer)
        return self._value(heard, messages.tokens_in)

    def _value(self, heard: Heard, read: Callable[[Any], T]) -> T:
        """What was done, read. Raises the fault of what was not, ``Cancelled`` of what was given
        up in NCALayer's window."""
        if isinstance(heard, Stopped):
            raise Cancelled
        if isinstance(heard, Missing):
            self._fail(MODULE_MISSING, hang_up=False)
        if isinstance(heard, Failed):
            self._fail(_OF_REASON.get(heard.reason, FAILED), hang_up=False, reason=heard.reason)
        try:
            return read(heard.value if isinstance(heard, Done) else None)
        except MessageWrongError as error:
            self._fail(GARBLED, cause=error)

    def _ask(self, request: str, seconds: float) -> Heard:
        """Send a request and wait for its answer."""
        self._linked()
        return self._guarded(lambda link: self._exchange(link, request, seconds))

    def _linked(self) -> bool:
        """Have an open link; whether it was there before."""
        if self._link is not None:
            try:
                self._link.forget()
            except LinkError:
                self.close()
            else:
                return True
        self._open()
        return False

    def _open(self) -> None:
        try:
            trust = trusting(self._root)
        except OSError as error:
            raise DeviceFault(ROOT_UNREADABLE, slot=Slot.EDS, file=self._root.name) from error
        until = self._clock() + self._patience.connect
        try:
            self._link = call(self._port, trust, until, self._clock)
        except LinkError as error:
            raise self._fault(error) from error
        try:
            self._greet(self._link)
        except LinkError as error:
            self.close()
            if error.trouble is Trouble.LATE:
                raise DeviceFault(STARTING, slot=Slot.EDS) from error
            raise self._fault(error) from error
        except MessageWrongError as error:
            self._fail(OTHER_PROGRAM, port=str(self._port), cause=error)
        except BaseException:
            self.close()
            raise
        self._look_at_product()

    def _greet(self, link: Link) -> None:
        until = self._clock() + self._patience.greeting
        for _ in range(_MOST_NOISE):
            heard = messages.read(link.receive(until))
            if isinstance(heard, Greeting):
                self.version = heard.version
                self._no_basics = False
                return
        raise MessageWrongError

    def _look_at_product(self) -> None:
        ask = messages.product_request()
        heard = self._guarded(lambda link: self._exchange(link, ask, self._patience.answer))
        if isinstance(heard, Done):
            product = self._value(heard, messages.product_in)
            self._fail(OTHER_PRODUCT, product=product or "KAZTOKEN")

    def _heartbeat(self, link: Link) -> None:
        until = self._clock() + self._patience.answer
        link.send(messages.HEARTBEAT, until)
        while link.receive(until).strip() != messages.HEARTBEAT:
            continue

    def _exchange(self, link: Link, request: str, seconds: float) -> Heard:
        until = self._clock() + seconds
        link.send(request, until)
        for _ in range(_MOST_NOISE):
            heard = messages.read(link.receive(until))
            if not isinstance(heard, Noise | Greeting):
                return heard
        raise MessageWrongError

    def _guarded(self, act: Callable[[Link], T]) -> T:
        """Do something on the open link, which does not survive any trouble."""
        if self._link is None:
            raise DeviceFault(LOST, slot=Slot.EDS)
        try:
            return act(self._link)
        except LinkError as error:
            self.close()
            raise self._fault(error) from error
        except MessageWrongError as error:
            self._fail(GARBLED, cause=error)
        except BaseException:
            self.close()
            raise

    def _fault(self, error: LinkError) -> DeviceFault:
        return DeviceFault(_OF_LINK[error.trouble], slot=Slot.EDS, port=str(self._port))

    def _fail(
        self, code: str, *, hang_up: bool = True, cause: Exception | None = None, **params: str
    ) -> NoReturn:
        if hang_up:
            self.close()
        raise DeviceFault(code, slot=Slot.EDS, **params) from cause
