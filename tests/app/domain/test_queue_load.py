"""The light of a load, the half hour ahead, and who would wait longer than an act allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.queue_load import Light, coming, light_of, too_long
from tests.fakes.queue_samples import TEN, minutes, ticket

LOAD = (2, 4, 8)
_ORDER = [Light.GREEN, Light.YELLOW, Light.ORANGE, Light.RED]


@pytest.mark.parametrize(
    ("waiting", "desks", "light"),
    [
        (0, 1, Light.GREEN),
        (1, 1, Light.GREEN),
        (2, 1, Light.YELLOW),
        (3, 2, Light.GREEN),
        (4, 2, Light.YELLOW),
        (8, 2, Light.ORANGE),
        (15, 2, Light.ORANGE),
        (16, 2, Light.RED),
        (1, 0, Light.NO_DESK),
        (0, 0, Light.GREEN),
    ],
)
def test_the_light_is_waiting_for_one_open_desk(waiting: int, desks: int, light: Light) -> None:
    assert light_of(waiting, desks, LOAD) is light


@given(st.integers(0, 60), st.integers(1, 12))
def test_one_more_waiting_never_calms_and_one_more_desk_never_warms(
    waiting: int, desks: int
) -> None:
    now = _ORDER.index(light_of(waiting, desks, LOAD))
    assert _ORDER.index(light_of(waiting + 1, desks, LOAD)) >= now
    assert _ORDER.index(light_of(waiting, desks + 1, LOAD)) <= now


@pytest.mark.requirement("R-040")
def test_the_next_half_hour_goes_as_the_last_one() -> None:
    ahead = coming(6, 7, 3, 1, LOAD)
    assert (ahead.waiting, ahead.light, ahead.overload) == (10, Light.RED, True)
    assert not coming(10, 7, 3, 1, LOAD).overload, "it is red already, nothing new is said"
    assert coming(1, 0, 5, 1, LOAD).waiting == 0
    assert coming(0, 2, 5, 0, LOAD).overload, "without a desk nobody will be called"


@pytest.mark.requirement("R-040")
def test_a_waiting_is_told_before_it_is_too_long() -> None:
    line = tuple(
        ticket(id=f"t{n}", number=f"A{n}", taken_at=TEN - minutes(waited))
        for n, waited in enumerate((31, 20, 5, 1))
    )
    told = list(too_long(line, now=TEN, desks=2, service_minutes=6, limit=30))
    assert [(one.ticket, one.over) for one in told] == [("A0", True)]
    told = list(too_long(line, now=TEN, desks=1, service_minutes=6, limit=30))
    assert [(one.ticket, one.over) for one in told] == [("A0", True), ("A1", False)]
    assert told[1].waited_minutes == 20
    assert len(list(too_long(line, now=TEN, desks=0, service_minutes=6, limit=30))) == 4
    assert list(too_long(line, now=TEN, desks=1, service_minutes=6, limit=None)) == []
