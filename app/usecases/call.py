"""Tickets and calling: take a ticket, call the next visitor, recall, park, finish the visit."""

from dataclasses import dataclass

from app.domain.language import Lang
from app.domain.visit import Purpose, VisitOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTicket:
    """Put a visitor into the waiting list (word ``take_ticket``)."""

    purpose: Purpose = Purpose.INTAKE
    language: Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Call the next ticket, or the one of that number, and open the visit (word ``call``)."""

    ticket: str = ""
    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Call the present ticket once more (word ``recall``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Park:
    """Send the present visitor back to wait, keeping the case (word ``park``)."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishVisit:
    """Close the visit: every original returned, the screens cleared, the rating invited
    (word ``finish_visit``)."""

    outcome: VisitOutcome = VisitOutcome.SERVED


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseDisplayLanguage:
    """Set the language of the applicant's screen (word ``choose_display_language``)."""

    language: Lang
