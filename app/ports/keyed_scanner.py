"""A scanner that types: what the window, through which its keys come, may ask of its driver."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from app.ports.devices import Device


@dataclass(frozen=True, slots=True)
class KeyFraming:
    """The keys that a scanner presses around a code.

    ``prefix``: a character, or a key that nobody types (``f13`` to ``f24``); empty for none.
    ``suffix``: ``enter``, ``tab``, or ``any`` of both.
    """

    prefix: str = ""
    suffix: str = "any"


@runtime_checkable
class KeyedScanner(Device, Protocol):
    """A driver that holds nothing: whoever hears the keys tells it what they were."""

    framing: KeyFraming

    def take(self, text: str) -> None:
        """One code or one line of a document was typed, framing and end taken off."""

    def broke_off(self) -> None:
        """A code began and did not end."""

    def rest(self) -> None:
        """Nothing was typed for a while: a document that lacks lines will not be completed."""
