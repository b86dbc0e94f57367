"""What providers write to the counter: letters about messages and cases, kept until they are taken."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable


class LetterKind(StrEnum):
    """What a letter of a provider tells."""

    DELIVERED = "delivered"
    REGISTERED = "registered"
    REJECTED = "rejected"
    RESULT = "result"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. ``id`` is made of its bytes, so that the same letter is the same everywhere.

    ``about`` is the id of the message it answers, ``number`` that of the case. ``facts`` hold what
    its kind tells: ``provider_number``, ``error``; of a result those of the command that receives it.
    """

    id: str
    kind: LetterKind
    about: str = ""
    number: str = ""
    at: datetime
    facts: dict[str, str] = field(default_factory=dict)


@runtime_checkable
class Mailbox(Protocol):
    """A system that writes of its own accord."""

    def letters(self, now: datetime) -> Sequence[Letter]:
        """What waits there, the oldest first; the same again until it is taken. Raises
        ``Unavailable``."""

    def taken(self, letter: Letter) -> None:
        """The counter has written the letter down: it need not wait there any more."""
