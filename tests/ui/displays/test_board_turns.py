"""The turns in the large field: each call gets its time, an undone one is gone, nothing is said twice."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.binding.board import BoardCall
from ui.displays.call_turns import DWELL, CallTurns

NOW = datetime(2026, 11, 20, 5, 42, tzinfo=UTC)


def call(number: int, times: int = 1, second: int = 0) -> BoardCall:
    return BoardCall(f"A{number:03d}", number, NOW + timedelta(seconds=second), times)


A, B, C = call(1), call(2), call(3)


def test_calls_within_seconds_come_one_after_the_other() -> None:
    turns = CallTurns()
    assert turns.take((C, B, A), 100.0) is A
    assert turns.others() == (C, B)
    assert turns.tick(100.0 + DWELL - 0.1) is None
    assert turns.tick(100.0 + DWELL) is B
    assert turns.tick(100.0 + 2 * DWELL) is C
    assert turns.tick(1000.0) is None
    assert turns.shown is C
    assert turns.others() == (B, A)


def test_after_a_quiet_time_a_call_is_large_at_once() -> None:
    turns = CallTurns()
    turns.take((A,), 0.0)
    assert turns.take((B, A), DWELL) is B


def test_an_undone_call_gives_the_field_back_without_a_word() -> None:
    turns = CallTurns()
    turns.take((A,), 0.0)
    turns.take((B, A), 10.0)
    assert turns.take((A,), 10.5) is None
    assert turns.shown is A
    assert turns.take((), 11.0) is None
    assert turns.shown is None


def test_a_call_undone_before_its_turn_never_comes() -> None:
    turns = CallTurns()
    turns.take((A,), 0.0)
    turns.take((B, A), 1.0)
    turns.take((A,), 2.0)
    assert turns.tick(10.0) is None
    assert turns.shown is A


def test_the_next_in_turn_takes_the_field_of_an_undone_call_at_once() -> None:
    turns = CallTurns()
    turns.take((B, A), 0.0)
    assert turns.take((B,), 0.5) is B


def test_a_recall_is_said_again_and_an_undone_recall_is_not() -> None:
    turns = CallTurns()
    turns.take((B, A), 0.0)
    turns.tick(DWELL)
    again = call(1, times=2)
    assert turns.take((again, B), 10.0) is again
    assert turns.take((B, A), 20.0) is None
    assert turns.shown is A


def test_a_recall_waits_for_its_turn_once() -> None:
    turns = CallTurns()
    turns.take((A,), 0.0)
    again = call(1, times=3)
    assert turns.take((call(1, times=2),), 1.0) is None
    assert turns.shown is A
    assert turns.take((again,), 2.0) is None
    assert turns.tick(DWELL) is again
    assert turns.tick(100.0) is None


def test_a_ticket_called_anew_after_an_undone_call_is_new() -> None:
    turns = CallTurns()
    turns.take((A,), 0.0)
    later = call(1, second=30)
    assert turns.take((later,), 30.0) is later


def test_old_calls_are_shown_and_not_said() -> None:
    turns = CallTurns()
    assert turns.take((B, A), 0.0, lambda _: False) is None
    assert turns.shown is B
    assert turns.tick(100.0) is None


def test_in_doubt_nothing_waits_any_more() -> None:
    turns = CallTurns()
    turns.take((C, B, A), 0.0)
    turns.forget_waiting()
    assert turns.shown is C
    assert turns.tick(100.0) is None


@given(st.lists(st.tuples(st.integers(1, 9), st.floats(0.0, 4.0)), max_size=30))
def test_every_standing_call_is_said_exactly_once_and_in_order(
    steps: list[tuple[int, float]],
) -> None:
    turns, moment, said, calls = CallTurns(), 0.0, [], ()
    for place, (_, pause) in enumerate(steps):
        moment += pause
        calls = (BoardCall(f"A{place:03d}", 1 + place, NOW + timedelta(seconds=place)), *calls)
        said.append((moment, turns.take(calls, moment)))
    for _ in steps:
        moment += DWELL
        said.append((moment, turns.tick(moment)))
    told = [(at, one) for at, one in said if one is not None]
    assert [one for _, one in told] == list(reversed(calls))
    times = [at for at, _ in told]
    assert all(b - a >= DWELL - 1e-6 for a, b in pairwise(times))
