"""Figures of a day: exact by example, and for any day of any kind nothing negative and nobody lost."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Lang
from app.domain.queue_figures import (
    Arrival,
    CallMade,
    arrival_of,
    by_hour,
    by_language,
    by_purpose,
    calls_of,
    figures_of,
    forecast_error,
    language_difference,
    spread_of,
)
from app.domain.visit import (
    CallReason,
    Purpose,
    Ticket,
    TicketEnd,
    TicketState,
    Visit,
    VisitOutcome,
)
from tests.fakes.queue_samples import TEN, minutes, served, ticket, visit
from tests.fakes.store_samples import ALMATY


def the_call(one: Visit, of: Ticket | None = None) -> CallMade:
    (call,) = calls_of(of or ticket(), (one,), ALMATY)
    return call


def test_the_spread_of_ten_spans() -> None:
    spread = spread_of(minutes(n) for n in (10, 1, 2, 3, 4, 5, 6, 7, 8, 9))
    assert (spread.count, spread.total) == (10, minutes(55))
    assert (spread.mean, spread.median, spread.ninth) == (minutes(5.5), minutes(5.5), minutes(9))
    assert spread_of([minutes(4)]).ninth == minutes(4)
    assert spread_of([]).mean is None


@given(st.lists(st.timedeltas(timedelta(0), timedelta(hours=9)), min_size=1))
def test_a_spread_lies_within_its_spans(spans: list[timedelta]) -> None:
    spread = spread_of(spans)
    assert spread.mean is not None
    assert spread.median is not None
    assert spread.ninth in spans
    assert min(spans) <= spread.median <= max(spans)
    exact = Fraction(sum(span // timedelta(microseconds=1) for span in spans), len(spans))
    assert abs(Fraction(spread.mean // timedelta(microseconds=1)) - exact) <= 1
    not_longer = sum(1 for span in spans if span <= spread.ninth)
    assert 10 * not_longer >= 9 * len(spans)


@pytest.mark.requirement("R-040")
def test_waiting_walking_and_service_are_three_spans() -> None:
    call = the_call(served(12, walks=1.5, lasts=9))
    assert (call.waited, call.walked, call.served) == (minutes(12), minutes(1.5), minutes(9))
    unseen = the_call(served(12, walks=None, lasts=9))
    assert (unseen.walked, unseen.served) == (None, minutes(9))


@pytest.mark.requirement("R-045")
def test_after_a_transfer_the_waiting_counts_from_the_first_arrival() -> None:
    moved = visit(5, outcome=VisitOutcome.MOVED, closed_at=TEN + minutes(9))
    then = served(20, id="w", purpose=Purpose.ISSUE)
    first, second = calls_of(ticket(purpose=Purpose.ISSUE), (moved, then), ALMATY)
    assert (first.waited, second.waited) == (minutes(5), minutes(20))
    assert (first.first, second.first) == (True, False)
    assert arrival_of(ticket(purpose=Purpose.ISSUE), (moved, then), ALMATY).purpose is (
        Purpose.INTAKE
    )


def test_marked_and_undone_calls_are_counted_but_not_measured() -> None:
    marked = the_call(served(inaccurate=True))
    undone = the_call(
        visit(outcome=VisitOutcome.UNDONE, closed_at=TEN + minutes(13)),
    )
    figures = figures_of((), (marked, undone, the_call(served(20))))
    assert (figures.called, figures.undone, figures.inaccurate) == (2, 1, 1)
    assert figures.waiting.count == figures.walking.count == figures.service.count == 1
    assert figures.waiting.total == minutes(20)
    assert figures.unmeasured == 0


def test_who_was_put_aside_is_called_from_a_hold_and_not_from_the_line() -> None:
    held = the_call(served(90, ticket_before=TicketState.PARKED))
    assert held.waited is None
    assert held.served == minutes(9)
    assert held.unmeasured == 0


def test_spans_that_cannot_be_true_are_named_and_enter_no_mean() -> None:
    back = visit(
        -30,
        arrived_at=TEN - minutes(40),
        closed_at=TEN - minutes(45),
        outcome=VisitOutcome.SERVED,
    )
    overnight = served(30, taken_at=TEN - timedelta(days=1))
    figures = figures_of((), (the_call(back), the_call(overnight)))
    assert figures.unmeasured == 4
    assert figures.waiting.count == 0
    assert figures.service.total == minutes(9)


def test_what_became_of_those_who_came_adds_up() -> None:
    ends = (None, TicketEnd.LEFT, TicketEnd.REBOOKED, TicketEnd.SERVED, TicketEnd.NO_SHOW)
    figures = figures_of([Arrival(at=TEN, purpose=Purpose.INTAKE, end=end) for end in ends], ())
    assert figures.arrivals == figures.unfinished + sum(figures.ends.values()) == 5
    assert (figures.left, figures.rebooked) == (1, 1)


@pytest.mark.requirement("R-041")
def test_the_waiting_of_both_languages_is_compared() -> None:
    kk = the_call(served(20))
    ru = the_call(served(14), ticket(language=Lang.RU))
    waiting = by_language((kk, ru))
    assert language_difference(waiting) == minutes(6)
    assert language_difference(by_language((kk,))) is None


@pytest.mark.requirement("R-040")
def test_the_forecast_is_judged_by_what_came() -> None:
    early = the_call(served(12), ticket(expected_minutes=15))
    late = the_call(served(12), ticket(expected_minutes=5))
    error = forecast_error((early, late, the_call(served(12))))
    assert error is not None
    assert (error.count, error.mean_absolute, error.bias) == (2, 5.0, 2.0)
    assert forecast_error((the_call(served(12)),)) is None


@pytest.mark.requirement("R-033")
def test_a_call_out_of_turn_keeps_its_reason_and_desk() -> None:
    call = the_call(visit(out_of_turn=CallReason.LET_AHEAD, out_of_turn_note="x"))
    assert (call.out_of_turn, call.desk, call.note) == (CallReason.LET_AHEAD, "3", "x")
    assert figures_of((), (call,)).out_of_turn == 1


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Arrival], list[CallMade]]:
    """A day of any kind, with a clock that may jump both ways and over midnight."""
    moments = st.integers(-12 * 60, 16 * 60).map(lambda after: TEN + minutes(after))
    arrivals: list[Arrival] = []
    calls: list[CallMade] = []
    for number in range(draw(st.integers(0, 6))):
        end = draw(st.none() | st.sampled_from(TicketEnd))
        one = ticket(
            id=f"t{number}",
            taken_at=draw(moments),
            language=draw(st.sampled_from(Lang)),
            state=TicketState.WAITING if end is None else TicketState.CLOSED,
            end=end,
            expected_minutes=draw(st.none() | st.integers(0, 90)),
        )
        visits = tuple(
            replace(
                visit(),
                id=f"v{number}-{place}",
                called_at=draw(moments),
                taken_at=draw(st.none() | moments),
                arrived_at=draw(st.none() | moments),
                closed_at=draw(st.none() | moments),
                outcome=draw(st.none() | st.sampled_from(VisitOutcome)),
                purpose=draw(st.sampled_from(Purpose)),
                inaccurate=draw(st.booleans()),
                out_of_turn=draw(st.none() | st.sampled_from(CallReason)),
            )
            for place in range(draw(st.integers(0, 3)))
        )
        arrivals.append(arrival_of(one, visits, ALMATY))
        calls += calls_of(one, visits, ALMATY)
    return arrivals, calls


@given(days())
def test_hours_and_purposes_make_up_the_day(day: tuple[list[Arrival], list[CallMade]]) -> None:
    arrivals, calls = day
    total = figures_of(arrivals, calls)
    for parts in (by_hour(arrivals, calls).values(), by_purpose(arrivals, calls).values()):
        for name in (
            "arrivals", "unfinished", "called", "no_shows", "undone", "out_of_turn", "inaccurate",
            "unmeasured", "left", "rebooked",
        ):  # fmt: skip
            assert sum(getattr(part, name) for part in parts) == getattr(total, name), name
        for name in ("waiting", "walking", "service"):
            spreads = [getattr(part, name) for part in parts]
            assert sum(one.count for one in spreads) == getattr(total, name).count
            assert sum((one.total for one in spreads), timedelta()) == getattr(total, name).total


@given(days())
def test_nothing_is_negative_and_nobody_is_lost(
    day: tuple[list[Arrival], list[CallMade]],
) -> None:
    arrivals, calls = day
    total = figures_of(arrivals, calls)
    assert total.arrivals == total.unfinished + sum(total.ends.values())
    assert total.called + total.undone == len(calls)
    for spread in (total.waiting, total.walking, total.service):
        for span in (spread.mean, spread.median, spread.ninth):
            assert span is None or timedelta(0) <= span < timedelta(days=1)
    error = forecast_error(calls)
    assert error is None or abs(error.bias) <= error.mean_absolute + 1e-9
