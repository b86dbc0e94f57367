"""The line at the real window: tickets taken, codes shown, visitors moved on, who stands elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.visit import Need, Purpose, Ticket, TicketState
from app.usecases.queue.arrive import Arrive
from app.usecases.queue.call import Call
from app.usecases.queue.ordinary_queue import DeclareFailure
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.queue.transfer import Transfer
from tests.fakes.seat import Seat
from ui.binding.presentation import Tone, Verb
from ui.widgets.card_list import Card

pytestmark = pytest.mark.usefixtures("dressed")
SeatMaker = Callable[..., Seat]
SOON = timedelta(seconds=3)
"""As long as somebody waits before the screen for the answer to a code."""


def ticket_of(seat: Seat, number: str) -> Ticket:
    def read(work: object) -> Ticket:
        return work.store.visits.ticket_by_number(number, work.now.date())  # type: ignore[attr-defined,no-any-return]

    return seat.place.practice.desk.ask(read).result()


def cards(seat: Seat) -> dict[str, Card]:
    return {card.title: card for card in seat.window.queue.list.view.cards.cards}


def choose(seat: Seat, number: str) -> None:
    """Walk the list at the left to a ticket, and show it."""
    seat.press(Verb.QUEUE)
    seat.hands.open_card(seat.window.queue.list.view, cards(seat)[number].id)
    seat.settle()


# Tickets.


@pytest.mark.requirement("R-032", "R-042")
def test_a_ticket_is_taken_with_a_need_and_shown_with_its_code(seat_at: SeatMaker) -> None:
    seat = seat_at(people=2)
    seat.press(Verb.TICKET)
    sheet = seat.station.verbs.sheets.ticket_sheet
    seat.enter()
    assert sheet.take.reason == ""
    seat.hands.choose("issue", sheet.purposes)
    seat.hands.choose("hearing", sheet.needs)
    seat.enter()
    taken = ticket_of(seat, "B3003")
    assert (taken.purpose, taken.language, taken.need) == (Purpose.ISSUE, Lang.KK, Need.HEARING)
    assert sheet._number.text() == "B3003"
    assert "перед ним: 0" in sheet._place.text()
    assert "Ожидание около" in sheet._place.text()
    assert sheet._qr.isVisible()
    assert "B3003" in sheet._qr.accessibleName()
    seat.hands.push("Ещё один талон", sheet)
    seat.settle()
    seat.hands.choose("ru", sheet.languages)
    seat.enter()
    assert ticket_of(seat, "A3004").need is None


def test_no_ticket_is_taken_after_the_doors_closed(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.clock.advance(timedelta(hours=9))
    seat.look()
    seat.press(Verb.TICKET)
    sheet = seat.station.verbs.sheets.ticket_sheet
    seat.hands.choose("ru", sheet.languages)
    assert sheet.take.reason == "двери закрыты"


# Codes.


@pytest.mark.requirement("R-038")
def test_a_booking_is_recognised_by_its_code(seat_at: SeatMaker) -> None:
    seat = seat_at(opened=False)
    seat.enter()
    seat.wait()
    seat.press(Verb.CHECK_IN)
    seat.type("SYN-BK-02")
    seat.enter()
    assert not seat.station.verbs.sheets.check_in_sheet.isVisible()
    booked = ticket_of(seat, "A3002")
    assert booked.booked_for is not None
    assert "A3002 в очереди" in seat.page._answer.accessibleName()  # type: ignore[attr-defined]
    assert "запись на 11:00" in cards(seat)["A3002"].hint
    titles = [panel.accessibleName() for panel in seat.window.side._panels]
    assert titles[0] == "Записи на сегодня · 3"


@pytest.mark.requirement("R-039")
def test_a_digital_ticket_is_read_by_the_scanner_and_stands_at_its_issue_time(
    seat_at: SeatMaker,
) -> None:
    seat = seat_at(people=1)
    seat.scan("SYN-DT-01")
    seat.wait(SOON)
    assert seat.page._answer.property("tone") == Tone.GOOD.value  # type: ignore[attr-defined]
    assert seat.filled == "Вызвать A3002"
    assert ticket_of(seat, "A3002").taken_at.hour == 9


@pytest.mark.requirement("R-039")
def test_a_code_that_leads_nowhere_is_told_and_a_ticket_is_offered(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.scan("SYN-DT-OLD")
    seat.wait(SOON)
    band = seat.page._answer  # type: ignore[attr-defined]
    assert "никого не отправляют" in band.accessibleName()
    assert band._action.text() == "Взять талон"
    band._action.click()
    assert seat.station.verbs.sheets.ticket_sheet.isVisible()


def test_our_own_ticket_is_put_on_the_card_by_its_code(seat_at: SeatMaker) -> None:
    from app.usecases.queue.place_in_line import code_of

    seat = seat_at(people=3)
    third = ticket_of(seat, "A3003")
    code = seat.place.practice.desk.ask(lambda work: code_of(work, third)).result()
    seat.scan(code)
    assert seat.filled == "Вызвать A3003"


# Moving on.


@pytest.mark.requirement("R-045")
def test_a_visitor_is_moved_on_with_reason_and_note_and_sent_back(seat_at: SeatMaker) -> None:
    seat = seat_at(people=1)
    colleague = seat.colleague("2", operator="operator")
    colleague.desk.submit(Call()).result()
    colleague.desk.submit(Arrive()).result()
    colleague.desk.submit(
        Transfer(to_desk="3", reason="next_step", note="Төлем тексерілді")
    ).result()
    seat.look()
    assert cards(seat)["A3001"].chip == "направлен в это окно"
    told = seat.page.ticket.accessibleDescription()  # type: ignore[attr-defined]
    assert "Из окна 2" in told
    assert "следующий шаг там. Төлем тексерілді" in told
    seat.press(Verb.NEXT)
    seat.press(Verb.TRANSFER)
    sheet = seat.station.verbs.sheets.transfer_sheet
    assert sheet.where._rows[0].choice.label == "Обратно в окно 2"
    seat.enter()
    seat.enter()
    assert seat.station.session.visit is not None
    seat.hands.choose("back", sheet.part)
    seat.hands.type_into(sheet.note, "Подпись поставлена")
    seat.enter()
    assert seat.station.session.visit is None
    moved = ticket_of(seat, "A3001")
    assert (moved.for_desk, moved.state) == ("2", TicketState.WAITING)
    assert (moved.hops[-1].reason, moved.hops[-1].note) == ("back", "Подпись поставлена")
    assert cards(seat)["A3001"].quiet
    assert cards(seat)["A3001"].chip == "для окна 2"
    assert seat.lacking == "это окно никто не ждёт"


# Who stands elsewhere.


@pytest.mark.requirement("R-033")
def test_tickets_for_other_desks_are_seen_and_not_called(seat_at: SeatMaker) -> None:
    seat = seat_at(people=0)
    seat.place.practice.desk.seat(seat.place.practice.operator("issuer")).result()
    seat.do(TakeTicket(purpose=Purpose.INTAKE, language=Lang.KK))
    seat.do(TakeTicket(purpose=Purpose.ISSUE, language=Lang.KK))
    seat.look()
    assert [(card.title, card.quiet) for card in cards(seat).values()] == [
        ("B3002", False),
        ("A3001", True),
    ]
    assert seat.filled == "Вызвать B3002"
    choose(seat, "A3001")
    assert seat.lacking == "этот талон для другого окна"
    seat.press(Verb.NEXT)
    assert seat.station.session.visit is None
    seat.press(Verb.BACK)
    assert seat.filled == "Вызвать B3002"


@pytest.mark.requirement("R-029")
def test_tickets_of_former_days_stand_apart_and_are_carried_over(seat_at: SeatMaker) -> None:
    seat = seat_at(people=2)
    seat.clock.advance(timedelta(days=3))
    seat.do(TakeTicket(purpose=Purpose.INTAKE, language=Lang.KK))
    seat.look()
    assert seat.filled == "Вызвать A3001"
    old = [card for card in seat.window.queue.list.view.cards.cards if card.note == "20.11.2026"]
    assert [card.title for card in old] == ["A3001", "A3002"]
    assert old[0].section == "С прошлых дней"
    seat.station.verbs.choose_ticket(old[0].id)
    seat.settle()
    assert seat.page.ticket.button("carry_over") is None  # type: ignore[attr-defined]
    seat.enter()
    seat.hands.choose("came_back", seat.station.verbs.sheets.reason)
    seat.enter()
    visit = seat.station.session.visit
    assert visit is not None
    assert visit.ticket.id == old[0].id
    seat.press(Verb.SKIP)
    seat.place.practice.desk.seat(seat.place.practice.operator("supervisor")).result()
    seat.look()
    seat.station.verbs.choose_ticket(old[1].id)
    seat.settle()
    button = seat.page.ticket.button("carry_over")  # type: ignore[attr-defined]
    assert button is not None
    button.click()
    seat.type("ждёт с пятницы")
    seat.enter()
    assert ticket_of(seat, "A3002").line_day == "2026-11-23"


@pytest.mark.requirement("R-036")
def test_the_ordinary_queue_is_said_while_it_is_in_force(seat_at: SeatMaker) -> None:
    seat = seat_at()
    band = seat.page._ordinary  # type: ignore[attr-defined]
    assert not band.isVisible()
    seat.place.practice.desk.seat(seat.place.practice.operator("supervisor")).result()
    seat.do(DeclareFailure(cause=FailureCause.SERVER))
    seat.look()
    assert "обычная очередь" in band.accessibleName()
    assert "11:41" in band.accessibleName()
    seat.clock.advance(timedelta(hours=2))
    seat.look()
    assert "не подтверждён" in band.accessibleName()


def test_with_nobody_in_the_line_no_control_is_ringed_and_enter_waits_for_the_next(
    seat_at: SeatMaker,
) -> None:
    seat = seat_at(people=0)
    assert not seat.window.ring.isVisible()
    seat.do(TakeTicket(purpose=Purpose.INTAKE, language=Lang.KK))
    seat.look()
    assert QApplication.focusWidget() is seat.window.step.verbs.button(Verb.CONTINUE)
