"""What pages may want to have read: a name, and the question that is put to the Desk."""

from collections.abc import Callable

from app.usecases.custody_lists import (
    expected,
    for_recipient,
    in_sector,
    line_of,
    morning_list,
    packages,
    runs_back,
    runs_out,
    to_lay,
    to_pack,
)
from app.usecases.work import Work

Reading = Callable[[Work, str], object]
"""Reads without changing anything; the text is what it is asked about, often empty."""


def _plain(question: Callable[[Work], object]) -> Reading:
    return lambda work, _about: question(work)


READINGS: dict[str, Reading] = {
    "to_pack": _plain(to_pack),
    "packages": _plain(packages),
    "runs_out": _plain(runs_out),
    "expected": _plain(expected),
    "to_lay": _plain(to_lay),
    "in_sector": _plain(in_sector),
    "runs_back": _plain(runs_back),
    "morning_list": _plain(morning_list),
    "for_recipient": _plain(for_recipient),
    "line_of": line_of,
}
"""Every reading by its name."""


def reading(name: str, about: str) -> Callable[[Work], object]:
    """The question of that name, ready to be asked. Raises ``KeyError`` for an unknown one."""
    found = READINGS[name]
    return lambda work: found(work, about)
