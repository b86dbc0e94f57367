"""The term of a service: which days count, when it ends, when the provider must have delivered.

DA-1 to DA-5 and DA-9 of the date arithmetic. What is not stated is a finding, never a default.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from app.domain.calendar import ONE_DAY, Calendar, CalendarMissingError, Day, DayKind, add_months
from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.domain.opening import Opening
from app.domain.passport_items import Carrier, TermUnit
from app.rules.promises import STATED, TermAsk, calendar_approved, calendar_firm
from app.rules.registry import judge
from app.rules.words import both
from i18n import N_

_DAY_AND_NIGHT = timedelta(hours=24)
_MINUTES_OF = {TermUnit.MINUTES: 1, TermUnit.HOURS: 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDay:
    """One day of the trace: whether it was counted, as which, and why."""

    date: date
    counted: bool
    reason: Bilingual
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTerm:
    """The dates of a service, or the findings that stand in their way.

    ``delivery_due`` is ``None`` for a service rendered within one working day: ``delivery_exempt``.
    ``provisional``: an expected holiday, not yet announced, lies in or beside the term.
    """

    term_end: datetime | None = None
    issue_date: date | None = None
    delivery_due: datetime | None = None
    delivery_exempt: bool = False
    days: tuple[TermDay, ...] = ()
    citations: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    calendar_version: str = ""
    provisional: bool = False

    @property
    def promised(self) -> bool:
        """Whether the dates may be promised."""
        return self.term_end is not None and not any(entry.blocks for entry in self.findings)


_EXCLUDED_PAPER = N_("The day of intake is not in the term: sending on paper")
_EXCLUDED_STATED = N_("The day of intake is not in the term: so the service states")
_COUNTED = N_("Day {number} of the term")
_COUNTED_BECAUSE = N_("Day {number} of the term. {reason}")
_WEEKEND = N_("Day off: weekend")
_HOLIDAY = N_("Day off: {reason}")
_MOVED = N_("{reason}")
_ROLLED = N_("The last day falls on a day off, so the term ends on the next working day")
_SPENT = N_("Accepted after the closing hour, so the term ends on the next working day")
_ENDS = N_("The term ends on this working day")
_CLOSED = N_("No opening hours are left on this day")
_OPEN_MINUTES = N_("Opening hours from {begins} to {ends} are in the term")


@dataclass(slots=True)
class _Trace:
    """The days walked so far."""

    days: list[TermDay] = field(default_factory=list)
    counted: int = 0

    def count(self, day: Day) -> None:
        self.counted += 1
        number = str(self.counted)
        if day.reason.complete and day.kind is DayKind.MOVED_WORKING_DAY:
            words = both(
                _COUNTED_BECAUSE,
                {"number": number, "reason_kk": day.reason.kk, "reason_ru": day.reason.ru},
            )
        else:
            words = both(_COUNTED, {"number": number})
        self.days.append(TermDay(date=day.date, counted=True, number=self.counted, reason=words))

    def skip(self, day: Day, message: str = "") -> None:
        words = both(message) if message else day_off_words(day)
        self.days.append(TermDay(date=day.date, counted=False, reason=words))

    def spend(self, begins: datetime, ends: datetime) -> None:
        words = both(_OPEN_MINUTES, {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"})
        self.days.append(TermDay(date=begins.date(), counted=True, reason=words))


def day_off_words(day: Day) -> Bilingual:
    """Why a day does not count, in both languages."""
    if day.kind is DayKind.WEEKEND:
        return both(_WEEKEND)
    message = _HOLIDAY if day.kind is DayKind.HOLIDAY else _MOVED
    return both(message, {"reason_kk": day.reason.kk, "reason_ru": day.reason.ru})


def service_term(ask: TermAsk) -> ServiceTerm:
    """Every date of a service accepted at a moment, day by day, or why they cannot be promised.

    Raises ``ValueError`` for a value below one or a moment without an offset.
    """
    if ask.accepted.tzinfo is None or (ask.value is not None and ask.value < 1):
        raise ValueError("a term needs a positive value and an aware moment")
    calendar = ask.calendar
    lacking = judge(STATED, ask, ask.accepted.date())
    if lacking:
        return ServiceTerm(findings=lacking, calendar_version=calendar.version)
    try:
        return _computed(ask)
    except CalendarMissingError as missing:
        found = tuple(calendar_approved.judge(missing.year))
        return ServiceTerm(findings=found, calendar_version=calendar.version)


def _computed(ask: TermAsk) -> ServiceTerm:
    trace = _Trace()
    end = _term_end(ask, trace)
    exempt = within_one_working_day(ask)
    due = None if exempt else delivery_due(end, ask.calendar)
    intake, last = ask.accepted.date(), end.date()
    findings = tuple(calendar_firm.judge(ask.calendar.uncertain(intake, last)))
    return ServiceTerm(
        term_end=end,
        issue_date=last,
        delivery_due=due,
        delivery_exempt=exempt,
        days=tuple(trace.days),
        citations=_citations(ask),
        findings=findings,
        calendar_version=ask.calendar.version,
        provisional=bool(findings),
    )


def _citations(ask: TermAsk) -> tuple[str, ...]:
    of_carrier = ("law.20.1", "rules.25") if ask.carrier is Carrier.PAPER else ("law.14.3-1.4",)
    return (*of_carrier, "rules.3", "rules.15.5", "rules.15.7", "law.5.2.5")


def _intake_counted(ask: TermAsk) -> bool:
    """On paper never; electronically as the passport states."""
    return ask.carrier is Carrier.ELECTRONIC and ask.intake_day_counted is True


def _term_end(ask: TermAsk, trace: _Trace) -> datetime:
    today = ask.calendar.day(ask.accepted.date())
    if not _intake_counted(ask):
        paper = ask.carrier is Carrier.PAPER
        trace.skip(today, _EXCLUDED_PAPER if paper else _EXCLUDED_STATED)
    if ask.unit in _MINUTES_OF:
        return _minutes_end(ask, trace)
    if ask.unit is TermUnit.WORKING_DAYS:
        last = _working_end(ask, today, trace)
    else:
        last = _calendar_end(ask, today, trace)
    return _closing(ask, last, trace)


def _working_end(ask: TermAsk, today: Day, trace: _Trace) -> date:
    if _intake_counted(ask):
        trace.count(today) if today.working else trace.skip(today)
    last, days = today.date, ask.calendar.days_after(today.date)
    while trace.counted < (ask.value or 0):
        day = next(days)
        last = day.date
        trace.count(day) if day.working else trace.skip(day)
    return last


def _calendar_end(ask: TermAsk, today: Day, trace: _Trace) -> date:
    counted, value = _intake_counted(ask), ask.value or 0
    if ask.unit is TermUnit.MONTHS:
        last = add_months(today.date, value) - (ONE_DAY if counted else timedelta())
    else:
        last = today.date + timedelta(days=value - (1 if counted else 0))
    if counted:
        trace.count(today)
    for day in ask.calendar.days_after(today.date):
        if day.date > last:
            break
        trace.count(day)
    return _rolled(ask.calendar, last, trace)


def _rolled(calendar: Calendar, last: date, trace: _Trace) -> date:
    """The last day itself, or the next working day, each day between with its reason (D-12)."""
    if calendar.is_working(last):
        return last
    trace.days[-1] = replace(trace.days[-1], reason=both(_ROLLED))
    for day in calendar.days_after(last):
        trace.skip(day, _ENDS if day.working else "")
        if day.working:
            return day.date
    return last


def _closing(ask: TermAsk, last: date, trace: _Trace) -> datetime:
    """The closing hour of the last day; never a moment that has passed at the intake itself."""
    end = datetime.combine(last, ask.calendar.closing, ask.accepted.tzinfo)
    if end > ask.accepted:
        return end
    following = ask.calendar.day(ask.calendar.next_working_day(last))
    trace.skip(following, _SPENT)
    return datetime.combine(following.date, ask.calendar.closing, ask.accepted.tzinfo)


def _minutes_end(ask: TermAsk, trace: _Trace) -> datetime:
    opening = Opening(ask.calendar, ask.department)
    minutes = (ask.value or 0) * _MINUTES_OF[ask.unit or TermUnit.MINUTES]
    first = start = ask.accepted
    if not _intake_counted(ask):
        first = start = datetime.combine(start.date() + ONE_DAY, time(), start.tzinfo)
    end = start
    for begins, end in opening.portions(start, minutes):
        for off in range((begins.date() - first.date()).days):
            day = ask.calendar.day(first.date() + timedelta(days=off))
            trace.skip(day, _CLOSED if day.working else "")
        trace.spend(begins, end)
        first = end + ONE_DAY
    return end


def within_one_working_day(ask: TermAsk) -> bool:
    """Whether the service is rendered within one working day and so free of the early delivery."""
    if ask.one_working_day:
        return True
    value, hours = ask.value or 0, ask.calendar.hours.weekdays
    if ask.unit in _MINUTES_OF:
        day = (hours.closes.hour - hours.opens.hour) * 60 + hours.closes.minute - hours.opens.minute
        return value * _MINUTES_OF[ask.unit] <= day
    return value == 1 and ask.unit in (TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS)


def delivery_due(term_end: datetime, calendar: Calendar) -> datetime:
    """A day and a night before the term ends; on a day off, the closing of the working day before.

    Raises :class:`app.domain.calendar.CalendarMissingError` outside the approved years.
    """
    due = term_end - _DAY_AND_NIGHT
    if calendar.is_working(due.date()):
        return due
    return datetime.combine(calendar.back(due.date()), calendar.closing, due.tzinfo)
