"""The ordinary queue: declared with a cause, confirmed or lapsed, its journal with true times, reconciled."""

import json
from datetime import datetime, timedelta

import pytest

from app.domain.language import Lang
from app.domain.ordinary_queue import FailureAct, FailureCause
from app.domain.visit import Purpose, TicketEnd, TicketOrigin, TicketState, VisitOutcome
from app.errors import InputInvalid
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.ordinary_queue import (
    CloseFailure,
    ConfirmFailure,
    DeclareFailure,
    EndFailure,
    EnterArrival,
    SettleLine,
)
from app.usecases.queue.return_to_line import CarryOver, EndTicket
from tests.fakes.intake_desk import FILED
from tests.fakes.queue_desk import QueueDesk

NETWORK = DeclareFailure(cause=FailureCause.NETWORK, note="кабель үзілді")


def _act(desk: QueueDesk) -> FailureAct:
    return list(desk.store.tables.failures.values())[-1]


def _entered(desk: QueueDesk, at: datetime, **other: object) -> str:
    values = {"arrived_at": at, "purpose": Purpose.INTAKE, "language": Lang.KK}
    return desk.must(EnterArrival(**(values | other))).facts["ticket"]  # type: ignore[arg-type]


@pytest.mark.requirement("R-036")
def test_without_a_cause_there_is_no_ordinary_queue() -> None:
    desk = QueueDesk()
    assert desk.refused(DeclareFailure()) == {"ordinary_queue.cause"}
    assert not desk.store.tables.failures
    assert not desk.board.ordinary


@pytest.mark.requirement("R-036")
def test_visitors_go_on_being_served_in_one_line() -> None:
    desk = QueueDesk()
    before = desk.take()
    desk.must(NETWORK)
    assert desk.board.ordinary
    journal = [desk.take(), desk.take(Purpose.ISSUE)]
    assert journal == ["K3001", "K3002"]
    assert desk.line == [before, *journal]
    desk.must(EndFailure())
    assert not desk.board.ordinary
    after = desk.take()
    assert after == "A3002"
    called = []
    for _ in range(4):
        called.append(desk.call().ticket_number)
        desk.must(FinishVisit())
    assert called == [before, *journal, after]


@pytest.mark.requirement("R-036")
def test_a_line_of_the_journal_knows_its_act_and_its_order() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    numbers = [desk.take(), desk.take()]
    lines = [desk.ticket(number) for number in numbers]
    assert [(line.line_number, line.origin) for line in lines] == [
        (1, TicketOrigin.JOURNAL),
        (2, TicketOrigin.JOURNAL),
    ]
    assert {line.failure_id for line in lines} == {_act(desk).id}


@pytest.mark.requirement("R-036")
def test_one_failure_at_a_time_and_a_beginning_that_has_been() -> None:
    desk = QueueDesk()
    early = FILED - timedelta(minutes=12)
    ahead = DeclareFailure(cause=FailureCause.POWER, started_at=FILED + timedelta(hours=1))
    assert desk.refused(ahead) == {"ordinary_queue.true_time"}
    desk.must(DeclareFailure(cause=FailureCause.POWER, started_at=early))
    assert _act(desk).started_at == early
    assert _act(desk).declared_at == desk.clock.now()
    assert desk.refused(NETWORK) == {"ordinary_queue.none_open"}


@pytest.mark.requirement("R-036")
def test_without_a_confirmation_it_lapses_after_an_hour() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    desk.pass_time(minutes=59)
    assert desk.take() == "K3001"
    desk.must(ConfirmFailure())
    desk.pass_time(minutes=59)
    assert desk.take() == "K3002"
    desk.pass_time(minutes=1)
    assert not desk.board.ordinary
    assert desk.take() == "A3001"
    assert desk.refused(NETWORK) == {"ordinary_queue.none_open"}
    desk.must(ConfirmFailure())
    assert desk.take() == "K3003"
    assert len(_act(desk).confirmed_at) == 2


def test_what_is_not_declared_is_neither_confirmed_nor_ended() -> None:
    desk = QueueDesk()
    for command in (ConfirmFailure(), EndFailure()):
        assert desk.refused(command) == {"ordinary_queue.open"}
    desk.must(NETWORK)
    desk.must(EndFailure())
    assert desk.refused(EndFailure()) == {"ordinary_queue.open"}


@pytest.mark.requirement("R-037")
def test_a_paper_line_keeps_its_true_time_beside_the_time_of_entry() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    electronic = desk.take()
    desk.must(EndFailure())
    desk.pass_time(minutes=30)
    times = [FILED - timedelta(minutes=minutes) for minutes in (9, 6, 3)]
    numbers = [_entered(desk, at, line=place) for place, at in enumerate(times, 1)]
    lines = [desk.ticket(number) for number in numbers]
    assert [line.taken_at for line in lines] == times
    assert all(line.entered_at is not None and line.entered_at > FILED for line in lines)
    assert [line.line_number for line in lines] == [1, 2, 3]
    assert desk.line == [*numbers, electronic]


@pytest.mark.requirement("R-037")
def test_a_time_that_cannot_be_is_not_taken_over() -> None:
    desk = QueueDesk()
    values = {"purpose": Purpose.INTAKE, "language": Lang.KK}
    none = EnterArrival(arrived_at=FILED, **values)  # type: ignore[arg-type]
    assert desk.refused(none) == {"ordinary_queue.open"}
    desk.must(NETWORK)
    for at in (FILED + timedelta(hours=1), FILED - timedelta(days=1)):
        wrong = EnterArrival(arrived_at=at, **values)  # type: ignore[arg-type]
        assert desk.refused(wrong) == {"ordinary_queue.true_time"}


@pytest.mark.requirement("R-037")
def test_lines_of_yesterday_are_entered_today_beside_those_that_have_numbers() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    first = desk.take()
    desk.must(EndFailure())
    desk.at("2026-03-10T10:00")
    second = _entered(desk, FILED + timedelta(seconds=30), line=2)
    assert (first, second) == ("K3001", "K3002")
    assert desk.ticket(second).day == "2026-03-06"
    assert desk.left == [first, second]
    desk.take()
    assert desk.line == ["A3001"]


@pytest.mark.requirement("R-037")
def test_a_recovery_is_not_closed_while_a_line_is_not_reconciled() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    served, left = desk.take(), desk.take()
    desk.call()
    desk.must(FinishVisit())
    assert desk.refused(CloseFailure()) == {"ordinary_queue.ended", "ordinary_queue.reconciled"}
    told = desk.must(EndFailure())
    assert told.facts["unreconciled"] == "1"
    paper = _entered(desk, FILED, line=7, end=TicketEnd.CONSULTED, reason="кеңес берілді")
    assert desk.refused(CloseFailure()) == {"ordinary_queue.reconciled"}
    desk.must(SettleLine(ticket=left, end=TicketEnd.LEFT, reason="кетіп қалды"))
    outcome = desk.must(CloseFailure())
    assert [one.kind for one in outcome.papers] == ["failure_act"]
    (record,) = desk.papers()
    told_lines = json.loads(record.data)["lines"]
    assert [row["order"] for row in told_lines] == [7, 1, 2]
    assert _act(desk).closed_at is not None
    assert _act(desk).paper == record.id
    assert {desk.ticket(number).state for number in (served, left, paper)} == {TicketState.CLOSED}
    assert desk.refused(CloseFailure()) == {"ordinary_queue.open"}


@pytest.mark.requirement("R-037")
def test_a_line_carried_over_into_another_day_is_not_forgotten() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    number = desk.take()
    desk.must(EndFailure())
    desk.at("2026-03-10T10:00")
    desk.must(CarryOver(reason="келесі күні"))
    assert desk.line == [number]
    assert desk.refused(CloseFailure()) == {"ordinary_queue.reconciled"}
    desk.call()
    desk.must(FinishVisit())
    desk.must(CloseFailure())


@pytest.mark.requirement("R-037")
def test_who_was_called_and_did_not_come_still_needs_a_reason() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    number = desk.take()
    desk.call()
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    desk.must(EndFailure())
    assert desk.refused(CloseFailure()) == {"ordinary_queue.reconciled"}
    desk.must(EndTicket(ticket=number, reason="келмеді"))
    desk.must(CloseFailure())


def test_what_has_its_end_is_not_written_over() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    number = desk.take()
    again = SettleLine(ticket=number, end=TicketEnd.LEFT, reason="басқа")
    desk.call()
    with pytest.raises(InputInvalid) as caught:
        desk.do(again)
    assert caught.value.code == "ordinary_queue.line"
    desk.must(FinishVisit())
    kept = desk.ticket(number)
    for ticket in (number, "K3999", "A3001"):
        with pytest.raises(InputInvalid):
            desk.do(SettleLine(ticket=ticket, end=TicketEnd.LEFT, reason="басқа"))
    assert desk.ticket(number) == kept


@pytest.mark.requirement("R-037")
def test_a_line_leads_to_its_case_or_says_why_there_is_none() -> None:
    desk = QueueDesk()
    desk.registered()
    case = desk.case()
    desk.must(FinishVisit())
    desk.must(NETWORK)
    first, second = desk.take(), desk.take()
    with pytest.raises(InputInvalid) as caught:
        desk.do(SettleLine(ticket=first, link="0000"))
    assert caught.value.code == "ordinary_queue.link"
    assert desk.refused(SettleLine(ticket=first)) == {"transfer.reason"}
    desk.must(SettleLine(ticket=first, link=case.number))
    desk.must(SettleLine(ticket=second, end=TicketEnd.CONSULTED, reason="сұрақ болды"))
    assert (desk.ticket(first).link, desk.ticket(first).end) == (case.number, TicketEnd.SERVED)
    desk.must(EndFailure())
    desk.must(CloseFailure(act=_act(desk).number))


@pytest.mark.requirement("R-037")
def test_a_clock_set_back_meanwhile_leaves_an_act_that_can_be_closed() -> None:
    desk = QueueDesk()
    desk.must(NETWORK)
    number = desk.take()
    desk.pass_time(minutes=-40)
    desk.call()
    desk.must(FinishVisit())
    desk.must(EndFailure())
    act = _act(desk)
    assert act.ended_at == act.declared_at
    desk.must(CloseFailure())
    (record,) = desk.papers()
    (line,) = json.loads(record.data)["lines"]
    assert not line.get("called_at")
    called_at, taken_at = desk.ticket(number).called_at, desk.ticket(number).taken_at
    assert called_at is not None
    assert called_at < taken_at


def test_no_line_is_doubled_between_the_two_queues() -> None:
    desk = QueueDesk()
    numbers = []
    for _ in range(3):
        numbers += [desk.take(), desk.take()]
        desk.must(NETWORK)
        numbers += [desk.take(), desk.take()]
        desk.must(EndFailure())
    assert desk.line == numbers
    assert len(set(numbers)) == 12
    desk.must(Call())
