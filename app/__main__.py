"""``python -m app``: the door without windows; a command is a module of app.doors, read lazily."""

import sys
from argparse import SUPPRESS
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import NamedTuple
from uuid import uuid4

from app.errors import AppError, Cancelled, InputInvalid, Unavailable, declare
from i18n import N_, text


class Command(NamedTuple):
    """Where a command lives and what it is for (an English message id)."""

    module: str
    purpose: str


COMMANDS: dict[str, Command] = {
    "catalogue": Command("catalogue", N_("check, compare or take in passports of services")),
    "case": Command("case", N_("a case as a desk sees it, each fact with its source and time")),
    "check-id": Command("check_id", N_("check an IIN, a BIN or a machine-readable zone")),
    "complaint-term": Command("complaint_term", N_("the terms of a complaint and its extension")),
    "fee": Command("fee", N_("the fee of a service on a day, with its formula and source")),
    "migrate": Command(
        "migrate", N_("make a store ready, or bring an older one to the present form")
    ),
    "open": Command("open_hours", N_("whether a department is open at a moment, and why")),
    "queue": Command("queue_day", N_("the figures of a day of the queue, by purpose and hour")),
    "robot": Command("robot", N_("play a scenario through the desk, one line a step")),
    "rules": Command("rules_register", N_("the register of rules, and which tests carry them")),
    "seed": Command("seed", N_("fill a store with the practice branch")),
    "term": Command("term", N_("every date of a service accepted at a moment, day by day")),
    "verify-journal": Command("verify_journal", N_("whether the action log is as it was written")),
    "verify-signature": Command(
        "verify_signature", N_("whether a signature stands, whose it is, and why not")
    ),
}
"""One line a command; the module has ``configure(parser)`` and ``run(arguments) -> int``."""

UNKNOWN_COMMAND = declare(
    "door.command",
    N_("There is no command «{command}»."),
    N_("The commands are listed by: python -m app --help"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 for yes, 1 for no, 2 for wrong use or unreadable input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help"):
        sys.stdout.write(_overview() + "\n")
        return 0 if words else 2
    try:
        return _run(words[0], words[1:])
    except AppError as error:
        return _fail(error)
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:  # noqa: BLE001 - a person gets a line and a number, not a traceback
        incident = f"{uuid4().hex[:8]}-{type(error).__name__}"
        return _fail(AppError("bug", incident=incident))


def _run(name: str, words: list[str]) -> int:
    if name not in COMMANDS:
        raise InputInvalid(UNKNOWN_COMMAND, field="command", command=name[:40])
    from app.doors.answers import Parser  # noqa: PLC0415 - the overview must not wait for it

    command = COMMANDS[name]
    module = import_module(f"app.doors.{command.module}")
    parser = Parser(
        prog=f"python -m app {name}",
        description=_both(command.purpose),
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument("-h", "--help", action="help", help=SUPPRESS)
    parser.add_argument("--json", action="store_true", help="JSON")
    module.configure(parser)
    return int(module.run(parser.parse_args(words)))


def _fail(error: AppError) -> int:
    from app.doors.answers import NO, UNREADABLE, complain  # noqa: PLC0415

    if isinstance(error, Cancelled):
        return NO
    complain(error)
    unreadable = isinstance(error, InputInvalid | Unavailable) or error.code == "bug"
    return UNREADABLE if unreadable else NO


def _both(message: str) -> str:
    return f"{text('kk', message)} / {text('ru', message)}"


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {_both(command.purpose)}" for name, command in COMMANDS.items()]
    return "\n".join(["python -m app <command> [--json] [--help]", "", *lines])


if __name__ == "__main__":
    sys.exit(main())
