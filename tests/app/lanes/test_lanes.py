"""Lanes keep order, deadlines and cancels, and leave no thread behind."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, wait

import pytest

from app.errors import Cancelled, Unavailable
from app.lanes import (
    AnyLane,
    InlineLane,
    Lane,
    ManualAlarm,
    ThreadAlarm,
    current_work,
)

PATIENCE = 10.0


@pytest.fixture
def alarm() -> ManualAlarm:
    return ManualAlarm()


@pytest.fixture
def lane(alarm: ManualAlarm) -> Iterator[Lane]:
    running = Lane("test", alarm)
    yield running
    assert running.stop()


@pytest.fixture(params=["thread", "inline"])
def any_lane(request: pytest.FixtureRequest, alarm: ManualAlarm) -> Iterator[AnyLane]:
    made: AnyLane = Lane("test", alarm) if request.param == "thread" else InlineLane("test", alarm)
    yield made
    assert made.stop()


class Held:
    """A call that stays inside until it is let go."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.go = threading.Event()

    def __call__(self) -> str:
        self.entered.set()
        assert self.go.wait(PATIENCE)
        return "done"


def test_answers_and_errors_come_back(any_lane: AnyLane) -> None:
    assert any_lane.submit(lambda a, b=0: a + b, 2, b=3).result(PATIENCE) == 5
    with pytest.raises(ZeroDivisionError):
        any_lane.submit(lambda: 1 // 0).result(PATIENCE)
    assert any_lane.submit(lambda: "still alive").result(PATIENCE) == "still alive"


def test_tasks_run_in_order_also_those_from_inside(any_lane: AnyLane) -> None:
    seen: list[str] = []

    def outer() -> Future[None]:
        inner = any_lane.submit(seen.append, "inner")
        seen.append("outer")
        return inner

    any_lane.submit(outer).result(PATIENCE).result(PATIENCE)
    assert seen == ["outer", "inner"]


def test_the_lane_knows_its_own(any_lane: AnyLane) -> None:
    any_lane.submit(any_lane.assert_on_lane).result(PATIENCE)
    assert any_lane.submit(lambda: any_lane.on_lane).result(PATIENCE)
    assert not any_lane.on_lane
    with pytest.raises(RuntimeError, match="test"):
        any_lane.assert_on_lane()


def test_a_stopped_lane_takes_nothing(any_lane: AnyLane) -> None:
    assert any_lane.stop()
    with pytest.raises(Unavailable) as caught:
        any_lane.submit(lambda: None)
    assert caught.value.code == "lane.stopped"


def test_later_waits_for_its_time_and_can_be_taken_back(
    any_lane: AnyLane, alarm: ManualAlarm
) -> None:
    seen: list[str] = []
    any_lane.later(5, lambda: seen.append("five"))
    take_back = any_lane.later(3, lambda: seen.append("three"))
    take_back()
    alarm.advance(4.9)
    any_lane.submit(lambda: None).result(PATIENCE)
    assert seen == []
    alarm.advance(0.1)
    any_lane.submit(lambda: None).result(PATIENCE)
    assert seen == ["five"]


def test_later_after_the_end_is_dropped(any_lane: AnyLane, alarm: ManualAlarm) -> None:
    seen: list[int] = []
    any_lane.later(1, lambda: seen.append(1))
    any_lane.stop()
    alarm.advance(2)
    assert seen == []


def test_a_running_task_that_misses_its_deadline_fails_at_once(
    lane: Lane, alarm: ManualAlarm
) -> None:
    held = Held()
    future = lane.submit_within(2, held)
    assert held.entered.wait(PATIENCE)
    alarm.advance(2)
    with pytest.raises(Unavailable) as caught:
        future.result(0)
    assert caught.value.code == "lane.late"
    held.go.set()
    assert lane.submit(lambda: "next").result(PATIENCE) == "next"


def test_a_task_that_misses_its_deadline_in_the_queue_never_runs(
    lane: Lane, alarm: ManualAlarm
) -> None:
    held, seen = Held(), list[str]()
    lane.submit(held)
    future = lane.submit_within(1, seen.append, "too late")
    assert held.entered.wait(PATIENCE)
    alarm.advance(1)
    assert isinstance(future.exception(0), Unavailable)
    held.go.set()
    lane.submit(lambda: None).result(PATIENCE)
    assert seen == []


def test_the_deadline_ends_a_cooperative_wait(lane: Lane, alarm: ManualAlarm) -> None:
    entered, ended = threading.Event(), Future[BaseException]()

    def patient() -> None:
        entered.set()
        try:
            current_work().wait(PATIENCE)
        except Unavailable as error:
            ended.set_result(error)

    lane.submit_within(1, patient)
    assert entered.wait(PATIENCE)
    alarm.advance(1)
    assert ended.result(PATIENCE)


def test_a_task_in_time_leaves_no_alarm_set(any_lane: AnyLane, alarm: ManualAlarm) -> None:
    any_lane.submit_within(5, lambda: None).result(PATIENCE)
    any_lane.submit(lambda: None).result(PATIENCE)
    assert alarm.waiting == 0


def test_a_waiting_task_can_be_cancelled(lane: Lane) -> None:
    held, seen = Held(), list[str]()
    lane.submit(held)
    future = lane.submit(seen.append, "never")
    assert future.cancel()
    held.go.set()
    lane.submit(lambda: None).result(PATIENCE)
    assert seen == []
    with pytest.raises(CancelledError):
        future.result(0)


def test_a_cancelled_task_leaves_no_alarm_set(lane: Lane, alarm: ManualAlarm) -> None:
    held = Held()
    lane.submit(held)
    lane.submit_within(5, lambda: None).cancel()
    held.go.set()
    lane.submit(lambda: None).result(PATIENCE)
    assert alarm.waiting == 0


def test_a_running_task_is_asked_to_end(lane: Lane) -> None:
    entered = threading.Event()

    def patient() -> None:
        entered.set()
        current_work().wait(PATIENCE)

    future = lane.submit(patient)
    assert entered.wait(PATIENCE)
    assert not future.cancel()
    with pytest.raises(Cancelled):
        future.result(PATIENCE)


def test_a_task_that_does_not_listen_keeps_its_answer(lane: Lane) -> None:
    held = Held()
    future = lane.submit(held)
    assert held.entered.wait(PATIENCE)
    future.cancel()
    held.go.set()
    assert future.result(PATIENCE) == "done"


def test_stop_cancels_what_waits_and_asks_what_runs() -> None:
    lane = Lane("test")
    entered = threading.Event()

    def patient() -> None:
        entered.set()
        current_work().wait(PATIENCE)

    running, waiting = lane.submit(patient), lane.submit(lambda: "never")
    assert entered.wait(PATIENCE)
    assert lane.stop()
    assert isinstance(running.exception(0), Cancelled)
    assert waiting.cancelled()
    assert wait([waiting], 0).done == {waiting}


def test_stop_with_drain_finishes_the_queue() -> None:
    lane = Lane("test")
    held, seen = Held(), list[int]()
    lane.submit(held)
    for number in range(3):
        lane.submit(seen.append, number)
    held.go.set()
    assert lane.stop(drain=True)
    assert seen == [0, 1, 2]


def test_stop_tells_when_foreign_code_hangs() -> None:
    lane = Lane("test")
    held = Held()
    lane.submit(held)
    assert held.entered.wait(PATIENCE)
    assert not lane.stop(timeout=0)
    held.go.set()
    assert lane.stop(timeout=PATIENCE)


def test_a_lane_can_be_stopped_from_inside() -> None:
    lane = Lane("test")
    lane.submit(lane.stop).result(PATIENCE)
    assert lane.stop()


def test_no_thread_and_no_answer_stay_behind() -> None:
    class Answer:
        """Something that can be watched."""

    before = threading.active_count()
    lane = Lane("test")
    watched = weakref.ref(lane.submit(Answer).result(PATIENCE))
    lane.submit(lambda: None).result(PATIENCE)
    gc.collect()
    assert watched() is None
    lane.submit_within(PATIENCE, lambda: None).result(PATIENCE)
    assert lane.stop()
    assert threading.active_count() == before


def test_the_thread_bears_the_lanes_name(lane: Lane) -> None:
    assert lane.submit(lambda: threading.current_thread().name).result(PATIENCE) == "test"


def test_outside_a_lane_nobody_stops_the_work() -> None:
    current_work().wait(0)
    assert not current_work().stopped


def _called(alarm: ThreadAlarm, seconds: float, seen: list[float]) -> Callable[[], bool]:
    done = threading.Event()

    def call() -> None:
        seen.append(seconds)
        done.set()

    alarm.after(seconds, call)
    return lambda: done.wait(PATIENCE)


def test_the_thread_alarm_calls_in_order_of_time() -> None:
    alarm, seen = ThreadAlarm("alarm"), list[float]()
    take_back = alarm.after(0, lambda: None)
    take_back()
    second, first = _called(alarm, 0.02, seen), _called(alarm, 0.0, seen)
    assert first()
    assert second()
    assert seen == [0.0, 0.02]
    alarm.stop()
    alarm.after(0, lambda: seen.append(9))
    assert seen == [0.0, 0.02]


def test_a_bad_call_does_not_silence_the_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[str] = []
    monkeypatch.setattr(
        threading, "excepthook", lambda report: reported.append(report.exc_type.__name__)
    )
    alarm, seen = ThreadAlarm("alarm"), list[float]()
    alarm.after(0, lambda: 1 // 0)
    assert _called(alarm, 0.0, seen)()
    alarm.stop()
    assert reported == ["ZeroDivisionError"]


def test_a_real_deadline_needs_no_help() -> None:
    lane = Lane("test")
    held = Held()
    future = lane.submit_within(0.01, held)
    assert isinstance(future.exception(PATIENCE), Unavailable)
    held.go.set()
    assert lane.stop()


def test_an_inline_deadline_passes_with_the_hand_moved_time(alarm: ManualAlarm) -> None:
    lane = InlineLane("test", alarm)
    future = lane.submit_within(1, lambda: alarm.advance(2))
    assert isinstance(future.exception(0), Unavailable)
