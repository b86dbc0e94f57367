"""Calls at the real window: the ticket that is shown and no other, once, taken back, come or not."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.language import Lang
from app.domain.visit import CallReason, Need, Purpose, TicketState
from app.usecases.queue.call import Call
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.views import VisitView
from tests.fakes.seat import Seat
from ui.binding.presentation import Verb
from ui.theme.center import Appearance, theme

pytestmark = pytest.mark.usefixtures("dressed")
SeatMaker = Callable[..., Seat]
MOMENT = timedelta(seconds=3)


def visit_of(seat: Seat) -> VisitView:
    visit = seat.station.session.visit
    assert visit is not None
    return visit


def ticket_of(seat: Seat, number: str) -> object:
    def read(work: object) -> object:
        return work.store.visits.ticket_by_number(number, work.now.date())  # type: ignore[attr-defined]

    return seat.place.practice.desk.ask(read).result()


def called(seat: Seat) -> None:
    """The next one is called, and the first moment has passed."""
    seat.press(Verb.NEXT)
    seat.clock.advance(MOMENT)


@pytest.mark.requirement("R-032", "R-033")
def test_who_is_next_stands_on_the_card_before_the_call(seat_at: SeatMaker) -> None:
    seat = seat_at(people=2)
    card = seat.page.ticket  # type: ignore[attr-defined]
    assert "A3001" in card.accessibleName()
    assert "Приём" in card.accessibleName()
    assert "ждёт 0 мин, с 10:41" in card.accessibleDescription()
    assert "Қазақша" in card.accessibleDescription()
    assert seat.filled == "Вызвать A3001"
    seat.enter()
    assert visit_of(seat).ticket.number == "A3001"


@pytest.mark.requirement("R-033")
def test_nobody_but_the_shown_ticket_is_called_when_another_desk_was_faster(
    seat_at: SeatMaker,
) -> None:
    seat = seat_at(people=2)
    colleague = seat.colleague("2", operator="operator")
    assert seat.filled == "Вызвать A3001"
    colleague.desk.submit(Call()).result()
    seat.enter()
    assert seat.station.session.visit is None
    assert seat.told == "A3001 только что вызван в окно 2."
    assert seat.filled == "Вызвать A3002"
    assert seat.window.side.first_finding() is None
    seat.enter()
    assert visit_of(seat).ticket.number == "A3002"


@pytest.mark.requirement("R-033")
def test_a_key_pressed_twice_in_one_moment_is_one_call(seat_at: SeatMaker) -> None:
    seat = seat_at(people=2)
    seat.press(Verb.NEXT)
    seat.press(Verb.NEXT)
    view = visit_of(seat)
    assert view.ticket.number == "A3001"
    assert view.visit.arrived_at is None
    assert seat.window.step.toast._undo.isVisible()
    seat.clock.advance(MOMENT)
    seat.press(Verb.NEXT)
    assert visit_of(seat).visit.arrived_at is not None
    seat.press(Verb.NEXT)
    assert seat.station.session.visit is None
    assert ticket_of(seat, "A3001").state is TicketState.CLOSED  # type: ignore[attr-defined]
    assert ticket_of(seat, "A3002").state is TicketState.WAITING  # type: ignore[attr-defined]


@pytest.mark.requirement("R-033")
def test_skipping_shows_the_one_after_it_and_its_call_asks_for_a_code(seat_at: SeatMaker) -> None:
    seat = seat_at(people=3)
    seat.press(Verb.SKIP)
    assert seat.filled == "Вызвать A3002"
    seat.press(Verb.SKIP)
    assert seat.filled == "Вызвать A3003"
    seat.press(Verb.BACK)
    assert seat.filled == "Вызвать A3001"
    seat.press(Verb.SKIP)
    keys = seat.hands.keys
    seat.enter()
    sheet = seat.station.verbs.sheets.reason
    assert sheet.isVisible()
    assert seat.station.session.visit is None
    seat.hands.choose("let_ahead", sheet)
    seat.enter()
    visit = visit_of(seat).visit
    assert (visit.ticket_number, visit.out_of_turn) == ("A3002", CallReason.LET_AHEAD)
    assert seat.hands.keys - keys <= 5


@pytest.mark.requirement("R-033")
def test_a_wrong_call_is_taken_back_within_seconds_and_no_later(seat_at: SeatMaker) -> None:
    seat = seat_at(people=2)
    seat.press(Verb.NEXT)
    seat.press(Verb.TAKE_BACK)
    assert seat.station.session.visit is None
    assert seat.filled == "Вызвать A3001"
    seat.press(Verb.NEXT)
    button = seat.page.called._buttons[Verb.TAKE_BACK]  # type: ignore[attr-defined]
    assert "20" in button.text()
    seat.clock.advance(timedelta(seconds=8))
    seat.station.tick()
    assert "12" in button.text()
    seat.window.step.toast._undo.click()
    seat.settle()
    assert seat.station.session.visit is None
    seat.press(Verb.NEXT)
    seat.clock.advance(timedelta(seconds=21))
    seat.station.tick()
    assert not button.isVisible()
    seat.press(Verb.TAKE_BACK)
    assert visit_of(seat).ticket.number == "A3001"
    assert "20" in seat.told


@pytest.mark.requirement("R-033", "R-040")
def test_who_did_not_come_stands_apart_and_comes_back_into_the_line(seat_at: SeatMaker) -> None:
    seat = seat_at(people=2)
    taken = ticket_of(seat, "A3001").taken_at  # type: ignore[attr-defined]
    called(seat)
    seat.press(Verb.SKIP)
    assert seat.station.session.visit is None
    assert ticket_of(seat, "A3001").state is TicketState.ABSENT  # type: ignore[attr-defined]
    cards = {card.title: card for card in seat.window.queue.list.view.cards.cards}
    assert cards["A3001"].chip == "не подошёл"
    assert seat.filled == "Вызвать A3002"
    seat.press(Verb.QUEUE)
    seat.hands.open_card(seat.window.queue.list.view, cards["A3001"].id)
    seat.settle()
    assert seat.filled == "Вернуть в очередь"
    seat.enter()
    back = ticket_of(seat, "A3001")
    assert (back.state, back.taken_at) == (TicketState.WAITING, taken)  # type: ignore[attr-defined]
    assert seat.filled == "Вызвать A3001"
    assert "раньше вызывался 1 раз" in seat.page.ticket.accessibleDescription()  # type: ignore[attr-defined]


@pytest.mark.requirement("R-033")
def test_a_call_is_repeated_with_its_distance_and_its_limit(seat_at: SeatMaker) -> None:
    seat = seat_at()
    called(seat)
    for _ in range(3):
        seat.press(Verb.AGAIN)
        seat.station.tick()
        assert seat.window.queue.item(Verb.AGAIN).blocked  # type: ignore[union-attr]
        seat.clock.advance(timedelta(seconds=11))
        seat.look()
    assert "вызван 4 раза" in seat.page.called._said.text()  # type: ignore[attr-defined]
    item = seat.window.queue.item(Verb.AGAIN)
    assert item is not None
    assert item.blocked == "Талон вызывали достаточно раз"


def test_a_ticket_is_put_aside_with_its_reason(seat_at: SeatMaker) -> None:
    seat = seat_at(people=2)
    called(seat)
    seat.press(Verb.PARK)
    sheet = seat.station.verbs.sheets.reason
    seat.hands.choose("other", sheet)
    seat.enter()
    assert seat.station.session.visit is not None
    seat.type("ждёт супруга")
    seat.enter()
    assert seat.station.session.visit is None
    assert ticket_of(seat, "A3001").state is TicketState.PARKED  # type: ignore[attr-defined]
    cards = {card.title: card.chip for card in seat.window.queue.list.view.cards.cards}
    assert cards == {"A3002": "", "A3001": "отложен"}


@pytest.mark.requirement("R-042")
def test_a_need_is_told_with_how_to_serve(seat_at: SeatMaker) -> None:
    seat = seat_at(people=0)
    seat.do(TakeTicket(purpose=Purpose.ISSUE, language=Lang.RU, need=Need.VISION))
    seat.look()
    assert "прочтите текст вслух" in seat.page.ticket.accessibleDescription()  # type: ignore[attr-defined]
    called(seat)
    groups = [panel.accessibleName() for panel in seat.window.side._panels]
    assert "Как обслужить" in groups
    seat.press(Verb.NEXT)
    seat.press(Verb.NEXT)
    assert ticket_of(seat, "B3001").need is None  # type: ignore[attr-defined]


def test_times_that_would_lie_are_marked(seat_at: SeatMaker) -> None:
    seat = seat_at()
    called(seat)
    for words, counted in (
        ("Не учитывать время этого визита", True),
        ("Снова учитывать время этого визита", False),
    ):
        seat.press(Verb.MENU)
        seat.hands.push(words, seat.window.menu)
        seat.settle()
        assert visit_of(seat).visit.inaccurate is counted
        assert ("время не учитывается" in seat.window.header._note.text()) is counted


def test_from_a_page_beside_the_road_the_seen_next_one_is_called(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.press(Verb.FIND)
    seat.press(Verb.NEXT)
    assert visit_of(seat).ticket.number == "A3001"
    seat.press(Verb.TAKE_BACK)
    theme().apply(Appearance(scale=200, animations=False))
    seat.window.resize(1024, 768)
    seat.press(Verb.FIND)
    assert not seat.window.queue.isVisible()
    seat.press(Verb.NEXT)
    assert (seat.word, seat.station.session.visit) == ("call", None)
