"""What reading a machine-readable zone costs beside its bare check digits, sound and with one slip."""

import statistics
import time
from collections.abc import Callable
from datetime import date

import pytest

from app.domain.mrz import check_digit, read_mrz
from tests.fakes.virtual_passport import MadeUp

TODAY = date(2026, 3, 6)
ROUNDS = 300
SOUND = MadeUp().lines
SLIP = SOUND.replace("9001011M", "9001O11M")
BUDGET_MILLISECONDS = 50.0
"""A zone with a slip is searched for its repair while the operator looks at the screen."""


def _median(act: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def _bare() -> int:
    first, second, _ = SOUND.splitlines()
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    return sum(map(check_digit, (first[5:14], second[0:6], second[8:14], composite)))


@pytest.mark.bench
def test_a_zone_beside_its_check_digits() -> None:
    assert read_mrz(SOUND, TODAY).valid
    assert read_mrz(SLIP, TODAY).repairs
    bare = _median(_bare, ROUNDS)
    sound = _median(lambda: read_mrz(SOUND, TODAY), ROUNDS)
    slip = _median(lambda: read_mrz(SLIP, TODAY), ROUNDS // 10)
    print(
        f"\nzone: {sound:.3f} ms, bare check digits {bare:.3f} ms, ratio {sound / bare:.1f}; "
        f"with a slip and its repairs {slip:.1f} ms (budget {BUDGET_MILLISECONDS:.0f})"
    )
    assert slip <= BUDGET_MILLISECONDS
