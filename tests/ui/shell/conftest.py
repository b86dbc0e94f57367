"""Seats at the real window for the tests of the shell."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.seat import Seat


@pytest.fixture
def seat_at(tmp_path: Path) -> Iterator[Callable[..., Seat]]:
    """Makes seats in one home; every one is left in the end."""
    seats: list[Seat] = []

    def make(**how: object) -> Seat:
        seats.append(Seat(tmp_path, **how))  # type: ignore[arg-type]
        return seats[-1]

    yield make
    for seat in seats:
        seat.leave()
