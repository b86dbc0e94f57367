"""What every store promises of the line, of calls and visits, and of the books of the queue."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.booking import Booking, BookingState
from app.domain.desk_hold import DeskHold, HoldState
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureAct, FailureCause
from app.domain.queue_rules import QueueDay, TailRule
from app.domain.visit import Purpose, Ticket, TicketState, VisitOutcome
from app.errors import Unavailable
from app.ports.storage import STORE_BUSY, STORE_STALE, NextTicket, Store
from app.ports.store_errors import STORE_TICKET_TAKEN
from tests.fakes.store_samples import LATER, MORNING, TODAY, ticket, visit
from tests.fakes.store_trial import commit, refused

TOMORROW = TODAY + timedelta(days=1)
WANTED = NextTicket(day=TODAY, desk="7", purposes=tuple(Purpose), languages=tuple(Lang))


def after(minutes: float) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def fill(store: Store, *rows: Ticket) -> None:
    commit(store, *(lambda work, row=row: work.visits.add_ticket(row) for row in rows))


def next_id(store: Store, **other: object) -> str:
    with store.begin(writing=False) as work:
        found = work.visits.next_waiting(replace(WANTED, **other))  # type: ignore[arg-type]
    return found.id if found is not None else ""


def take(store: Store, number: str, desk: str = "7") -> None:
    """Call that ticket and close it at once."""
    with store.begin(writing=True) as work:
        found = work.visits.ticket(number)
        assert found is not None
        gone = replace(found, state=TicketState.CLOSED, desk=desk, called_at=MORNING)
        work.visits.save_ticket(gone, found.state)
        work.commit()


def test_the_heavier_go_first_then_the_earlier_and_the_id_settles(store: Store) -> None:
    fill(
        store,
        ticket("t5", taken_at=after(2)),
        ticket("t4", taken_at=after(1)),
        ticket("t3", taken_at=after(1)),
        ticket("t2", taken_at=after(9), turn=after(0)),
        ticket("t1", taken_at=after(8), weight=2),
        ticket("t0", taken_at=after(9), weight=1),
    )
    expected = ["t1", "t0", "t2", "t3", "t4", "t5"]
    with store.begin(writing=False) as work:
        assert [row.id for row in work.visits.waiting(TODAY)] == expected
        assert [row.id for row in work.visits.unfinished(TODAY)] == expected
        assert [row.id for row in work.visits.tickets_of(TODAY)] == expected
    called = []
    while found := next_id(store):
        called.append(found)
        take(store, found)
    assert called == expected


def test_the_order_is_that_of_the_moments_whatever_their_zones(store: Store) -> None:
    fill(store, ticket("t1", taken_at=LATER), ticket("t2", taken_at=after(4)))
    assert next_id(store) == "t2"
    assert next_id(store, day=LATER.astimezone(UTC).date()) == "t2"


def test_the_next_one_is_what_the_desk_serves(store: Store) -> None:
    fill(
        store,
        ticket("t1", for_desk="8"),
        ticket("t2", purpose=Purpose.APPEAL, taken_at=after(1)),
        ticket("t3", language=Lang.RU, taken_at=after(2)),
        ticket("t4", taken_at=after(3), for_desk="7"),
        ticket("t5", taken_at=after(4)),
    )
    assert next_id(store) == "t2"
    assert next_id(store, desk="8") == "t1"
    assert next_id(store, purposes=(Purpose.INTAKE,)) == "t3"
    assert next_id(store, purposes=(Purpose.INTAKE,), languages=(Lang.KK,)) == "t4"
    assert next_id(store, purposes=(Purpose.INTAKE,), languages=(Lang.KK,), desk="9") == "t5"
    assert next_id(store, purposes=(Purpose.ISSUE, Purpose.CONSULTATION)) == ""
    assert next_id(store, purposes=(Purpose.ISSUE, Purpose.APPEAL)) == "t2"
    assert next_id(store, purposes=()) == ""
    assert next_id(store, languages=()) == ""
    assert next_id(store, day=TOMORROW) == ""


def test_only_who_waits_today_is_the_next_one(store: Store) -> None:
    states = [state for state in TicketState if state is not TicketState.WAITING]
    fill(
        store,
        *(ticket(f"t{n}", state=state) for n, state in enumerate(states)),
        ticket("t7", taken_at=MORNING - timedelta(days=1)),
    )
    assert next_id(store) == ""
    fill(store, ticket("t8", taken_at=MORNING - timedelta(days=1), line_day=TODAY.isoformat()))
    assert next_id(store) == "t8"


def test_two_units_at_once_never_get_the_same_ticket(store: Store) -> None:
    fill(store, ticket("t1"), ticket("t2", taken_at=after(1)))
    seen: list[str] = []
    with store.begin(writing=True) as one:
        first = one.visits.next_waiting(WANTED)
        try:
            with store.begin(writing=True) as two:
                second = two.visits.next_waiting(replace(WANTED, desk="8"))
                seen += [second.id if second is not None else ""]
                third = two.visits.next_waiting(WANTED)
                seen += [third.id if third is not None else ""]
        except Unavailable as fault:
            seen += [fault.code]
    assert first is not None
    assert first.id == "t1"
    # Where writers may work at the same time, the second one takes the ticket behind; else it waits.
    assert seen in (["t2", "t2"], [STORE_BUSY])
    assert next_id(store) == "t1"


def test_who_was_called_meanwhile_is_not_called_again(store: Store) -> None:
    fill(store, ticket("t1"), ticket("t2", taken_at=after(1)))
    take(store, "t1")
    assert next_id(store) == "t2"
    late = ticket("t1", state=TicketState.CALLED, desk="8")
    code = refused(store, lambda work: work.visits.save_ticket(late, TicketState.WAITING))
    assert code == STORE_TICKET_TAKEN


def test_lines_of_a_day_of_former_days_and_of_everybody(store: Store) -> None:
    fill(store, *(ticket(f"t{n}", state=state) for n, state in enumerate(TicketState)))
    yesterday = MORNING - timedelta(days=1)
    fill(
        store,
        *(
            ticket(f"y{n}", state=state, taken_at=yesterday - timedelta(minutes=n))
            for n, state in enumerate(TicketState)
        ),
        ticket("moved", taken_at=yesterday, line_day=TODAY.isoformat(), weight=1),
    )
    with store.begin(writing=False) as work:
        visits = work.visits
        assert [row.id for row in visits.waiting(TODAY)] == ["moved", "t0", "t3"]
        assert [row.id for row in visits.unfinished(TODAY)] == ["moved", "t0", "t3", "t4"]
        assert [row.id for row in visits.left_before(TODAY)] == ["y4", "y3", "y0"]
        assert len(visits.tickets_of(TODAY)) == 1 + len(TicketState)
        assert len(visits.tickets_of(yesterday.date())) == len(TicketState)
        assert visits.left_before(yesterday.date()) == ()
        assert {row.id for row in visits.left_before(TOMORROW)} == {
            *("y4", "y3", "y0"),
            *("moved", "t0", "t3", "t4"),
        }


def test_a_line_is_counted_as_it_is_read(store: Store) -> None:
    fill(
        store,
        ticket("t1"),
        ticket("t2"),
        ticket("t3", state=TicketState.PARKED),
        ticket("t4", purpose=Purpose.ISSUE),
        ticket("t5", purpose=Purpose.APPEAL, state=TicketState.PARKED),
        ticket("t6", purpose=Purpose.ISSUE, state=TicketState.ABSENT),
        ticket("t7", state=TicketState.CALLED),
        ticket("t8", taken_at=MORNING + timedelta(days=1)),
    )
    with store.begin(writing=False) as work:
        assert work.visits.line_length(TODAY) == len(work.visits.waiting(TODAY)) == 5
        counts = work.visits.waiting_by_purpose(TODAY)
        assert {one: count for one, count in counts.items() if count} == {
            Purpose.INTAKE: 2,
            Purpose.ISSUE: 1,
        }
        assert work.visits.line_length(MORNING.date() - timedelta(days=1)) == 0
        assert not work.visits.waiting_by_purpose(TODAY - timedelta(days=1))


def test_the_last_calls_stand_first(store: Store) -> None:
    fill(
        store,
        ticket("t1", state=TicketState.CALLED, desk="1", called_at=after(1)),
        ticket("t2", state=TicketState.SERVING, desk="2", called_at=after(4)),
        ticket("t3", state=TicketState.CLOSED, desk="3", called_at=after(2)),
        ticket(
            "t4",
            state=TicketState.CALLED,
            desk="4",
            called_at=after(0),
            recalled_at=after(3),
            recalls=1,
        ),
        ticket("t5", state=TicketState.CLOSED),
        ticket("t6", state=TicketState.WAITING, called_at=after(9)),
        ticket("t7", state=TicketState.PARKED, called_at=after(9)),
        ticket("t8", state=TicketState.ABSENT, called_at=after(9)),
        ticket("t9", state=TicketState.CALLED, desk="9", called_at=after(4)),
    )
    with store.begin(writing=False) as work:
        assert [row.id for row in work.visits.calls(TODAY, 8)] == ["t2", "t9", "t4", "t3", "t1"]
        assert [row.id for row in work.visits.calls(TODAY, 2)] == ["t2", "t9"]
        assert work.visits.calls(TOMORROW, 8) == ()


def test_open_visits_and_visits_of_a_span(store: Store) -> None:
    commit(
        store,
        lambda work: work.visits.add(visit("v1", desk="1", called_at=after(3))),
        lambda work: work.visits.add(visit("v2", desk="2", called_at=after(1))),
        lambda work: work.visits.add(visit("v3", desk="3", called_at=after(1))),
        lambda work: work.visits.add(visit("v4", desk="1", called_at=after(2), closed_at=LATER)),
    )
    with store.begin(writing=False) as work:
        visits = work.visits
        assert [row.id for row in visits.all_open()] == ["v2", "v3", "v1"]
        found = visits.called_between(after(1), after(3))
        assert [row.id for row in found] == ["v2", "v3", "v4"]
        assert visits.called_between(after(4), after(9)) == ()
    with store.begin(writing=True) as work:
        opened = work.visits.open_at("2")
        assert opened is not None
        work.visits.save(replace(opened, closed_at=LATER, outcome=VisitOutcome.SERVED))
        assert work.visits.open_at("2") is None
        work.commit()
    with store.begin(writing=False) as work:
        assert [row.id for row in work.visits.all_open()] == ["v3", "v1"]


def hold(desk: str = "7", session: str = "one", **other: object) -> DeskHold:
    values: dict[str, object] = {
        "operator_id": "operator",
        "opened_at": MORNING,
        "seen_at": MORNING,
        "badge": True,
        "purposes": frozenset({Purpose.INTAKE, Purpose.ISSUE}),
    }
    return DeskHold(desk=desk, session=session, **(values | other))  # type: ignore[arg-type]


@pytest.mark.requirement("R-033")
def test_a_desk_is_held_by_one_workplace(store: Store) -> None:
    commit(
        store,
        lambda work: work.queue.save_hold(hold("8"), None),
        lambda work: work.queue.save_hold(hold("7"), None),
    )
    assert refused(store, lambda work: work.queue.save_hold(hold(session="two"), None)) == (
        STORE_STALE
    )
    paused = hold(state=HoldState.PAUSED, pause_reason="түскі ас")
    commit(store, lambda work: work.queue.save_hold(paused, hold()))
    taken = hold(session="two")
    commit(store, lambda work: work.queue.save_hold(taken, paused))
    back = hold(seen_at=LATER)
    assert refused(store, lambda work: work.queue.save_hold(back, paused)) == STORE_STALE
    with store.begin(writing=False) as work:
        assert work.queue.hold("7") == taken
        assert work.queue.hold("9") is None
        assert work.queue.holds() == (taken, hold("8"))


def booking(id: str = "b1", **other: object) -> Booking:  # noqa: A002 - as the record calls it
    values: dict[str, object] = {
        "code": f"K-{id}",
        "slot_at": MORNING,
        "purpose": Purpose.INTAKE,
        "language": Lang.KK,
        "channel": "portal",
        "phone_masked": "··· 17",
    }
    return Booking(id=id, **(values | other))  # type: ignore[arg-type]


def test_bookings_of_a_day_by_their_times(store: Store) -> None:
    rows = [
        booking("b1", slot_at=after(30)),
        booking("b2"),
        booking("b3", slot_at=MORNING + timedelta(days=1)),
        booking("b4", slot_at=after(30)),
    ]
    commit(store, *(lambda work, row=row: work.queue.add_booking(row) for row in rows))
    same_code = booking("b9", code="K-b1")
    assert refused(store, lambda work: work.queue.add_booking(same_code)) == STORE_STALE
    assert refused(store, lambda work: work.queue.add_booking(booking("b1", code="K-9"))) == (
        STORE_STALE
    )
    come = replace(rows[1], state=BookingState.ARRIVED, arrived_at=LATER, ticket_id="t1")
    moved = replace(rows[0], slot_at=MORNING + timedelta(days=1, minutes=1))
    commit(
        store,
        lambda work: work.queue.save_booking(come),
        lambda work: work.queue.save_booking(moved),
    )
    assert refused(store, lambda work: work.queue.save_booking(booking("b8"))) == STORE_STALE
    with store.begin(writing=False) as work:
        assert work.queue.bookings(TODAY) == (come, rows[3])
        assert work.queue.bookings(TOMORROW) == (rows[2], moved)
        assert work.queue.bookings(TODAY - timedelta(days=1)) == ()
        assert work.queue.booking("b2") == work.queue.booking("K-b2") == come
        assert work.queue.booking("K-9") is None


def failure(id: str = "f1", **other: object) -> FailureAct:  # noqa: A002 - as the record calls it
    values: dict[str, object] = {
        "number": f"26-{id}",
        "cause": FailureCause.SERVER,
        "declared_by": "operator",
        "started_at": MORNING,
        "declared_at": MORNING,
    }
    return FailureAct(id=id, **(values | other))  # type: ignore[arg-type]


@pytest.mark.requirement("R-036")
def test_acts_of_failure(store: Store) -> None:
    early = failure("f1", started_at=after(-90), ended_at=after(-60))
    late = failure("f2", confirmed_at=(after(50),))
    commit(store, lambda work: work.queue.add_failure(late))
    commit(store, lambda work: work.queue.add_failure(early))
    again = failure("f3", number=late.number)
    assert refused(store, lambda work: work.queue.add_failure(again)) == STORE_STALE
    assert refused(store, lambda work: work.queue.save_failure(failure("f9"))) == STORE_STALE
    with store.begin(writing=False) as work:
        assert work.queue.open_failure() == late
        assert work.queue.failures_since(after(-90)) == (early, late)
        assert work.queue.failures_since(after(-89)) == (late,)
        assert work.queue.failure("f1") == work.queue.failure("26-f1") == early
        assert work.queue.failure("f9") is None
    ended = replace(late, ended_at=LATER, ended_by="operator")
    commit(store, lambda work: work.queue.save_failure(ended))
    with store.begin(writing=False) as work:
        assert work.queue.open_failure() is None
        assert work.queue.failure("f2") == ended


def test_what_was_recorded_for_a_day(store: Store) -> None:
    first = QueueDay(day=TODAY, tail=TailRule.SERVE, reason="жұмыс соңы", decided_by="one")
    second = replace(first, tail=TailRule.REBOOK, decided_by="two")
    commit(store, lambda work: work.queue.save_day(first))
    with store.begin(writing=False) as work:
        assert work.queue.day(TODAY) == first
    commit(store, lambda work: work.queue.save_day(second))
    with store.begin(writing=False) as work:
        assert work.queue.day(TODAY) == second
        assert work.queue.day(TOMORROW) is None
