"""What the conductor of the board needs of a voice; the composition root brings the real one."""

from collections.abc import Callable
from typing import Protocol

from app.ports.devices import Announcement, TicketCall


class Crier(Protocol):
    """The voice of the hall: calls in their turn, none of which is withdrawn. Never waits."""

    def call(self, announcement: Announcement) -> None:
        """Say the call in its turn."""

    def withdraw(self, ticket: str) -> None:
        """Do not say the ticket's call; break it off when it is being said."""

    def stop(self) -> None:
        """Break off and say nothing more."""


MakeCrier = Callable[[Callable[[TicketCall], bool]], Crier]
"""Makes a voice that asks, on any thread, whether a call is still true."""
