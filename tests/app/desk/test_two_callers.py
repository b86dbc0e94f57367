"""Two windows on one machine call at one moment over one file: nobody is called twice, nobody lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.desk.practice import HandClock, PracticeChoice, PracticeDesk, open_practice_desk
from app.desk.system import SystemIds
from app.domain.language import Lang
from app.domain.visit import TicketState
from app.robot.scene import journal_verdict
from app.usecases.outcome import Outcome, Status
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.store_samples import MORNING, TODAY

ROUNDS = 6
_PATIENCE = 60


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[tuple[PracticeDesk, ...]]:
    """Two programs at desks 2 and 3, each with its own store over the same file."""
    opened = tuple(
        open_practice_desk(
            PracticeChoice(
                store_url=f"sqlite:///{tmp_path}/store.db",
                keys=tmp_path / "keys",
                clock=HandClock(MORNING),
                ids=SystemIds(),
                desk=number,
                session=f"at-{number}",
            )
        )
        for number in ("2", "3")
    )
    yield opened
    for window in opened:
        window.close()


def _say(window: PracticeDesk, command: object) -> Outcome:
    outcome: Outcome = window.desk.submit(command).result()
    return outcome


def _at_once(
    windows: tuple[PracticeDesk, ...], act: Callable[[PracticeDesk, Barrier], list[Outcome]]
) -> list[list[Outcome]]:
    """Every window acts on a thread of its own; the barrier lets all of them go at one moment."""
    barrier = Barrier(len(windows))
    with ThreadPoolExecutor(len(windows)) as threads:
        acts = [threads.submit(act, window, barrier) for window in windows]
        return [done.result(timeout=_PATIENCE) for done in acts]


@pytest.mark.requirement("R-033")
def test_no_ticket_is_called_twice(windows: tuple[PracticeDesk, ...]) -> None:
    for _ in range(2 * ROUNDS):
        assert _say(windows[0], TakeTicket(language=Lang.KK)).ok

    def call_all(window: PracticeDesk, barrier: Barrier) -> list[Outcome]:
        done = []
        for _ in range(ROUNDS):
            barrier.wait(_PATIENCE)
            done.append(_say(window, Call()))
            barrier.wait(_PATIENCE)
            _say(window, FinishVisit())
        return done

    outcomes = [one for done in _at_once(windows, call_all) for one in done]
    assert all(one.ok for one in outcomes), [one.status for one in outcomes]
    called = [one.facts["ticket"] for one in outcomes]
    assert len(set(called)) == len(called) == 2 * ROUNDS
    with windows[0].desk.place.store.begin(writing=False) as work:
        assert {one.state for one in work.visits.tickets_of(TODAY)} == {TicketState.CLOSED}
        assert not list(work.visits.all_open())
    assert journal_verdict(windows[0])["intact"] == "true"


@pytest.mark.requirement("R-033")
def test_one_ticket_named_at_two_desks_goes_to_one_of_them(
    windows: tuple[PracticeDesk, ...],
) -> None:
    numbers = [
        _say(windows[1], TakeTicket(language=Lang.RU)).facts["ticket"] for _ in range(ROUNDS)
    ]

    def call_each(window: PracticeDesk, barrier: Barrier) -> list[Outcome]:
        done = []
        for number in numbers:
            barrier.wait(_PATIENCE)
            done.append(_say(window, Call(ticket=number)))
            barrier.wait(_PATIENCE)
            if done[-1].ok:
                _say(window, FinishVisit())
            barrier.wait(_PATIENCE)
        return done

    for one, other in zip(*_at_once(windows, call_each), strict=True):
        assert {one.status, other.status} == {Status.OK, Status.BLOCKED}
        (late,) = (outcome for outcome in (one, other) if not outcome.ok)
        assert "call.somebody_waits" in {finding.rule for finding in late.findings}


def test_two_printers_give_no_number_twice(windows: tuple[PracticeDesk, ...]) -> None:
    def take_all(window: PracticeDesk, barrier: Barrier) -> list[Outcome]:
        barrier.wait(_PATIENCE)
        return [_say(window, TakeTicket(language=Lang.KK)) for _ in range(ROUNDS)]

    outcomes = [one for done in _at_once(windows, take_all) for one in done]
    assert all(one.ok for one in outcomes)
    given = {one.facts["ticket"] for one in outcomes}
    assert len(given) == 2 * ROUNDS
    with windows[0].desk.place.store.begin(writing=False) as work:
        assert {one.number for one in work.visits.waiting(TODAY)} == given
