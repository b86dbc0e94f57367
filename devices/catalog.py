"""The table of drivers: slot and name to a factory, imported only when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from app.errors import DeviceFault
from app.ports.device_faults import LIBRARY_MISSING, UNKNOWN_DRIVER
from app.ports.devices import Device, Slot
from devices.outfit import Outfit


@dataclass(frozen=True, slots=True)
class Driver:
    """One line of the table; ``factory`` is called with the outfit.

    One that is ``slotted`` may stand in several slots and is called with its slot too.
    """

    slot: Slot
    name: str
    module: str
    factory: str
    slotted: bool = False


def _printers() -> tuple[Driver, ...]:
    return tuple(
        Driver(slot, name, f"devices.printer.{name}", factory, slotted=True)
        for slot in (Slot.PRINTER, Slot.TICKETS)
        for name, factory in (
            ("folder", "FolderPrinter"),
            ("receipt", "ReceiptPrinter"),
            ("simulated", "SimulatedPrinter"),
            ("system", "SystemPrinter"),
        )
    )


DRIVERS: tuple[Driver, ...] = (
    Driver(Slot.CARD, "simulated", "devices.card.simulated", "SimulatedCardReader"),
    Driver(Slot.CARD, "pcsc", "devices.card.pcsc", "PcscCardReader"),
    Driver(Slot.SCANNER, "serial", "devices.scanner.serial", "SerialScanner"),
    Driver(Slot.SCANNER, "wedge", "devices.scanner.wedge", "WedgeScanner"),
    Driver(Slot.SCANNER, "simulated", "devices.scanner.simulated", "SimulatedScanner"),
    Driver(Slot.CAMERA, "opencv", "devices.camera.opencv", "OpencvCamera"),
    Driver(Slot.CAMERA, "simulated", "devices.camera.simulated", "SimulatedCamera"),
    *_printers(),
    Driver(Slot.DISPLAY, "pole", "devices.display.pole", "PoleDisplay"),
    Driver(Slot.DISPLAY, "simulated", "devices.display.simulated", "SimulatedDisplay"),
    Driver(Slot.EDS, "ncalayer", "devices.eds.ncalayer.driver", "NcaLayerDevice"),
    Driver(Slot.EDS, "pkcs11", "devices.eds.pkcs11.driver", "Pkcs11Device"),
    Driver(Slot.EDS, "pkcs12", "devices.eds.pkcs12.driver", "Pkcs12Device"),
    Driver(Slot.VOICE, "espeak", "devices.voice.espeak", "EspeakVoice"),
    Driver(Slot.VOICE, "clips", "devices.voice.clips", "ClipsVoice"),
    Driver(Slot.VOICE, "simulated", "devices.voice.simulated", "SimulatedVoice"),
)


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a driver could be chosen; ``fault`` tells why not."""

    driver: Driver
    fault: DeviceFault | None = None


def available(slot: Slot, drivers: tuple[Driver, ...] = DRIVERS) -> tuple[Availability, ...]:
    """Every driver of a slot, with the reason why it cannot be used here."""
    found = []
    for driver in drivers:
        if driver.slot is slot:
            try:
                _factory(driver)
            except DeviceFault as fault:
                found.append(Availability(driver, fault))
            else:
                found.append(Availability(driver))
    return tuple(found)


def make(slot: Slot, name: str, outfit: Outfit, drivers: tuple[Driver, ...] = DRIVERS) -> Device:
    """A driver, not yet opened.

    Raises ``DeviceFault`` (unknown driver, missing library, an option that is missing or wrong).
    """
    for driver in drivers:
        if driver.slot is slot and driver.name == name:
            factory = _factory(driver)
            device = factory(outfit, slot) if driver.slotted else factory(outfit)
            if not isinstance(device, Device):
                raise TypeError(f"{driver.factory} is not a device")
            return device
    raise DeviceFault(UNKNOWN_DRIVER, slot=slot, driver=name)


def _factory(driver: Driver) -> type:
    try:
        module = import_module(driver.module)
    except ImportError as error:
        library = error.name or driver.module
        raise DeviceFault(
            LIBRARY_MISSING, slot=driver.slot, library=library, driver=driver.name
        ) from error
    factory: type = getattr(module, driver.factory)
    return factory


Fitting = Device | DeviceFault
"""What stands in a slot: a driver, or the reason why the chosen one does not."""


def fit(
    choices: Mapping[str, str], outfit: Outfit, drivers: tuple[Driver, ...] = DRIVERS
) -> dict[Slot, Fitting]:
    """The devices of a desk by the names in its settings; never raises for a wrong choice.

    A slot without a name is left out; a name for a slot that this program does not know is
    passed over.
    """
    fitted: dict[Slot, Fitting] = {}
    for slot in Slot:
        name = choices.get(slot.value, "")
        if not name:
            continue
        try:
            fitted[slot] = make(slot, name, outfit, drivers)
        except DeviceFault as fault:
            fitted[slot] = fault
    return fitted
