"""A run of scans against a list: what is awaited, what was read, what stays, what does not belong."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.usecases.custody_lists import CustodyLine


class Seen(StrEnum):
    """How a unit of the run stands."""

    AWAITED = "awaited"
    SCANNED = "scanned"
    STAYS = "stays"
    NOT_ACCEPTED = "not_accepted"
    STRANGER = "stranger"


class Heard(StrEnum):
    """What a scan turned out to be."""

    TAKEN = "taken"
    TWICE = "twice"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class ScanRun:
    """Counts by code; a code is counted once however often it is read.

    ``strangers`` are codes that are not on the list, with the words that say why.
    """

    lines: tuple[CustodyLine, ...] = ()
    seen: dict[str, Seen] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)
    strangers: dict[str, str] = field(default_factory=dict)
    twice: int = 0
    typed: set[str] = field(default_factory=set)
    typed_reason: str = ""

    def follow(self, lines: tuple[CustodyLine, ...]) -> None:
        """Another list; what was read of it before stays read."""
        self.lines = lines
        codes = {line.code for line in lines}
        self.seen = {code: mark for code, mark in self.seen.items() if code in codes}

    def restart(self) -> None:
        """Nothing was read yet."""
        self.seen, self.at, self.strangers = {}, {}, {}
        self.twice, self.typed_reason = 0, ""
        self.typed = set()

    def scan(self, code: str, at: datetime, reason: str = "") -> Heard:
        """A code was read, or typed with ``reason``."""
        if self.mark(code) in (Seen.SCANNED, Seen.NOT_ACCEPTED):
            self.twice += 1
            return Heard.TWICE
        if code in self.strangers:
            return Heard.TWICE
        if all(line.code != code for line in self.lines):
            return Heard.UNKNOWN
        self.seen[code] = Seen.SCANNED
        self.at[code] = at
        if reason:
            self.typed.add(code)
            self.typed_reason = reason
        return Heard.TAKEN

    def strange(self, code: str, words: str) -> None:
        """A code that does not belong to the run, and why."""
        self.strangers[code] = words

    def turn(self, code: str) -> None:
        """Space on a line: awaited ↔ stays here, scanned ↔ not accepted; a stranger is laid aside."""
        if code in self.strangers:
            del self.strangers[code]
            return
        turned = {
            Seen.AWAITED: Seen.STAYS,
            Seen.STAYS: Seen.AWAITED,
            Seen.SCANNED: Seen.NOT_ACCEPTED,
            Seen.NOT_ACCEPTED: Seen.SCANNED,
        }
        self.seen[code] = turned[self.mark(code)]

    def mark(self, code: str) -> Seen:
        """How the unit of that code stands."""
        return self.seen.get(code, Seen.AWAITED)

    def codes(self, *marks: Seen) -> tuple[str, ...]:
        """The codes that stand so, in the order of the list."""
        return tuple(line.code for line in self.lines if self.mark(line.code) in marks)

    def typed_codes(self) -> tuple[str, ...]:
        """The codes that were typed because they were damaged, in the order of the list."""
        return tuple(line.code for line in self.lines if line.code in self.typed)

    def count(self, mark: Seen) -> int:
        """How many stand so."""
        return len(self.strangers) if mark is Seen.STRANGER else len(self.codes(mark))
