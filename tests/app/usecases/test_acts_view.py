"""Acts of a failure as the page shows them: in force, lapsed, to be reconciled; and their paper."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.visit import Purpose, TicketEnd, VisitOutcome
from app.usecases.queue.acts_view import ActState, ActsView, LineState, acts_view
from app.usecases.queue.blank_journal import PrintBlankJournal
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
from app.usecases.queue.return_to_line import CarryOver
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.intake_desk import FILED, IntakeDesk, people, rules_of
from tests.fakes.store_samples import ALMATY


@pytest.fixture
def desk() -> IntakeDesk:
    return IntakeDesk("supervisor")


def seen(desk: IntakeDesk, chosen: str = "") -> ActsView:
    return desk.ask(lambda work: acts_view(work, chosen))


def declared(desk: IntakeDesk, **other: Any) -> str:
    return desk.must(DeclareFailure(**({"cause": FailureCause.NETWORK} | other))).facts["act"]


def taken(desk: IntakeDesk, purpose: Purpose = Purpose.INTAKE) -> str:
    return desk.must(TakeTicket(purpose=purpose, language=Lang.KK)).facts["ticket"]


@pytest.mark.requirement("R-036")
def test_an_act_lapses_without_its_hourly_word(desk: IntakeDesk) -> None:
    assert seen(desk).act is None
    number = declared(desk)
    act = seen(desk).act
    assert act is not None
    assert (act.act.number, act.state) == (number, ActState.IN_FORCE)
    assert act.confirm_by == act.act.declared_at + timedelta(hours=1)
    desk.pass_time(minutes=61)
    lapsed = seen(desk).act
    assert lapsed is not None
    assert lapsed.state is ActState.LAPSED
    assert taken(desk).startswith("A"), "tickets are given again"
    desk.must(ConfirmFailure())
    again = seen(desk).act
    assert again is not None
    assert again.state is ActState.IN_FORCE
    assert taken(desk).startswith("K")


@pytest.mark.requirement("R-036", "R-037")
def test_the_journal_tells_order_times_and_what_it_led_to(desk: IntakeDesk) -> None:
    declared(desk, started_at=FILED - timedelta(minutes=30))
    late = desk.must(
        EnterArrival(
            arrived_at=FILED - timedelta(minutes=20),
            purpose=Purpose.ISSUE,
            language=Lang.RU,
            line=7,
        )
    ).facts["ticket"]
    served = taken(desk)
    desk.operator = people().operators["small_branch"]
    desk.must(Call(purpose=Purpose.INTAKE))
    desk.opened("shown")
    draft = desk.case().draft_code
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))
    desk.operator = people().operators["supervisor"]
    act = seen(desk).act
    assert act is not None
    by_number = {line.ticket: line for line in act.lines}
    assert [line.ticket for line in act.lines] == [late, served]
    paper, electronic = by_number[late], by_number[served]
    assert (paper.order, paper.state) == (7, LineState.WAITING)
    assert paper.arrived_at == FILED - timedelta(minutes=20)
    assert paper.entered_at is not None
    assert paper.entered_at > FILED
    assert (electronic.state, electronic.desk) == (LineState.SETTLED, "3")
    assert electronic.links == (draft,)
    assert [line.ticket for line in act.open_lines] == [late]


@pytest.mark.requirement("R-037")
def test_an_act_is_closed_only_when_every_line_is_reconciled(desk: IntakeDesk) -> None:
    number = declared(desk)
    line = taken(desk)
    desk.must(EndFailure())
    act = seen(desk).act
    assert act is not None
    assert act.state is ActState.ENDED
    assert rules_of(desk.do(CloseFailure(act=number))) == {"ordinary_queue.reconciled"}
    desk.must(SettleLine(ticket=line, end=TicketEnd.LEFT, reason="ушёл", act=number))
    outcome = desk.must(CloseFailure(act=number))
    assert [paper.kind for paper in outcome.papers] == ["failure_act"]
    view = seen(desk)
    assert view.act is None
    assert [one.number for one in view.closed] == [number]
    chosen = seen(desk, number).act
    assert chosen is not None
    assert chosen.state is ActState.CLOSED
    assert chosen.lines[0].reason == "ушёл"


@pytest.mark.requirement("R-037")
def test_a_line_carried_over_to_another_day_stays_a_line_of_its_act(desk: IntakeDesk) -> None:
    number = declared(desk)
    line = taken(desk)
    desk.must(EndFailure())
    desk.clock.at = datetime(2026, 3, 10, 9, 5, tzinfo=ALMATY)
    desk.must(CarryOver(reason="вечером не успели"))
    assert rules_of(desk.do(CloseFailure(act=number))) == {"ordinary_queue.reconciled"}
    desk.operator = people().operators["small_branch"]
    desk.must(Call(ticket=line))
    act = seen(desk).act
    assert act is not None
    assert act.lines[0].state is LineState.AT_DESK
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))
    desk.must(CloseFailure(act=number))


@pytest.mark.requirement("R-037")
def test_lines_entered_on_another_day_are_numbered_in_the_range_of_their_own(
    desk: IntakeDesk,
) -> None:
    number = declared(desk)
    first = taken(desk)
    desk.must(EndFailure())
    desk.clock.at = datetime(2026, 3, 10, 9, 5, tzinfo=ALMATY)
    late = [
        desk.must(
            EnterArrival(
                arrived_at=FILED + timedelta(minutes=minute),
                purpose=Purpose.ISSUE,
                language=Lang.KK,
                act=number,
            )
        ).facts["ticket"]
        for minute in (1, 2, 3)
    ]
    assert [first, *late] == ["K3001", "K3002", "K3003", "K3004"]
    act = seen(desk).act
    assert act is not None
    assert [line.ticket for line in act.lines] == [first, *late]
    assert {line.entered_at is not None for line in act.lines[1:]} == {True}


def test_an_act_left_open_for_days_is_found_and_others_are_listed(desk: IntakeDesk) -> None:
    first = declared(desk)
    desk.must(EndFailure())
    desk.pass_time(minutes=5)
    second = declared(desk, cause=FailureCause.POWER)
    view = seen(desk)
    assert view.act is not None
    assert view.act.act.number == second
    assert [one.number for one in view.others] == [first]
    desk.must(EndFailure())
    desk.pass_time(days=5)
    late = seen(desk, first)
    assert late.act is not None
    assert late.act.act.number == first
    desk.must(CloseFailure(act=first))


@pytest.mark.requirement("R-036")
def test_blank_sheets_are_printed_beforehand(desk: IntakeDesk) -> None:
    outcome = desk.must(PrintBlankJournal(sheets=3, language=Lang.RU))
    (paper,) = outcome.papers
    assert paper.kind == "blank_journal"
    assert len(desk.pending("print")) == 1
    assert '"sheets":3' in desk.papers()[-1].data


@pytest.mark.parametrize("sheets", [0, 51])
def test_a_parcel_of_sheets_is_no_journal(desk: IntakeDesk, sheets: int) -> None:
    from app.errors import InputInvalid

    with pytest.raises(InputInvalid) as caught:
        desk.do(PrintBlankJournal(sheets=sheets))
    assert caught.value.field == "sheets"
    assert desk.papers() == []


def test_who_may_act_is_told(desk: IntakeDesk) -> None:
    assert "declare_failure" in seen(desk).may
    desk.operator = people().operators["operator"]
    assert seen(desk).may == {"print_blank_journal"}
