"""A scanner that types: what the window heard of it comes out as the scans of any scanner."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DeviceFault
from app.lanes import InlineLane, ManualAlarm
from app.ports.device_faults import CODE_GARBAGE, CODE_HALF, OPTION_UNKNOWN, OPTION_WRONG
from app.ports.devices import CodeGarbled, CodeScanned, DeviceEvent, DeviceState, Slot
from app.ports.keyed_scanner import KeyedScanner, KeyFraming
from devices.catalog import fit, make
from devices.hub import Hub
from devices.outfit import Outfit
from devices.scanner.wedge import WedgeScanner
from tests.fakes.device_rig import AT
from ui.binding.wedge_keys import PREFIXES, SUFFIXES, WedgeKeys

ZONE = (
    "IDKAZ0000009014870412399019<<<",
    "8704120M3205150KAZ<<<<<<<<<<<7",
    "TESTOV<<ERIK" + "<" * 18,
)


def outfit(**options: str) -> Outfit:
    return Outfit(now=lambda: AT, paper_folder=Path(), options={"scanner": options})


def told_by(act: Callable[[WedgeScanner], None]) -> list[DeviceEvent]:
    told: list[DeviceEvent] = []
    scanner = WedgeScanner(outfit())
    scanner.open(told.append)
    act(scanner)
    return told


def test_a_code_is_told_through_the_hub() -> None:
    fitted = fit({"scanner": "wedge"}, outfit())
    told: list[DeviceEvent] = []
    alarm = ManualAlarm()
    hub = Hub(fitted, now=lambda: AT, incident=str, lane=lambda name: InlineLane(name, alarm))
    hub.start()
    assert hub.status(Slot.SCANNER).state is DeviceState.READY
    hub.listen(told.append)
    scanner = fitted[Slot.SCANNER]
    assert isinstance(scanner, KeyedScanner)
    scanner.take("T0214260171234588")
    assert told == [CodeScanned("T0214260171234588", AT)]
    assert hub.stop()


def test_the_lines_of_a_document_are_one_code_and_a_part_is_half() -> None:
    def whole(scanner: WedgeScanner) -> None:
        for line in ZONE:
            scanner.take(line)
        scanner.rest()

    def part(scanner: WedgeScanner) -> None:
        scanner.take(ZONE[0])
        scanner.rest()
        scanner.rest()

    assert told_by(whole) == [CodeScanned("\n".join(ZONE), AT)]
    assert told_by(part) == [CodeGarbled(CODE_HALF, AT)]


def test_what_broke_off_is_told_without_its_text() -> None:
    assert told_by(lambda scanner: scanner.broke_off()) == [CodeGarbled(CODE_HALF, AT)]


def test_nothing_is_told_before_it_is_opened_and_after_it_is_closed() -> None:
    told: list[DeviceEvent] = []
    scanner = WedgeScanner(outfit())
    scanner.take("T0214260171234588")
    scanner.open(told.append)
    scanner.close()
    scanner.take("T0214260171234588")
    assert told == []


@pytest.mark.parametrize(
    ("options", "framing"),
    [
        ({}, KeyFraming("", "any")),
        ({"prefix": "none"}, KeyFraming("", "any")),
        ({"prefix": "F13", "suffix": "tab"}, KeyFraming("f13", "tab")),
        ({"prefix": "~"}, KeyFraming("~", "any")),
    ],
)
def test_options(options: dict[str, str], framing: KeyFraming) -> None:
    scanner = make(Slot.SCANNER, "wedge", outfit(**options))
    assert isinstance(scanner, WedgeScanner)
    assert scanner.framing == framing


@pytest.mark.parametrize(
    ("options", "cause"),
    [
        ({"prefix": "f1"}, OPTION_WRONG),
        ({"prefix": "ә"}, OPTION_WRONG),
        ({"suffix": "cr"}, OPTION_WRONG),
        ({"address": "/dev/ttyACM0"}, OPTION_UNKNOWN),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, str], cause: str) -> None:
    with pytest.raises(DeviceFault) as caught:
        WedgeScanner(outfit(**options))
    assert caught.value.code == cause


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_driver_and_window_know_the_same_keys(suffix: str) -> None:
    for prefix in PREFIXES:
        framing = WedgeScanner(outfit(prefix=prefix, suffix=suffix)).framing
        assert framing == KeyFraming(prefix, suffix)
    for sign in map(chr, range(33, 127)):
        framing = WedgeScanner(outfit(prefix=sign)).framing
        assert not WedgeKeys[int](framing.prefix, framing.suffix).holds


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    def act(scanner: WedgeScanner) -> None:
        scanner.take(text)
        scanner.rest()

    for event in told_by(act):
        assert isinstance(event, CodeScanned) or event in (
            CodeGarbled(CODE_HALF, AT),
            CodeGarbled(CODE_GARBAGE, AT),
        )
