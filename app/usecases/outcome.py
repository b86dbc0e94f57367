"""What a command answers: frozen, complete, with no lazy field."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.finding import Finding
from app.usecases.views import CaseView, VisitView


class Status(StrEnum):
    """How a command ended."""

    OK = "ok"
    BLOCKED = "blocked"
    INVALID = "invalid"
    FAULT = "fault"
    UNAVAILABLE = "unavailable"
    CANCELLED = "cancelled"
    BUG = "bug"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorInfo:
    """An error as data: its code, its parameters, the field or slot meant."""

    code: str
    params: dict[str, str] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRef:
    """A paper that the step made."""

    id: str
    kind: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer to one command. ``changes`` names the lists that must be read anew:
    ``queue``, ``visit``, ``case:<id>``, ``units``, ``outbox``, ``papers``, ``storage``."""

    status: Status = Status.OK
    case: CaseView | None = None
    visit: VisitView | None = None
    findings: tuple[Finding, ...] = ()
    papers: tuple[PaperRef, ...] = ()
    changes: tuple[str, ...] = ()
    error: ErrorInfo | None = None
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the step was done."""
        return self.status is Status.OK
