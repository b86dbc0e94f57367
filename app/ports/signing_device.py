"""What the desk needs of any device that signs: its keys, a look at one, signatures over bytes.

NCALayer, a PKCS#11 module and a key file stand behind the same three verbs. A cancel is the
device's as everywhere: of the ``Future`` that the hub answered. No verb takes a PIN: the backend
asks for it in its own window, on the keypad of a reader or in a process of its own.
"""

from typing import Protocol, runtime_checkable

from app.domain.signing_key import OfferedKey, SigningOrder
from app.ports.devices import Device


@runtime_checkable
class SigningDevice(Device, Protocol):
    """Signs by keys that never leave their carrier."""

    @property
    def product(self) -> str:
        """What stands behind the driver, with its version; empty before it has been asked."""

    def offered_keys(self) -> tuple[OfferedKey, ...]:
        """The keys at hand, found without asking anybody. Raises ``DeviceFault``, ``Cancelled``."""

    def look_at(self, key_id: str) -> OfferedKey:
        """One key with its certificate; the device may have to ask the person for it.

        Raises ``DeviceFault``, ``Cancelled``.
        """

    def sign(self, order: SigningOrder) -> tuple[bytes, ...]:
        """A detached CMS (DER) over each document, in the order's order, all by one key that
        meets the demand. Raises ``DeviceFault``, or ``Cancelled`` when the person gives it up."""
