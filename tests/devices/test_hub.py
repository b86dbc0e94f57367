"""The hub keeps states true, finds lost devices again, and never tells of a card that has gone."""

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, wait
from pathlib import Path

import pytest

from app.errors import Cancelled, DeviceFault, Unavailable
from app.lanes import Lane, ManualAlarm
from app.ports.device_faults import (
    BROKEN_DRIVER,
    CARD_NONE,
    CARD_REMOVED,
    CARD_UNREADABLE,
    FOLDER_FAILED,
    NOT_FITTED,
    PAPER_JAM,
    SILENT,
    UNKNOWN_DRIVER,
    UNPLUGGED,
)
from app.ports.devices import (
    CardFacts,
    CardInserted,
    CardPresent,
    CardRemoved,
    CardUnreadable,
    CodeScanned,
    DeviceEvent,
    DeviceState,
    Listener,
    Printed,
    PrintJob,
    Slot,
    StatusChanged,
    TicketCall,
)
from devices.card.simulated import SimulatedCardReader
from devices.hub import OPEN_SECONDS, PRINT_SECONDS, RETRY_SECONDS, Hub
from devices.outfit import Outfit, real_pace
from devices.printer.simulated import SimulatedPrinter
from tests.fakes.device_rig import AT, CARDS, PAPER, WATCHED_HERE, Rig

PATIENCE = 10.0


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path / "papers").started()
    yield made
    assert made.hub.stop()
    assert made.bugs == []


def state(rig: Rig, slot: Slot) -> tuple[DeviceState, str]:
    status = rig.hub.status(slot)
    return status.state, status.code


def changes(events: list[DeviceEvent]) -> list[tuple[Slot, DeviceState]]:
    return [(e.status.slot, e.status.state) for e in events if isinstance(e, StatusChanged)]


def cards(events: list[DeviceEvent]) -> list[DeviceEvent]:
    return [e for e in events if not isinstance(e, StatusChanged)]


def test_every_slot_has_a_state_and_a_reason(rig: Rig) -> None:
    told = {status.slot: (status.state, status.code) for status in rig.hub.statuses()}
    ready, absent = (DeviceState.READY, ""), (DeviceState.ABSENT, NOT_FITTED)
    assert told == {
        Slot.CARD: ready,
        Slot.SCANNER: ready,
        Slot.CAMERA: absent,
        Slot.PRINTER: ready,
        Slot.DISPLAY: ready,
        Slot.EDS: absent,
        Slot.TICKETS: ready,
        Slot.VOICE: absent,
    }
    assert rig.hub.status(Slot.CARD).simulated


def test_opening_is_told(tmp_path: Path) -> None:
    rig = Rig(tmp_path, {"card": "simulated"})
    assert state(rig, Slot.CARD) == (DeviceState.CONNECTING, "")
    rig.hub.start()
    assert changes(rig.events) == [(Slot.CARD, DeviceState.READY)]
    rig.hub.stop()


@pytest.mark.requirement("R-058")
def test_a_card_put_in_is_read_by_itself(rig: Rig) -> None:
    rig.hands.insert_card("first")
    assert cards(rig.events) == [CardPresent(AT), CardInserted(CARDS[0].facts, AT)]
    assert changes(rig.events) == [
        (Slot.CARD, DeviceState.BUSY),
        (Slot.CARD, DeviceState.READY),
    ]
    rig.events.clear()
    rig.hands.remove_card()
    assert rig.events == [CardRemoved(AT)]


@pytest.mark.requirement("R-058")
def test_a_damaged_card_leaves_the_reader_ready(rig: Rig) -> None:
    rig.hands.insert_card("bad")
    assert cards(rig.events) == [CardPresent(AT), CardUnreadable(CARD_UNREADABLE, AT)]
    assert state(rig, Slot.CARD) == (DeviceState.READY, "")


@pytest.mark.requirement("R-058", "R-072")
def test_a_card_pulled_out_in_the_middle_identifies_nobody(rig: Rig) -> None:
    rig.pace.meanwhile.append(rig.hands.remove_card)
    rig.hands.insert_card("first")
    assert cards(rig.events) == [
        CardPresent(AT),
        CardRemoved(AT),
        CardUnreadable(CARD_REMOVED, AT),
    ]


@pytest.mark.requirement("R-072")
def test_a_swap_in_the_middle_gives_the_second_person_only(rig: Rig) -> None:
    rig.pace.meanwhile.append(lambda: rig.hands.insert_card("second"))
    rig.hands.insert_card("first")
    assert cards(rig.events) == [
        CardPresent(AT),
        CardRemoved(AT),
        CardPresent(AT),
        CardInserted(CARDS[1].facts, AT),
    ]


@pytest.mark.requirement("R-072")
def test_a_late_answer_of_a_card_that_has_gone_is_dropped(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(_reader: object, _key: object) -> CardFacts:
        rig.hands.remove_card()
        assert CARDS[0].facts is not None
        return CARDS[0].facts

    monkeypatch.setattr(SimulatedCardReader, "read_identity", careless)
    rig.hands.insert_card("first")
    assert cards(rig.events) == [CardPresent(AT), CardRemoved(AT)]


def test_reading_on_demand(rig: Rig) -> None:
    assert isinstance(rig.hub.read_identity().exception(), DeviceFault)
    rig.hands.insert_card("first")
    assert rig.hub.read_identity().result() == CARDS[0].facts
    rig.hands.remove_card()
    error = rig.hub.read_identity().exception()
    assert isinstance(error, DeviceFault)
    assert error.code == CARD_NONE


def test_scans_and_calls_pass(rig: Rig) -> None:
    rig.hands.scan("T0214260171234557")
    assert rig.events == [CodeScanned("T0214260171234557", AT)]
    rig.hub.show_call(TicketCall("A105", 3)).result()
    assert rig.fitted[Slot.DISPLAY].shown == TicketCall("A105", 3)
    rig.hub.clear_display().result()
    assert rig.fitted[Slot.DISPLAY].shown is None


def test_a_jam_is_told_at_once_and_ends_after_refilling(rig: Rig) -> None:
    rig.hands.jam_paper()
    assert state(rig, Slot.PRINTER) == (DeviceState.FAULT, PAPER_JAM)
    error = rig.hub.print_paper(PAPER).exception()
    assert isinstance(error, DeviceFault)
    assert error.code == PAPER_JAM
    rig.alarm.advance(RETRY_SECONDS)
    assert state(rig, Slot.PRINTER) == (DeviceState.FAULT, PAPER_JAM)
    rig.hands.refill()
    rig.alarm.advance(RETRY_SECONDS)
    assert state(rig, Slot.PRINTER) == (DeviceState.READY, "")
    assert rig.fitted[Slot.PRINTER].printed == ()
    assert changes(rig.events) == [
        (Slot.PRINTER, DeviceState.FAULT),
        (Slot.PRINTER, DeviceState.READY),
    ]


def test_a_paper_ordered_after_refilling_need_not_wait_for_the_retry(rig: Rig) -> None:
    rig.hands.take_paper()
    rig.hands.refill()
    rig.hub.print_paper(PAPER).result()
    assert rig.fitted[Slot.PRINTER].printed == (PAPER.name,)
    assert state(rig, Slot.PRINTER) == (DeviceState.READY, "")


@pytest.mark.parametrize("slot", [Slot.CARD, Slot.SCANNER, *WATCHED_HERE])
def test_an_unplugged_device_is_found_again(rig: Rig, slot: Slot) -> None:
    rig.hands.unplug(slot)
    assert state(rig, slot) == (DeviceState.ABSENT, UNPLUGGED)
    for _ in range(3):
        rig.alarm.advance(RETRY_SECONDS)
    assert len(changes(rig.events)) == 1
    rig.hands.plug_in(slot)
    rig.alarm.advance(RETRY_SECONDS)
    assert state(rig, slot) == (DeviceState.READY, "")
    assert rig.alarm.waiting == len(WATCHED_HERE)


def test_unplugged_in_the_middle_of_a_reading(rig: Rig) -> None:
    rig.pace.meanwhile.append(lambda: rig.hands.unplug(Slot.CARD))
    rig.hands.insert_card("first")
    assert cards(rig.events)[-1] == CardUnreadable(UNPLUGGED, AT)
    assert state(rig, Slot.CARD) == (DeviceState.ABSENT, UNPLUGGED)
    rig.events.clear()
    rig.hands.plug_in(Slot.CARD)
    rig.hub.retry(Slot.CARD)
    assert cards(rig.events) == [CardPresent(AT), CardInserted(CARDS[0].facts, AT)]


def test_asking_an_empty_slot_says_why(tmp_path: Path) -> None:
    rig = Rig(tmp_path, {"printer": "laser", "card": "simulated"})
    for future, code in (
        (rig.hub.print_paper(PAPER), UNKNOWN_DRIVER),
        (rig.hub.show_call(TicketCall("A1", 1)), NOT_FITTED),
    ):
        error = future.exception()
        assert isinstance(error, DeviceFault)
        assert error.code == code
    assert rig.hub.status(Slot.PRINTER).params == {"driver": "laser"}
    rig.hub.retry(Slot.PRINTER)
    rig.hub.stop()


def test_a_folder_that_cannot_be_used_is_retried(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("in the way")
    rig = Rig(tmp_path / "papers", {"printer": "folder"}).started()
    assert state(rig, Slot.PRINTER) == (DeviceState.FAULT, FOLDER_FAILED)
    (tmp_path / "papers").unlink()
    rig.alarm.advance(RETRY_SECONDS)
    assert state(rig, Slot.PRINTER) == (DeviceState.READY, "")
    rig.hub.stop()


def test_a_broken_driver_gets_an_incident_and_another_chance(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object, _job: PrintJob) -> Printed:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(SimulatedPrinter, "print_paper", broken)
        error = rig.hub.print_paper(PAPER).exception()
    assert isinstance(error, DeviceFault)
    assert (error.code, error.params) == (BROKEN_DRIVER, {"incident": "H260306-1120-TST"})
    assert [type(bug) for bug in rig.bugs] == [ZeroDivisionError]
    assert state(rig, Slot.PRINTER) == (DeviceState.FAULT, BROKEN_DRIVER)
    rig.hub.print_paper(PAPER).result()
    assert state(rig, Slot.PRINTER) == (DeviceState.READY, "")
    rig.bugs.clear()


def test_a_bad_listener_harms_nobody(rig: Rig) -> None:
    heard: list[DeviceEvent] = []

    def bad(_event: DeviceEvent) -> None:
        raise ZeroDivisionError

    rig.hub.listen(bad)
    forget = rig.hub.listen(heard.append)
    rig.hands.scan("A105")
    forget()
    forget()
    rig.hands.scan("A106")
    assert heard == [CodeScanned("A105", AT)]
    assert len(rig.bugs) == 2
    rig.bugs.clear()


def test_after_the_end_every_ask_fails_and_nothing_is_planned(rig: Rig) -> None:
    rig.hands.unplug(Slot.CARD)
    rig.hub.stop()
    assert rig.alarm.waiting == 0
    assert isinstance(rig.hub.print_paper(PAPER).exception(), Unavailable)


class Threaded:
    """A hub with real lanes and a printer that waits for the test."""

    def __init__(self, folder: Path) -> None:
        self.entered = threading.Event()
        self.outfit = Outfit(now=lambda: AT, paper_folder=folder, pace=self._pace)
        self.printer = SimulatedPrinter(self.outfit)
        self.hub = Hub({Slot.PRINTER: self.printer}, now=lambda: AT, incident=str)
        self.ready = threading.Event()
        self.hub.listen(self._heard)
        self.hub.start()
        assert self.ready.wait(PATIENCE)

    def _heard(self, event: DeviceEvent) -> None:
        if isinstance(event, StatusChanged) and event.status.state is DeviceState.READY:
            self.ready.set()

    def _pace(self, seconds: float) -> None:
        if seconds > 0:
            self.entered.set()
            real_pace(PATIENCE)


def test_a_printing_can_be_cancelled_in_the_middle(tmp_path: Path) -> None:
    desk = Threaded(tmp_path)
    printing, waiting = desk.hub.print_paper(PAPER), desk.hub.print_paper(PAPER)
    assert desk.entered.wait(PATIENCE)
    assert waiting.cancel()
    assert wait([waiting], 0).done == {waiting}
    with pytest.raises(CancelledError):
        waiting.result(PATIENCE)
    assert not printing.cancel()
    with pytest.raises(Cancelled):
        printing.result(PATIENCE)
    assert desk.hub.status(Slot.PRINTER).state is DeviceState.READY
    assert desk.printer.printed == ()
    assert desk.hub.stop()


def test_stopping_ends_what_is_under_way(tmp_path: Path) -> None:
    desk = Threaded(tmp_path)
    printing = desk.hub.print_paper(PAPER)
    assert desk.entered.wait(PATIENCE)
    assert desk.hub.stop()
    assert isinstance(printing.exception(PATIENCE), Cancelled)


def test_a_silent_device_becomes_a_fault_and_is_opened_anew(rig: Rig) -> None:
    rig.pace.meanwhile.append(lambda: rig.alarm.advance(PRINT_SECONDS))
    error = rig.hub.print_paper(PAPER).exception()
    assert isinstance(error, DeviceFault)
    assert error.code == SILENT
    assert state(rig, Slot.PRINTER) == (DeviceState.FAULT, SILENT)
    rig.alarm.advance(RETRY_SECONDS)
    assert state(rig, Slot.PRINTER) == (DeviceState.READY, "")


def test_a_driver_that_hangs_at_opening_is_told_and_opened_anew(tmp_path: Path) -> None:
    entered, go, opened = threading.Event(), threading.Event(), list[str]()

    class Hanging(SimulatedPrinter):
        def open(self, report: Listener) -> None:
            opened.append("open")
            entered.set()
            assert go.wait(PATIENCE)
            super().open(report)

    alarm = ManualAlarm()
    printer = Hanging(Outfit(now=lambda: AT, paper_folder=tmp_path, pace=lambda _seconds: None))
    hub = Hub(
        {Slot.PRINTER: printer},
        now=lambda: AT,
        incident=str,
        lane=lambda name: Lane(name, alarm),
    )
    hub.start()
    assert entered.wait(PATIENCE)
    alarm.advance(OPEN_SECONDS)
    assert hub.status(Slot.PRINTER).code == SILENT
    go.set()
    hub.print_paper(PAPER).result(PATIENCE)
    assert opened == ["open", "open"]
    assert hub.status(Slot.PRINTER).state is DeviceState.READY
    assert hub.stop()


def test_only_one_retry_is_planned_however_often_it_fails(rig: Rig) -> None:
    before = rig.alarm.waiting
    rig.hands.jam_paper()
    for _ in range(3):
        assert rig.hub.print_paper(PAPER).exception() is not None
    assert rig.alarm.waiting == before + 1


def test_a_ticket_goes_to_its_own_printer(rig: Rig) -> None:
    rig.hands.jam_paper(Slot.TICKETS)
    assert state(rig, Slot.TICKETS) == (DeviceState.FAULT, PAPER_JAM)
    rig.hub.print_paper(PAPER).result()
    error = rig.hub.print_ticket(PAPER).exception()
    assert isinstance(error, DeviceFault)
    assert (error.code, error.slot) == (PAPER_JAM, Slot.TICKETS)
    rig.hands.refill(Slot.TICKETS)
    rig.hub.print_ticket(PAPER).result()
    assert rig.fitted[Slot.TICKETS].printed == (PAPER.name,)
    assert rig.fitted[Slot.PRINTER].printed == (PAPER.name,)
