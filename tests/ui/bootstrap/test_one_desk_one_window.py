"""Two windows for one desk at one machine: the second is refused, and a crash keeps nothing taken."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.desk.practice import HandClock
from app.desk.running import RunningHere
from app.domain.language import Lang
from app.domain.visit import VisitOutcome
from app.lanes import InlineLane
from app.settings import Settings
from app.usecases.outcome import Outcome, Status
from app.usecases.queries import queue_view
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.open_desk import OpenDesk
from app.usecases.queue.take_ticket import TakeTicket
from devices.outfit import no_pace
from tests.fakes.seat import DEVICES, MORNING
from ui.bootstrap.workplace import Surroundings, Workplace, open_workplace


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Callable[[], Workplace]]:
    """Opens one more workplace of this machine for desk 3, as the program does."""
    opened: list[Workplace] = []

    def one_more() -> Workplace:
        around = Surroundings(
            settings=Settings(devices=dict(DEVICES)),
            store_url=f"sqlite:///{tmp_path / 'tereze.db'}",
            home=tmp_path,
            papers=tmp_path / "papers",
            clock=HandClock(MORNING),
            lanes=InlineLane,
            device_lane=InlineLane,
            pace=no_pace,
            people_wait=False,
            running=RunningHere(tmp_path, "3"),
        )
        opened.append(open_workplace(around))
        return opened[-1]

    yield one_more
    for place in opened:
        place.close()


def _opens(place: Workplace) -> Outcome:
    return place.practice.desk.submit(OpenDesk(badge=True)).result()


@pytest.mark.requirement("R-033")
def test_a_second_window_for_the_same_desk_is_refused(workplace: Callable[[], Workplace]) -> None:
    first = workplace()
    assert _opens(first).status is Status.OK
    second = workplace()
    assert [found.rule for found in _opens(second).findings] == ["open_desk.free"]
    assert second.practice.desk.ask(queue_view).result().hold is None
    assert first.practice.desk.ask(queue_view).result().hold is not None


@pytest.mark.requirement("R-033")
def test_the_visitor_of_the_first_window_is_not_the_seconds(
    workplace: Callable[[], Workplace],
) -> None:
    first = workplace()
    _opens(first)
    first.practice.desk.submit(TakeTicket(language=Lang.KK)).result()
    assert first.practice.desk.submit(Call()).result().status is Status.OK
    second = workplace()
    assert second.practice.desk.ask(queue_view).result().at_desk is None
    finished = second.practice.desk.submit(FinishVisit(outcome=VisitOutcome.SERVED)).result()
    assert "call.visit_open" in [found.rule for found in finished.findings]
    assert first.practice.desk.ask(queue_view).result().at_desk is not None


@pytest.mark.requirement("R-033")
def test_a_window_that_crashed_keeps_no_desk(workplace: Callable[[], Workplace]) -> None:
    crashed = workplace()
    assert _opens(crashed).status is Status.OK
    crashed.practice.desk.submit(TakeTicket(language=Lang.KK)).result()
    called = crashed.practice.desk.submit(Call()).result()
    assert crashed.running is not None
    # What the system does with the lock of a process that dies; the store is told nothing.
    crashed.running.end()
    after = workplace()
    found = after.practice.desk.ask(queue_view).result()
    assert found.hold is None
    assert found.at_desk is not None
    assert found.at_desk.number == called.facts["ticket"]
    assert _opens(after).status is Status.OK
