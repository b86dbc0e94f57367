"""The desk itself at the real window: the badge or the plate, the pause, the close, another number."""

from collections.abc import Callable

import pytest

from app.domain.desk_hold import DeskHold, HoldState, Plate
from app.domain.language import Lang
from tests.fakes.seat import Seat
from ui.binding.applicant import IdleScreen
from ui.binding.presentation import Verb
from ui.pages.verb_keys import PRINTED
from ui.shell.keys import printed_key

pytestmark = pytest.mark.usefixtures("dressed")
SeatMaker = Callable[..., Seat]


def hold_of(seat: Seat) -> DeskHold | None:
    return seat.place.practice.desk.ask(lambda work: work.store.queue.hold(work.desk)).result()


def further(seat: Seat) -> list[str]:
    return [item.label for item in seat.page.further()]


def test_a_button_inside_a_page_prints_the_key_of_its_verb() -> None:
    assert {verb: printed_key(verb) for verb in PRINTED} == PRINTED


@pytest.mark.requirement("R-043")
def test_before_the_first_call_the_desk_asks_for_the_badge(seat_at: SeatMaker) -> None:
    seat = seat_at(opened=False)
    assert seat.filled == "Бейдж на мне"
    seat.press(Verb.NEXT)
    assert seat.told == "Окно не открыто"
    assert seat.station.session.visit is None
    assert hold_of(seat) is None
    seat.enter()
    hold = hold_of(seat)
    assert hold is not None
    assert (hold.badge, hold.plate, hold.state) == (True, None, HoldState.OPEN)
    assert seat.filled == "Вызвать A3001"
    seat.wait()
    bookings = seat.station.session.queue.bookings  # type: ignore[union-attr]
    assert [booking.code for booking in bookings] == ["SYN-BK-01", "SYN-BK-02", "SYN-BK-03"]


@pytest.mark.requirement("R-043")
def test_without_a_badge_the_applicants_screen_is_the_plate(seat_at: SeatMaker) -> None:
    seat = seat_at(opened=False)
    seat.hands.push("Показать мою табличку на экране заявителя", seat.window.step.verbs)
    seat.settle()
    hold = hold_of(seat)
    assert hold is not None
    assert (hold.badge, hold.plate) == (False, Plate.SCREEN)
    screen = seat.station.applicant.window
    assert screen is not None
    assert screen.isVisible()
    shown = screen.screen_shown
    assert isinstance(shown, IdleScreen)
    assert (shown.name.kk, shown.name.ru) == ("Тестов Нұрлан Қанатұлы", "Тестов Нурлан Канатулы")
    assert shown.position.ru == "Оператор отдела"
    assert "Тестов Нұрлан Қанатұлы" in screen.idle.accessibleName()
    screen.close()
    seat.look()
    assert screen.isVisible()
    seat.press(Verb.NEXT)
    screen.language_chosen.emit(Lang.RU)
    seat.settle()
    assert "Тестов Нурлан Канатулы" in screen.head._desk.text()


@pytest.mark.requirement("R-043")
def test_a_plate_may_be_printed(seat_at: SeatMaker) -> None:
    seat = seat_at(opened=False)
    seat.hands.push("Напечатать мою табличку", seat.window.step.verbs)
    seat.wait()
    hold = hold_of(seat)
    assert hold is not None
    assert hold.plate is Plate.PRINTED
    assert [file.name for file in (seat.home / "papers").rglob("nameplate*.pdf")]
    assert seat.station.applicant.window is None


@pytest.mark.requirement("R-033")
def test_a_number_held_elsewhere_is_told_and_another_can_be_set(seat_at: SeatMaker) -> None:
    seat = seat_at(opened=False)
    seat.colleague("3")
    assert seat.filled == ""
    assert seat.lacking == "Это окно открыто на другом рабочем месте"
    assert further(seat) == []
    seat.page._question.taken.acted.emit()  # type: ignore[attr-defined]
    sheet = seat.station.verbs.sheets.desk_sheet
    assert sheet.isVisible()
    seat.hands.choose("2", sheet.desks)
    seat.hands.push("Сохранить этот номер", sheet)
    seat.settle()
    assert seat.saved[-1].desk == 2
    assert "2" in seat.told


@pytest.mark.requirement("R-023")
def test_a_pause_has_its_reason_and_is_seen_everywhere(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.colleague("1", operator="operator")
    seat.colleague("2", operator="small_branch")
    seat.colleague("4", operator="issuer")
    seat.press(Verb.PAUSE)
    seat.enter()
    assert hold_of(seat).state is HoldState.OPEN  # type: ignore[union-attr]
    seat.type("обед")
    seat.enter()
    hold = hold_of(seat)
    assert hold is not None
    assert (hold.state, hold.pause_reason) == (HoldState.PAUSED, "обед")
    assert seat.filled == "Продолжить приём"
    assert seat.window.header._desk_note.text() == "Окно приостановлено"
    assert seat.window.queue._note.text() == "Окно приостановлено"
    seat.press(Verb.NEXT)
    assert seat.station.session.visit is None
    seat.enter()
    assert hold_of(seat).state is HoldState.OPEN  # type: ignore[union-attr]
    assert seat.filled == "Вызвать A3001"


@pytest.mark.requirement("R-023")
def test_the_last_desk_of_a_purpose_is_not_paused(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.press(Verb.PAUSE)
    seat.type("обед")
    seat.enter()
    assert hold_of(seat).state is HoldState.OPEN  # type: ignore[union-attr]
    assert "Без него некому вести" in seat.told
    assert seat.window.side.first_finding() is not None


def test_the_desk_is_closed_and_asks_again(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.press(Verb.MENU)
    seat.hands.push("Закрыть окно", seat.window.menu)
    seat.settle()
    assert hold_of(seat).state is HoldState.CLOSED  # type: ignore[union-attr]
    assert seat.filled == "Бейдж на мне"


def test_a_new_run_asks_for_the_badge_again(seat_at: SeatMaker) -> None:
    seat = seat_at(opened=False)
    seat.enter()
    assert seat.filled == "Вызвать A3001"
    seat.leave()
    again = seat_at(people=0, opened=False)
    assert again.filled == "Бейдж на мне"
