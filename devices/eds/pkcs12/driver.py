"""The driver of the slot of signatures that stands before a key file of the settings."""

from pathlib import Path
from typing import TYPE_CHECKING

from devices.eds.act.driver import CarrierDevice
from devices.outfit import Outfit

if TYPE_CHECKING:
    from devices.eds.act.acts import Patience


class Pkcs12Device(CarrierDevice):
    """Signs by a key in a file, where the branch allows it.

    ``file``: the key file. ``allowed``: ``yes`` says that the branch lets keys lie in files; without
    it the driver stays shut. Raises ``DeviceFault`` (device.option_…) when it is made with a wrong
    option.
    """

    driver = "pkcs12"
    kind = "pkcs12"

    def __init__(self, outfit: Outfit, patience: "Patience | None" = None) -> None:
        options = outfit.options_of(self.slot, self.driver, ("file", "allowed"))
        options.choice("allowed", ("yes",))
        super().__init__(outfit, Path(options.word("file")), patience)
