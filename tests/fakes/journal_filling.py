"""A small journal of three desks, with something personal in every other line."""

from datetime import timedelta

from app.storage import SqlStore
from tests.fakes.fake_store import FixedClock
from tests.fakes.store_samples import MORNING, entry

DESKS = ("3", "7", "17")
LINES_A_DESK = 4


def filled(store: SqlStore, clock: FixedClock) -> None:
    for n in range(LINES_A_DESK):
        for desk in DESKS:
            clock.at = MORNING + timedelta(minutes=n)
            with store.begin(writing=True) as work:
                personal = {"iin": "900101300017"} if n % 2 else {}
                line = entry(
                    f"step {n}", desk=desk, case_id=f"c{n}", facts={"n": str(n)}, personal=personal
                )
                work.journal.append(line)
                work.commit()
