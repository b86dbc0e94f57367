"""The sign of life of a desk: it keeps the desk, and leaves no line in the log."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.usecases.outcome import Status
from app.usecases.queue.open_desk import OpenDesk
from tests.fakes.road_desk import RoadDesk
from tests.fakes.whole_desk import WholeDesk


def _journal(desk: WholeDesk) -> int:
    return len(desk.road.store.tables.journal)


@pytest.mark.requirement("R-033")
def test_a_desk_that_shows_life_is_not_taken_by_another() -> None:
    mine = WholeDesk(RoadDesk())
    assert mine.do(OpenDesk(badge=True)).ok
    other = WholeDesk(mine.road, session="another")
    for turn in range(5):
        mine.road.clock.at += timedelta(seconds=60)
        before = _journal(mine)
        hold = mine.desk.show_life().result()
        assert hold is not None
        assert hold.seen_at == mine.road.clock.at
        assert _journal(mine) == before
        assert other.do(OpenDesk(badge=True), f"try-{turn}").status is Status.BLOCKED
    mine.road.clock.at += timedelta(minutes=5)
    assert other.do(OpenDesk(badge=True), "late").ok
    assert mine.desk.show_life().result() is None


def test_what_is_known_to_have_ended_holds_nothing() -> None:
    mine = WholeDesk(RoadDesk())
    assert mine.do(OpenDesk(badge=True)).ok
    place = replace(mine.place, session="after the crash", session_gone=lambda _run: True)
    mine.desk.place = place
    assert mine.do(OpenDesk(badge=True), "after").ok
