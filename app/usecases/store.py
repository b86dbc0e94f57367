"""Lay results into cells of the issuing sector (scan 3) and let the timers of keeping run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToIssuingSector:
    """Scan the result into a cell (word ``to_issuing_sector``)."""

    code: str
    cell: str
    typed_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTimers:
    """Do what the day demands: keep, list for return, end the year, mark overdue (word ``run_timers``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideHeld:
    """The branch head's decision after the year (word ``decide_held``)."""

    case: str
    decision: str
