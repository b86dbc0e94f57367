"""What every store promises to those who count a day: who was taken on it, how many numbers were given."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.visit import TicketState
from app.ports.storage import NEED_SERIES, Store
from tests.fakes.store_samples import MORNING, TODAY, ticket
from tests.fakes.store_trial import commit

TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.requirement("R-029", "R-037")
def test_a_ticket_that_was_carried_over_is_still_one_of_its_day(store: Store) -> None:
    rows = [
        ticket("t1", taken_at=MORNING + timedelta(minutes=3)),
        ticket("t2"),
        ticket("t3", state=TicketState.CLOSED, taken_at=MORNING + timedelta(minutes=1)),
        ticket("t4", taken_at=MORNING + timedelta(days=1)),
    ]
    commit(store, *(lambda work, row=row: work.visits.add_ticket(row) for row in rows))
    moved = replace(rows[1], line_day=TOMORROW.isoformat())
    commit(store, lambda work: work.visits.save_ticket(moved, TicketState.WAITING))
    with store.begin(writing=False) as work:
        assert [one.id for one in work.visits.taken_on(TODAY)] == ["t2", "t3", "t1"]
        assert [one.id for one in work.visits.tickets_of(TODAY)] == ["t3", "t1"]
        assert [one.id for one in work.visits.taken_on(TOMORROW)] == ["t4"]
        assert {one.id for one in work.visits.tickets_of(TOMORROW)} == {"t2", "t4"}
        assert list(work.visits.taken_on(TODAY - timedelta(days=1))) == []


@pytest.mark.requirement("R-042")
def test_given_numbers_of_a_day_are_counted_over_all_desks(store: Store) -> None:
    series = tuple(NEED_SERIES.values())
    with store.begin(writing=True) as work:
        for desk in ("3", "3", "7"):
            work.numbers.next(series[0], desk, TODAY)
        work.numbers.next(series[0], "3", TOMORROW)
        work.commit()
    with store.begin(writing=False) as work:
        assert work.numbers.given(series[0], TODAY) == 3
        assert work.numbers.given(series[0], TOMORROW) == 1
        assert work.numbers.given(series[1], TODAY) == 0
