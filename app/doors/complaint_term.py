"""``complaint-term``: the control and the outer date of a complaint, its extension and the notice."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from app.catalogue.calendar import load_calendar
from app.catalogue.complaints import complaint_law
from app.desk.branch_time import in_branch
from app.domain.language import Bilingual
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
)
from app.errors import InputInvalid, declare
from app.rules.complaint_terms import (
    Addressee,
    ComplaintLaw,
    ComplaintTerms,
    TwoReadings,
    complaint_terms,
)
from app.wording import both, finding_entry, finding_words
from i18n import N_

BEFORE = declare(
    "door.complaint.before",
    N_("The extension is dated before the registration of the complaint."),
    N_("Check both dates."),
)
NO_LAW = declare(
    "door.complaint.law",
    N_("On that day the Law on public services was not in force."),
    N_("Check the date of registration."),
)
_ANSWER = N_("Answer by {control} (control date); last defensible day {outer}")
_EXTENDED = N_("After the extension: {control} (control date); last defensible day {outer}")
_NOTICE = N_("Notice of the extension by {control} (control date); last defensible day {outer}")


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--registered", required=True, metavar="ISO")
    parser.add_argument("--addressee", required=True, metavar="|".join(Addressee))
    parser.add_argument("--extended", metavar="ISO")
    parser.add_argument("--calendar", metavar="FILE")


def run(args: Namespace) -> int:
    """Print the dates; 1 when they cannot be given or the extension is not allowed."""
    registered = _day("--registered", args.registered)
    extended = _day("--extended", args.extended) if args.extended else None
    if extended is not None and extended < registered:
        raise InputInvalid(BEFORE, field="--extended")
    terms = complaint_terms(
        registered=registered,
        addressee=choice("--addressee", args.addressee, Addressee),
        law=_law(registered),
        calendar=load_calendar(calendar_file(args.calendar)),
        extended=extended,
    )
    if args.json:
        print_json(_document(terms))
    else:
        print_lines(map(line, _words(terms)))
    return NO if any(entry.blocks for entry in terms.findings) else YES


def _law(registered: date) -> ComplaintLaw:
    try:
        return complaint_law(registered)
    except LookupError:
        raise InputInvalid(NO_LAW, field="--registered") from None


def _day(field: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return in_branch(moment(field, value)).date()


def _pair(name: str, reading: TwoReadings | None) -> dict[str, str | None]:
    return {
        f"{name}control": reading.control.isoformat() if reading else None,
        f"{name}outer": reading.outer.isoformat() if reading else None,
    }


def _document(terms: ComplaintTerms) -> dict[str, Any]:
    return {
        **_pair("", terms.answer),
        **_pair("extended_", terms.extended),
        **_pair("notice_", terms.notice),
        "extension_allowed": terms.extension_allowed,
        "calendar": terms.calendar_version,
        "citations": [citation_entry(entry) for entry in terms.citations],
        "findings": [finding_entry(entry) for entry in terms.findings],
    }


def _words(terms: ComplaintTerms) -> list[Bilingual]:
    readings = ((_ANSWER, terms.answer), (_EXTENDED, terms.extended), (_NOTICE, terms.notice))
    dates = [
        both(
            message,
            {"control": f"{reading.control:%d.%m.%Y}", "outer": f"{reading.outer:%d.%m.%Y}"},
        )
        for message, reading in readings
        if reading is not None
    ]
    return [*dates, *(finding_words(entry).message for entry in terms.findings)]
