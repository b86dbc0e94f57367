"""The clock of practice: open doors on any day, never a step back; and the day that begins with people."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.catalogue.calendar import shipped_calendar
from app.catalogue.practice import practice
from app.desk.demo import let_wait
from app.desk.practice import HandClock
from app.desk.practice_clock import PracticeClock
from app.domain.opening import Opening
from app.storage import open_store

ZONE = ZoneInfo("Asia/Almaty")
Moment = tuple[int, int, int, int, int]


@pytest.mark.parametrize(
    ("real", "shown"),
    [
        ((2026, 11, 20, 11, 15), (2026, 11, 20, 11, 15)),
        ((2026, 11, 20, 7, 0), (2026, 11, 20, 10, 0)),
        ((2026, 11, 20, 21, 0), (2026, 11, 23, 10, 0)),
        ((2026, 11, 21, 12, 0), (2026, 11, 23, 10, 0)),
    ],
)
def test_practice_begins_when_the_doors_are_open(real: Moment, shown: Moment) -> None:
    branch = practice().branch()
    clock = PracticeClock(HandClock(datetime(*real, tzinfo=ZONE)))
    began = clock.begin(branch, shipped_calendar(), None)
    assert abs(began - datetime(*shown, tzinfo=ZONE)) < timedelta(seconds=1)
    assert Opening(shipped_calendar(), branch.department).at(clock.now()).open
    assert clock.shifted is (real != shown)


def test_a_restart_never_turns_the_clock_back() -> None:
    branch, calendar = practice().branch(), shipped_calendar()
    real = HandClock(datetime(2026, 11, 20, 11, 0, tzinfo=ZONE))
    latest = datetime(2026, 11, 23, 10, 30, tzinfo=ZONE)
    clock = PracticeClock(real)
    clock.begin(branch, calendar, latest)
    assert clock.now() >= latest
    before = clock.now()
    real.advance(timedelta(seconds=5))
    assert clock.now() >= before + timedelta(seconds=5)


def test_a_day_of_practice_begins_with_people_once(tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)
    store = open_store(f"sqlite:///{tmp_path / 'tereze.db'}", clock=HandClock(now))
    try:
        waiting = let_wait(store, practice(), now)
        assert waiting > 1
        assert let_wait(store, practice(), now + timedelta(hours=1)) == waiting
        with store.begin(writing=False) as work:
            assert len(work.visits.waiting(now.date())) == waiting
            assert work.persons.find("Сынақов")
    finally:
        store.close()
