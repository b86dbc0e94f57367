"""The terms of a complaint in two readings (DA-7): control drives tasks, outer is the last day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import Calendar, CalendarMissingError
from app.domain.finding import Finding, Severity
from app.rules.promises import calendar_approved, calendar_firm
from app.rules.registry import rule
from i18n import N_


class Addressee(StrEnum):
    """To whom a complaint is addressed; ``AUTHORITY`` is the body for assessment and control."""

    CORPORATION = "corporation"
    PROVIDER = "provider"
    CENTRAL_BODY = "central_body"
    LOCAL_BODY = "local_body"
    AUTHORITY = "authority"


_NEVER_EXTEND = frozenset({Addressee.CORPORATION, Addressee.PROVIDER})
"""No file of data gives them what the Law does not: their own term stands (R-204)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintLaw:
    """The terms of one wording of the Law, in working days; ``information`` is the time in which a
    changed order of a service is made known."""

    answer: Mapping[Addressee, int]
    may_extend: frozenset[Addressee]
    extension: int
    notice: int
    information: int
    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.may_extend & _NEVER_EXTEND:
            raise ValueError("the Corporation and providers extend nothing")

    def days_for(self, addressee: Addressee) -> int:
        """The term of consideration of a complaint to that body."""
        return self.answer[addressee]

    def in_force(self, on: date) -> bool:
        """Whether the wording stands on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class TwoReadings:
    """One term read twice: with the first day counted, and counted from the next working day."""

    control: date
    outer: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTerms:
    """The dates of a complaint, or the findings in their way.

    ``extended`` and ``notice`` are there only for an extension that was decided and is allowed.
    """

    answer: TwoReadings | None = None
    extended: TwoReadings | None = None
    notice: TwoReadings | None = None
    extension_allowed: bool = False
    citations: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    calendar_version: str = ""


@rule(
    "complaints.extension",
    requirements=("R-204",),
    citation="law.25.4",
    title=N_("The term of this complaint cannot be extended"),
    message=N_("The Law gives the right to extend to other bodies; here the term stands."),
    advice=N_("Answer within the term; the control date is the day of the task."),
)
def extension(facts: tuple[Addressee, date | None, ComplaintLaw]) -> Iterator[Finding]:
    """Only the bodies named in the Law extend the consideration of a complaint."""
    addressee, extended, law = facts
    if extended is not None and addressee not in law.may_extend:
        yield extension.finding(subject=str(addressee))


@rule(
    "complaints.extended_late",
    requirements=("R-204",),
    citation="law.25.4",
    title=N_("The extension was decided after the term had ended"),
    message=N_("The term ended on {end}, the extension was decided on {decided}."),
    advice=N_("Tell the supervisor: an ended term is not prolonged by a later decision."),
)
def extended_late(facts: tuple[date, date]) -> Iterator[Finding]:
    """An extension comes before the last defensible day of the term."""
    end, decided = facts
    if decided > end:
        yield extended_late.finding(
            severity=Severity.WARN,
            subject="extended",
            end=f"{end:%d.%m.%Y}",
            decided=f"{decided:%d.%m.%Y}",
        )


def two_readings(first: date, days: int, calendar: Calendar) -> TwoReadings:
    """A term of working days «from the day»: control counts that day, outer starts after it.

    Raises :class:`app.domain.calendar.CalendarMissingError` outside the approved years.
    """
    counted = 1 if calendar.is_working(first) else 0
    return TwoReadings(
        control=_after(first, days - counted, calendar), outer=_after(first, days, calendar)
    )


def information_update(changed: date, law: ComplaintLaw, calendar: Calendar) -> TwoReadings:
    """By when the information on a changed order of a service is brought up to date."""
    return two_readings(changed, law.information, calendar)


def _after(start: date, days: int, calendar: Calendar) -> date:
    for _ in range(days):
        start = calendar.next_working_day(start)
    return start


def complaint_terms(
    *,
    registered: date,
    addressee: Addressee,
    law: ComplaintLaw,
    calendar: Calendar,
    extended: date | None = None,
) -> ComplaintTerms:
    """The terms of a complaint registered on a day under ``law``; ``extended`` is the day of that
    decision.

    Raises ``ValueError`` when the extension was decided before the registration.
    """
    if extended is not None and extended < registered:
        raise ValueError("an extension cannot be decided before the registration")
    try:
        return _computed(registered, addressee, law, calendar, extended)
    except CalendarMissingError as missing:
        return ComplaintTerms(
            extension_allowed=addressee in law.may_extend,
            findings=tuple(calendar_approved.judge(missing.year)),
            calendar_version=calendar.version,
        )


def _computed(
    registered: date,
    addressee: Addressee,
    law: ComplaintLaw,
    calendar: Calendar,
    extended: date | None,
) -> ComplaintTerms:
    allowed = addressee in law.may_extend
    answer = two_readings(registered, law.days_for(addressee), calendar)
    findings = list(extension.judge((addressee, extended, law)))
    longer = notice = None
    if extended is not None and allowed:
        longer = TwoReadings(
            control=_after(answer.control, law.extension, calendar),
            outer=_after(answer.outer, law.extension, calendar),
        )
        notice = two_readings(extended, law.notice, calendar)
        findings.extend(extended_late.judge((answer.outer, extended)))
    last = longer.outer if longer else answer.outer
    findings.extend(calendar_firm.judge(calendar.uncertain(registered, last)))
    part = "law.25.2.p2" if addressee is Addressee.AUTHORITY else "law.25.2.p1"
    return ComplaintTerms(
        answer=answer,
        extended=longer,
        notice=notice,
        extension_allowed=allowed,
        citations=(part, "law.25.4", "rules.3"),
        findings=tuple(findings),
        calendar_version=calendar.version,
    )
