"""What the drivers of cards, tokens and key files have in common; nothing heavy is read before they open."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.domain.signing_key import OfferedKey, SigningOrder
from app.errors import DeviceFault
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.devices import Listener, SignatureAwaited, Slot
from app.ports.pin import FactoryPin
from app.ports.token_faults import MODULE_CRASHED, MODULE_HANGS, MODULE_UNUSABLE
from devices.outfit import Outfit

if TYPE_CHECKING:
    from devices.eds.act.acts import Acts, Patience
    from devices.eds.act.found import Found

_DOUBTS = frozenset({MODULE_UNUSABLE, MODULE_CRASHED, MODULE_HANGS})
"""After these the next look at the device is a whole one."""


class CarrierDevice:
    """Signs by keys that a process of its own opens; ``patience`` may be another in tests."""

    slot = Slot.EDS
    simulated = False
    driver: ClassVar[str]
    kind: ClassVar[str]

    def __init__(self, outfit: Outfit, place: Path, patience: "Patience | None" = None) -> None:
        self._now, self._pin_desk = outfit.now, outfit.pin_desk
        self._place, self._patience = place, patience
        self._report: Listener | None = None
        self._acts: Acts | None = None
        self._found: Found | None = None
        self._doubted = False

    @property
    def product(self) -> str:
        """What stands behind the driver, with its version; empty before it was looked at."""
        return self._found.product if self._found is not None else ""

    @property
    def details(self) -> tuple[str, ...]:
        """The tokens and certificates of the last look, a line each, without any number of a
        person."""
        if self._found is None:
            return ()
        from devices.eds.act.told import lines_of  # noqa: PLC0415 - with the rest, when looked at

        return lines_of(self._place, self._found)

    def open(self, report: Listener) -> None:
        """Look whether the carrier can be used. Raises ``DeviceFault``."""
        self._report = report
        self._look()

    def probe(self) -> None:
        """Look whether it is still there; a whole look only after it failed. Raises ``DeviceFault``."""
        if self._doubted or self._found is None:
            self._look()
        elif not self._place.is_file():
            self._doubted = True
            raise DeviceFault(MODULE_UNUSABLE, slot=self.slot, module=self._place.name)

    def close(self) -> None:
        """Let go; there is nothing that outlives an act."""
        self._report = None

    def offered_keys(self) -> tuple[OfferedKey, ...]:
        """The keys that are in. Raises ``DeviceFault``, ``Cancelled``."""
        return tuple(key.offered for key in self._look().keys)

    def look_at(self, key_id: str) -> OfferedKey:
        """One key with its certificate. Raises ``DeviceFault``, ``Cancelled``."""
        with _Doubting(self):
            return self._made().look_at(key_id)

    def sign(self, order: SigningOrder) -> tuple[bytes, ...]:
        """The signatures of an order. Raises ``DeviceFault``, ``Cancelled``."""
        with _Doubting(self):
            return self._made().sign(order)

    def _look(self) -> "Found":
        with _Doubting(self):
            self._found = self._made().look()
            return self._found

    def _made(self) -> "Acts":
        # Only here, on the device's own lane: the start of the program waits for no library.
        if self._acts is None:
            try:
                from devices.eds.act.acts import Acts  # noqa: PLC0415
            except ImportError as error:
                raise DeviceFault(
                    LIBRARY_MISSING, slot=self.slot, driver=self.driver, library=error.name or "?"
                ) from error
            self._acts = Acts(
                self.kind, self._place, self._now, self._pin_desk, self, patience=self._patience
            )
        return self._acts

    # What an act tells, and asks of the reader.

    def awaited(self, count: int) -> None:
        """So many documents wait for the PIN."""
        if self._report is not None:
            self._report(SignatureAwaited(count, self._now()))

    def factory_pin(self) -> None:
        """The key was opened by the PIN with which its carrier is sold."""
        if self._report is not None:
            self._report(FactoryPin(self._now()))

    def trouble(self) -> str:
        """What is wrong with the reader, as a code; empty where nothing is known."""
        return ""

    def insertion(self) -> int:
        """A number that grows whenever a card comes or goes."""
        return 0


class _Doubting:
    """Notes whether the module failed: then the next look asks it anew."""

    def __init__(self, device: CarrierDevice) -> None:
        self._device = device

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is None:
            self._device._doubted = False
        elif isinstance(error, DeviceFault) and error.code in _DOUBTS:
            self._device._doubted = True
