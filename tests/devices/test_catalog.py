"""The table of drivers: names, lazy imports, and a plain reason for what cannot be used."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import DeviceFault
from app.ports.device_faults import LIBRARY_MISSING, UNKNOWN_DRIVER
from app.ports.devices import Slot
from devices.catalog import DRIVERS, Driver, available, fit, make
from devices.outfit import Outfit
from tests.fakes.device_rig import AT

ABSENT = Driver(Slot.PRINTER, "laser", "devices.printer.no_such_module", "Laser")


@pytest.fixture
def outfit(tmp_path: Path) -> Outfit:
    return Outfit(now=lambda: AT, paper_folder=tmp_path)


def test_names_are_given_once() -> None:
    named = [(driver.slot, driver.name) for driver in DRIVERS]
    assert len(set(named)) == len(named)


def test_a_missing_part_is_named(outfit: Outfit) -> None:
    found = {
        entry.driver.name: entry.fault for entry in available(Slot.PRINTER, (*DRIVERS, ABSENT))
    }
    assert found["folder"] is None
    assert found["simulated"] is None
    assert found["laser"] is not None
    assert found["laser"].code == LIBRARY_MISSING
    assert found["laser"].params["library"] == "devices.printer.no_such_module"
    with pytest.raises(DeviceFault) as caught:
        make(Slot.PRINTER, "laser", outfit, (ABSENT,))
    assert caught.value.params["driver"] == "laser"


def test_only_what_fits_the_slot_is_offered() -> None:
    assert {entry.driver.slot for entry in available(Slot.CARD)} == {Slot.CARD}
    assert {entry.driver.slot for entry in available(Slot.CAMERA)} == {Slot.CAMERA}


def test_a_wrong_choice_costs_its_slot_only(outfit: Outfit) -> None:
    fitted = fit(
        {"card": "simulated", "printer": "laser", "scanner": "", "hologram": "simulated"}, outfit
    )
    assert set(fitted) == {Slot.CARD, Slot.PRINTER}
    fault = fitted[Slot.PRINTER]
    assert isinstance(fault, DeviceFault)
    assert fault.code == UNKNOWN_DRIVER
    assert not isinstance(fitted[Slot.CARD], DeviceFault)


def test_something_that_is_no_device_is_a_bug(outfit: Outfit) -> None:
    wrong = Driver(Slot.PRINTER, "text", "builtins", "repr")
    with pytest.raises(TypeError, match="repr is not a device"):
        make(Slot.PRINTER, "text", outfit, (wrong,))


def test_drivers_are_imported_only_when_asked_for() -> None:
    code = "import sys, devices.catalog; print([m for m in sys.modules if 'simulated' in m])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
