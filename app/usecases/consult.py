"""A consultation: no case, no identification, no personal data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult:
    """Record a consultation (word ``consult``)."""

    topic: str
    service: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeMemo:
    """Make the memo or the passport print of a service (word ``make_memo``); ``kind`` is ``memo`` or
    ``passport``."""

    service: str
    kind: str = "memo"
