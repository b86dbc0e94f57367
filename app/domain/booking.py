"""A visit booked beforehand: a place in the line at the booked time, never a condition of service."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.language import Lang
from app.domain.visit import Purpose


class BookingState(StrEnum):
    """What became of a booking."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One booked visit as the booking system or the closing of a day gave it.

    ``code`` is what the visitor shows; ``phone_masked`` shows the last digits only (R-038);
    ``channel`` names where it was booked.
    """

    id: str
    code: str
    slot_at: datetime
    purpose: Purpose
    language: Lang
    channel: str
    phone_masked: str = ""
    state: BookingState = BookingState.BOOKED
    ticket_id: str = ""
    arrived_at: datetime | None = None
    from_ticket: str = ""
