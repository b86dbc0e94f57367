"""A serial scanner over a real pseudo-terminal: every code exact, every loss told once and mended."""

import logging
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from queue import Empty, Queue

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.codes import CodeKind, printed_code
from app.errors import DeviceFault
from app.lanes import InlineLane, ManualAlarm
from app.ports.device_faults import (
    CODE_GARBAGE,
    CODE_HALF,
    OPTION_MISSING,
    OPTION_UNKNOWN,
    OPTION_WRONG,
    TAKEN,
    UNPLUGGED,
)
from app.ports.devices import (
    CodeGarbled,
    CodeScanned,
    DeviceEvent,
    DeviceState,
    DeviceTrouble,
    Slot,
    StatusChanged,
)
from devices.catalog import fit
from devices.hub import RETRY_SECONDS, Hub
from devices.outfit import Outfit
from devices.scanner import serial as serial_scanner
from devices.scanner.payload import SUFFIXES, Decoder, Garbled, Whole
from devices.scanner.serial import SerialScanner
from tests.fakes.device_rig import AT
from tests.fakes.far_end import SerialEnd

PATIENCE = 20
HALF, GARBAGE = CodeGarbled(CODE_HALF, AT), CodeGarbled(CODE_GARBAGE, AT)


class Desk:
    """A scanner at the far end of a cable, and what its driver told."""

    def __init__(self, folder: Path, **options: str) -> None:
        self.far = SerialEnd(folder)
        self.told: Queue[DeviceEvent] = Queue()
        self.outfit = Outfit(
            now=lambda: AT,
            paper_folder=folder,
            options={"scanner": {"address": self.far.address, **options}},
        )
        self.scanner = SerialScanner(self.outfit)

    def opened(self) -> "Desk":
        """With the driver listening."""
        self.scanner.open(self.told.put)
        return self

    def next(self) -> DeviceEvent:
        """What is told next; fails when nothing is."""
        return self.told.get(timeout=PATIENCE)

    def codes(self, count: int) -> list[str]:
        """The next whole codes."""
        events = [self.next() for _ in range(count)]
        assert all(isinstance(event, CodeScanned) for event in events), events
        return [event.text for event in events if isinstance(event, CodeScanned)]

    def is_quiet(self) -> bool:
        """Whether nothing more is told: a code sent now is the very next event."""
        self.far.pour(b"END-OF-TEST\r")
        return self.codes(1) == ["END-OF-TEST"]

    def close(self) -> None:
        """Put everything away."""
        self.scanner.close()
        self.far.close()


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desk]]:
    # A busy machine must not make a half of a code that is only slow.
    monkeypatch.setattr(serial_scanner, "SILENCE_SECONDS", 30)
    desks: list[Desk] = []

    def made(**options: str) -> Desk:
        desks.append(Desk(tmp_path, **options))
        return desks[-1]

    yield made
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(make: Callable[..., Desk]) -> Desk:
    return make().opened()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Desk:
    monkeypatch.setattr(serial_scanner, "SILENCE_SECONDS", 0.05)
    return desk


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DeviceFault) as caught:
        act()
    assert caught.value.slot == Slot.SCANNER
    return caught.value.code


def test_five_hundred_codes_back_to_back_are_all_exact(desk: Desk) -> None:
    sent = [printed_code(CodeKind.PACKAGE_OUT, "214", number) for number in range(1, 501)]
    desk.far.pour("".join(f"{code}\r\n" for code in sent).encode())
    assert desk.codes(500) == sent
    assert desk.is_quiet()


def test_five_hundred_codes_split_anywhere_are_all_exact(desk: Desk) -> None:
    sent = [f"Ә{number}-ҚҰЖАТ\x1d{number * 7}" for number in range(500)]
    stream = "".join(f"{code}\r" for code in sent).encode()
    cuts = [*range(0, len(stream), 7), len(stream)]
    for start, end in pairwise(cuts):
        desk.far.pour(stream[start:end])
    assert desk.codes(500) == sent
    assert desk.is_quiet()


def test_half_a_code_is_told_after_the_silence_and_the_next_is_whole(hasty: Desk) -> None:
    hasty.far.pour(b"T02142601")
    assert hasty.next() == HALF
    hasty.far.pour(b"T0214260171234588\r")
    assert hasty.codes(1) == ["T0214260171234588"]


def test_a_doubled_suffix_ends_a_code_once(desk: Desk) -> None:
    desk.far.pour(b"A105-17\r\r\n\tA105-18\r\n\r\n")
    assert desk.codes(2) == ["A105-17", "A105-18"]
    assert desk.is_quiet()


def test_ten_thousand_garbage_scans_bring_nobody_down_and_are_kept_nowhere(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    secret = b"\x00870412399019\xff\r"
    with caplog.at_level(logging.DEBUG):
        desk.far.pour(secret * 10_000)
        told = {desk.next() for _ in range(10_000)}
    assert told == {GARBAGE}
    assert desk.is_quiet()
    assert "870412399019" not in caplog.text
    assert "870412399019" not in repr(told)


@pytest.mark.requirement("R-242")
def test_a_pulled_cable_is_told_once_and_the_thread_ends(desk: Desk) -> None:
    desk.scanner.probe()
    desk.far.pour(b"A105-17\rT0214")
    assert desk.codes(1) == ["A105-17"]
    desk.far.cut()
    told = [desk.next()]
    if told == [HALF]:  # the half may be lost with the cable
        told = [desk.next()]
    assert told == [DeviceTrouble(UNPLUGGED)]
    listening = [one for one in threading.enumerate() if one.name == "scanner-serial"]
    for thread in listening:
        thread.join(PATIENCE)
    assert not [one for one in listening if one.is_alive()], "a port that has gone keeps it busy"
    assert code_of(desk.scanner.probe) == UNPLUGGED
    assert code_of(lambda: desk.scanner.open(desk.told.put)) == UNPLUGGED
    with pytest.raises(Empty):
        desk.told.get_nowait()
    desk.far.plug_in()
    desk.opened().far.pour(b"A105-18\r")
    assert desk.codes(1) == ["A105-18"]


@pytest.mark.requirement("R-242")
def test_the_hub_tells_the_loss_and_finds_the_scanner_again(desk: Desk) -> None:
    desk.scanner.close()
    alarm = ManualAlarm()
    hub = Hub(
        fit({"scanner": "serial"}, desk.outfit),
        now=lambda: AT,
        incident=str,
        lane=lambda name: InlineLane(name, alarm),
    )
    hub.start()
    assert hub.status(Slot.SCANNER).state is DeviceState.READY
    hub.listen(desk.told.put)
    desk.far.pour(b"A105-17\r")
    assert desk.codes(1) == ["A105-17"]
    desk.far.cut()
    lost = desk.next()
    assert isinstance(lost, StatusChanged)
    assert (lost.status.state, lost.status.code) == (DeviceState.ABSENT, UNPLUGGED)
    alarm.advance(RETRY_SECONDS)
    assert hub.status(Slot.SCANNER).state is DeviceState.ABSENT
    desk.far.plug_in()
    alarm.advance(RETRY_SECONDS)
    found = desk.next()
    assert isinstance(found, StatusChanged)
    assert found.status.state is DeviceState.READY
    desk.far.pour(b"A105-18\r")
    assert desk.codes(1) == ["A105-18"]
    assert hub.stop()


def test_a_closed_scanner_tells_nothing_and_leaves_no_thread(desk: Desk) -> None:
    desk.far.pour(b"A105-17\rA10")
    assert desk.codes(1) == ["A105-17"]
    desk.scanner.close()
    desk.scanner.close()
    assert desk.told.empty()
    assert not [one for one in threading.enumerate() if one.name == "scanner-serial"]
    assert code_of(desk.scanner.probe) == UNPLUGGED


def test_it_may_be_closed_by_what_it_tells(make: Callable[..., Desk]) -> None:
    desk = make()
    closed = threading.Event()

    def close(_event: DeviceEvent) -> None:
        desk.scanner.close()
        closed.set()

    desk.scanner.open(close)
    desk.far.pour(b"A105-17\rA105-18\r")
    assert closed.wait(PATIENCE)


def test_a_port_of_another_program_is_left_alone(desk: Desk) -> None:
    second = SerialScanner(desk.outfit)
    assert code_of(lambda: second.open(desk.told.put)) == TAKEN


@pytest.mark.parametrize(
    ("options", "cause"),
    [
        ({}, OPTION_MISSING),
        ({"address": "/dev/ttyACM0", "baud": "fast"}, OPTION_WRONG),
        ({"address": "/dev/ttyACM0", "baud": "300"}, OPTION_WRONG),
        ({"address": "/dev/ttyACM0", "suffix": "enter"}, OPTION_WRONG),
        ({"address": "/dev/ttyACM0", "sufix": "cr"}, OPTION_UNKNOWN),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, str], cause: str, tmp_path: Path) -> None:
    outfit = Outfit(now=lambda: AT, paper_folder=tmp_path, options={"scanner": options})
    assert code_of(lambda: SerialScanner(outfit)) == cause


@pytest.mark.parametrize(("suffix", "end"), [(w, e[-1:]) for w, e in SUFFIXES.items() if e])
def test_a_named_suffix_ends_a_code(make: Callable[..., Desk], suffix: str, end: bytes) -> None:
    desk = make(suffix=suffix).opened()
    desk.far.pour(b"A105-17" + end + b"A105-18" + end + end)
    assert desk.codes(2) == ["A105-17", "A105-18"]


def test_without_a_suffix_the_silence_ends_a_code(
    make: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial_scanner, "SILENCE_SECONDS", 0.05)
    desk = make(suffix="none").opened()
    for code in ("A105-17", "A105-18"):
        desk.far.pour(code.encode())
        assert desk.codes(1) == [code]


def test_a_code_of_several_lines_moves_nothing_where_the_suffix_is_named() -> None:
    sent = b"BEGIN\nT0214260171234588\nEND\r\n"
    assert len(Decoder().feed(sent)) == 3
    decoder = Decoder(ends=SUFFIXES["cr"])
    assert decoder.feed(sent) == (Garbled(CODE_GARBAGE),)
    assert decoder.silence() == (), "the line feed after the suffix is no half of a code"
    assert decoder.feed(b"A105-17\r\n") == (Whole("A105-17"),)


@given(st.binary(max_size=120), st.sampled_from(sorted(SUFFIXES)))
def test_no_bytes_break_any_suffix(junk: bytes, suffix: str) -> None:
    decoder = Decoder(ends=SUFFIXES[suffix])
    for reading in (*decoder.feed(junk), *decoder.silence()):
        assert isinstance(reading, Whole) or reading.code in (CODE_HALF, CODE_GARBAGE)
    assert not decoder.waits
    assert decoder.silence() == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=40), max_size=6))
def test_whatever_comes_over_the_cable_the_next_code_is_whole(
    desk: Desk, pieces: list[bytes]
) -> None:
    for piece in pieces:
        desk.far.pour(piece)
    desk.far.pour(b"\r\xff\rEND\r")
    event = desk.next()
    while event != CodeScanned("END", AT):
        assert isinstance(event, CodeScanned) or event in (HALF, GARBAGE)
        event = desk.next()
