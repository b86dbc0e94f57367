"""Whether a date may be promised at all: what must be stated first, how firm the calendar is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.branch import DepartmentKind
from app.domain.calendar import Calendar, Day
from app.domain.finding import Finding, Severity
from app.domain.passport_items import Carrier, TermUnit
from app.rules.registry import rule
from i18n import N_

ALARM_DAYS = 60
"""So many days before a year without a calendar the alarm is raised (R-025)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAsk:
    """What a term is computed from. ``accepted`` is aware, in the branch's own time.

    ``intake_day_counted`` speaks of electronic sending only; ``None`` anywhere means not stated.
    ``one_working_day``: the passport says that the service is rendered within one working day.
    """

    value: int | None
    unit: TermUnit | None
    carrier: Carrier | None
    accepted: datetime
    calendar: Calendar
    intake_day_counted: bool | None = None
    department: DepartmentKind = DepartmentKind.ORDINARY
    one_working_day: bool | None = None


@rule(
    "terms.known",
    requirements=("R-135", "R-006"),
    citation="law.14.3-1.4",
    title=N_("The term of the service is not known"),
    message=N_("The passport of the service does not state a term that can be counted."),
    advice=N_("The editor of the catalogue enters the term from the act of the service."),
)
def term_known(ask: TermAsk) -> Iterator[Finding]:
    """A term has a value of at least one and a unit."""
    if ask.value is None or ask.unit is None:
        yield term_known.finding(subject="term")


@rule(
    "terms.carrier",
    requirements=("R-160", "R-135"),
    citation="law.20.1",
    title=N_("The carrier of the application is not known"),
    message=N_("It is not stated whether the application travels on paper or electronically."),
    advice=N_("Choose the carrier: on paper the day of intake is not in the term."),
)
def carrier_stated(ask: TermAsk) -> Iterator[Finding]:
    """Paper or electronic decides how the day of intake is treated."""
    if ask.carrier is None:
        yield carrier_stated.finding(subject="carrier")


@rule(
    "terms.intake_day",
    requirements=("R-160", "R-135"),
    citation="law.20.1",
    title=N_("It is not stated whether the day of intake counts"),
    message=N_(
        "For electronic sending the passport of the service does not say whether the day of intake"
        " is in the term, so no date may be promised."
    ),
    advice=N_("The editor of the catalogue states it in the passport; there is no default."),
)
def intake_day_stated(ask: TermAsk) -> Iterator[Finding]:
    """Electronic sending needs an explicit word on the day of intake (D-02)."""
    if ask.carrier is Carrier.ELECTRONIC and ask.intake_day_counted is None:
        yield intake_day_stated.finding(subject="intake_day")


@rule(
    "terms.calendar",
    requirements=("R-025",),
    citation="rules.3",
    title=N_("There is no approved calendar for the year"),
    message=N_("The calendar of {year} is not approved, so no date in it may be promised."),
    advice=N_("The administrator loads the approved calendar of {year}."),
)
def calendar_approved(missing: int | None) -> Iterator[Finding]:
    """Nothing is promised in a year without an approved calendar."""
    if missing is not None:
        yield calendar_approved.finding(subject=str(missing), year=str(missing))


@rule(
    "terms.calendar_alarm",
    requirements=("R-025",),
    citation="rules.3",
    title=N_("The calendar of the coming year is missing"),
    message=N_("The year {year} begins within {days} days and has no approved calendar."),
    advice=N_("The administrator loads the approved calendar of {year}."),
)
def calendar_alarm(facts: tuple[Calendar, date]) -> Iterator[Finding]:
    """The alarm before a year without a calendar begins."""
    calendar, today = facts
    missing = calendar.missing_within(today, ALARM_DAYS)
    if missing is not None:
        yield calendar_alarm.finding(
            severity=Severity.WARN, subject=str(missing), year=str(missing), days=str(ALARM_DAYS)
        )


@rule(
    "terms.provisional",
    requirements=("R-025",),
    citation="rules.3",
    title=N_("The date is provisional"),
    message=N_("«{reason}» on {date} is expected, not announced: the date may still move."),
    advice=N_("Tell the applicant that the date may move by a day."),
)
def calendar_firm(expected: tuple[Day, ...]) -> Iterator[Finding]:
    """A holiday that is only expected makes the dates around it provisional."""
    for day in expected:
        yield calendar_firm.finding(
            severity=Severity.WARN,
            subject=day.date.isoformat(),
            date=f"{day.date:%d.%m.%Y}",
            reason_kk=day.reason.kk,
            reason_ru=day.reason.ru,
        )


STATED = (term_known, carrier_stated, intake_day_stated)
"""What must be stated before a term is counted."""
