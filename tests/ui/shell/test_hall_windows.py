"""Screens of the hall from the operator's menu, and papers that a ticket printer owes, in sight."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from app.domain.visit import TicketOrigin
from app.ports.devices import Slot
from app.usecases.queue.call import Call
from app.usecases.queue.take_ticket import TakeTicket
from devices.printer.simulated import SimulatedPrinter
from tests.fakes.seat import Seat
from tests.fakes.ui_checks import cut_words, overlapping_words
from ui.displays.hall_board import HallBoard
from ui.displays.kiosk import KioskWindow
from ui.shell.pages import PRINT_TICKETS
from ui.shell.parts import Parts
from ui.shell.surfaces import Surface

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    seated = Seat(tmp_path)
    yield seated
    seated.leave()


def put_up(seat: Seat, surface: Surface) -> Any:
    seat.window.verb_pressed.emit(f"surface:{surface.value}")
    seat.settle()
    window = seat.station.companions.hall.window(surface)
    assert window is not None
    assert window.isVisible()
    return window


def reads(seat: Seat, surface: Surface) -> None:
    """Have the screen look at the queue now, as its timer does."""
    seat.station.companions.hall._up[surface][1].watch.look()
    seat.settle()


def test_the_menu_offers_the_screens_of_the_hall(seat: Seat) -> None:
    verbs = {item.verb for item in seat.station.frame._menu}
    assert {"surface:board", "surface:sign", "surface:kiosk"} <= verbs


@pytest.mark.requirement("R-033")
def test_a_board_put_up_here_shows_the_calls_of_this_desk(seat: Seat) -> None:
    board = put_up(seat, Surface.BOARD)
    assert isinstance(board, HallBoard)
    seat.station.submit(Call())
    seat.settle()
    reads(seat, Surface.BOARD)
    assert board.large is not None
    assert board.large.desk == 3
    sign = put_up(seat, Surface.SIGN)
    reads(seat, Surface.SIGN)
    assert sign._state.ticket == board.large.ticket


def test_a_screen_that_was_closed_is_fed_no_more_and_can_be_put_up_again(seat: Seat) -> None:
    board = put_up(seat, Surface.BOARD)
    _, conductor = seat.station.companions.hall._up[Surface.BOARD]
    board.close()
    seat.settle()
    assert seat.station.companions.hall.window(Surface.BOARD) is None
    assert not conductor.watch.timer.isActive()
    assert put_up(seat, Surface.BOARD) is put_up(seat, Surface.BOARD)


@pytest.mark.requirement("R-032")
def test_a_kiosk_put_up_here_numbers_from_this_desk(seat: Seat) -> None:
    kiosk = put_up(seat, Surface.KIOSK)
    assert isinstance(kiosk, KioskWindow)
    kiosk.languages.buttons[Lang.KK].click()
    kiosk.purposes.answers[0].click()
    kiosk.needs.none.click()
    seat.settle()
    assert kiosk.done.ticket is not None
    assert kiosk.done.ticket.number == "A3002"
    assert seat.station.session.queue is not None
    assert "A3002" in [ticket.number for ticket in seat.station.session.queue.waiting]


def owes(seat: Seat) -> None:
    """The ticket printer is out of paper, and a ticket waits for it."""
    seat.place.simulation.take_paper(Slot.TICKETS)
    seat.do(TakeTicket(language=Lang.RU, paper=True, origin=TicketOrigin.DESK))
    seat.wait(timedelta(seconds=1))
    seat.station.companions.prints.look()
    seat.settle()


def printed(seat: Seat) -> list[str]:
    printer = seat.place.hub._devices[Slot.TICKETS]
    assert isinstance(printer, SimulatedPrinter)
    return list(printer.printed)


@pytest.mark.requirement("R-032")
def test_a_ticket_that_was_not_printed_is_in_sight_and_can_be_printed_again(seat: Seat) -> None:
    owes(seat)
    bar = seat.window.bar._saved.text()
    assert "Принтер талонов 3" in bar
    assert "бумаг" in bar
    assert not cut_words(seat.window.bar)
    assert not overlapping_words(seat.window.bar)
    assert PRINT_TICKETS in {item.verb for item in seat.station.frame._menu}
    assert printed(seat) == []
    seat.place.simulation.refill(Slot.TICKETS)
    seat.window.verb_pressed.emit(PRINT_TICKETS)
    seat.settle()
    assert printed(seat) == ["queue-ticket-A3002"]
    assert "Принтер талонов" not in seat.window.bar._saved.text()
    assert PRINT_TICKETS not in {item.verb for item in seat.station.frame._menu}


def test_what_another_printer_owes_is_told_but_printed_there(tmp_path: Path, qtbot: QtBot) -> None:
    def elsewhere(parts: Parts) -> Parts:
        return replace(parts, number="4")

    seat = Seat(tmp_path, parts=elsewhere)
    owes(seat)
    assert "Принтер талонов 3" in seat.window.bar._saved.text()
    assert PRINT_TICKETS not in {item.verb for item in seat.station.frame._menu}
    seat.leave()
