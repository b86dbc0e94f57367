"""The real clock and the real source of identities."""

from datetime import datetime

from uuid6 import uuid7

from app.desk.branch_time import branch_zone


class SystemClock:
    """The machine's time in the branch's zone."""

    def __init__(self, zone: str) -> None:
        self._zone = branch_zone(zone)

    def now(self) -> datetime:
        """The present moment, aware."""
        return datetime.now(self._zone)


class SystemIds:
    """UUIDv7: later ones sort after earlier ones."""

    def new(self) -> str:
        """A new identity in canonical form."""
        return str(uuid7())
