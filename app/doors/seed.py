"""``seed --demo``: a store that the practice branch can be opened on, with visitors waiting."""

from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta

from app.catalogue.practice import Practice, practice
from app.desk import SystemClock, SystemIds
from app.domain.case_states import CaseState, Mark
from app.domain.language import Lang
from app.domain.visit import Purpose, Ticket
from app.doors.answers import BAD_USE, YES, line, print_json, print_lines
from app.errors import AppError, InputInvalid, declare
from app.ports.storage import JournalEntry, UnitOfWork
from app.settings import load
from app.storage import SqlStore, open_store
from app.usecases.call import LETTERS
from app.wording import both
from i18n import N_

SEEDED = N_(
    "The practice branch is ready: {tickets} tickets wait, {people} applicants are remembered."
)
LIVE_STORE = declare(
    "seed.live_store",
    N_("This store holds real cases; nothing made up may be put into it."),
    N_("Name another store by --store, or leave it as it is."),
)

_HALL = "0"
"""Tickets of the demo come from no desk."""
_WAITING = (
    (Purpose.INTAKE, Lang.KK),
    (Purpose.INTAKE, Lang.RU),
    (Purpose.ISSUE, Lang.KK),
    (Purpose.INTAKE, Lang.KK),
    (Purpose.CONSULTATION, Lang.RU),
    (Purpose.INTAKE, Lang.RU),
)
_APART = timedelta(minutes=3)


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--store", default="", metavar="URL")


def run(args: Namespace) -> int:
    """Fill the store; once a day it gets new tickets. Raises ``Unavailable`` and ``AppError``."""
    if not args.demo:
        raise InputInvalid(BAD_USE, field="argv", detail="--demo", usage="python -m app seed")
    people = practice()
    clock = SystemClock(people.branch().zone)
    store = open_store(args.store or load().settings.store_url, clock=clock)
    try:
        tickets = fill(store, people, clock.now())
    finally:
        store.close()
    counts = {"tickets": tickets, "people": len(people.people)}
    if args.json:
        print_json({"ready": True, **counts})
    else:
        print_lines([line(both(SEEDED, {name: str(count) for name, count in counts.items()}))])
    return YES


def fill(store: SqlStore, people: Practice, now: datetime) -> int:
    """Remember the made-up applicants and let visitors wait; the number of those who wait now.

    A second time on the same day adds nothing. Raises ``AppError`` (seed.live_store).
    """
    key = f"seed:demo:{now.date()}"
    with store.begin(writing=True) as work:
        _refuse_live(work)
        if work.answered(key) is None:
            for known in people.people.values():
                work.persons.remember(known.person, now)
            for organisation in people.organisations.values():
                work.persons.remember_organisation(organisation, now)
            _let_wait(work, now)
            work.remember_answer(key, "{}")
            work.commit()
            return len(_WAITING)
        return len(work.visits.waiting(now.date()))


def _refuse_live(work: UnitOfWork) -> None:
    if any(Mark.PRACTICE not in case.marks for case in work.cases.in_states(tuple(CaseState))):
        raise AppError(LIVE_STORE)


def _let_wait(work: UnitOfWork, now: datetime) -> None:
    ids = SystemIds()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for place, (purpose, language) in enumerate(_WAITING):
        number = work.numbers.next("ticket", _HALL, now.date())
        ticket = Ticket(
            id=ids.new(),
            number=f"{LETTERS[purpose]}{number}",
            purpose=purpose,
            language=language,
            taken_at=max(midnight, now - _APART * (len(_WAITING) - place)),
        )
        work.visits.add_ticket(ticket)
        work.journal.append(
            JournalEntry(
                at=now,
                actor="seed",
                role="ADM",
                desk=_HALL,
                verb="seed",
                facts={"ticket": ticket.number},
            )
        )
