"""The options of a driver: what is missing, wrong or misspelt is told plainly and costs its slot only."""

from pathlib import Path

import pytest

from app.errors import DeviceFault
from app.ports.device_faults import OPTION_MISSING, OPTION_UNKNOWN, OPTION_WRONG
from app.ports.devices import DeviceState, Slot
from devices.catalog import DRIVERS, fit, make
from devices.display.pole import PoleDisplay
from devices.hub import Hub
from devices.options import Options
from devices.outfit import Outfit
from tests.fakes.device_rig import AT

KNOWN = ("address", "baud", "protocol")


def options(**given: str) -> Options:
    return Options(Slot.DISPLAY, "pole", given, KNOWN)


def fault_of(act: object) -> DeviceFault:
    with pytest.raises(DeviceFault) as caught:
        act()
    assert caught.value.slot == Slot.DISPLAY
    assert caught.value.params["driver"] == "pole"
    return caught.value


def test_what_is_set_is_read_and_the_usual_stands_for_the_rest() -> None:
    some = options(address=" /dev/ttyUSB0 ", baud="19200")
    assert some.word("address") == "/dev/ttyUSB0"
    assert some.number("baud", 1200, 115_200, usual=9600) == 19_200
    assert some.choice("protocol", ("cd5220", "escpos"), "cd5220") == "cd5220"
    assert options(baud=" ").number("baud", 1200, 115_200, usual=9600) == 9600


@pytest.mark.parametrize("given", [{}, {"address": ""}, {"address": "  "}])
def test_a_missing_option_is_named(given: dict[str, str]) -> None:
    fault = fault_of(lambda: options(**given).word("address"))
    assert (fault.code, fault.params["option"]) == (OPTION_MISSING, "address")


@pytest.mark.parametrize("baud", ["fast", "-1", "9600.0", "0", "115201", "9" * 40, "٩٦٠٠", "1e4"])
def test_a_wrong_number_tells_what_could_be_used(baud: str) -> None:
    fault = fault_of(lambda: options(baud=baud).number("baud", 1200, 115_200, usual=9600))
    assert (fault.code, fault.params["allowed"]) == (OPTION_WRONG, "1200–115200")


def test_a_wrong_word_tells_the_right_ones() -> None:
    fault = fault_of(lambda: options(protocol="epson").choice("protocol", ("cd5220", "escpos")))
    assert (fault.code, fault.params["allowed"]) == (OPTION_WRONG, "cd5220, escpos")


def test_a_misspelt_name_is_not_passed_over() -> None:
    fault = fault_of(lambda: options(adress="/dev/ttyUSB0"))
    assert (fault.code, fault.params["option"]) == (OPTION_UNKNOWN, "adress")
    assert fault.params["allowed"] == "address, baud, protocol"


@pytest.mark.requirement("R-242")
def test_a_wrong_option_costs_its_slot_only(tmp_path: Path) -> None:
    outfit = Outfit(
        now=lambda: AT, paper_folder=tmp_path, options={"display": {"address": "x", "baud": "?"}}
    )
    fitted = fit({"display": "pole", "printer": "folder", "tickets": "receipt"}, outfit)
    hub = Hub(fitted, now=lambda: AT, incident=str)
    assert hub.status(Slot.DISPLAY).code == OPTION_WRONG
    assert hub.status(Slot.DISPLAY).params["option"] == "baud"
    assert hub.status(Slot.TICKETS).code == OPTION_MISSING
    assert hub.status(Slot.TICKETS).driver == "receipt"
    assert hub.status(Slot.PRINTER).state is DeviceState.CONNECTING
    assert hub.stop()


@pytest.mark.parametrize(
    "driver",
    [d for d in DRIVERS if d.slot in (Slot.PRINTER, Slot.TICKETS, Slot.DISPLAY)],
    ids=lambda d: f"{d.slot}-{d.name}",
)
def test_each_real_driver_says_what_it_needs(driver: object, tmp_path: Path) -> None:
    outfit = Outfit(now=lambda: AT, paper_folder=tmp_path)
    if driver.name in ("folder", "simulated"):
        assert make(driver.slot, driver.name, outfit).slot is driver.slot
    else:
        with pytest.raises(DeviceFault) as caught:
            make(driver.slot, driver.name, outfit)
        assert (caught.value.code, caught.value.slot) == (OPTION_MISSING, driver.slot)


def test_the_options_of_another_slot_are_not_read(tmp_path: Path) -> None:
    outfit = Outfit(now=lambda: AT, paper_folder=tmp_path, options={"tickets": {"address": "x"}})
    with pytest.raises(DeviceFault):
        PoleDisplay(outfit)
