"""The watch looks at idle devices again and again: a loss is told before anybody asks for them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import DeviceFault
from app.lanes import Lane, ManualAlarm
from app.ports.device_faults import PAPER_OUT, SILENT, UNPLUGGED
from app.ports.devices import DeviceEvent, DeviceState, Slot, StatusChanged, TicketCall
from devices.display.simulated import SimulatedDisplay
from devices.hub import RETRY_SECONDS, Hub
from devices.outfit import Outfit
from devices.printer.simulated import SimulatedPrinter
from devices.watch import LOOK_SECONDS, WATCH_SECONDS
from tests.fakes.device_rig import AT, PAPER, WATCHED_HERE, Rig

PATIENCE = 10.0


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path / "papers").started()
    yield made
    assert made.hub.stop()
    assert made.bugs == []
    assert made.alarm.waiting == 0


def told(events: list[DeviceEvent]) -> list[tuple[Slot, DeviceState, str]]:
    changes = [event.status for event in events if isinstance(event, StatusChanged)]
    return [(now.slot, now.state, now.code) for now in changes]


def lose(rig: Rig, slot: Slot, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """The device is lost without a word, as a port is that has no way to tell."""

    def lost() -> None:
        raise DeviceFault(code, slot=slot)

    monkeypatch.setattr(rig.fitted[slot], "probe", lost, raising=False)


@pytest.mark.requirement("R-035", "R-242")
@pytest.mark.parametrize("slot", WATCHED_HERE)
def test_a_silent_loss_is_told_in_time(
    rig: Rig, slot: Slot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(rig, slot, monkeypatch, UNPLUGGED)
    rig.alarm.advance(WATCH_SECONDS)
    assert told(rig.events) == [(slot, DeviceState.ABSENT, UNPLUGGED)]
    assert WATCH_SECONDS <= 5
    assert WATCH_SECONDS + LOOK_SECONDS < 10


def test_a_sound_desk_is_watched_without_a_word(rig: Rig) -> None:
    rig.alarm.advance(20 * WATCH_SECONDS)
    assert rig.events == []
    assert rig.alarm.waiting == len(WATCHED_HERE)


def test_paper_that_has_run_out_is_told_before_the_next_ticket(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        lose(rig, Slot.TICKETS, patch, PAPER_OUT)
        rig.alarm.advance(WATCH_SECONDS)
        assert told(rig.events) == [(Slot.TICKETS, DeviceState.FAULT, PAPER_OUT)]
    rig.alarm.advance(RETRY_SECONDS)
    assert rig.hub.status(Slot.TICKETS).state is DeviceState.READY
    rig.hub.print_ticket(PAPER).result()


def test_a_device_at_work_is_left_in_peace(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.pace.meanwhile.append(lambda: rig.alarm.advance(WATCH_SECONDS))
    lose(rig, Slot.DISPLAY, monkeypatch, UNPLUGGED)
    rig.hub.show_call(TicketCall("A105", 3)).result()
    states = [state for slot, state, _ in told(rig.events) if slot is Slot.DISPLAY]
    assert states[:2] == [DeviceState.BUSY, DeviceState.READY]


def test_a_driver_that_hangs_in_a_look_is_silent_in_time(tmp_path: Path) -> None:
    entered, go, silent = threading.Event(), threading.Event(), threading.Event()
    opened = threading.Event()

    class Hanging(SimulatedDisplay):
        def probe(self) -> None:
            entered.set()
            assert go.wait(PATIENCE)

    alarm = ManualAlarm()
    display = Hanging(Outfit(now=lambda: AT, paper_folder=tmp_path, pace=lambda _seconds: None))
    hub = Hub(
        {Slot.DISPLAY: display},
        now=lambda: AT,
        incident=str,
        lane=lambda name: Lane(name, alarm),
    )

    def heard(event: DeviceEvent) -> None:
        if isinstance(event, StatusChanged) and event.status.state is DeviceState.READY:
            opened.set()
        if isinstance(event, StatusChanged) and event.status.code == SILENT:
            silent.set()

    hub.listen(heard)
    hub.start()
    assert opened.wait(PATIENCE)
    alarm.advance(WATCH_SECONDS)
    assert entered.wait(PATIENCE)
    alarm.advance(LOOK_SECONDS)
    assert silent.wait(PATIENCE)
    go.set()
    assert hub.stop()


def test_a_look_that_only_waits_for_its_turn_blames_nobody(tmp_path: Path) -> None:
    """A look queued behind a long paper runs out of time without saying anything of the printer."""
    entered, go = threading.Event(), threading.Event()

    class Busy(SimulatedPrinter):
        def print_paper(self, job: object) -> object:
            entered.set()
            assert go.wait(PATIENCE)
            return super().print_paper(job)

    alarm = ManualAlarm()
    printer = Busy(Outfit(now=lambda: AT, paper_folder=tmp_path, pace=lambda _seconds: None))
    lanes: list[Lane] = []

    def lane(name: str) -> Lane:
        lanes.append(Lane(name, alarm))
        return lanes[-1]

    hub = Hub({Slot.PRINTER: printer}, now=lambda: AT, incident=str, lane=lane)
    hub.start()
    hub.retry(Slot.PRINTER)
    lanes[0].submit(lambda: None).result(PATIENCE)
    # The turn of the watch is held so that the paper stands in the queue before its look.
    hold = threading.Event()
    lanes[0].submit(hold.wait, PATIENCE)
    alarm.advance(WATCH_SECONDS)
    printing = hub.print_paper(PAPER)
    hold.set()
    assert entered.wait(PATIENCE)
    alarm.advance(LOOK_SECONDS)
    assert hub.status(Slot.PRINTER).state is DeviceState.BUSY
    go.set()
    printing.result(PATIENCE)
    lanes[0].submit(lambda: None).result(PATIENCE)
    assert hub.status(Slot.PRINTER).state is DeviceState.READY
    assert hub.stop()
