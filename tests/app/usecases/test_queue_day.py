"""The supervisor's day read from a desk at work: figures, lights, desks, the plan of closing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app.domain.desk_hold import HoldState
from app.domain.language import Lang
from app.domain.queue_load import Light
from app.domain.queue_rules import TailRule
from app.domain.visit import Need, Purpose, TicketEnd, VisitOutcome
from app.usecases.queue import branch_day as day_of
from app.usecases.queue.arrive import Arrive, MarkInaccurate
from app.usecases.queue.branch_day import BranchDay, DeskState, branch_day
from app.usecases.queue.call import Call, UndoCall
from app.usecases.queue.closing import CloseLine, DecideTail
from app.usecases.queue.figures import DayFigures, day_figures
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.return_to_line import CarryOver, EndTicket, ReturnToLine
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.queue.transfer import Transfer
from tests.fakes.held_desk import held
from tests.fakes.intake_desk import FILED, IntakeDesk, people
from tests.fakes.store_samples import ALMATY

KK, RU = Lang.KK, Lang.RU


@pytest.fixture
def desk() -> IntakeDesk:
    return IntakeDesk("supervisor")


def take(desk: IntakeDesk, *purposes: Purpose, language: Lang = KK, **other: Any) -> list[str]:
    took = [
        desk.must(TakeTicket(purpose=purpose, language=language, **other)) for purpose in purposes
    ]
    return [outcome.facts["ticket"] for outcome in took]


def serve(desk: IntakeDesk, minutes: float = 10, walks: float = 1, ticket: str = "") -> None:
    desk.must(Call(ticket=ticket))
    desk.pass_time(minutes=walks)
    desk.must(Arrive())
    desk.pass_time(minutes=minutes)
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))


def figures(desk: IntakeDesk, on: Any = None) -> DayFigures:
    return desk.ask(lambda work: day_figures(work, on))


def day(desk: IntakeDesk) -> BranchDay:
    return desk.ask(branch_day)


def whole_minutes(span: timedelta | None) -> int:
    assert span is not None
    return round(span / timedelta(minutes=1))


@pytest.mark.requirement("R-040")
def test_the_figures_of_a_morning(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    take(desk, Purpose.INTAKE, Purpose.ISSUE)
    desk.pass_time(minutes=8)
    serve(desk)
    desk.pass_time(minutes=1)
    serve(desk, minutes=4)
    read = figures(desk)
    assert (read.total.arrivals, read.total.called, read.total.unfinished) == (2, 2, 0)
    assert read.total.ends == {TicketEnd.SERVED: 2}
    assert whole_minutes(read.purposes[Purpose.INTAKE].waiting.mean) == 8
    assert whole_minutes(read.purposes[Purpose.ISSUE].waiting.mean) == 20
    assert whole_minutes(read.total.walking.median) == 1
    assert whole_minutes(read.purposes[Purpose.ISSUE].service.ninth) == 4
    assert sum(one.arrivals for one in read.hours.values()) == 2
    assert set(read.hours) == {11}


@pytest.mark.requirement("R-045", "R-040")
def test_a_visitor_who_is_moved_on_has_waited_since_the_first_arrival(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    (number,) = take(desk, Purpose.INTAKE)
    desk.pass_time(minutes=5)
    desk.must(Call())
    desk.pass_time(minutes=3)
    desk.must(Transfer(to_purpose=Purpose.ISSUE, reason="готов документ"))
    desk.pass_time(minutes=7)
    serve(desk, ticket=number)
    read = figures(desk)
    assert whole_minutes(read.purposes[Purpose.ISSUE].waiting.mean) == 15
    assert (read.total.arrivals, read.total.called) == (1, 2)
    assert read.purposes[Purpose.INTAKE].arrivals == 1


def test_marked_undone_and_missed_calls(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    take(desk, Purpose.INTAKE, Purpose.INTAKE, Purpose.INTAKE)
    desk.must(Call())
    desk.must(UndoCall())
    desk.must(Call())
    desk.must(MarkInaccurate())
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))
    desk.must(Call())
    desk.pass_time(minutes=2)
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    read = figures(desk).total
    assert (read.called, read.undone, read.inaccurate, read.no_shows) == (2, 1, 1, 1)
    assert (read.service.count, read.waiting.count) == (0, 1)


@pytest.mark.requirement("R-033")
def test_a_call_out_of_turn_is_seen_with_reason_and_desk(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    _, second = take(desk, Purpose.INTAKE, Purpose.INTAKE)
    desk.must(Call(ticket=second, reason="пропустили вперёд"))
    (call,) = day(desk).figures.out_of_turn
    assert (call.ticket, call.desk, call.note) == (second, "3", "пропустили вперёд")


@pytest.mark.requirement("R-041")
def test_the_difference_of_the_languages_is_reported(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    take(desk, Purpose.INTAKE)
    take(desk, Purpose.INTAKE, language=RU)
    serve(desk, minutes=9)
    serve(desk, minutes=9)
    read = figures(desk)
    assert whole_minutes(read.language_gap) == -10


@pytest.mark.requirement("R-042")
def test_a_need_outlives_the_visit_as_a_bare_count(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    take(desk, Purpose.INTAKE, need=Need.HEARING)
    take(desk, Purpose.INTAKE, need=Need.HEARING)
    take(desk, Purpose.INTAKE, need=Need.MOBILITY)
    for _ in range(3):
        serve(desk)
    assert {ticket.need for ticket in desk.store.tables.tickets.values()} == {None}
    assert figures(desk).needs == {
        Need.HEARING: 2, Need.VISION: 0, Need.MOBILITY: 1, Need.OTHER: 0,
    }  # fmt: skip
    told = str([line.entry for line in desk.store.tables.journal])
    assert "hearing" not in told


def test_a_used_up_counter_of_needs_turns_nobody_away(desk: IntakeDesk) -> None:
    desk.store.tables.numbers["need_vision", "3", f"{FILED.date()}"] = 999
    assert take(desk, Purpose.INTAKE, need=Need.VISION)
    assert figures(desk).needs[Need.VISION] == 999


@pytest.mark.requirement("R-040")
def test_the_forecast_stands_beside_what_came(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    take(desk, Purpose.INTAKE, Purpose.INTAKE)
    serve(desk)
    serve(desk)
    error = figures(desk).forecast
    assert error is not None
    assert error.count == 2
    # Told 0 and 12 minutes, waited none and eleven.
    assert round(error.bias * 2) == -1


def test_a_returned_visitor_is_in_the_curve_and_in_the_light(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    (number,) = take(desk, Purpose.INTAKE)
    desk.must(Call())
    desk.pass_time(minutes=1)
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    desk.pass_time(minutes=20)
    desk.must(ReturnToLine(ticket=number))
    desk.pass_time(minutes=20)
    now = day(desk)
    assert now.purposes[0].waiting == 1
    assert now.figures.curve[-1].all == 1


@pytest.mark.requirement("R-029")
def test_those_carried_over_are_counted_once_on_the_day_they_came(desk: IntakeDesk) -> None:
    take(desk, Purpose.INTAKE)
    friday = FILED.date()
    desk.clock.at = datetime(2026, 3, 10, 10, 0, tzinfo=ALMATY)
    assert [ticket.number for ticket in day(desk).left] == ["A3001"]
    desk.must(CarryOver(reason="сбой питания вечером"))
    tuesday, before = figures(desk), figures(desk, friday)
    assert (tuesday.total.arrivals, tuesday.carried_over) == (0, 1)
    assert (before.total.arrivals, before.total.unfinished) == (1, 1)
    desk.operator = people().operators["small_branch"]
    serve(desk)
    tuesday, before = figures(desk), figures(desk, friday)
    assert (tuesday.total.called, tuesday.total.unmeasured, tuesday.total.waiting.count) == (
        1,
        1,
        0,
    )
    assert before.total.ends == {TicketEnd.SERVED: 1}


def test_a_clock_set_back_over_midnight_breaks_nothing(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    take(desk, Purpose.INTAKE, Purpose.INTAKE)
    desk.must(Call())
    desk.clock.at -= timedelta(hours=14)
    desk.must(Arrive())
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))
    for on in (FILED.date(), FILED.date() - timedelta(days=1)):
        read = figures(desk, on)
        assert read.total.arrivals == read.total.unfinished + sum(read.total.ends.values())
    desk.clock.at = FILED + timedelta(hours=1)
    read = figures(desk).total
    assert (read.unmeasured, read.walking.count, read.waiting.count) == (1, 0, 1)


@pytest.mark.requirement("R-040", "R-023")
def test_the_lights_of_the_purposes(desk: IntakeDesk) -> None:
    only_intake = held("3", FILED, purposes=frozenset({Purpose.INTAKE}))
    desk.store.tables.holds["3"] = only_intake
    take(desk, *[Purpose.INTAKE] * 4, Purpose.APPEAL)
    desk.pass_time(minutes=9)
    now = day(desk)
    of = {one.purpose: one for one in now.purposes}
    intake, appeal = of[Purpose.INTAKE], of[Purpose.APPEAL]
    assert (intake.waiting, intake.desks, intake.light) == (4, 1, Light.ORANGE)
    assert (intake.longest, intake.longest_minutes) == ("A3001", 9)
    assert intake.forecast == 48
    assert intake.coming.waiting == 8
    assert intake.coming.overload
    assert (appeal.light, appeal.forecast) == (Light.NO_DESK, None)
    assert now.uncovered == (Purpose.ISSUE, Purpose.CONSULTATION, Purpose.APPEAL)
    desk.clock.at = FILED.replace(hour=19)
    assert day(desk).uncovered == ()


@pytest.mark.requirement("R-040")
def test_the_limit_of_waiting_is_watched_where_an_act_sets_one(
    desk: IntakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.catalogue.queue_rules import queue_rules

    take(desk, Purpose.INTAKE, Purpose.INTAKE)
    assert day(desk).purposes[0].alerts == ()
    limited = replace(queue_rules(FILED.date()), wait_limit_minutes=20)
    monkeypatch.setattr(day_of, "queue_rules", lambda _on: limited)
    (second,) = day(desk).purposes[0].alerts
    assert (second.ticket, second.over) == ("A3002", False)


def test_the_desks_as_they_stand(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    holds = desk.store.tables.holds
    holds["1"] = held("1", FILED, state=HoldState.PAUSED, pause_reason="перерыв")
    holds["2"] = held("2", FILED - timedelta(minutes=5))
    take(desk, Purpose.INTAKE)
    desk.must(Call())
    now = {one.desk: one for one in day(desk).desks}
    assert now["3"].state is DeskState.OPEN
    assert (now["3"].ticket, now["3"].come) == ("A3001", False)
    assert (now["1"].state, now["1"].reason) == (DeskState.PAUSED, "перерыв")
    assert (now["2"].state, now["2"].since) == (DeskState.SILENT, FILED - timedelta(minutes=5))
    assert now["4"].state is DeskState.CLOSED
    assert not now["4"].releasable
    assert list(now) == ["1", "2", "3", "4", "5", "6", "9"]


@pytest.mark.requirement("R-029")
def test_the_plan_of_closing_tells_what_would_happen(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    first, second, third = take(desk, *[Purpose.INTAKE] * 3)
    desk.must(Call(ticket=first))
    desk.pass_time(minutes=1)
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    desk.must(Call(ticket=second))
    desk.must(Park())
    desk.operator = people().operators["supervisor"]
    rules = {finding.rule for finding in day(desk).closing.findings}
    assert rules == {"closing.doors_closed", "closing.served_first"}
    desk.clock.at = FILED.replace(hour=18, minute=5)
    desk.must(DecideTail(rule=TailRule.REBOOK, reason="нет света"))
    plan = day(desk).closing
    assert plan.findings == ()
    assert {one.number for one in plan.rebooked} == {second, third}
    assert [one.number for one in plan.absent] == [first]
    assert plan.slot == datetime(2026, 3, 10, 9, 0, tzinfo=ALMATY)
    desk.must(CloseLine())
    read = figures(desk)
    assert (read.total.rebooked, read.total.unfinished) == (2, 0)
    assert day(desk).closing.empty


@pytest.mark.requirement("R-029")
def test_calls_after_closing_are_overtime(desk: IntakeDesk) -> None:
    desk.operator = people().operators["small_branch"]
    desk.clock.at = FILED.replace(hour=17, minute=55)
    take(desk, Purpose.INTAKE)
    desk.pass_time(minutes=9)
    serve(desk)
    overtime = figures(desk).overtime
    assert overtime.calls == 1
    assert overtime.until is not None
    assert overtime.until.strftime("%H:%M") == "18:15"


def test_left_over_tickets_end_with_a_reason(desk: IntakeDesk) -> None:
    (number,) = take(desk, Purpose.INTAKE)
    desk.clock.at = datetime(2026, 3, 10, 10, 0, tzinfo=ALMATY)
    desk.must(EndTicket(ticket=number, reason="не пришёл"))
    assert day(desk).left == ()
    assert figures(desk, FILED.date()).total.left == 1


def test_who_may_act_is_told(desk: IntakeDesk) -> None:
    assert "close_line" in day(desk).may
    desk.operator = people().operators["operator"]
    assert day(desk).may == frozenset()


def test_a_closed_day_has_no_hours_and_an_unknown_year_breaks_nothing(desk: IntakeDesk) -> None:
    sunday = figures(desk, date(2026, 3, 1))
    assert (sunday.opens, sunday.closes, sunday.total.arrivals) == (None, None, 0)
    assert figures(desk, date(2019, 1, 1)).opens is None
