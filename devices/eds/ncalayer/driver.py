"""The driver of the slot of signatures that stands before NCALayer."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.signing_key import OfferedKey, SigningOrder
from app.errors import DeviceFault
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.devices import Listener, SignatureAwaited, Slot
from app.ports.signing_faults import LOST
from devices.eds.ncalayer.messages import PORT
from devices.outfit import Outfit

if TYPE_CHECKING:
    from devices.eds.ncalayer.client import NcaLayer, Patience


class NcaLayerDevice:
    """Signs through NCALayer; ``patience`` may be another in tests.

    Raises ``DeviceFault`` (device.option_…) when it is made with a wrong option.
    """

    slot = Slot.EDS
    driver = "ncalayer"
    simulated = False

    def __init__(self, outfit: Outfit, patience: "Patience | None" = None) -> None:
        options = outfit.options_of(self.slot, self.driver, ("root", "port", "file_keys"))
        self._now = outfit.now
        self._report: Listener | None = None
        self._root = Path(options.word("root"))
        self._port = options.number("port", 1, 65_535, PORT)
        self._file_keys = options.choice("file_keys", ("yes", "no"), "no") == "yes"
        self._patience = patience
        self._layer: NcaLayer | None = None

    @property
    def product(self) -> str:
        """What stands behind the driver, with its version; empty before it has been called."""
        return f"NCALayer {self._layer.version}" if self._layer is not None else ""

    def open(self, report: Listener) -> None:
        """Call NCALayer. Raises ``DeviceFault`` (eds.…, device.library_missing)."""
        if self._layer is None:
            self._layer = self._made()
        self._layer.check()
        self._report = report

    def _made(self) -> "NcaLayer":
        # Only here, on the device's own lane: the start of the program waits for no library.
        try:
            from devices.eds.ncalayer.client import NcaLayer  # noqa: PLC0415
        except ImportError as error:
            raise DeviceFault(
                LIBRARY_MISSING, slot=self.slot, driver=self.driver, library=error.name or "?"
            ) from error
        return NcaLayer(
            self._root,
            self._now,
            port=self._port,
            file_keys=self._file_keys,
            patience=self._patience,
        )

    def probe(self) -> None:
        """Ask it for a sign of life. Raises ``DeviceFault`` (eds.…)."""
        self._opened().check()

    def close(self) -> None:
        """Hang up."""
        self._report = None
        if self._layer is not None:
            self._layer.close()

    def offered_keys(self) -> tuple[OfferedKey, ...]:
        """The stores that are in. Raises ``DeviceFault``, ``Cancelled``."""
        return self._opened().offered_keys()

    def look_at(self, key_id: str) -> OfferedKey:
        """The key that the person chooses in that store. Raises ``DeviceFault``, ``Cancelled``."""
        return self._opened().look_at(key_id)

    def sign(self, order: SigningOrder) -> tuple[bytes, ...]:
        """The signatures of an order. Raises ``DeviceFault``, ``Cancelled``."""
        return self._opened().sign(order, self._await)

    def _opened(self) -> "NcaLayer":
        if self._layer is None:
            raise DeviceFault(LOST, slot=self.slot)
        return self._layer

    def _await(self, count: int) -> None:
        if self._report is not None:
            self._report(SignatureAwaited(count, self._now()))
