"""Letters of providers as bytes: read with bounds, and made by the simulated provider."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

import msgspec

from app.gateways.exchange.container import canonical
from app.ports.exchange import Letter, LetterKind

MOST_BYTES = 16 * 1024 * 1024
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    kind: LetterKind
    number: str
    at: datetime
    about: str = ""
    facts: dict[str, str] = field(default_factory=dict)


def letter_of(content: bytes, now: datetime) -> Letter:
    """The letter in these bytes. Never raises: one that cannot be read is ``unreadable``, told apart
    by its hash alone."""
    id_ = sha256(content).hexdigest()[:32]
    unreadable = Letter(id=id_, kind=LetterKind.UNREADABLE, at=now)
    if len(content) > MOST_BYTES:
        return unreadable
    try:
        told = msgspec.json.decode(content, type=_Written)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return unreadable
    named = (told.about, told.number)
    known = told.kind is not LetterKind.UNREADABLE and told.at.tzinfo is not None
    if not known or any(len(one) > _LONGEST_NAME or not one.isprintable() for one in named):
        return unreadable
    return Letter(
        id=id_, kind=told.kind, about=told.about, number=told.number, at=told.at, facts=told.facts
    )


def written(
    kind: LetterKind, *, number: str, at: datetime, about: str = "", facts: dict[str, str]
) -> bytes:
    """The bytes of a letter."""
    return canonical(
        {
            "kind": kind.value,
            "about": about,
            "number": number,
            "at": at.isoformat(),
            "facts": dict(facts),
        }
    )
