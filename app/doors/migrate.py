"""``migrate``: make a store ready, or bring an older one to the present form."""

from argparse import ArgumentParser, Namespace

from app.doors.answers import YES, line, print_json, print_lines
from app.settings import load
from app.storage.engine import make_engine
from app.storage.schema import REVISIONS, bring_up
from app.storage.store import WAIT
from app.wording import both
from i18n import N_

DONE = N_("The store is ready now.")
NOTHING_TO_DO = N_("The store was ready already.")


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--store", default="", metavar="URL")


def run(args: Namespace) -> int:
    """Make the store ready; 0 when it is. Raises ``Unavailable`` and ``InputInvalid``."""
    engine = make_engine(args.store or load().settings.store_url, WAIT)
    try:
        changed = bring_up(engine)
    finally:
        engine.dispose()
    if args.json:
        print_json({"ready": True, "changed": changed, "revision": REVISIONS[-1]})
    else:
        print_lines([line(both(DONE if changed else NOTHING_TO_DO))])
    return YES
