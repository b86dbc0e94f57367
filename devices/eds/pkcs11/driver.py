"""The driver of the slot of signatures that stands before a PKCS#11 module of the settings."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import DeviceFault
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.devices import Listener
from app.ports.pin import KeyTaken
from devices.eds.act.driver import CarrierDevice
from devices.outfit import Outfit

if TYPE_CHECKING:
    from devices.card.watcher import Standing, Watcher
    from devices.eds.act.acts import Patience


class Pkcs11Device(CarrierDevice):
    """Signs by cards and tokens.

    ``module``: its file. ``reader``: a part of the name of the reader in which the employee's card
    stands; with ``lock`` the desk is told when it leaves. Raises ``DeviceFault`` (device.option_…)
    when it is made with a wrong option.
    """

    driver = "pkcs11"
    kind = "pkcs11"

    def __init__(self, outfit: Outfit, patience: "Patience | None" = None) -> None:
        options = outfit.options_of(self.slot, self.driver, ("module", "reader", "lock"))
        self._reader = options.word_or_nothing("reader")
        self._locks = options.choice("lock", ("yes", "no"), "no") == "yes"
        self._watcher: Watcher | None = None
        super().__init__(outfit, Path(options.word("module")), patience)

    def open(self, report: Listener) -> None:
        """Look whether the module can be used, and watch the reader where one is named."""
        super().open(report)
        if self._watcher is None and (self._reader or self._locks):
            self._watcher = self._watching()

    def close(self) -> None:
        """Let the reader go too."""
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            watcher.stop()
        super().close()

    def trouble(self) -> str:
        """What is wrong with the reader, as a code; empty where nothing is known."""
        return self._watcher.standing.trouble if self._watcher is not None else ""

    def insertion(self) -> int:
        """A number that grows whenever a card comes or goes."""
        return self._watcher.standing.insertion if self._watcher is not None else 0

    def _watching(self) -> "Watcher":
        try:
            # Only where a reader is watched: its library is not on every desk.
            from smartcard import scard  # noqa: PLC0415

            from devices.card.watcher import Watcher  # noqa: PLC0415
        except ImportError as error:
            raise DeviceFault(
                LIBRARY_MISSING, slot=self.slot, driver=self.driver, library=error.name or "?"
            ) from error
        watcher = Watcher(scard, self._reader, self._moved)
        watcher.start()
        return watcher

    def _moved(self, before: "Standing", after: "Standing") -> None:
        if before.card and not after.card and self._locks and self._report is not None:
            self._report(KeyTaken(self._now()))
