"""How long the procedures of a service take together: the longest road through parallel lanes."""

from collections.abc import Sequence

from app.domain.passport import MINUTES_OF_A_WORKING_DAY, Procedure, TermUnit

_MINUTES = {
    TermUnit.MINUTES: 1,
    TermUnit.HOURS: 60,
    TermUnit.WORKING_DAYS: MINUTES_OF_A_WORKING_DAY,
}


class ProceduresUnclearError(ValueError):
    """The procedures cannot be added up; the text names the procedure at fault."""


def working_minutes(value: int, unit: TermUnit) -> int | None:
    """A duration in minutes of working time; ``None`` for units that are not working time."""
    return value * _MINUTES[unit] if unit in _MINUTES else None


def longest_road(procedures: Sequence[Procedure]) -> int:
    """Minutes of working time on the critical path; lanes that run side by side are not added up.

    Raises :class:`ProceduresUnclearError` for an unknown duration, an unknown or circular
    predecessor, or a unit that is not working time.
    """
    by_id = {entry.id: entry for entry in procedures}
    ends: dict[str, int] = {}
    for entry in procedures:
        _end(entry, by_id, ends, ())
    return max(ends.values(), default=0)


def _end(
    entry: Procedure, by_id: dict[str, Procedure], ends: dict[str, int], road: tuple[str, ...]
) -> int:
    if entry.id in ends:
        return ends[entry.id]
    if entry.id in road:
        raise ProceduresUnclearError(entry.id)
    if entry.duration is None or entry.unit is None:
        raise ProceduresUnclearError(entry.id)
    own = working_minutes(entry.duration, entry.unit)
    if own is None or any(before not in by_id for before in entry.after):
        raise ProceduresUnclearError(entry.id)
    starts = [_end(by_id[before], by_id, ends, (*road, entry.id)) for before in entry.after]
    ends[entry.id] = max(starts, default=0) + own
    return ends[entry.id]
