"""Outside systems as the counter needs them; every answer has a time, and silence is an answer too."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class AnswerKind(StrEnum):
    """What an outside system said."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    OUTAGE = "outage"
    GRANTED = "granted"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    EXPIRED = "expired"
    TAKEN = "taken"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    VALID = "valid"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to an outside system. ``personal`` never reaches a log."""

    id: str
    system: str
    what: str
    case_id: str
    personal: dict[str, str] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, when, and the facts in it."""

    request_id: str
    kind: AnswerKind
    at: datetime
    facts: dict[str, str] = field(default_factory=dict)


class Gateway(Protocol):
    """One outside system."""

    @property
    def name(self) -> str: ...  # noqa: D102

    def ask(self, request: Request, now: datetime) -> Answer | datetime:
        """The answer, or the moment at which to ask again. Raises ``Unavailable`` on an outage."""
