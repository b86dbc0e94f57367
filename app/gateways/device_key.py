"""The operator's key behind the signing device of the desk: looked at first, then signed with.

Whoever looks may have to choose the key in a window of another program, so a look never happens
where cases are handled: they only see what was looked at.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from app.domain.branch import Operator
from app.domain.signing import SignerCertificate
from app.domain.signing_key import KeyDemand, OfferedKey, SigningOrder, key_troubles
from app.errors import Cancelled, DeviceFault, Unavailable
from app.gateways.certification_centre import CertificationCentre
from app.gateways.cms_verifier import certificate_to_sign
from app.ports.certification import STATE_UNKNOWN
from app.ports.device_faults import NOT_FITTED
from app.ports.signing_faults import (
    GIVEN_UP,
    NO_TOKEN,
    NOT_LOOKED_AT,
    OF_TROUBLE,
    OTHER_KEY,
    UNFIT,
)
from app.signatures.encoding import UnreadableError
from app.signatures.message import read_message
from app.signatures.suitability import Demands

_SLOT = "eds"
_KEPT = timedelta(minutes=10)
_NO_WORD = frozenset({"revocation_unavailable", "revocation_stale", "revocation_unproven"})


class KeyCarrier(Protocol):
    """What is needed of the devices of a desk."""

    def signing_keys(self) -> Future[tuple[OfferedKey, ...]]: ...  # noqa: D102
    def look_at_key(self, key_id: str) -> Future[OfferedKey]: ...  # noqa: D102
    def sign(self, order: SigningOrder) -> Future[tuple[bytes, ...]]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _Seen:
    key: OfferedKey
    certificate: SignerCertificate
    until: datetime


class DeviceKey:
    """The key of whoever works here; ``employer`` is the BIN that must stand in it (empty: any).

    ``carrier`` gives the devices, or none before they are fitted. May be used by any thread.
    """

    def __init__(
        self,
        carrier: Callable[[], KeyCarrier | None],
        people: Mapping[str, Operator],
        employer: str,
        centre: CertificationCentre,
        now: Callable[[], datetime],
    ) -> None:
        self._carrier = carrier
        self._people = people
        self._employer = employer
        self._centre = centre
        self._now = now
        self._seen: dict[str, _Seen] = {}
        self._lock = Lock()

    def look(self, operator_id: str) -> SignerCertificate:
        """Find the key and ask for its state; a person may be asked on the way.

        What speaks against it stands in its ``troubles``. Raises ``DeviceFault``, ``Cancelled``.
        """
        self._forget(operator_id)
        key = self._found(self._demand(operator_id))
        if key.certificate is None:
            raise DeviceFault(NO_TOKEN, slot=_SLOT)
        # Whether anything else tells the state is seen by the check that follows.
        with suppress(Unavailable):
            self._centre.look_up(key.certificate.der)
        certificate = self._judged(key.certificate)
        with self._lock:
            self._seen[operator_id] = _Seen(key, certificate, self._now() + _KEPT)
        return certificate

    def certificate(self, operator_id: str) -> SignerCertificate:
        """The certificate that was looked at, judged anew. Raises ``DeviceFault``
        (eds.not_looked_at): nobody is asked here."""
        return self._judged(self._held(operator_id).certificate)

    def sign(self, operator_id: str, content: bytes, at: datetime, about: str = "") -> bytes:  # noqa: ARG002
        """A detached CMS by the key that was looked at, and by no other.

        Its state is asked for once more. Raises ``DeviceFault``, ``Unavailable``.
        """
        seen = self._held(operator_id)
        demand = self._demand(operator_id)
        self._demanded(seen.certificate, demand)
        order = SigningOrder(contents=(content,), demand=demand, key=seen.key.id, about=about)
        try:
            (signature,) = self._devices().sign(order).result()
        except Cancelled as error:
            raise DeviceFault(GIVEN_UP, slot=_SLOT) from error
        except DeviceFault:
            self._forget(operator_id)
            raise
        if not _made_by(signature, seen.certificate.der):
            self._forget(operator_id)
            raise DeviceFault(OTHER_KEY, slot=_SLOT)
        return signature

    def _demanded(self, certificate: SignerCertificate, demand: KeyDemand) -> None:
        for code in key_troubles(certificate, demand, self._now()):
            raise DeviceFault(OF_TROUBLE[code], slot=_SLOT)
        trouble: Unavailable | None = None
        try:
            self._centre.look_up(certificate.der)
        except Unavailable as error:
            trouble = error
        for code in self._judged(certificate).troubles:
            if code in _NO_WORD:
                raise Unavailable(STATE_UNKNOWN) from trouble
            raise DeviceFault(UNFIT, slot=_SLOT)

    def _demand(self, operator_id: str) -> KeyDemand:
        person = self._people.get(operator_id)
        return KeyDemand(iin=(person.iin if person else None) or "-", bin=self._employer)

    def _found(self, demand: KeyDemand) -> OfferedKey:
        """The key that meets the demand, else the first: what is wrong with it is shown."""
        devices = self._devices()
        keys = devices.signing_keys().result()
        if not keys:
            raise DeviceFault(NO_TOKEN, slot=_SLOT)
        known = [key for key in keys if key.certificate is not None]
        fitting = (key for key in known if key.certificate and self._fits(key.certificate, demand))
        key = next(fitting, None) or (known or list(keys))[0]
        return key if key.certificate is not None else devices.look_at_key(key.id).result()

    def _fits(self, certificate: SignerCertificate, demand: KeyDemand) -> bool:
        return not key_troubles(certificate, demand, self._now())

    def _judged(self, certificate: SignerCertificate) -> SignerCertificate:
        """Chain, use and state; whose it is, is the rule's question (sign.own_official_certificate)."""
        judged = certificate_to_sign(certificate.der, self._centre.trust(), self._now(), Demands())
        troubles = judged.troubles if judged is not None else ("certificate_unreadable",)
        # Who is asked must have answered, also of a certificate that names nobody to ask.
        if self._centre.silent_on(certificate.der) and _NO_WORD.isdisjoint(troubles):
            troubles = (*troubles, "revocation_unavailable")
        return replace(certificate, troubles=troubles)

    def _devices(self) -> KeyCarrier:
        devices = self._carrier()
        if devices is None:
            raise DeviceFault(NOT_FITTED, slot=_SLOT)
        return devices

    def _held(self, operator_id: str) -> _Seen:
        with self._lock:
            seen = self._seen.get(operator_id)
        if seen is None or self._now() >= seen.until:
            raise DeviceFault(NOT_LOOKED_AT, slot=_SLOT)
        return seen

    def _forget(self, operator_id: str) -> None:
        with self._lock:
            self._seen.pop(operator_id, None)


def _made_by(signature: bytes, certificate: bytes) -> bool:
    """Whether that very certificate stands by the signature (a card can be swapped meanwhile)."""
    try:
        message = read_message(signature)
    except UnreadableError:
        return False
    own = [one for one in message.certificates if one.der == certificate]
    return len(message.signers) == 1 and any(message.signers[0].is_of(one) for one in own)
