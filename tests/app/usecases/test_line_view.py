"""The line as one desk reads it: whom it calls, who stands outside, the desk, bookings, the failure."""

from datetime import timedelta

import pytest

from app.domain.desk_hold import HoldState
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.visit import Purpose, VisitOutcome
from app.usecases.queries import queue_view
from app.usecases.queue.arrive import Arrive
from app.usecases.queue.call import Recall, UndoCall
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.open_desk import CloseDesk, PauseDesk
from app.usecases.queue.ordinary_queue import DeclareFailure
from app.usecases.queue.transfer import Transfer
from app.usecases.views import QueueView
from tests.fakes.queue_desk import QueueDesk


def seen(desk: QueueDesk) -> QueueView:
    view: QueueView = desk.ask(queue_view)
    return view


def numbers(tickets: object) -> list[str]:
    return [ticket.number for ticket in tickets]  # type: ignore[attr-defined]


@pytest.mark.requirement("R-033", "R-045")
def test_a_desk_sees_whom_it_calls_and_the_others_too() -> None:
    desk = QueueDesk()
    intake, issue = desk.take(), desk.take(Purpose.ISSUE)
    desk.open("4", "issuer")
    view = seen(desk)
    assert numbers(view.waiting) == [intake, issue]
    assert numbers(view.in_turn) == [issue]
    assert [hold.desk for hold in view.desks] == ["3"]
    desk.call(issue)
    desk.must(Arrive())
    desk.must(Transfer(to_desk="3", to_purpose=Purpose.CONSULTATION, reason="next_step"))
    assert numbers(seen(desk).in_turn) == []
    desk.sit("3")
    assert numbers(seen(desk).in_turn) == [intake, issue]


@pytest.mark.requirement("R-033")
def test_who_stands_outside_the_line_is_told_apart() -> None:
    desk = QueueDesk()
    absent, parked, left = desk.take(), desk.take(), desk.take()
    desk.call(absent)
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    desk.call(parked)
    desk.must(Park(reason="pays"))
    view = seen(desk)
    assert numbers(view.absent) == [absent]
    assert numbers(view.in_turn) == [left]
    assert {ticket.number: ticket.calls for ticket in (*view.waiting, *view.absent)} == {
        absent: 1,
        parked: 1,
        left: 0,
    }
    desk.clock.at += timedelta(days=3)
    tomorrow = seen(desk)
    assert set(numbers(tomorrow.left_over)) == {absent, parked, left}
    assert tomorrow.waiting == tomorrow.absent == ()


@pytest.mark.requirement("R-033")
def test_a_call_may_be_repeated_and_taken_back_in_its_time() -> None:
    desk = QueueDesk()
    number = desk.take()
    desk.call(number)
    view = seen(desk)
    assert view.undo_until is not None
    assert view.undo_until - desk.ticket(number).called_at == timedelta(seconds=20)  # type: ignore[operator]
    assert (view.again_from, view.again_findings) == (None, ())
    for _ in range(3):
        desk.must(Recall())
        desk.clock.at += timedelta(seconds=11)
    view = seen(desk)
    assert view.again_from is not None
    assert {finding.rule for finding in view.again_findings} == {"call.recall_limit"}
    desk.must(Arrive())
    assert seen(desk).undo_until is None


def test_a_call_that_was_taken_back_does_not_count() -> None:
    desk = QueueDesk()
    number = desk.take()
    desk.call(number)
    assert desk.ticket(number).calls == 1
    desk.must(UndoCall())
    assert desk.ticket(number).calls == 0


@pytest.mark.requirement("R-043", "R-033")
def test_the_desk_is_known_as_held_here_elsewhere_or_not_at_all() -> None:
    desk = QueueDesk()
    assert seen(desk).hold is not None
    desk.sit("3", session="another run")
    view = seen(desk)
    assert view.hold is None
    assert {finding.rule for finding in view.desk_findings} == {"open_desk.free"}
    desk.sit("3")
    desk.open("1", "operator")
    desk.sit("3")
    desk.sit("1", "operator")
    desk.must(PauseDesk(reason="обед"))
    assert seen(desk).hold.state is HoldState.PAUSED  # type: ignore[union-attr]
    desk.must(CloseDesk())
    view = seen(desk)
    assert (view.hold, view.desk_findings) == (None, ())


@pytest.mark.requirement("R-036")
def test_the_failure_in_force_is_told_with_its_end() -> None:
    desk = QueueDesk()
    desk.open("9", "supervisor")
    assert seen(desk).may_settle
    desk.must(DeclareFailure(cause=FailureCause.SERVER))
    desk.sit("3")
    view = seen(desk)
    assert view.failure is not None
    assert view.failure_until == view.failure.declared_at + timedelta(hours=1)
    assert not view.may_settle
    desk.clock.at += timedelta(hours=2)
    lapsed = seen(desk)
    assert (lapsed.failure, lapsed.failure_until) == (view.failure, None)


@pytest.mark.requirement("R-041")
def test_a_language_that_is_not_spoken_here_waits_for_another_desk() -> None:
    from dataclasses import replace

    desk = QueueDesk()
    kazakh, russian = desk.take(), desk.take(language=Lang.RU)
    desks = tuple(
        replace(one, languages=(Lang.RU,)) if one.number == 3 else one for one in desk.branch.desks
    )
    desk.branch = replace(desk.branch, desks=desks)
    view = seen(desk)
    assert numbers(view.in_turn) == [russian]
    assert desk.call(russian).out_of_turn is None
    assert kazakh in numbers(view.waiting)
