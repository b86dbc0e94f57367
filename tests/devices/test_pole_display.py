"""The pole display shows a ticket and a desk, nothing else; its loss is told before the next call."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import serial
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DeviceFault
from app.lanes import InlineLane, ManualAlarm
from app.ports.device_faults import CANNOT_SHOW, NO_ACCESS, SILENT, TAKEN, UNPLUGGED
from app.ports.devices import DeviceEvent, DeviceState, Slot, StatusChanged, TicketCall
from devices.catalog import fit
from devices.display.pole import PoleDisplay
from devices.display.pole_codes import NotShowableError, cleared, shown, started
from devices.hub import RETRY_SECONDS, Hub
from devices.outfit import Outfit
from devices.watch import LOOK_SECONDS, WATCH_SECONDS
from tests.fakes.device_rig import AT
from tests.fakes.far_end import SerialEnd
from tests.fakes.pole_screen import COLUMNS, PoleScreen

PROTOCOLS = ("cd5220", "escpos")
CALL = TicketCall("A105", 3)


@dataclass
class Pole:
    """A display on a real pseudo-terminal and what a person reads on it."""

    far: SerialEnd
    screen: PoleScreen
    outfit: Outfit

    def shows(self, *lines: str) -> bool:
        """Whether that is read on it, once the kernel has handed everything over."""
        return self.far.until(lambda: self.screen.lines == lines)


@pytest.fixture(params=PROTOCOLS)
def pole(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pole]:
    screen = PoleScreen(request.param)
    far = SerialEnd(tmp_path, screen.hear)
    options = {"display": {"address": far.address, "protocol": request.param}}
    yield Pole(
        far,
        screen,
        Outfit(now=lambda: AT, paper_folder=tmp_path, pace=far.pace, options=options),
    )
    far.close()


def code_of(act: object) -> str:
    with pytest.raises(DeviceFault) as caught:
        act()
    assert caught.value.slot == Slot.DISPLAY
    return caught.value.code


@pytest.mark.requirement("R-034", "R-035")
def test_a_call_is_read_on_the_display(pole: Pole) -> None:
    display = PoleDisplay(pole.outfit)
    display.open(lambda _event: None)
    assert pole.shows("", "")
    display.show_call(CALL)
    assert pole.shows("A105", "> 3 <")
    display.show_call(TicketCall("7", 12))
    assert pole.shows("7", "> 12 <")
    display.clear()
    assert pole.shows("", "")
    display.close()


@pytest.mark.requirement("R-034")
def test_a_hundred_calls_send_nothing_but_number_and_desk(pole: Pole) -> None:
    display = PoleDisplay(pole.outfit)
    display.open(lambda _event: None)
    assert pole.shows("", "")
    for number in range(100):
        before = len(pole.far.heard)
        display.show_call(TicketCall(f"B{number}", number % 20 + 1))
        assert pole.shows(f"B{number}", f"> {number % 20 + 1} <")
        sent = pole.far.heard[before:].decode("ascii")
        letters = {sign for sign in sent if sign.isalpha()}
        assert letters <= {"Q", "A", "B"}
    display.close()


def test_a_letter_that_looks_latin_is_shown_and_another_is_refused(pole: Pole) -> None:
    display = PoleDisplay(pole.outfit)
    display.open(lambda _event: None)
    display.show_call(TicketCall("КА-12", 3))
    assert pole.shows("KA-12", "> 3 <")
    for ticket in ("Ә-012", "Я7", "ß1", "٣٣"):
        display.show_call(CALL)
        assert (
            code_of(lambda ticket=ticket: display.show_call(TicketCall(ticket, 3))) == CANNOT_SHOW
        )
        assert pole.shows("", ""), "no other call stays in its place"
    display.close()


def test_unplugged_in_the_middle_of_a_call(pole: Pole) -> None:
    display = PoleDisplay(pole.outfit)
    display.open(lambda _event: None)
    pole.far.meanwhile.append(pole.far.cut)

    def call_until_the_cable_is_full() -> None:
        for _ in range(5000):
            display.show_call(CALL)

    assert code_of(call_until_the_cable_is_full) == UNPLUGGED
    assert code_of(display.probe) == UNPLUGGED
    display.close()
    display.close()


def test_a_display_that_takes_nothing_is_silent(pole: Pole) -> None:
    display = PoleDisplay(pole.outfit)
    display.open(lambda _event: None)
    pole.far.pump = lambda seconds=0.0: None

    def call_until_the_cable_is_full() -> None:
        for _ in range(5000):
            display.show_call(CALL)

    assert code_of(call_until_the_cable_is_full) == SILENT
    display.close()


def test_a_closed_display_says_so(pole: Pole) -> None:
    display = PoleDisplay(pole.outfit)
    for act in (display.probe, display.clear, lambda: display.show_call(CALL)):
        assert code_of(act) == UNPLUGGED


def test_a_port_of_another_program_is_left_alone(pole: Pole) -> None:
    first, second = PoleDisplay(pole.outfit), PoleDisplay(pole.outfit)
    first.open(lambda _event: None)
    assert code_of(lambda: second.open(lambda _event: None)) == TAKEN
    first.close()
    second.open(lambda _event: None)
    second.close()


def test_a_port_without_the_right_is_named(pole: Pole, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_kwargs: object) -> None:
        raise serial.SerialException(13, "could not open port: Permission denied")

    monkeypatch.setattr(serial, "Serial", refused)
    assert code_of(lambda: PoleDisplay(pole.outfit).open(lambda _event: None)) == NO_ACCESS


def test_a_display_that_shows_its_power_is_missed_without_it(
    pole: Pole, monkeypatch: pytest.MonkeyPatch
) -> None:
    power = [True]
    monkeypatch.setattr(serial.Serial, "dsr", property(lambda _port: power[0]))
    options = {"display": {**pole.outfit.options["display"], "presence": "dsr"}}
    display = PoleDisplay(
        Outfit(now=lambda: AT, paper_folder=Path(), pace=pole.far.pace, options=options)
    )
    display.open(lambda _event: None)
    display.probe()
    power[0] = False
    assert code_of(display.probe) == UNPLUGGED
    assert code_of(lambda: display.show_call(CALL)) == UNPLUGGED
    display.close()


@pytest.mark.requirement("R-035", "R-242")
def test_a_pulled_cable_is_told_within_ten_seconds_and_found_again(pole: Pole) -> None:
    alarm, events = ManualAlarm(), list[DeviceEvent]()
    hub = Hub(
        fit({"display": "pole"}, pole.outfit),
        now=lambda: AT,
        incident=str,
        lane=lambda name: InlineLane(name, alarm),
    )
    hub.start()
    hub.show_call(CALL).result()
    assert pole.shows("A105", "> 3 <")
    hub.listen(events.append)
    pole.far.cut()
    assert events == []
    assert WATCH_SECONDS + LOOK_SECONDS < 10
    alarm.advance(WATCH_SECONDS)
    told = [event.status for event in events if isinstance(event, StatusChanged)]
    assert [(now.slot, now.state, now.code) for now in told] == [
        (Slot.DISPLAY, DeviceState.ABSENT, UNPLUGGED)
    ]
    error = hub.show_call(CALL).exception()
    assert isinstance(error, DeviceFault)
    pole.far.plug_in()
    alarm.advance(RETRY_SECONDS)
    assert hub.status(Slot.DISPLAY).state is DeviceState.READY
    hub.show_call(TicketCall("A106", 3)).result()
    assert pole.shows("A106", "> 3 <")
    assert hub.stop()
    assert alarm.waiting == 0


_tickets = st.from_regex(r"[A-Z]{0,2}-?[0-9]{1,5}", fullmatch=True)


@pytest.mark.requirement("R-034")
@given(st.sampled_from(PROTOCOLS), st.lists(st.tuples(_tickets, st.integers(1, 999))))
def test_what_is_sent_is_what_is_read(protocol: str, calls: list[tuple[str, int]]) -> None:
    screen = PoleScreen(protocol)
    screen.hear(started(protocol))
    for ticket, desk in calls:
        sent = shown(protocol, TicketCall(ticket, desk))
        screen.hear(sent)
        assert screen.lines == (ticket, f"> {desk} <")
        assert len(sent) <= 2 * COLUMNS + 8
    screen.hear(cleared())
    assert screen.lines == ("", "")


@given(st.sampled_from(PROTOCOLS), st.text(max_size=3), st.integers())
def test_any_other_text_is_refused_or_shown_whole(protocol: str, letters: str, desk: int) -> None:
    try:
        call = TicketCall(f"{letters}1", desk)
        sent = shown(protocol, call)
    except ValueError as error:
        assert isinstance(error, NotShowableError) or "ticket" in str(error)
        return
    screen = PoleScreen(protocol)
    screen.hear(started(protocol) + sent)
    assert len(screen.lines[0]) == len(call.ticket)
    assert screen.lines[1] == f"> {desk} <"
