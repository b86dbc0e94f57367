"""``python -m devices practice-key``: a key of practice, put on a token or into a key file."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from i18n import N_

PURPOSE = N_("puts a key of practice on a token or into a key file; it certifies exercises only")


def add_arguments(parser: ArgumentParser) -> None:
    """What can be said to the command; the PIN is asked for, or read from the standard input.

    ``--trust``: the folder of trusted authorities, which gets the certificate of the root.
    """
    parser.add_argument("--root", required=True, type=Path, metavar="FILE")
    parser.add_argument("--iin", required=True, metavar="IIN")
    parser.add_argument("--name", required=True, metavar="NAME")
    parser.add_argument("--bin", default="", metavar="BIN")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--file", type=Path, metavar="FILE.p12")
    where.add_argument("--module", type=Path, metavar="MODULE.so")
    parser.add_argument("--token", default="", metavar="LABEL")
    parser.add_argument("--trust", type=Path, metavar="DIR")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make it and put it there. Raises ``InputInvalid``."""
    # Only here: nothing else of the program makes certificates of employees.
    from devices.eds.practice_key import make  # noqa: PLC0415

    return make(arguments)
