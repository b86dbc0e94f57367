"""``open``: whether a department is open to people at a moment, why, and when it opens next."""

from argparse import ArgumentParser, Namespace

from app.catalogue.calendar import load_calendar
from app.desk.branch_time import in_branch
from app.domain.branch import DepartmentKind
from app.domain.calendar import CalendarMissingError
from app.domain.language import Bilingual
from app.domain.opening import Opening, OpenState
from app.doors.answers import NO, YES, calendar_file, choice, line, moment, print_json, print_lines
from app.rules.opening import next_opening, opening_words
from app.rules.promises import calendar_approved
from app.wording import citation_words, finding_entry, two


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--department", default="ordinary", metavar="ordinary|duty")
    parser.add_argument("--at", required=True, metavar="ISO")
    parser.add_argument("--calendar", metavar="FILE")


def run(args: Namespace) -> int:
    """Print the state; 0 when open."""
    department = choice("--department", args.department, DepartmentKind)
    at = in_branch(moment("--at", args.at))
    opening = Opening(load_calendar(calendar_file(args.calendar)), department)
    try:
        state = opening.at(at)
    except CalendarMissingError as missing:
        return _unknown(args, missing.year)
    reason, following = opening_words(state), next_opening(opening, at)
    if args.json:
        print_json(
            {
                "open": state.open,
                "working_day": state.working_day,
                "reason": two(reason),
                "code": str(state.reason),
                "department": str(department),
                "at": at.isoformat(),
                "hours": _hours(state),
                "next_opening": following.isoformat() if following else None,
                "citation": two(citation_words(opening.calendar.hours.citation)),
            }
        )
    else:
        print_lines([line(reason)])
    return YES if state.open else NO


def _hours(state: OpenState) -> list[str] | None:
    if state.hours is None:
        return None
    return [f"{state.hours.opens:%H:%M}", f"{state.hours.closes:%H:%M}"]


def _unknown(args: Namespace, year: int) -> int:
    found = [finding_entry(entry) for entry in calendar_approved.judge(year)]
    words = [Bilingual(**entry["text"]) for entry in found]
    if args.json:
        reason = two(words[0])
        print_json({"open": None, "working_day": None, "reason": reason, "findings": found})
    else:
        print_lines(map(line, words))
    return NO
