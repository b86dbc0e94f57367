"""The queue at the desk in every state, both languages and sizes: nothing cut, overlapping, nameless."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.visit import Need, Purpose, VisitOutcome
from app.usecases.queue.arrive import Arrive
from app.usecases.queue.call import Call
from app.usecases.queue.check_in import FetchBookings
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.ordinary_queue import DeclareFailure
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.queue.transfer import Transfer
from tests.fakes.seat import Seat
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.binding.presentation import Verb
from ui.theme.center import Appearance, theme
from ui.widgets.sheet import Sheet

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-216")]

SHAPES = [(lang, *shape) for lang in Lang for shape in ((1366, 100), (1024, 100), (1366, 150))]
SeatMaker = Callable[..., Seat]
SOON = timedelta(seconds=4)


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[SeatMaker]:
    """Makes seats of a size; every one is left in the end."""
    seats: list[Seat] = []

    def make(lang: Lang, width: int, scale: int, **how: object) -> Seat:
        look = Appearance(scale=scale, animations=False)
        if theme().appearance != look:
            theme().apply(look)
        seats.append(Seat(tmp_path, lang=lang, **how))  # type: ignore[arg-type]
        seats[-1].window.resize(width, 768)
        seats[-1].settle()
        return seats[-1]

    yield make
    for seat in seats:
        seat.leave()


def sound(seat: Seat, what: str) -> None:
    """What can be seen now is sound: the whole window, or the sheet that lies over it."""
    seat.settle()
    sheets = [one for one in seat.window.findChildren(Sheet) if one.isVisible()]
    seen = sheets[0] if sheets else seat.window
    assert seat.window.width() <= seat.window.geometry().width(), what
    assert seat.page.help, what
    assert cut_words(seen) == [], what
    assert overlapping_words(seen) == [], what
    assert nameless(seen) == [], what


@pytest.mark.parametrize(("lang", "width", "scale"), SHAPES)
def test_the_desk_opens_pauses_and_is_held_elsewhere(
    sit: SeatMaker, lang: Lang, width: int, scale: int
) -> None:
    seat = sit(lang, width, scale, opened=False)
    sound(seat, "the badge")
    seat.colleague("3")
    sound(seat, "held elsewhere")
    seat.station.verbs.sheets.choose_desk()
    sound(seat, "another desk")
    seat.leave()
    seat = sit(lang, width, scale, people=0)
    for desk, operator in (("1", "operator"), ("2", "small_branch"), ("4", "issuer")):
        seat.colleague(desk, operator=operator)
    seat.press(Verb.PAUSE)
    sound(seat, "why a pause")
    seat.type("түскі үзіліс / обед")
    seat.enter()
    sound(seat, "paused")


@pytest.mark.parametrize(("lang", "width", "scale"), SHAPES)
def test_a_full_line(sit: SeatMaker, lang: Lang, width: int, scale: int) -> None:
    seat = sit(lang, width, scale, people=2)
    colleague = seat.colleague("2", operator="operator")
    seat.colleague("4", operator="issuer")
    seat.do(FetchBookings())
    _fill(seat, colleague.desk)
    seat.station.session.refresh()
    sound(seat, "the card")
    view = seat.station.session.queue
    assert view is not None
    for ticket in (*view.waiting, *view.absent):
        seat.station.verbs.choose_ticket(ticket.id)
        sound(seat, f"{ticket.number} {ticket.state.value}")
    seat.station.verbs.choose_ticket(next(t.id for t in view.waiting if t.hops))
    seat.press(Verb.NEXT)
    sound(seat, "called")
    seat.clock.advance(SOON)
    seat.press(Verb.AGAIN)
    seat.clock.advance(SOON)
    seat.look()
    seat.press(Verb.AGAIN)
    sound(seat, "again too soon")
    for verb in (Verb.TRANSFER, Verb.PARK):
        seat.press(verb)
        sound(seat, verb.value)
        _close(seat)
    seat.press(Verb.NEXT)
    sound(seat, "has come")
    seat.press(Verb.MENU)
    sound(seat, "menu")


def _fill(seat: Seat, elsewhere: object) -> None:
    def there(command: object) -> None:
        assert elsewhere.submit(command).result().ok  # type: ignore[attr-defined]

    seat.do(TakeTicket(purpose=Purpose.ISSUE, language=Lang.RU, need=Need.VISION))
    seat.do(TakeTicket(purpose=Purpose.APPEAL, language=Lang.KK, need=Need.OTHER))
    there(TakeTicket(language=Lang.KK, need=Need.MOBILITY))
    there(Call(ticket="A2001", reason="access"))
    there(Arrive())
    note = "Төлем тексерілді, қол қою қалды. Оплата проверена, осталась подпись"
    there(Transfer(to_desk="3", reason="next_step", note=note))
    seat.do(Call(ticket="A3001"))
    seat.do(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    seat.do(Call(ticket="A3002"))
    seat.do(Arrive())
    seat.do(Park(reason="pays"))


def _close(seat: Seat) -> None:
    for sheet in seat.window.findChildren(Sheet):
        sheet.dismiss()
    seat.settle()


@pytest.mark.parametrize(("lang", "width", "scale"), SHAPES)
def test_tickets_codes_and_former_days(sit: SeatMaker, lang: Lang, width: int, scale: int) -> None:
    seat = sit(lang, width, scale, people=2)
    seat.press(Verb.TICKET)
    sound(seat, "a new ticket")
    seat.hands.choose("ru", seat.station.verbs.sheets.ticket_sheet.languages)
    seat.enter()
    sound(seat, "the ticket is taken")
    _close(seat)
    seat.press(Verb.CHECK_IN)
    sound(seat, "a code")
    _close(seat)
    seat.scan("SYN-DT-OLD")
    sound(seat, "asked")
    seat.wait(SOON)
    sound(seat, "the code leads nowhere")
    seat.press(Verb.SKIP)
    seat.enter()
    sound(seat, "out of turn")
    seat.hands.choose("other", seat.station.verbs.sheets.reason)
    sound(seat, "out of turn, in words")
    _close(seat)
    seat.place.practice.desk.seat(seat.place.practice.operator("supervisor")).result()
    seat.do(DeclareFailure(cause=FailureCause.SERVER))
    seat.look()
    sound(seat, "the ordinary queue")
    seat.clock.advance(timedelta(days=3))
    seat.look()
    sound(seat, "not confirmed, tickets of former days")
    view = seat.station.session.queue
    assert view is not None
    seat.station.verbs.choose_ticket(view.left_over[0].id)
    sound(seat, "a ticket of a former day")
    for act in ("carry_over", "end_ticket"):
        seat.station.verbs.sheets.settle(act, view.left_over[0])
        sound(seat, act)
        _close(seat)
