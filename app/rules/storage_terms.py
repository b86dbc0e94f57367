"""How long a result that nobody came for is kept, and from when it may go back (DA-6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar, CalendarMissingError, add_months
from app.domain.finding import Finding, Severity
from app.domain.language import Bilingual
from app.domain.passport import Retention
from app.rules.promises import calendar_firm
from app.rules.registry import rule
from app.rules.terms import day_off_words
from app.rules.words import both
from i18n import N_

_MONTHS = {Retention.MONTH: 1, Retention.YEAR_ID: 12}
_CITATIONS = {
    Retention.MONTH: ("rules.20.1",),
    Retention.YEAR_ID: ("rules.20.2",),
    Retention.SOCIAL: ("rules.20.1",),
}
_FROM_PROMISE = N_("Storage starts on the promised day of issue")
_FROM_ARRIVAL = N_("Storage starts on the day the result arrived: it came after the promised day")
_UNTIL = {
    Retention.MONTH: N_("The same day number a month later"),
    Retention.YEAR_ID: N_("The same day number a year later"),
}
_NO_SUCH_DAY = N_("That month has no such day, so its last day stands")
_FORWARD = N_("{reason}, so storage lasts until the next working day")
_LAST = N_("Last day of storage")
_NO_END = N_("These documents are not returned as unclaimed; no last day is set")


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageStep:
    """One date of the trace and why it stands there."""

    date: date
    reason: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageTerm:
    """From when until when a result is kept.

    ``until`` is ``None`` where no last day is set (social documents) or no calendar covers it;
    ``return_allowed_from`` is set for the class MONTH only: nothing else is returned by time.
    """

    start: date
    until: date | None = None
    return_allowed_from: date | None = None
    steps: tuple[StorageStep, ...] = ()
    citations: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    calendar_version: str = ""


@rule(
    "storage.calendar",
    requirements=("R-025", "R-170"),
    citation="rules.3",
    title=N_("The last day of storage is not known yet"),
    message=N_("The calendar of {year} is not approved, so the last day of storage is not fixed."),
    advice=N_("The result is kept; the day is computed when the calendar of {year} is loaded."),
)
def storage_calendar(missing: int | None) -> Iterator[Finding]:
    """The last day of storage lies in a year without an approved calendar: keep on."""
    if missing is not None:
        yield storage_calendar.finding(
            severity=Severity.WARN, subject=str(missing), year=str(missing)
        )


def storage_term(
    *, promised: date, arrived: date | None, retention: Retention, calendar: Calendar
) -> StorageTerm:
    """The storage of a result; ``arrived`` is ``None`` while it is not in the issuing sector."""
    late = arrived is not None and arrived > promised
    start = arrived if arrived is not None and late else promised
    steps = [StorageStep(date=start, reason=both(_FROM_ARRIVAL if late else _FROM_PROMISE))]
    until: date | None = None
    back: date | None = None
    findings: tuple[Finding, ...] = ()
    if retention not in _MONTHS:
        steps.append(StorageStep(date=start, reason=both(_NO_END)))
    else:
        try:
            until = _last_day(start, retention, calendar, steps)
            back = calendar.next_working_day(until) if retention is Retention.MONTH else None
            findings = tuple(calendar_firm.judge(calendar.uncertain(start, back or until)))
        except CalendarMissingError as missing:
            until = back = None
            findings = tuple(storage_calendar.judge(missing.year))
    return StorageTerm(
        start=start,
        until=until,
        return_allowed_from=back,
        steps=tuple(steps),
        citations=_CITATIONS[retention],
        findings=findings,
        calendar_version=calendar.version,
    )


def _last_day(
    start: date, retention: Retention, calendar: Calendar, steps: list[StorageStep]
) -> date:
    nominal = add_months(start, _MONTHS[retention])
    steps.append(StorageStep(date=nominal, reason=both(_UNTIL[retention])))
    if nominal.day != start.day:
        steps.append(StorageStep(date=nominal, reason=both(_NO_SUCH_DAY)))
    day = calendar.day(nominal)
    days = calendar.days_after(nominal)
    while not day.working:
        words = day_off_words(day)
        reason = both(_FORWARD, {"reason_kk": words.kk, "reason_ru": words.ru})
        steps.append(StorageStep(date=day.date, reason=reason))
        day = next(days)
    steps.append(StorageStep(date=day.date, reason=both(_LAST)))
    return day.date


def return_allowed(term: StorageTerm, today: date) -> bool:
    """Whether a result may go back today as unclaimed; never for a class other than MONTH."""
    return term.return_allowed_from is not None and today >= term.return_allowed_from
