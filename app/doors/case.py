"""``case``: a case as a desk sees it, every fact with its source and time, numbers of people masked."""

from argparse import ArgumentParser, Namespace
from datetime import datetime

from app.catalogue.practice import practice
from app.desk.system import SystemClock
from app.domain.branch import Branch, DepartmentKind, Role
from app.domain.case import Case
from app.domain.case_states import Mark
from app.domain.language import Bilingual
from app.doors.answers import NO, YES, line, print_json, print_lines
from app.doors.case_document import document
from app.doors.reading import DESK, reader, reading_place
from app.ports.storage import JournalEntry, JournalLine, Store
from app.rules.intake_words import STATES
from app.settings import load
from app.storage import open_store
from app.usecases.case_view import case_view
from app.usecases.situation import find_case
from app.usecases.views import CaseView
from app.wording import both, finding_words
from i18n import N_

NOTHING = N_("There is no case by «{named}» in this store.")
HEAD = N_("Case {number}: {state}")


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--store", default="", metavar="URL")
    parser.add_argument("--full", action="store_true")


def run(args: Namespace) -> int:
    """Print the case; 1 when there is none. ``--full`` unmasks, and the journal tells who looked."""
    store = open_store(args.store or load().settings.store_url, migrate=False)
    try:
        seen = _seen(store, args.number)
        if seen is None:
            return _none(args)
        view, journal, at = seen
        if args.full:
            _tell(store, view.case, at)
    finally:
        store.close()
    if args.json:
        print_json(document(view, journal, at, full=args.full))
    else:
        print_lines(_lines(view, full=args.full))
    return YES


def _none(args: Namespace) -> int:
    if args.json:
        print_json({"number": args.number, "found": False})
    else:
        print_lines([line(both(NOTHING, {"named": args.number[:40]}))])
    return NO


def _seen(store: Store, named: str) -> tuple[CaseView, tuple[JournalLine, ...], datetime] | None:
    with store.begin(writing=False) as unit:
        clock = SystemClock(practice().branch().zone)
        bare = reading_place(store, _branch(None), clock).work(unit, "", reader(), Role.AUD)
        case = find_case(bare, named)
        if case is None:
            return None
        branch = _branch(case)
        work = reading_place(store, branch, SystemClock(branch.zone)).work(
            unit, "", reader(), Role.AUD
        )
        return case_view(case, work), tuple(unit.journal.of_case(case.id)), work.now


def _branch(case: Case | None) -> Branch:
    """The branch of the case where it is known here, else one that has its code alone."""
    known = practice().branches
    if case is None or case.branch_id in known:
        return known[case.branch_id] if case is not None else practice().branch()
    named = Bilingual(case.branch_id, case.branch_id)
    return Branch(
        code=case.branch_id,
        name=named,
        department_number=case.branch_id,
        department=DepartmentKind.ORDINARY,
        address=named,
        desks=(),
        practice=Mark.PRACTICE in case.marks,
    )


def _tell(store: Store, case: Case, at: datetime) -> None:
    """Who saw the numbers unmasked is in the journal (R-225)."""
    with store.begin(writing=True) as unit:
        unit.journal.append(
            JournalEntry(
                at=at,
                actor=reader().id,
                role=Role.ADM.value,
                desk=DESK,
                verb="reveal_case",
                case_id=case.id,
                facts={"door": "case"},
            )
        )
        unit.commit()


def _lines(view: CaseView, *, full: bool) -> list[str]:
    case, state = view.case, both(STATES[view.case.state])
    named = {"number": case.number or case.draft_code, "state_kk": state.kk, "state_ru": state.ru}
    lines = [line(both(HEAD, named)), line(view.service_name)]
    for fact in view.facts:
        value = fact.value if full else fact.masked or fact.value
        at = f"{fact.at:%d.%m.%Y %H:%M}" if fact.at is not None else ""
        lines.append(f"  {fact.name}: {value}  [{fact.source}] {at}".rstrip())
    lines.extend(f"  {kind} {code}: {state_}" for code, kind, state_ in view.units)
    lines.extend(f"  ! {line(finding_words(found).message)}" for found in view.findings)
    return lines
