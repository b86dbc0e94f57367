"""What a carrier shows without a PIN: its tokens and keys, and which key may sign an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.signing import SignerCertificate
from app.domain.signing_key import OfferedKey, SigningOrder, key_troubles
from app.errors import DeviceFault
from app.ports.devices import Slot
from app.ports.signing_faults import NO_KEY, NO_TOKEN, OF_TROUBLE
from devices.eds.act.words import MessageWrongError, bytes_of
from devices.eds.certificates import described


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundKey:
    """A key as the carrier tells it; ``der`` is its certificate, empty where only the PIN shows it.

    ``tries``: ``low``, ``last``, ``locked`` or nothing. ``keypad``: its PIN is typed on the reader.
    ``unset``: it has no PIN yet.
    """

    id: str
    storage: str
    der: bytes = b""
    certificate: SignerCertificate | None = None
    tries: str = ""
    keypad: bool = False
    unset: bool = False

    @property
    def offered(self) -> OfferedKey:
        """The key as the port tells it."""
        return OfferedKey(id=self.id, storage=self.storage, certificate=self.certificate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One look: the product behind the driver, its tokens as plain words, the keys on them."""

    product: str
    tokens: tuple[dict[str, str], ...]
    keys: tuple[FoundKey, ...]


def read_found(answer: dict[str, Any]) -> Found:
    """The answer to a look; a certificate that cannot be read is passed over. Raises
    ``MessageWrongError``."""
    try:
        found = answer["found"]
        return Found(
            product=str(found["product"])[:80],
            tokens=tuple(_words(token) for token in found["tokens"]),
            keys=tuple(_readable(found["keys"])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise MessageWrongError from error


def _words(token: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(value)[:80] for name, value in token.items()}


def _readable(keys: Iterable[dict[str, Any]]) -> Iterable[FoundKey]:
    for key in keys:
        der = bytes_of(key["certificate"])
        try:
            certificate = described(der) if der else None
        except ValueError:
            continue
        yield FoundKey(
            id=str(key["id"]),
            storage=str(key["storage"])[:80],
            der=der,
            certificate=certificate,
            tries=str(key["tries"]),
            keypad=bool(key["keypad"]),
            unset=bool(key["unset"]),
        )


def key_for(found: Found, order: SigningOrder, at: datetime) -> FoundKey:
    """The key that signs: the one asked for, else of those that meet the demand the one with the
    longest life. Raises ``DeviceFault`` with what is lacking, or what speaks against the nearest."""
    wanted = [key for key in found.keys if not order.key or key.id == order.key]
    if not wanted:
        code = NO_KEY if found.tokens else NO_TOKEN
        raise DeviceFault(code, slot=Slot.EDS)
    troubles = {key.id: _troubles(key, order, at) for key in wanted}
    best = min(len(troubles[key.id]) for key in wanted)
    nearest = [key for key in wanted if len(troubles[key.id]) == best]
    if best:
        raise DeviceFault(OF_TROUBLE[troubles[nearest[0].id][0]], slot=Slot.EDS)
    return max(nearest, key=_life)


def _troubles(key: FoundKey, order: SigningOrder, at: datetime) -> tuple[str, ...]:
    if key.certificate is None:
        return ()
    return key_troubles(key.certificate, order.demand, at)


def _life(key: FoundKey) -> float:
    return key.certificate.valid_until.timestamp() if key.certificate is not None else 0.0
