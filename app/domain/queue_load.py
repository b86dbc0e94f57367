"""The load of a purpose: waiting for one open desk as a light, what is coming, who waits too long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from app.domain.visit import Ticket


class Light(StrEnum):
    """How full it is. ``NO_DESK``: somebody waits and no desk is open for them."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    NO_DESK = "no_desk"


_RISING = (Light.GREEN, Light.YELLOW, Light.ORANGE, Light.RED)
HALF_HOUR = timedelta(minutes=30)


def light_of(waiting: int, desks: int, load: tuple[int, int, int]) -> Light:
    """The light for so many waiting at so many open desks; ``load`` tells from how many waiting for
    one desk it turns yellow, orange, red."""
    if not desks:
        return Light.NO_DESK if waiting else Light.GREEN
    return _RISING[sum(1 for limit in load if waiting >= limit * desks)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What the next half hour brings if it goes as the last one went."""

    waiting: int
    light: Light
    overload: bool


def coming(
    waiting: int, arrivals: int, calls: int, desks: int, load: tuple[int, int, int]
) -> Coming:
    """``arrivals`` and ``calls`` are those of the last half hour; without an open desk nobody will
    be called. ``overload``: the light will be red, and is not yet."""
    then = max(0, waiting + arrivals - (calls if desks else 0))
    light = light_of(then, desks, load)
    bad = (Light.RED, Light.NO_DESK)
    return Coming(
        waiting=then,
        light=light,
        overload=light in bad and light_of(waiting, desks, load) not in bad,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLong:
    """A visitor whose waiting reaches the limit: ``over`` already, or before their turn comes."""

    ticket: str
    waited_minutes: int
    limit_minutes: int
    over: bool


def too_long(
    line: tuple[Ticket, ...],
    *,
    now: datetime,
    desks: int,
    service_minutes: float,
    limit: int | None,
) -> Iterator[TooLong]:
    """Who of a line will have waited longer than ``limit`` minutes when their turn comes (R-040).

    ``line`` waits at these desks in its order. Without a limit nobody does; without a desk
    everybody may.
    """
    if limit is None:
        return
    for place, ticket in enumerate(line, 1):
        waited = (now - ticket.taken_at) / timedelta(minutes=1)
        ahead = ceil(place * service_minutes / desks) if desks else limit
        if waited + ahead >= limit:
            yield TooLong(
                ticket=ticket.number,
                waited_minutes=max(0, int(waited)),
                limit_minutes=limit,
                over=waited >= limit,
            )
