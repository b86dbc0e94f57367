"""``term``: every date of a service accepted at a moment, with the reason of each day passed over."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.catalogue.calendar import load_calendar
from app.desk.branch_time import in_branch
from app.domain.branch import DepartmentKind
from app.domain.finding import Finding, Severity
from app.domain.opening import Opening
from app.domain.passport import Passport, Retention
from app.domain.passport_items import Carrier, TermUnit
from app.doors.answers import (
    NO,
    YES,
    calendar_file,
    choice,
    citation_entry,
    line,
    moment,
    print_json,
    print_lines,
    whole,
)
from app.doors.service_facts import no_case, service_on
from app.errors import InputInvalid, declare
from app.rules.opening import department_open
from app.rules.promises import TermAsk
from app.rules.storage_terms import StorageTerm, storage_term
from app.rules.terms import ServiceTerm, service_term
from app.wording import both, finding_entry, finding_words, two
from i18n import N_

VALUE_OR_SERVICE = declare(
    "door.term.what",
    N_("Give either a value with its unit or a service."),
    N_("Write --value 5 --unit working_days, or --service ID."),
)
_ISSUE = N_("Day of issue: {date}")
_DUE = N_("The provider delivers by: {date}")
_NO_DUE = N_("Rendered within one working day: no earlier delivery by the provider")
_KEPT = N_("Kept until {date}")
_RETURN = N_("May be returned from {date}")
_STATED = {"counted": True, "excluded": False}
_MOST = 100_000


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--service", metavar="ID")
    parser.add_argument("--case", default="", metavar="KEY")
    parser.add_argument("--practice", action="store_true")
    parser.add_argument("--value", metavar="N")
    parser.add_argument("--unit", metavar="|".join(TermUnit))
    parser.add_argument("--carrier", metavar="paper|electronic")
    parser.add_argument("--intake-day", choices=tuple(_STATED))
    parser.add_argument("--accepted", required=True, metavar="ISO")
    parser.add_argument("--department", default="ordinary", metavar="ordinary|duty")
    parser.add_argument("--retention", metavar="|".join(Retention))
    parser.add_argument("--arrived", metavar="ISO")
    parser.add_argument("--calendar", metavar="FILE")


def run(args: Namespace) -> int:
    """Print the dates; 1 when they cannot be promised."""
    passport = _passport(args)
    ask = _ask(args) if passport is None else _ask_of(passport, args)
    term = service_term(ask)
    arrived = _arrived(args.arrived)
    retention = choice("--retention", args.retention, Retention) if args.retention else None
    if retention is None and passport is not None:
        retention = passport.retention
    kept = _kept(ask, term, retention, arrived)
    findings = [*term.findings, *(kept.findings if kept else ()), *_closed(ask, term)]
    if args.json:
        print_json(_document(term, kept, arrived, findings))
    else:
        print_lines(_lines(term, kept, findings))
    return YES if term.promised else NO


def _passport(args: Namespace) -> Passport | None:
    """The service meant; a value and a unit stand in its place, never beside it."""
    if args.service is None:
        if args.value is None or args.unit is None:
            raise InputInvalid(VALUE_OR_SERVICE, field="--value")
        return None
    if args.value is not None or args.unit is not None:
        raise InputInvalid(VALUE_OR_SERVICE, field="--service")
    on = in_branch(moment("--accepted", args.accepted)).date()
    return service_on(args.service, on, practice=args.practice)


def _ask(args: Namespace) -> TermAsk:
    return TermAsk(
        value=whole("--value", args.value, 1, _MOST) if args.value is not None else None,
        unit=choice("--unit", args.unit, TermUnit) if args.unit is not None else None,
        carrier=choice("--carrier", args.carrier, Carrier) if args.carrier else None,
        accepted=in_branch(moment("--accepted", args.accepted)),
        calendar=load_calendar(calendar_file(args.calendar)),
        intake_day_counted=_STATED.get(args.intake_day),
        department=choice("--department", args.department, DepartmentKind),
    )


def _ask_of(passport: Passport, args: Namespace) -> TermAsk:
    """What the passport states; the carrier and the day of intake may be given where it is silent."""
    ask, term = _ask(args), passport.term(args.case)
    if args.case and term is None:
        raise no_case(args.case, [entry.key for entry in passport.terms])
    stated, only = passport.intake_day_counted, passport.carriers
    of_term = term.carrier if term else None
    return replace(
        ask,
        value=term.value if term else None,
        unit=term.unit if term else None,
        carrier=ask.carrier or of_term or (only[0] if len(only) == 1 else None),
        intake_day_counted=ask.intake_day_counted if stated is None else stated,
        one_working_day=passport.one_working_day,
    )


def _arrived(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return in_branch(moment("--arrived", value)).date()


def _kept(
    ask: TermAsk, term: ServiceTerm, retention: Retention | None, arrived: date | None
) -> StorageTerm | None:
    if term.issue_date is None or retention is None:
        return None
    return storage_term(
        promised=term.issue_date, arrived=arrived, retention=retention, calendar=ask.calendar
    )


def _closed(ask: TermAsk, term: ServiceTerm) -> list[Finding]:
    """The moment of acceptance lies outside the hours: worth saying, not a reason to stop."""
    if term.issue_date is None:
        return []
    found = department_open.judge((Opening(ask.calendar, ask.department), ask.accepted))
    return [replace(entry, severity=Severity.WARN) for entry in found]


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value is not None else None


def _document(
    term: ServiceTerm, kept: StorageTerm | None, arrived: date | None, findings: list[Finding]
) -> dict[str, Any]:
    starts = [day for day in (term.issue_date, arrived) if day is not None]
    citations = [*term.citations, *(kept.citations if kept else ())]
    return {
        "term_end": _iso(term.term_end),
        "issue_date": _iso(term.issue_date),
        "delivery_due": _iso(term.delivery_due),
        "storage_from": _iso(max(starts)) if term.issue_date else None,
        "storage_until": _iso(kept.until) if kept else None,
        "return_allowed_from": _iso(kept.return_allowed_from) if kept else None,
        "days": [
            {"date": _iso(day.date), "counted": day.counted, "reason": two(day.reason)}
            for day in term.days
        ],
        "storage_days": [
            {"date": _iso(step.date), "reason": two(step.reason)}
            for step in (kept.steps if kept else ())
        ],
        "delivery_exempt": term.delivery_exempt,
        "provisional": term.provisional,
        "calendar": term.calendar_version,
        "citations": [citation_entry(entry) for entry in citations],
        "findings": [finding_entry(entry) for entry in findings],
    }


def _lines(term: ServiceTerm, kept: StorageTerm | None, findings: list[Finding]) -> list[str]:
    lines = [
        f"{day.date:%d.%m.%Y} {'+' if day.counted else '-'} {line(day.reason)}" for day in term.days
    ]
    if term.issue_date is not None:
        lines.append(line(both(_ISSUE, {"date": f"{term.issue_date:%d.%m.%Y}"})))
        due = term.delivery_due
        words = both(_DUE, {"date": f"{due:%d.%m.%Y %H:%M}"}) if due else both(_NO_DUE)
        lines.append(line(words))
    if kept is not None and kept.until is not None:
        lines.append(line(both(_KEPT, {"date": f"{kept.until:%d.%m.%Y}"})))
    if kept is not None and kept.return_allowed_from is not None:
        lines.append(line(both(_RETURN, {"date": f"{kept.return_allowed_from:%d.%m.%Y}"})))
    return [*lines, *(line(finding_words(entry).message) for entry in findings)]
