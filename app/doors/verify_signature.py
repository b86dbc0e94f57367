"""``verify-signature``: whether a signature stands, by anyone, without a store and without the network."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from app.domain.signature_verdict import KeyRole, SignedVerdict, Standing
from app.doors.answers import (
    BAD_FILE,
    NO,
    YES,
    choice,
    moment,
    print_json,
    print_lines,
)
from app.doors.signature_document import document, told
from app.errors import InputInvalid
from app.settings import load
from app.signatures.encoding import MOST_BYTES, UnreadableError, unarmoured
from app.signatures.suitability import Demands
from app.signatures.trust import NOT_NAMED, Trust, read_trust, with_revocation
from app.signatures.verify import unreadable, verify_message


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="CMS (.p7s, .cms; DER, PEM, base64), PDF")
    parser.add_argument("--detached", default="", metavar="CONTENT")
    parser.add_argument(
        "--trust", default="", metavar="DIR", help="else the folder of the settings"
    )
    parser.add_argument(
        "--revocation", action="append", default=[], metavar="FILE", help="a list, or an answer"
    )
    parser.add_argument("--at", default="", metavar="MOMENT", help="2026-03-06T11:20+05:00")
    parser.add_argument("--iin", default="", metavar="N")
    parser.add_argument("--bin", default="", metavar="N")
    parser.add_argument("--role", default="", metavar="ROLE", help=", ".join(KeyRole))
    parser.add_argument("--no-revocation", action="store_true")
    parser.add_argument("--full", action="store_true")


def run(args: Namespace) -> int:
    """Print the verdict; 0 when every signature stands. ``--full`` shows numbers of people whole."""
    at = moment("--at", args.at) if args.at else datetime.now(UTC)
    demands = Demands(
        iin=args.iin,
        bin=args.bin,
        roles=frozenset({choice("--role", args.role, KeyRole)}) if args.role else frozenset(),
        revocation=not args.no_revocation,
    )
    verdict = _verdict(args, at, demands)
    if args.json:
        print_json(document(verdict, full=args.full))
    else:
        print_lines(told(verdict, full=args.full))
    return YES if verdict.standing is Standing.VALID else NO


def _verdict(args: Namespace, at: datetime, demands: Demands) -> SignedVerdict:
    trust = _trust(args)
    signed = _bytes("FILE", args.file)
    content = _bytes("--detached", args.detached) if args.detached else None
    if signed[:1024].lstrip().startswith(b"%PDF-"):
        from app.signatures.pdf import verify_pdf  # noqa: PLC0415 - few come to ask for a document

        return verify_pdf(signed, trust, at, demands)
    try:
        blocks = unarmoured(signed)
    except UnreadableError:
        blocks = []
    return (
        verify_message(blocks[0], content, trust, at, demands) if len(blocks) == 1 else unreadable()
    )


def _trust(args: Namespace) -> Trust:
    """The folder's trust, with the data on revocation that were named or lie beside the file under its
    name (``FILE.crl``, ``FILE.ocsp``)."""
    folder = args.trust or load().settings.signing.trust
    if not folder:
        raise InputInvalid(NOT_NAMED, field="--trust")
    trust = read_trust(Path(folder))
    beside = [f"{args.file}{ending}" for ending in (".crl", ".ocsp")]
    named = [*args.revocation, *(name for name in beside if Path(name).is_file())]
    for name in named:
        trust = with_revocation(trust, name, _bytes("--revocation", name))
    return trust


def _bytes(field: str, name: str) -> bytes:
    try:
        with Path(name).open("rb") as handle:
            content = handle.read(MOST_BYTES + 1)
    except OSError:
        raise InputInvalid(BAD_FILE, field=field, value=name[:60]) from None
    if len(content) > MOST_BYTES:
        raise InputInvalid(BAD_FILE, field=field, value=name[:60])
    return content
