"""The end of a day: nobody in line is dropped; served, rebooked with a reason, or carried over."""

from dataclasses import replace

import pytest

from app.domain.queue_rules import TailRule
from app.domain.visit import Need, Purpose, TicketEnd, TicketState, VisitOutcome
from app.errors import InputInvalid
from app.usecases.queue.call import Call, UndoCall
from app.usecases.queue.check_in import CheckIn
from app.usecases.queue.closing import CloseLine, DecideTail, tail_of
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.open_desk import CloseDesk
from app.usecases.queue.papers import ticket_paper
from app.usecases.queue.place_in_line import code_of
from app.usecases.queue.return_to_line import CarryOver, EndTicket, ReturnToLine
from app.usecases.queue.transfer import Transfer
from tests.fakes.queue_desk import QueueDesk

EVENING, NEXT_MORNING = "2026-03-06T18:05", "2026-03-10T09:00"
"""A Friday; Monday 9 March is a moved day off."""
REBOOK = DecideTail(rule=TailRule.REBOOK, reason="жарық өшті")


def _waiting(count: int = 3) -> tuple[QueueDesk, list[str]]:
    desk = QueueDesk()
    return desk, [desk.take(need=Need.MOBILITY) for _ in range(count)]


def _served(desk: QueueDesk) -> str:
    visit = desk.call()
    desk.must(FinishVisit())
    return visit.ticket_number


@pytest.mark.requirement("R-029")
def test_those_in_line_are_served_unless_a_rule_says_otherwise() -> None:
    desk, numbers = _waiting()
    assert desk.ask(tail_of).tail is TailRule.SERVE
    assert "closing.doors_closed" in desk.refused(CloseLine())
    desk.at(EVENING)
    assert desk.refused(CloseLine()) == {"closing.served_first"}
    assert [_served(desk) for _ in numbers] == numbers
    assert desk.must(CloseLine()).facts == {"rebooked": "0", "absent": "0"}


@pytest.mark.requirement("R-029")
def test_a_rule_of_the_day_has_a_reason_and_an_author() -> None:
    desk, _ = _waiting()
    assert desk.refused(DecideTail(rule=TailRule.REBOOK)) == {"transfer.reason"}
    desk.operator = replace(desk.operator, id="supervisor")
    desk.must(REBOOK)
    day = desk.ask(tail_of)
    assert (day.tail, day.reason, day.decided_by) == (TailRule.REBOOK, "жарық өшті", "supervisor")
    desk.must(DecideTail(rule=TailRule.SERVE, reason="жарық келді"))
    assert desk.ask(tail_of).tail is TailRule.SERVE
    assert desk.at(NEXT_MORNING).ask(tail_of).reason == ""


@pytest.mark.requirement("R-029", "R-042")
def test_each_of_the_line_is_rebooked_with_the_reason_and_none_is_lost() -> None:
    desk, numbers = _waiting()
    desk.must(REBOOK)
    desk.at(EVENING)
    assert desk.must(CloseLine(paper=True)).facts == {"rebooked": "3", "absent": "0"}
    for number in numbers:
        ticket = desk.ticket(number)
        assert (ticket.state, ticket.end) == (TicketState.CLOSED, TicketEnd.REBOOKED)
        assert (ticket.end_reason, ticket.need) == ("жарық өшті", None)
        assert ticket.booked_for == desk.clock.at.replace(day=10, hour=9, minute=0, second=0)
        assert desk.ask(lambda work, id_=ticket.id: ticket_paper(work, id_)) is not None
    assert len(desk.pending("ticket")) == 3
    assert desk.line == []


@pytest.mark.requirement("R-029", "R-038")
def test_the_paper_of_a_rebooked_ticket_is_the_booking_of_the_next_day() -> None:
    desk, numbers = _waiting(2)
    codes = [desk.ask(lambda work, n=n: code_of(work, desk.ticket(n))) for n in numbers]
    desk.must(REBOOK)
    desk.at(EVENING)
    desk.must(CloseLine())
    assert "check_in.today" in desk.refused(CheckIn(code=codes[0]))
    desk.at(NEXT_MORNING)
    walk_in = desk.take()
    outcome = desk.must(CheckIn(code=codes[0]))
    rebooked = outcome.facts["ticket"]
    assert desk.line == [rebooked, walk_in]
    assert outcome.findings == ()
    assert desk.refused(CheckIn(code=codes[0])) == {"check_in.once"}
    booking = next(one for one in desk.store.tables.bookings.values() if one.code == codes[0])
    assert (booking.from_ticket, booking.channel) == (numbers[0], "closing")


@pytest.mark.requirement("R-029")
def test_the_day_ends_after_the_last_visit() -> None:
    desk, numbers = _waiting(1)
    desk.call()
    desk.at(EVENING)
    assert desk.refused(CloseLine()) == {"closing.nobody_at_desk"}
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    assert desk.must(CloseLine()).facts == {"rebooked": "0", "absent": "1"}
    assert desk.ticket(numbers[0]).end is TicketEnd.NO_SHOW


@pytest.mark.requirement("R-029")
def test_where_the_calendar_ends_nobody_is_said_to_be_rebooked() -> None:
    desk = QueueDesk().at("2027-12-31T17:00")
    number = desk.take()
    desk.must(REBOOK)
    desk.at("2027-12-31T18:05")
    assert desk.board.opens_at is None
    assert desk.must(CloseLine()).facts == {"rebooked": "0", "absent": "0"}
    assert desk.line == [number]
    assert not desk.store.tables.bookings


def _left_over() -> tuple[QueueDesk, list[str]]:
    """Yesterday ended with one absent, one put aside, one waiting; a new day has begun."""
    desk, numbers = _waiting()
    desk.call()
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    desk.call()
    desk.must(Park(reason="құжат әкеледі"))
    return desk.at(NEXT_MORNING), numbers


@pytest.mark.requirement("R-029")
def test_those_left_from_yesterday_are_carried_over_as_they_stood() -> None:
    desk, numbers = _left_over()
    assert desk.line == []
    assert desk.left == numbers
    assert desk.refused(CarryOver()) == {"transfer.reason"}
    before = {number: desk.ticket(number) for number in numbers}
    assert desk.must(CarryOver(reason="кеше үлгермеді")).facts == {"carried": "3", "left": "0"}
    today = desk.take()
    assert today not in numbers
    assert desk.line == [numbers[1], numbers[2], today]
    for number in numbers:
        assert replace(desk.ticket(number), line_day="") == before[number]
    desk.must(ReturnToLine(ticket=numbers[0]))
    assert [_served(desk) for _ in range(2)] == [numbers[0], numbers[2]]
    assert desk.call(numbers[1]).ticket_number == numbers[1]


@pytest.mark.requirement("R-029", "R-033")
def test_a_number_that_today_has_given_already_stays_where_it_is() -> None:
    desk, numbers = _left_over()
    assert desk.take() == numbers[0]
    assert desk.must(CarryOver(reason="кеше үлгермеді")).facts == {"carried": "2", "left": "1"}
    assert desk.left == [numbers[0]]
    (former,) = (one for one in desk.store.tables.tickets.values() if one.day == "2026-03-06")
    desk.must(EndTicket(ticket=former.id, reason="жаңа талон алды"))
    assert desk.left == []
    assert desk.line[-1] == numbers[0]


@pytest.mark.requirement("R-033")
def test_of_two_days_that_left_the_same_number_one_is_carried_over() -> None:
    desk, _ = _waiting(1)
    desk.at(NEXT_MORNING)
    desk.take()
    desk.at("2026-03-11T09:00")
    assert desk.left == ["A3001", "A3001"]
    assert desk.must(CarryOver(reason="келді")).facts == {"carried": "1", "left": "1"}
    assert desk.line == desk.left == ["A3001"]
    assert desk.ticket("A3001").line_day == ""


def test_only_those_named_are_carried_over() -> None:
    desk, numbers = _left_over()
    desk.must(CarryOver(tickets=(numbers[2],), reason="келді"))
    assert (desk.line, desk.left) == ([numbers[2]], numbers[:2])
    for tickets in (("A3777",), (numbers[2],)):
        with pytest.raises(InputInvalid):
            desk.do(CarryOver(tickets=tickets, reason="келді"))


@pytest.mark.requirement("R-029")
def test_a_visit_over_midnight_ends_where_it_is_and_its_ticket_is_found() -> None:
    desk, numbers = _waiting(2)
    desk.call()
    desk.at(NEXT_MORNING)
    assert desk.left == [numbers[1]]
    assert desk.refused(UndoCall()) == {"call.undo_in_time"}
    desk.must(Park(reason="келесі күні"))
    assert desk.left == numbers
    desk.must(EndTicket(ticket=numbers[0], reason="келмеді"))
    assert desk.call(numbers[1], reason="came_back").ticket_number == numbers[1]
    assert [one.ticket for one in desk.board.calls] == [numbers[1]]
    desk.must(UndoCall())
    assert desk.line == [numbers[1]]


@pytest.mark.requirement("R-045")
def test_a_desk_that_closed_for_the_night_keeps_nobody_for_itself() -> None:
    desk = QueueDesk().open("2")
    desk.sit("3")
    number = desk.take(Purpose.CONSULTATION)
    desk.call()
    desk.must(Transfer(to_desk="2", reason="x"))
    desk.at(NEXT_MORNING)
    desk.sit("2")
    desk.must(CloseDesk())
    desk.sit("3")
    desk.must(CarryOver(reason="келді"))
    assert desk.must(Call()).facts["ticket"] == number
