"""The curve of the day: who waited when, from what happened, whatever the clock did."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.visit import Hop, Purpose, TicketEnd, TicketState, VisitOutcome
from app.domain.waiting_curve import QUARTER, Stay, curve_of, quarters, stays_of
from tests.fakes.queue_samples import TEN, minutes, served, ticket, visit


def spans(*stays: Stay) -> list[tuple[float, float | None]]:
    minute = timedelta(minutes=1)
    return [((s.begin - TEN) / minute, (s.end - TEN) / minute if s.end else None) for s in stays]


def test_who_waits_still_has_no_end() -> None:
    assert spans(*stays_of(ticket(), ())) == [(0, None)]


def test_the_waiting_ends_with_the_call_or_with_the_ticket() -> None:
    done = ticket(state=TicketState.CLOSED, closed_at=TEN + minutes(30), end=TicketEnd.SERVED)
    assert spans(*stays_of(done, (served(12),))) == [(0, 12)]
    left = replace(done, end=TicketEnd.LEFT)
    assert spans(*stays_of(left, ())) == [(0, 30)]


def test_an_undone_call_interrupts_nothing() -> None:
    wrong = visit(5, outcome=VisitOutcome.UNDONE, closed_at=TEN + minutes(5.2))
    assert spans(*stays_of(ticket(), (wrong,))) == [(0, None)]
    right = replace(served(9), id="w")
    closed = ticket(state=TicketState.CLOSED, closed_at=TEN + minutes(19))
    assert spans(*stays_of(closed, (wrong, right))) == [(0, 9)]


def test_after_a_transfer_the_waiting_goes_on_for_the_next_purpose() -> None:
    at = TEN + minutes(9)
    moved = visit(5, outcome=VisitOutcome.MOVED, closed_at=at)
    on = ticket(purpose=Purpose.ISSUE, hops=(Hop(at=at, from_desk="3"),))
    first, second = stays_of(on, (moved,))
    assert spans(first, second) == [(0, 5), (9, None)]
    assert (first.purpose, second.purpose) == (Purpose.INTAKE, Purpose.ISSUE)


def test_who_is_aside_or_away_does_not_wait_until_they_are_back() -> None:
    away = visit(5, outcome=VisitOutcome.NO_SHOW, closed_at=TEN + minutes(8))
    assert spans(*stays_of(ticket(state=TicketState.ABSENT), (away,))) == [(0, 5)]
    back = ticket(back_at=TEN + minutes(20))
    assert spans(*stays_of(back, (away,))) == [(0, 5), (20, None)]
    aside = visit(5, outcome=VisitOutcome.MOVED, closed_at=TEN + minutes(8))
    assert spans(*stays_of(ticket(state=TicketState.PARKED), (aside,))) == [(0, 5)]
    again = replace(served(30), id="w", ticket_before=TicketState.PARKED)
    closed = ticket(state=TicketState.CLOSED, closed_at=TEN + minutes(40))
    assert spans(*stays_of(closed, (aside, again))) == [(0, 5)]


def test_a_clock_set_back_leaves_no_stretch_that_ends_before_it_begins() -> None:
    assert stays_of(ticket(state=TicketState.SERVING), (visit(-30),)) == ()


def test_quarters_begin_with_the_quarter_of_the_start() -> None:
    at = quarters(TEN + minutes(7), TEN + minutes(46))
    assert [(moment - TEN) // timedelta(minutes=1) for moment in at] == [0, 15, 30, 45]
    assert len(quarters(TEN, TEN)) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Purpose), st.integers(-200, 200), st.none() | st.integers(0, 300)
        ),
        max_size=12,
    )
)
def test_the_curve_is_what_a_look_into_the_hall_would_count(
    stretches: list[tuple[Purpose, int, int | None]],
) -> None:
    stays = [
        Stay(
            purpose=purpose,
            begin=TEN + minutes(begin),
            end=None if lasts is None else TEN + minutes(begin + lasts),
        )
        for purpose, begin, lasts in stretches
    ]
    called = [stay.end for stay in stays if stay.end is not None]
    points = curve_of(stays, called, quarters(TEN - minutes(300), TEN + minutes(600)))
    for point in points:
        here = [
            (purpose, begin, lasts)
            for purpose, begin, lasts in stretches
            if TEN + minutes(begin) <= point.at
            and (lasts is None or point.at < TEN + minutes(begin + lasts))
        ]
        assert point.all == len(here)
        assert all(count >= 0 for count in point.waiting.values())
    assert sum(point.called for point in points) == len(called)
    steps = pairwise(points)
    assert all(later.at - earlier.at == QUARTER for earlier, later in steps)
