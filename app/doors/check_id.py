"""``check-id``: an IIN, a BIN or a machine-readable zone, checked without looking anything up."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import Any

from app.desk.branch_time import branch_zone
from app.domain.language import Bilingual
from app.domain.mrz import MrzProblem, MrzReading, read_mrz
from app.domain.national_id import NumberCheck, NumberProblem, check_bin, check_iin
from app.doors.answers import NO, YES, day, line, print_json, print_lines, read_text
from app.wording import both, problem_words, two
from i18n import N_

_VALID = N_("Nothing speaks against it.")
_REPAIR = N_(
    "Line {line}, character {position}: «{found}» may be «{offered}». Look at the document."
)


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--iin", metavar="N")
    given.add_argument("--bin", metavar="N")
    given.add_argument("--mrz", metavar="FILE")
    parser.add_argument("--on", metavar="DATE", help="YYYY-MM-DD")


def run(args: Namespace) -> int:
    """Print the verdict; 0 when valid."""
    if args.mrz is not None:
        today = day("--on", args.on) if args.on else datetime.now(branch_zone()).date()
        reading = read_mrz(read_text("--mrz", args.mrz), today)
        return _say(args, _of_mrz(reading), _repairs(reading), valid=reading.valid)
    check = check_iin(args.iin) if args.iin is not None else check_bin(args.bin)
    return _say(args, _of_number(check), [], valid=check.valid)


def _problem(problem: NumberProblem | MrzProblem) -> dict[str, Any]:
    return {"code": str(problem), "text": two(problem_words(problem))}


def _of_number(check: NumberCheck) -> dict[str, Any]:
    return {
        "valid": check.valid,
        "kind": str(check.kind),
        "fields": {"number": check.number[:100]},
        "problems": [_problem(entry) for entry in check.problems],
    }


def _of_mrz(reading: MrzReading) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if reading.fields is not None:
        own = reading.fields
        fields = {
            "document_code": own.document_code,
            "issuer": own.issuer,
            "document_number": own.document_number,
            "nationality": own.nationality,
            "birth_date": own.birth_date.isoformat() if own.birth_date else None,
            "sex": own.sex,
            "expiry": own.expiry.isoformat() if own.expiry else None,
            "surname": own.surname,
            "given_names": own.given_names,
            "optional": own.optional,
            "iin": own.iin or None,
        }
    return {
        "valid": reading.valid,
        "kind": f"mrz_{reading.form.lower()}" if reading.form else "mrz",
        "fields": fields,
        "problems": [_problem(entry) for entry in reading.problems],
        "repairs": [
            {
                "line": repair.line,
                "position": repair.position,
                "found": repair.found,
                "offered": repair.offered,
            }
            for repair in reading.repairs
        ],
    }


def _repairs(reading: MrzReading) -> list[Bilingual]:
    return [
        both(
            _REPAIR,
            {
                "line": str(repair.line),
                "position": str(repair.position),
                "found": repair.found,
                "offered": repair.offered,
            },
        )
        for repair in reading.repairs
    ]


def _say(args: Namespace, document: dict[str, Any], offers: list[Bilingual], *, valid: bool) -> int:
    if args.json:
        print_json(document)
    elif valid:
        print_lines([line(both(_VALID))])
    else:
        texts = [Bilingual(**entry["text"]) for entry in document["problems"]]
        print_lines(line(words) for words in [*texts, *offers])
    return YES if valid else NO
