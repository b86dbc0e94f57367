"""Put a draft aside and take it up again; give it up; let the day's end clear it; withdraw."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Postpone:
    """Keep the draft until closing (word ``postpone``)."""

    case: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Take the draft up in the present visit (word ``resume``)."""

    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Abandon:
    """The applicant leaves: the draft and what was retrieved are erased (word ``abandon``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeDrafts:
    """Erase every draft whose day is over (word ``purge_drafts``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """The applicant withdraws a registered application by a signed statement (word ``withdraw``)."""

    case: str
    statement: str = ""
