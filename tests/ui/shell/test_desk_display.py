"""The desk's own display: the call on it while it stands, a word when it fails, the call again after."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.visit import Purpose, VisitOutcome
from app.ports.devices import Devices, DeviceState, Slot, TicketCall
from app.usecases.queue.call import Call, Recall, UndoCall
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.transfer import Transfer
from devices.display.simulated import SimulatedDisplay
from tests.fakes.seat import Seat
from ui.shell.parts import Parts

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    seated = Seat(tmp_path)
    yield seated
    seated.leave()


def display(seat: Seat) -> SimulatedDisplay:
    found = seat.place.hub._devices[Slot.DISPLAY]
    assert isinstance(found, SimulatedDisplay)
    return found


def at_window(seat: Seat, command: object) -> None:
    seat.station.submit(command)
    seat.settle()


def ticket(seat: Seat) -> str:
    assert seat.station.session.visit is not None
    return seat.station.session.visit.visit.ticket_number


def said(seat: Seat) -> str:
    return seat.window.step.toast.accessibleName()


@pytest.mark.requirement("R-033", "R-034")
def test_a_call_stands_on_the_display_until_the_visitor_is_let_go(seat: Seat) -> None:
    assert display(seat).shown is None
    at_window(seat, Call())
    assert display(seat).shown == TicketCall(ticket(seat), 3)
    at_window(seat, FinishVisit())
    assert display(seat).shown is None


@pytest.mark.parametrize(
    "end",
    [
        UndoCall(),
        Park(),
        Transfer(to_purpose=Purpose.ISSUE, reason="the result is ready"),
        FinishVisit(outcome=VisitOutcome.NO_SHOW),
    ],
    ids=lambda end: type(end).__name__,
)
def test_who_goes_in_another_way_leaves_an_empty_display_too(seat: Seat, end: object) -> None:
    at_window(seat, Call())
    for _ in range(0 if isinstance(end, UndoCall) else 2):
        seat.clock.advance(timedelta(minutes=1))
        at_window(seat, Recall())
    assert display(seat).shown is not None
    at_window(seat, end)
    assert seat.station.session.visit is None, said(seat)
    assert display(seat).shown is None


@pytest.mark.requirement("R-035")
def test_an_unplugged_display_is_told_and_the_visit_goes_on(seat: Seat) -> None:
    seat.place.simulation.unplug(Slot.DISPLAY)
    at_window(seat, Call())
    assert seat.station.session.visit is not None
    words = said(seat)
    assert "Вызовите голосом" in words
    assert ticket(seat) in words
    assert "окно 3" in words
    at_window(seat, FinishVisit())
    assert seat.station.session.visit is None


@pytest.mark.requirement("R-035")
def test_a_display_lost_in_mid_call_alarms_and_shows_the_call_again_when_it_is_back(
    seat: Seat, caplog: pytest.LogCaptureFixture
) -> None:
    at_window(seat, Call())
    seat.place.simulation.unplug(Slot.DISPLAY)
    seat.settle()
    assert "Вызовите голосом" in said(seat)
    assert "the queue display is lost" in caplog.text
    seat.place.simulation.plug_in(Slot.DISPLAY)
    seat.place.hub.retry(Slot.DISPLAY)
    seat.settle()
    assert seat.place.hub.status(Slot.DISPLAY).state is DeviceState.READY
    assert display(seat).shown == TicketCall(ticket(seat), 3)


class Watched:
    """The devices of the desk, and which calls they were asked to show."""

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self.asked: list[TicketCall] = []

    def show_call(self, call: TicketCall) -> Future[None]:
        self.asked.append(call)
        return self._devices.show_call(call)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._devices, name)


def test_a_recall_is_shown_anew_and_the_same_call_once(tmp_path: Path, qtbot: QtBot) -> None:
    watched: list[Watched] = []

    def watch(parts: Parts) -> Parts:
        watched.append(Watched(parts.devices))
        return replace(parts, devices=watched[0])

    seat = Seat(tmp_path, parts=watch)
    at_window(seat, Call())
    seat.station.session.refresh()
    seat.settle()
    assert watched[0].asked == [TicketCall(ticket(seat), 3)]
    at_window(seat, Recall())
    assert watched[0].asked == [TicketCall(ticket(seat), 3)] * 2
    seat.leave()
