"""kill -9 at every commit of a road through a real Desk; a full disk and a read-only store on the way.

Nothing that was acknowledged is lost or done twice, nothing is half done, and the work goes on.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.desk.practice import HandClock, PracticeDesk
from app.desk.pullable_store import real_store
from app.robot.stage import DeskStage
from app.storage import SqlStore
from app.usecases.outcome import Status
from tests.flow.crash import AFTER, ROOT
from tests.flow.desk_crash import StepTry
from tests.flow.desk_road import ROADS, START, look_settled, look_whole, open_at, submit
from tests.flow.model_sight import Eyes

_LONGEST = 150.0


@pytest.fixture(scope="module", params=tuple(ROADS))
def tries(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[StepTry]:
    folder = tmp_path_factory.mktemp("crash")
    done = subprocess.run(
        [sys.executable, "-m", "tests.flow.desk_crash", request.param, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=_LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = [StepTry(**json.loads(row)) for row in done.stdout.splitlines()]
    assert {one.step for one in made} == {key for key, _word, _values in ROADS[request.param]}
    return made


@pytest.mark.requirement("R-228", "R-235")
def test_the_desk_dies_at_every_commit_and_goes_on(tries: list[StepTry]) -> None:
    assert all(one.killed for one in tries)
    assert [one for one in tries if not one.ended_well] == []


@pytest.mark.requirement("R-228", "R-235", "R-129")
def test_what_was_acknowledged_stands_word_for_word(tries: list[StepTry]) -> None:
    """The same numbers, tickets and codes: the step is found done, or it is done now, once."""
    for one in tries:
        assert one.acknowledged == one.said[: len(one.acknowledged)]
        assert one.again == one.said


@pytest.mark.requirement("R-228", "R-235")
def test_an_answer_is_given_only_for_what_is_kept(tries: list[StepTry]) -> None:
    """Each walk opens its desk by the first commit. Before its own commit a step has said nothing;
    after the courier's commits it has."""
    for one in tries:
        told = one.commit > 2
        assert bool(one.acknowledged) is told, (one.step, one.commit, one.moment)
    assert any(one.commit > 1 and one.moment == AFTER for one in tries)


@contextmanager
def no_room(practice: PracticeDesk) -> Iterator[None]:
    """The disk takes no further page."""
    pages = _number(practice, "PRAGMA page_count")
    _number(practice, f"PRAGMA max_page_count = {pages}")
    yield
    _number(practice, "PRAGMA max_page_count = 1000000")


@contextmanager
def read_only(practice: PracticeDesk) -> Iterator[None]:
    """The store can be read and not written."""
    _number(practice, "PRAGMA query_only = 1")
    yield
    _number(practice, "PRAGMA query_only = 0")


def _number(practice: PracticeDesk, sql: str) -> int:
    """The number that the database answers; the desk works on this very connection."""
    store = real_store(practice.desk.place.store)
    assert isinstance(store, SqlStore)
    with store.engine.connect() as connection:
        answer = connection.exec_driver_sql(sql)
        return int(answer.fetchone()[0]) if answer.returns_rows else 0


@pytest.mark.requirement("R-228")
@pytest.mark.parametrize(
    ("trouble", "code", "least"), [(no_room, "store.full", 5), (read_only, "store.read_only", 26)]
)
def test_every_step_of_the_road_meets_a_store_in_trouble(
    tmp_path: Path, trouble: object, code: str, least: int
) -> None:
    """The step is refused with the store's code, nothing is half done, and when the trouble is over
    the same step goes through."""
    practice = open_at(tmp_path, HandClock(START))
    known: dict[str, str] = {}
    eyes = Eyes(DeskStage(practice))
    refused = 0
    for key, word, values in ROADS["paper"]:
        before = eyes.look()
        with trouble(practice):  # type: ignore[operator]
            outcome = submit(practice, key, word, values, known)
        if not outcome.ok:
            assert (outcome.status, outcome.error and outcome.error.code) == (
                Status.UNAVAILABLE,
                code,
            )
            assert before.same_but_for_the_log(eyes.look())
            refused += 1
            look_whole(practice)
        outcome = submit(practice, key, word, values, known)
        assert outcome.ok, (key, outcome.findings, outcome.error)
        practice.advance(timedelta(minutes=6))
        practice.desk.carry().result()
    look_whole(practice)
    look_settled(practice)
    practice.close()
    assert refused >= least
