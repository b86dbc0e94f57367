"""The acts at a carrier of keys: a look without a PIN, and signatures under one PIN.

Each try of a PIN has a process of its own, which ends with it. Who signs is looked at before the
person is asked, and once more after the PIN.
"""

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, Protocol

from app.domain.language import Lang
from app.domain.signing_key import OfferedKey, SigningOrder
from app.errors import AppError, Cancelled, DeviceFault
from app.lanes import current_work
from app.ports import token_faults as faults
from app.ports.devices import Slot
from app.ports.pin import PinDesk, PinQuestion, Refused, Tries
from app.ports.signing_faults import NO_KEY, SIGNATURE_WRONG, STORAGE_UNREADABLE
from devices.eds.act.found import Found, FoundKey, key_for, read_found
from devices.eds.act.process import ActProcess, Clock, End, EndedError
from devices.eds.act.words import MessageWrongError, Trouble, TroubleError, bytes_of, text_of
from devices.eds.cades import ALGORITHMS, assembled, attributes_over, stands
from devices.eds.certificates import check_demand, check_returned, described

_STEP = 0.05
_FACTORY = (b"12345678", b"1234567890")
"""The PINs with which tokens are sold: Kaztoken; eToken, JaCarta and aKey (guides of pki.gov.kz)."""
_OF_TROUBLE = {
    Trouble.MODULE: faults.MODULE_UNUSABLE,
    Trouble.NO_KEY: NO_KEY,
    Trouble.PIN_LOCKED: faults.PIN_LOCKED,
    Trouble.PIN_UNSET: faults.PIN_UNSET,
    Trouble.REMOVED: faults.REMOVED,
    Trouble.SWAPPED: faults.SWAPPED,
    Trouble.ALGORITHM: faults.ALGORITHM,
    Trouble.UNREADABLE: STORAGE_UNREADABLE,
}
_OF_END = {End.CRASHED: faults.MODULE_CRASHED, End.HUNG: faults.MODULE_HANGS}
_REFUSED = {Trouble.PIN_WRONG: Refused.WRONG, Trouble.PIN_LENGTH: Refused.LENGTH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds each wait may take; a person types during ``person``, or on a keypad during
    ``keypad``; ``sign`` is for each document."""

    look: float = 15.0
    open: float = 20.0
    sign: float = 20.0
    person: float = 240.0
    keypad: float = 60.0


class Asides(Protocol):
    """What an act tells the driver, and what the driver knows of the reader."""

    def awaited(self, count: int) -> None:
        """So many documents wait for the PIN."""

    def factory_pin(self) -> None:
        """The key was opened by the PIN with which its carrier is sold."""

    def trouble(self) -> str:
        """What is wrong with the reader, as a code; empty where nothing is known."""

    def insertion(self) -> int:
        """A number that grows whenever a card comes or goes."""


class Acts:
    """One carrier. Used by one thread at a time; raises ``DeviceFault`` and ``Cancelled``."""

    def __init__(
        self,
        kind: str,
        place: Path,
        now: Callable[[], datetime],
        desk: PinDesk | None,
        asides: Asides,
        *,
        patience: Patience | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        self._kind, self._place, self._now = kind, place, now
        self._desk, self._asides = desk, asides
        self._patience = patience if patience is not None else Patience()
        self._clock = clock

    def look(self) -> Found:
        """What is there without a PIN."""
        with self._guarded(), self._process() as process:
            return self._found(process)

    def look_at(self, key_id: str) -> OfferedKey:
        """One key with its certificate; a key in a file is opened for that."""
        refused: Refused | None = None
        while True:
            with self._guarded(), self._process() as process:
                key = next((one for one in self._found(process).keys if one.id == key_id), None)
                if key is None:
                    raise DeviceFault(NO_KEY, slot=Slot.EDS)
                if key.certificate is not None:
                    return key.offered
                question = self._question(key, refused)
                opened, refused = self._opened(process, key, question)
            if opened:
                return OfferedKey(id=key.id, storage=key.storage, certificate=described(opened))

    def sign(self, order: SigningOrder) -> tuple[bytes, ...]:
        """The signatures of an order, all under one PIN."""
        refused: Refused | None = None
        while True:
            with self._guarded(), self._process() as process:
                key = key_for(self._seen(self._found(process)), order, self._now())
                self._check_ready(key)
                question = self._question(key, refused, order)
                self._asides.awaited(order.count)
                opened, refused = self._opened(process, key, question)
                if opened:
                    return self._signatures(process, opened, order)

    def _seen(self, found: Found) -> Found:
        """Nothing in any slot may be the reader's fault, which tells better what to do."""
        trouble = self._asides.trouble()
        if not found.tokens and trouble:
            raise DeviceFault(trouble, slot=Slot.EDS)
        return found

    def _check_ready(self, key: FoundKey) -> None:
        if key.tries == "locked":
            raise DeviceFault(faults.PIN_LOCKED, slot=Slot.EDS)
        if key.unset:
            raise DeviceFault(faults.PIN_UNSET, slot=Slot.EDS)
        if key.certificate is not None and key.certificate.algorithm not in ALGORITHMS:
            self._fail_algorithm(key.certificate.algorithm)

    def _fail_algorithm(self, kind: str) -> NoReturn:
        raise DeviceFault(faults.ALGORITHM, slot=Slot.EDS, kind=kind)

    def _question(
        self, key: FoundKey, refused: Refused | None, order: SigningOrder | None = None
    ) -> PinQuestion:
        return PinQuestion(
            certificate=key.certificate,
            carrier=key.storage,
            count=order.count if order is not None else 0,
            about=order.about if order is not None else "",
            lang=order.lang if order is not None else Lang.KK,
            tries=Tries(key.tries),
            refused=refused,
            keypad=key.keypad,
            password=self._kind == "pkcs12",
        )

    def _opened(
        self, process: ActProcess, key: FoundKey, question: PinQuestion
    ) -> tuple[bytes, Refused | None]:
        """The certificate of the opened key, or why the PIN must be asked for once more."""
        if self._desk is None:
            raise DeviceFault(faults.NOBODY_TO_ASK, slot=Slot.EDS)
        asked = self._desk.ask(question)
        try:
            answer, factory = self._tried(process, key, asked)
        except TroubleError as error:
            if error.trouble in _REFUSED:
                return b"", _REFUSED[error.trouble]
            raise
        finally:
            asked.cancel()
        opened = bytes_of(answer.get("certificate"))
        if key.der and opened != key.der:
            raise DeviceFault(faults.SWAPPED, slot=Slot.EDS)
        if factory:
            self._asides.factory_pin()
        return opened, None

    def _tried(
        self, process: ActProcess, key: FoundKey, asked: Future[bytearray]
    ) -> tuple[dict[str, Any], bool]:
        if key.keypad:
            process.say("open", key=key.id, keypad=True)
            process.hand_over(bytearray())
            answer = process.hear(self._patience.keypad, lambda: _given_up(asked))
            return answer, False
        pin = self._awaited(asked)
        factory = any(pin == known for known in _FACTORY)
        try:
            process.say("open", key=key.id, keypad=False)
        finally:
            process.hand_over(pin)
        return process.hear(self._patience.open), factory

    def _awaited(self, asked: Future[bytearray]) -> bytearray:
        """Wait for the person; a card that is pulled meanwhile ends it."""
        until, insertion = self._clock() + self._patience.person, self._asides.insertion()
        while True:
            with suppress(NotYet):
                try:
                    return asked.result(_STEP)
                except CancelledError:
                    raise Cancelled from None
            current_work().check()
            if self._asides.insertion() != insertion:
                raise DeviceFault(faults.REMOVED, slot=Slot.EDS)
            if self._clock() >= until:
                raise DeviceFault(faults.PIN_LATE, slot=Slot.EDS)

    def _signatures(
        self, process: ActProcess, certificate: bytes, order: SigningOrder
    ) -> tuple[bytes, ...]:
        holder = described(certificate)
        check_demand(holder, order.demand, self._now())
        if holder.algorithm not in ALGORITHMS:
            self._fail_algorithm(holder.algorithm)
        at = self._now()
        attributes = [attributes_over(certificate, one, at) for one in order.contents]
        process.say("sign", contents=[text_of(one) for one in attributes])
        made = [
            self._made(process.hear(self._patience.sign), certificate, one) for one in attributes
        ]
        process.hear(self._patience.sign)
        signatures = tuple(made)
        check_returned(signatures, order.contents, order.demand, self._now())
        return signatures

    def _made(self, answer: dict[str, Any], certificate: bytes, attributes: bytes) -> bytes:
        signature = bytes_of(answer.get("signature"))
        if not stands(certificate, attributes, signature):
            raise DeviceFault(SIGNATURE_WRONG, slot=Slot.EDS)
        return assembled(certificate, attributes, signature)

    def _found(self, process: ActProcess) -> Found:
        return read_found(process.ask(self._patience.look, "look"))

    def _process(self) -> ActProcess:
        return ActProcess(self._kind, str(self._place), self._clock)

    def _guarded(self) -> "_Named":
        return _Named(self._place.name)


class _Named:
    """Puts whatever went wrong in the process into the fault of the slot."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        match error:
            case TroubleError(trouble=Trouble.PIN_GIVEN_UP):
                raise Cancelled from error
            case TroubleError():
                code = _OF_TROUBLE.get(error.trouble, faults.CARRIER_FAILED)
                told = {"module": self._module, "reason": error.reason, "kind": error.reason}
                raise DeviceFault(code, slot=Slot.EDS, **told) from error
            case EndedError():
                raise DeviceFault(_OF_END[error.end], slot=Slot.EDS, module=self._module) from error
            case MessageWrongError():
                code = faults.MODULE_CRASHED
                raise DeviceFault(code, slot=Slot.EDS, module=self._module) from error


def _given_up(asked: Future[bytearray]) -> None:
    """The person has closed the question about the keypad."""
    if not asked.done():
        return
    error = None if asked.cancelled() else asked.exception()
    raise error if isinstance(error, AppError) else Cancelled
