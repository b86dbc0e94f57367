"""The devices of a desk as a key needs them: keys of the practice centre, asked without waiting."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import TypeVar

from app.domain.signing_key import OfferedKey, SigningOrder
from app.errors import Cancelled
from devices.eds.certificates import described
from devices.eds.simulator.lab import Lab, Signer
from devices.eds.simulator.signature import detached

T = TypeVar("T")


def done(act: Callable[[], T]) -> Future[T]:
    """What ``act`` gives or raises, as devices answer."""
    answer: Future[T] = Future()
    try:
        answer.set_result(act())
    except Exception as error:  # noqa: BLE001 - handed on as devices do
        answer.set_exception(error)
    return answer


class LabCarrier:
    """Holds ``keys``; ``hidden`` tells of them only when looked at, as NCALayer does.

    ``swapped``: that key signs whatever was asked for; ``given_up``: the person cancels.
    """

    def __init__(self, lab: Lab, now: Callable[[], datetime], *keys: Signer) -> None:
        self.lab, self._now = lab, now
        self.keys = keys or (Signer.OPERATOR,)
        self.hidden = False
        self.swapped: Signer | None = None
        self.given_up = False
        self.asked: list[str] = []
        self.abouts: list[str] = []

    def signing_keys(self) -> Future[tuple[OfferedKey, ...]]:
        return done(lambda: tuple(self._key(one, told=not self.hidden) for one in self.keys))

    def look_at_key(self, key_id: str) -> Future[OfferedKey]:
        self.asked.append("look")
        return done(lambda: self._key(Signer(key_id), told=True))

    def sign(self, order: SigningOrder) -> Future[tuple[bytes, ...]]:
        self.asked.append("sign")
        self.abouts.append(order.about)
        return done(lambda: self._signed(order))

    def _signed(self, order: SigningOrder) -> tuple[bytes, ...]:
        if self.given_up:
            raise Cancelled
        pair = self.lab.pair(self.swapped or Signer(order.key))
        return tuple(detached(pair, one, self._now()) for one in order.contents)

    def _key(self, one: Signer, *, told: bool) -> OfferedKey:
        certificate = described(self.lab.pair(one).der) if told else None
        return OfferedKey(id=one.value, storage="AKKaztokenStore", certificate=certificate)
