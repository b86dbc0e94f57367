"""Calling over several desks: in order, once, again, back after a mistake; who does not come, who returns."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.branch import Branch
from app.domain.language import Lang
from app.domain.visit import (
    CallReason,
    Purpose,
    TicketEnd,
    TicketState,
    VisitOutcome,
)
from app.errors import InputInvalid, Unavailable
from app.ports.store_errors import STORE_TICKET_TAKEN
from app.usecases.consult import Consult
from app.usecases.queue.arrive import Arrive, MarkInaccurate
from app.usecases.queue.call import Call, Recall, UndoCall
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.return_to_line import EndTicket, ReturnToLine
from app.usecases.queue.transfer import Transfer
from tests.fakes.intake_desk import identify_of, people
from tests.fakes.queue_desk import QueueDesk

ABSENT = FinishVisit(outcome=VisitOutcome.NO_SHOW)


@pytest.mark.requirement("R-033")
def test_a_desk_calls_only_what_it_serves() -> None:
    desk = QueueDesk().open("4", "issuer")
    intake, issue = desk.take(), desk.take(Purpose.ISSUE)
    assert desk.refused(Call(ticket=intake)) == {"call.desk_serves"}
    assert desk.call().ticket_number == issue
    desk.must(FinishVisit())
    assert desk.refused(Call()) == {"call.somebody_waits"}
    assert desk.refused(Call(purpose=Purpose.INTAKE)) == {"call.somebody_waits"}


@pytest.mark.requirement("R-033", "R-041")
def test_the_next_one_is_the_first_of_all_that_the_desk_serves() -> None:
    desk = QueueDesk()
    numbers = [desk.take(purpose) for purpose in (Purpose.ISSUE, Purpose.INTAKE, Purpose.APPEAL)]
    called = []
    for _ in numbers:
        called.append(desk.call().ticket_number)
        desk.must(FinishVisit())
    assert called == numbers


@pytest.mark.requirement("R-041")
def test_a_language_leads_only_to_a_desk_that_speaks_it() -> None:
    desk = QueueDesk()
    desk.branch = _speaks(desk.branch, 2, Lang.KK)
    desk.open("2")
    russian, kazakh, second = (desk.take(language=one) for one in (Lang.RU, Lang.KK, Lang.KK))
    assert desk.refused(Call(ticket=second)) == {"call.in_order"}
    assert desk.call(kazakh).ticket_number == kazakh
    desk.must(FinishVisit())
    assert desk.call().ticket_number == second
    desk.must(FinishVisit())
    assert desk.refused(Call()) == {"call.somebody_waits"}
    desk.sit("3")
    assert desk.call().ticket_number == russian


def _speaks(branch: Branch, number: int, *languages: Lang) -> Branch:
    desks = tuple(
        replace(one, languages=languages) if one.number == number else one for one in branch.desks
    )
    return replace(branch, desks=desks)


@pytest.mark.requirement("R-033")
def test_one_ticket_is_never_at_two_desks() -> None:
    desk = QueueDesk().open("2")
    number = desk.take()
    seen = desk.ticket(number)
    desk.call()
    desk.sit("3")
    assert desk.refused(Call(ticket=number)) == {"call.somebody_waits"}
    with desk.store.begin(writing=True) as unit, pytest.raises(Unavailable) as caught:
        unit.visits.save_ticket(replace(seen, state=TicketState.CALLED, desk="3"), seen.state)
    assert caught.value.code == STORE_TICKET_TAKEN
    assert desk.ticket(number).desk == "2"


@pytest.mark.requirement("R-033")
@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("let_ahead", CallReason.LET_AHEAD, ""),
        (" access ", CallReason.ACCESS, ""),
        ("келушінің уақыты жоқ", CallReason.OTHER, "келушінің уақыты жоқ"),
    ],
)
def test_out_of_turn_is_written_with_its_reason(said: str, code: CallReason, words: str) -> None:
    desk = QueueDesk()
    desk.take()
    second = desk.take()
    assert desk.refused(Call(ticket=second)) == {"call.in_order"}
    assert desk.refused(Call(ticket=second, reason="  ")) == {"call.in_order"}
    visit = desk.call(second, reason=said)
    assert (visit.out_of_turn, visit.out_of_turn_note) == (code, words)
    told = desk.store.tables.journal[-1].entry.facts
    assert (told["reason"], told["words"]) == (code.value, words)


def test_in_turn_there_is_no_reason_on_the_visit() -> None:
    desk = QueueDesk()
    desk.take()
    assert desk.call().out_of_turn is None


def test_a_recall_has_a_limit_and_a_pause() -> None:
    desk = QueueDesk()
    number = desk.take()
    desk.call()
    desk.must(Recall())
    assert desk.refused(Recall()) == {"call.recall_pause"}
    for _ in range(2):
        desk.pass_time(seconds=10)
        desk.must(Recall())
    desk.pass_time(minutes=1)
    assert desk.refused(Recall()) == {"call.recall_limit"}
    assert desk.ticket(number).recalls == 3
    assert desk.board.calls[0].times == 4


def test_a_clock_set_back_does_not_hold_a_recall_up() -> None:
    desk = QueueDesk()
    desk.take()
    desk.call()
    desk.must(Recall())
    desk.pass_time(minutes=-30)
    desk.must(Recall())


@pytest.mark.requirement("R-033")
def test_a_wrong_call_is_undone_and_the_ticket_stands_where_it_stood() -> None:
    desk = QueueDesk()
    numbers = [desk.take() for _ in range(3)]
    before = desk.ticket(numbers[1])
    visit = desk.call(numbers[1], reason="let_ahead")
    desk.must(Recall())
    desk.must(UndoCall())
    assert desk.line == numbers
    assert desk.ticket(numbers[1]) == before
    kept = desk.store.tables.visits[visit.id]
    assert (kept.outcome, kept.open, kept.rating_invited_at) == (VisitOutcome.UNDONE, False, None)
    assert desk.board.calls == ()
    assert desk.call().ticket_number == numbers[0]


def test_a_parked_ticket_called_by_mistake_is_parked_again() -> None:
    desk = QueueDesk()
    number = desk.take()
    desk.call()
    desk.must(Park(reason="құжат әкеледі"))
    desk.call(number)
    desk.must(UndoCall())
    assert desk.ticket(number).state is TicketState.PARKED


@pytest.mark.parametrize(("seconds", "late"), [(18, False), (20, True), (-3600, False)])
def test_a_call_is_undone_within_seconds_only(seconds: int, late: bool) -> None:
    desk = QueueDesk()
    desk.take()
    desk.call()
    desk.pass_time(seconds=seconds)
    assert desk.do(UndoCall()).ok is not late


@pytest.mark.parametrize("how", ["identify", "arrive", "consult"])
def test_who_stands_at_the_desk_is_not_undone_nor_absent(how: str) -> None:
    desk = QueueDesk()
    number = desk.take()
    desk.call()
    assert desk.ticket(number).state is TicketState.CALLED
    desk.must(
        {
            "identify": identify_of(people().people["citizen"]),
            "arrive": Arrive(),
            "consult": Consult(topic="мекенжай", minutes=2),
        }[how]
    )
    assert desk.ticket(number).state is TicketState.SERVING
    assert desk.refused(UndoCall()) == {"call.undo_in_time"}
    assert desk.refused(ABSENT) == {"call.outcome_fits"}


def test_the_arrival_at_the_desk_is_noted_once() -> None:
    desk = QueueDesk()
    desk.take()
    visit = desk.call()
    desk.pass_time(seconds=30)
    desk.must(Arrive())
    first = desk.store.tables.visits[visit.id].arrived_at
    assert first == visit.called_at + timedelta(seconds=31)
    lines = len(desk.store.tables.journal)
    desk.must(Arrive())
    desk.must(identify_of(people().people["citizen"]))
    assert desk.store.tables.visits[visit.id].arrived_at == first
    assert [line.entry.verb for line in desk.store.tables.journal[lines:]] == ["identify"]


def test_times_that_would_lie_are_marked_and_the_mark_is_taken_back() -> None:
    desk = QueueDesk()
    assert desk.refused(MarkInaccurate()) == {"call.visit_open"}
    desk.take()
    visit = desk.call()
    desk.must(MarkInaccurate())
    assert desk.store.tables.visits[visit.id].inaccurate
    desk.must(MarkInaccurate(on=False))
    assert not desk.store.tables.visits[visit.id].inaccurate


@pytest.mark.requirement("R-033", "R-040")
def test_who_did_not_come_may_come_back_and_keeps_the_arrival() -> None:
    desk = QueueDesk()
    number, later = desk.take(), desk.take()
    arrival = desk.ticket(number).taken_at
    desk.call()
    desk.must(ABSENT)
    assert desk.ticket(number).state is TicketState.ABSENT
    assert desk.line == [later]
    assert desk.refused(Call(ticket=number, reason="came_back")) == {"call.somebody_waits"}
    desk.pass_time(minutes=20)
    desk.must(ReturnToLine(ticket=number))
    assert desk.line == [number, later]
    assert desk.ticket(number).taken_at == arrival
    visit = desk.call()
    assert (visit.ticket_number, visit.taken_at) == (number, arrival)


def test_who_was_put_aside_comes_back_into_the_turn() -> None:
    desk = QueueDesk()
    number, later = desk.take(), desk.take()
    desk.call()
    desk.must(Park(reason="көшірме жасайды"))
    assert desk.call().ticket_number == later
    desk.must(FinishVisit())
    desk.must(ReturnToLine(ticket=number))
    assert desk.call().ticket_number == number


def test_only_who_stands_outside_the_line_is_let_back() -> None:
    desk = QueueDesk()
    number = desk.take()
    assert desk.refused(ReturnToLine(ticket=number)) == {"return_to_line.was_absent"}
    desk.call()
    assert desk.refused(ReturnToLine(ticket=number)) == {"return_to_line.was_absent"}
    desk.must(FinishVisit())
    assert desk.refused(ReturnToLine(ticket=number)) == {"return_to_line.was_absent"}
    for command in (ReturnToLine(ticket="A3777"), EndTicket(ticket="A3777", reason="жоқ")):
        with pytest.raises(InputInvalid):
            desk.do(command)


@pytest.mark.requirement("R-029")
def test_a_ticket_ends_with_a_reason_and_never_from_a_desk() -> None:
    desk = QueueDesk()
    first, second, third = (desk.take() for _ in range(3))
    assert desk.refused(EndTicket(ticket=first)) == {"transfer.reason"}
    desk.must(EndTicket(ticket=first, reason=" кетіп қалды "))
    ended = desk.ticket(first)
    assert (ended.state, ended.end, ended.end_reason) == (
        TicketState.CLOSED,
        TicketEnd.LEFT,
        "кетіп қалды",
    )
    assert desk.refused(EndTicket(ticket=first, reason="тағы")) == {"return_to_line.not_at_desk"}
    desk.call()
    assert desk.refused(EndTicket(ticket=second, reason="x")) == {"return_to_line.not_at_desk"}
    desk.must(ABSENT)
    desk.must(EndTicket(ticket=second, reason="келмеді"))
    assert desk.ticket(second).end is TicketEnd.NO_SHOW
    assert desk.line == [third]


def test_a_ticket_that_has_left_is_not_called() -> None:
    desk = QueueDesk()
    number = desk.take()
    desk.must(EndTicket(ticket=number, reason="кетіп қалды"))
    assert desk.refused(Call(ticket=number)) == {"call.somebody_waits"}
    assert desk.refused(Call()) == {"call.somebody_waits"}


@pytest.mark.requirement("R-034")
def test_the_board_shows_true_calls_and_nothing_personal() -> None:
    desk = QueueDesk().open("2")
    numbers = [desk.take(), desk.take(), desk.take(Purpose.ISSUE, language=Lang.RU), desk.take()]
    desk.call()
    desk.sit("3")
    desk.call()
    desk.must(identify_of(people().people["citizen"]))
    board = desk.board
    assert [(one.ticket, one.desk, one.here) for one in board.calls] == [
        (numbers[1], 3, True),
        (numbers[0], 2, True),
    ]
    assert board.waiting == {
        Purpose.INTAKE: 1,
        Purpose.ISSUE: 1,
        Purpose.CONSULTATION: 0,
        Purpose.APPEAL: 0,
    }
    citizen = people().people["citizen"].person
    for word in (citizen.iin or "", citizen.name.surname, citizen.name.given):
        assert word not in repr(board)
    desk.must(FinishVisit())
    assert [(one.ticket, one.here) for one in desk.board.calls] == [
        (numbers[1], False),
        (numbers[0], True),
    ]


@pytest.mark.parametrize("how", [UndoCall(), Park(), ABSENT, Transfer(to_desk="2", reason="x")])
def test_who_was_sent_away_from_a_desk_is_called_no_more(how: object) -> None:
    desk = QueueDesk().open("2")
    desk.sit("3")
    desk.take()
    desk.call()
    assert desk.board.calls
    desk.must(how)
    assert desk.board.calls == ()


def test_the_board_says_when_the_doors_open_next() -> None:
    desk = QueueDesk()
    assert desk.board.open
    board = desk.at("2026-03-06T18:00").board
    assert not board.open
    assert board.opens_at == desk.clock.at.replace(day=10, hour=9, minute=0)
    assert board.practice
