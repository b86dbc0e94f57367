"""A visitor moved on: the same ticket and arrival, what was done, and only where somebody serves them."""

import pytest

from app.domain.visit import Purpose, TicketState, VisitOutcome
from app.usecases.queries import queue_view
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.open_desk import CloseDesk, PauseDesk, ResumeDesk
from app.usecases.queue.transfer import Transfer
from tests.fakes.intake_desk import identify_of, people
from tests.fakes.queue_desk import QueueDesk


def _called(desk: QueueDesk, purpose: Purpose = Purpose.INTAKE) -> str:
    desk.sit("3")
    number = desk.take(purpose)
    desk.call(number)
    return number


@pytest.mark.requirement("R-045")
def test_to_another_desk_the_ticket_keeps_place_and_history() -> None:
    desk = QueueDesk().open("2")
    number = _called(desk)
    first = desk.ticket(number).taken_at
    others = [desk.take() for _ in range(2)]
    desk.pass_time(minutes=10)
    desk.all_show_life()
    told = Transfer(to_desk="2", reason="мамандану бойынша", note="өтініш толтырылды")
    desk.must(told)
    moved = desk.ticket(number)
    assert (moved.state, moved.for_desk, moved.taken_at) == (TicketState.WAITING, "2", first)
    (hop,) = moved.hops
    assert (hop.from_desk, hop.to_desk, hop.reason, hop.note) == (
        "3",
        "2",
        "мамандану бойынша",
        "өтініш толтырылды",
    )
    assert hop.at == desk.clock.now()
    assert "call.desk_serves" in desk.refused(Call(ticket=number))
    assert desk.line == [number, *others]
    desk.sit("2")
    view = desk.must(Call()).visit
    assert view is not None
    assert (view.ticket.number, view.visit.taken_at) == (number, first)
    assert view.ticket.hops[0].note == "өтініш толтырылды"
    assert view.waited_minutes == 10


@pytest.mark.requirement("R-045")
def test_nobody_is_sent_to_a_desk_that_has_fallen_silent() -> None:
    desk = QueueDesk().open("2")
    _called(desk)
    desk.pass_time(seconds=80)
    for silent in (False, True):
        assert ("2" in [hold.desk for hold in desk.ask(queue_view).desks]) is not silent
        desk.pass_time(seconds=20)
    told = Transfer(to_desk="2", reason="мамандану бойынша")
    assert desk.refused(told) == {"transfer.target"}
    desk.all_show_life()
    desk.must(told)


@pytest.mark.requirement("R-045")
def test_a_visit_that_is_moved_ends_as_moved() -> None:
    desk = QueueDesk().open("2")
    _called(desk)
    visit = next(iter(desk.store.tables.visits.values()))
    desk.must(identify_of(people().people["citizen"]))
    desk.must(Transfer(to_desk="2", reason="x"))
    kept = desk.store.tables.visits[visit.id]
    assert (kept.outcome, kept.open, kept.rating_invited_at) == (VisitOutcome.MOVED, False, None)
    desk.sit("2")
    assert desk.call().identification is None


@pytest.mark.requirement("R-045", "R-044")
def test_to_another_purpose_anybody_who_serves_it_calls() -> None:
    desk = QueueDesk().open("4", "issuer")
    number = _called(desk)
    desk.must(Transfer(to_purpose=Purpose.ISSUE, reason="құжат дайын"))
    moved = desk.ticket(number)
    assert (moved.purpose, moved.for_desk) == (Purpose.ISSUE, "")
    desk.sit("4", "issuer")
    assert desk.call().ticket_number == number


@pytest.mark.requirement("R-045")
def test_to_a_desk_and_a_purpose_and_back_again() -> None:
    desk = QueueDesk().open("4", "issuer")
    number = _called(desk)
    desk.must(Transfer(to_desk="4", to_purpose=Purpose.ISSUE, reason="беру"))
    desk.sit("4", "issuer")
    desk.call()
    desk.must(Transfer(to_desk="3", to_purpose=Purpose.INTAKE, reason="қайта қабылдау"))
    desk.sit("3")
    visit = desk.call()
    assert (visit.ticket_number, visit.purpose) == (number, Purpose.INTAKE)
    assert [(hop.from_desk, hop.to_desk, hop.to_purpose) for hop in desk.ticket(number).hops] == [
        ("3", "4", Purpose.ISSUE),
        ("4", "3", Purpose.INTAKE),
    ]


@pytest.mark.requirement("R-045")
@pytest.mark.parametrize(
    "where",
    [
        {},
        {"to_desk": "3"},
        {"to_desk": "8"},
        {"to_desk": "1"},
        {"to_purpose": Purpose.INTAKE},
        {"to_desk": "4"},
        {"to_desk": "4", "to_purpose": Purpose.INTAKE},
        {"to_desk": "2", "to_purpose": Purpose.ISSUE},
    ],
)
def test_a_transfer_leads_only_where_the_visitor_is_served(where: dict[str, object]) -> None:
    desk = QueueDesk().open("4", "issuer").open("2", "operator").open("1", "operator_2")
    desk.must(CloseDesk())
    _called(desk)
    assert desk.refused(Transfer(reason="x", **where)) == {"transfer.target"}  # type: ignore[arg-type]


def test_a_paused_desk_takes_nobody() -> None:
    desk = QueueDesk().open("2")
    desk.must(PauseDesk())
    _called(desk)
    assert desk.refused(Transfer(to_desk="2", reason="x")) == {"transfer.target"}
    desk.sit("2")
    desk.must(ResumeDesk())
    desk.sit("3")
    desk.must(Transfer(to_desk="2", reason="x"))


@pytest.mark.requirement("R-045")
def test_a_transfer_needs_a_reason_and_a_visitor() -> None:
    desk = QueueDesk().open("2")
    desk.sit("3")
    assert "call.visit_open" in desk.refused(Transfer(to_desk="2", reason="x"))
    _called(desk)
    assert desk.refused(Transfer(to_desk="2", reason=" ")) == {"transfer.reason"}


def test_who_was_sent_to_this_desk_is_its_own_next_one() -> None:
    desk = QueueDesk().open("2")
    earlier = _called(desk)
    desk.must(FinishVisit(outcome=VisitOutcome.MOVED))
    number = _called(desk)
    waiting = desk.take()
    desk.must(Transfer(to_desk="2", reason="x"))
    desk.sit("2")
    assert desk.call(number).out_of_turn is None
    desk.must(FinishVisit())
    assert desk.call().ticket_number == waiting
    assert desk.ticket(earlier).state is TicketState.PARKED
