"""``seed --demo``: a store that the practice branch can be opened on, with visitors waiting."""

from argparse import ArgumentParser, Namespace

from app.catalogue.practice import practice
from app.desk import SystemClock
from app.desk.demo import let_wait
from app.doors.answers import BAD_USE, YES, line, print_json, print_lines
from app.errors import InputInvalid
from app.settings import load
from app.storage import open_store
from app.wording import both
from i18n import N_

SEEDED = N_(
    "The practice branch is ready: {tickets} tickets wait, {people} applicants are remembered."
)


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
        tickets = let_wait(store, people, clock.now())
    finally:
        store.close()
    counts = {"tickets": tickets, "people": len(people.people)}
    if args.json:
        print_json({"ready": True, **counts})
    else:
        print_lines([line(both(SEEDED, {name: str(count) for name, count in counts.items()}))])
    return YES
