"""A run of scans against a list: every scan is a line that is never changed, the run is their sum."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class RunKind(StrEnum):
    """What is scanned: a run to a provider, a run back of the unclaimed, everything in one cell."""

    TO_PROVIDER = "to_provider"
    UNCLAIMED = "unclaimed"
    CELL = "cell"


class Heard(StrEnum):
    """What a scan turned out to be, and below what a person did about the run."""

    TAKEN = "taken"
    TWICE = "twice"
    STRANGER = "stranger"
    MISREAD = "misread"
    HELD = "held"
    UNDONE = "undone"
    TURNED = "turned"
    ACKNOWLEDGED = "acknowledged"


SCANS = frozenset({Heard.TAKEN, Heard.TWICE, Heard.STRANGER, Heard.MISREAD, Heard.HELD})
STOPS = frozenset({Heard.STRANGER, Heard.MISREAD})
"""What halts the run until somebody has acknowledged it."""


class Mark(StrEnum):
    """How a unit of the run stands."""

    AWAITED = "awaited"
    SCANNED = "scanned"
    STAYS = "stays"
    NOT_ACCEPTED = "not_accepted"


_TURNED = {
    Mark.AWAITED: Mark.STAYS,
    Mark.STAYS: Mark.AWAITED,
    Mark.SCANNED: Mark.NOT_ACCEPTED,
    Mark.NOT_ACCEPTED: Mark.SCANNED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One scan, or one act about the run. ``code`` is empty for what was no code of ours: its text
    may be somebody's number. ``why`` is the rule or the error that says what was wrong, ``of`` the
    line that this one is about, ``mark`` how the unit of ``code`` stands after it."""

    run_id: str
    sequence: int
    code: str
    heard: Heard
    at: datetime
    operator_id: str
    why: str = ""
    typed_reason: str = ""
    of: int = 0
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRun:
    """A run that is open, or was closed. ``about`` is the provider or the cell.

    ``last`` counts its lines. ``halted`` is the line that stopped it, 0 while it goes on;
    ``held`` counts the scans that came meanwhile, ``judged`` is the last one of them that was judged.
    ``closed_by`` is the register or the act that ended it.
    """

    id: str
    version: int = 0
    kind: RunKind
    about: str
    desk: str
    opened_at: datetime
    opened_by: str
    last: int = 0
    halted: int = 0
    held: int = 0
    judged: int = 0
    closed_at: datetime | None = None
    closed_by: str = ""

    @property
    def open(self) -> bool:
        """Whether it still takes scans."""
        return self.closed_at is None


@dataclass(slots=True)
class Tally:
    """The sum of the lines: how each code stands, since when, and what was wrong."""

    marks: dict[str, Mark] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    wrong: list[RunLine] = field(default_factory=list)
    twice: int = 0
    taken: list[RunLine] = field(default_factory=list)

    def mark(self, code: str) -> Mark:
        """How the unit of that code stands."""
        return self.marks.get(code, Mark.AWAITED)

    def codes(self, *marks: Mark) -> tuple[str, ...]:
        """The codes that stand so, in the order in which they came to stand."""
        return tuple(code for code, mark in self.marks.items() if mark in marks)


def tally(lines: Iterable[RunLine]) -> Tally:
    """Sum up the lines of one run, in their order."""
    found = Tally()
    for line in lines:
        match line.heard:
            case Heard.TAKEN:
                found.taken.append(line)
                found.at[line.code] = line.at
                found.typed.pop(line.code, None)
                if line.typed_reason:
                    found.typed[line.code] = line.typed_reason
            case Heard.UNDONE:
                found.taken = [scan for scan in found.taken if scan.sequence != line.of]
            case Heard.TWICE:
                found.twice += 1
            case Heard.STRANGER | Heard.MISREAD:
                found.wrong.append(line)
        if line.mark is not None:
            found.marks[line.code] = line.mark
    return found


def turned(mark: Mark) -> Mark:
    """Awaited ↔ stays here, scanned ↔ not accepted by the other side."""
    return _TURNED[mark]
