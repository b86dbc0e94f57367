"""The one port behind which every way to a provider lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Parcel(StrEnum):
    """What travels out, by the ending of its file."""

    PACKAGE = "asice"
    WORD = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One letter as it lies there: its name and its bytes."""

    name: str
    content: bytes


class Transport(Protocol):
    """A way to a provider and back. Every act raises ``Unavailable`` when it cannot be done."""

    def put(self, parcel: Parcel, message: str, content: bytes) -> None:
        """Let a message go; the same ``message`` again changes nothing."""

    def waiting(self) -> Sequence[Mail]:
        """Letters that were not taken yet, the oldest first."""

    def taken(self, name: str) -> None:
        """That letter is written down here."""
