"""A notice that the act which governs a service has been changed, and who has read it."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.language import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What was changed, by which act, for which services and from which day.

    ``received_on`` is the day on which the branch was told; before it nobody can have read it.
    ``practice`` marks a notice that was made up for training.
    """

    id: str
    services: tuple[str, ...]
    act: Bilingual
    summary: Bilingual
    effective_on: date
    received_on: date
    source: str
    practice: bool = False

    def received(self, on: date) -> bool:
        """Whether the branch has it on that day."""
        return self.received_on <= on

    def in_effect(self, on: date) -> bool:
        """Whether the changed act applies on that day."""
        return self.effective_on <= on

    def concerns(self, *service_ids: str) -> bool:
        """Whether it is about any of those services."""
        return any(service in self.services for service in service_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """One employee has read one notice."""

    notice_id: str
    operator_id: str
    at: datetime
