"""``python -m app catalogue``: check the files, show what an edition changes, take a new one in."""

import os
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from app.catalogue.diff import Change, difference
from app.catalogue.notices import load_notices
from app.catalogue.service_checks import lacking_for_publication, status_findings
from app.catalogue.service_file import FileDefectError, Problem
from app.catalogue.services import ServiceCatalogue, load_catalogue, read_one
from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.domain.passport import Passport, PassportStatus
from app.doors.answers import NO, YES, day, line, print_json, print_lines
from app.errors import AppError, InputInvalid, Unavailable, declare
from app.wording import error_words, finding_entry, finding_words, two
from i18n import N_, text
from resources import path

NO_FILE = declare(
    "catalogue.no_file",
    N_("The file of the service is not named."),
    N_("Write: python -m app catalogue diff FILE, or import FILE."),
)
CANNOT_READ = declare(
    "catalogue.cannot_read",
    N_("The file «{file}» cannot be read."),
    N_("Check the path and the right to read it."),
)
CANNOT_WRITE = declare(
    "catalogue.cannot_write",
    N_("The file cannot be written to «{folder}»."),
    N_("Check the right to write and the free space; the catalogue is unchanged."),
)
PUBLISHED_STANDS = declare(
    "catalogue.published_stands",
    N_("Edition {edition} of «{service}» is published and cannot be edited in place."),
    N_("Give the change a new edition with its own day of entry into force."),
)
_ALL_WELL = N_("Catalogue: services {count}, problems {problems}.")
_LACKS = N_("{service}: not met: {count}")
_SAME = N_("Nothing changes.")
_TAKEN = N_("The edition is taken in: {file}")


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("action", choices=("check", "diff", "import"))
    parser.add_argument("file", nargs="?", default="", metavar="FILE")
    parser.add_argument("--directory", default="", help="catalogue folder / каталог / қалта")
    parser.add_argument("--on", default="", metavar="DATE", help="YYYY-MM-DD")


def run(arguments: Namespace) -> int:
    """Check, compare or take in. 0: in order; 1: problems or refused; 2: unreadable."""
    folder = Path(arguments.directory) if arguments.directory else path("services")
    on = day("on", arguments.on) if arguments.on else date.max
    catalogue = load_catalogue(folder, on=on)
    if arguments.action == "check":
        if arguments.file:
            return _check_file(arguments, catalogue, on)
        return _check(arguments, catalogue, on)
    if not arguments.file:
        raise InputInvalid(NO_FILE, field="file")
    if arguments.action == "diff":
        return _diff(arguments, catalogue, on)
    return _import(arguments, catalogue, folder, on)


def _check(arguments: Namespace, catalogue: ServiceCatalogue, on: date) -> int:
    lacking = _lacking(catalogue, catalogue.passports, on)
    problems = [*catalogue.problems, *_of_notices(arguments, catalogue)]
    document = {
        "ok": not problems,
        "services": len(catalogue.ids()),
        "by_status": {
            str(status): sum(entry.status is status for entry in catalogue.passports)
            for status in PassportStatus
        },
        "problems": [_problem(entry) for entry in problems],
        "lacking": lacking,
    }
    summary = _both(_ALL_WELL, count=str(len(catalogue.ids())), problems=str(len(problems)))
    rows = [line(summary), *(line(_problem_words(entry)) for entry in problems)]
    rows += [
        line(_both(_LACKS, service=entry["service"], count=str(len(entry["findings"]))))
        for entry in lacking
    ]
    _say(arguments, document, rows)
    return NO if problems else YES


def _of_notices(arguments: Namespace, catalogue: ServiceCatalogue) -> tuple[Problem, ...]:
    """What is wrong with the notices of changed acts that lie beside the shipped catalogue, or in
    the folder «notices» beside the one that was named."""
    named = Path(arguments.directory).resolve().parent / "notices" if arguments.directory else None
    return load_notices(named, practice=True, services=catalogue.ids()).problems


def _check_file(arguments: Namespace, catalogue: ServiceCatalogue, on: date) -> int:
    try:
        passport = _read(arguments.file, catalogue, on)
    except FileDefectError as error:
        return _refuse_file(arguments, error)
    claimed = _findings(passport, catalogue, on)
    document = {
        "ok": not any(finding.blocks for finding in claimed),
        "service": passport.id,
        "edition": passport.edition,
        "status": str(passport.status),
        "problems": [],
        "findings": [finding_entry(finding) for finding in claimed],
        "lacking": _lacking(catalogue, (passport,), on),
    }
    _say(arguments, document, [_finding_line(finding) for finding in claimed])
    return YES if document["ok"] else NO


def _diff(arguments: Namespace, catalogue: ServiceCatalogue, on: date) -> int:
    try:
        passport = _read(arguments.file, catalogue, on)
    except FileDefectError as error:
        return _refuse_file(arguments, error)
    before = catalogue.get(passport.id)
    changes = difference(before, passport)
    document = {
        "service": passport.id,
        "from": before.edition if before is not None else None,
        "to": passport.edition,
        "changes": [_change(entry) for entry in changes],
    }
    rows = [line(entry.words) for entry in changes] or [line(_both(_SAME))]
    _say(arguments, document, rows)
    return YES


def _import(arguments: Namespace, catalogue: ServiceCatalogue, folder: Path, on: date) -> int:
    try:
        passport = _read(arguments.file, catalogue, on)
    except FileDefectError as error:
        return _refuse_file(arguments, error)
    claimed = _findings(passport, catalogue, on)
    standing = catalogue.get(passport.id, passport.edition)
    changes = difference(standing or catalogue.get(passport.id), passport)
    document: dict[str, Any] = {
        "imported": False,
        "service": passport.id,
        "edition": passport.edition,
        "problems": [],
        "findings": [finding_entry(finding) for finding in claimed],
        "changes": [_change(entry) for entry in changes],
    }
    if any(finding.blocks for finding in claimed):
        _say(arguments, document, [_finding_line(finding) for finding in claimed])
        return NO
    if standing is not None and standing.status is PassportStatus.PUBLISHED and changes:
        params = {"edition": passport.edition, "service": passport.id}
        refusal = Problem(file=arguments.file, code=PUBLISHED_STANDS, params=params)
        document["problems"] = [_problem(refusal)]
        _say(arguments, document, [line(_problem_words(refusal))])
        return NO
    target = _write(Path(arguments.file), folder, catalogue, passport)
    document |= {"imported": True, "file": str(target)}
    _say(arguments, document, [line(_both(_TAKEN, file=target.name))])
    return YES


def _write(source: Path, folder: Path, catalogue: ServiceCatalogue, passport: Passport) -> Path:
    """Put the file into the catalogue in one step; an edition beside others carries its number."""
    first = not catalogue.editions(passport.id)
    fresh = f"{passport.id}.toml" if first else f"{passport.id}.{passport.edition}.toml"
    target = folder / (catalogue.file_of(passport) or fresh)
    draft = target.with_suffix(".part")
    try:
        with draft.open("wb") as out:
            out.write(source.read_bytes())
            out.flush()
            os.fsync(out.fileno())
        draft.replace(target)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Unavailable(CANNOT_WRITE, folder=str(folder)) from None
    return target


def _read(file: str, catalogue: ServiceCatalogue, on: date) -> Passport:
    try:
        content = Path(file).read_bytes()
    except OSError:
        raise InputInvalid(CANNOT_READ, field="file", file=file) from None
    return read_one(Path(file).name, content, catalogue, on)


def _findings(passport: Passport, catalogue: ServiceCatalogue, on: date) -> tuple[Finding, ...]:
    if catalogue.common is None:
        return ()
    return status_findings(passport, catalogue.common, on)


def _lacking(
    catalogue: ServiceCatalogue, passports: tuple[Passport, ...], on: date
) -> list[dict[str, Any]]:
    if catalogue.common is None:
        return []
    found = []
    for passport in passports:
        findings = lacking_for_publication(passport, catalogue.common, on)
        entry = {
            "service": passport.id,
            "edition": passport.edition,
            "status": str(passport.status),
            "findings": [finding_entry(finding) for finding in findings],
        }
        found.append(entry)
    return found


def _refuse_file(arguments: Namespace, error: FileDefectError) -> int:
    document = {"ok": False, "problems": [_problem(entry) for entry in error.problems]}
    if arguments.action == "import":
        document = {"imported": False, **document}
    _say(arguments, document, [line(_problem_words(entry)) for entry in error.problems])
    return NO


def _problem_words(problem: Problem) -> Bilingual:
    words = error_words(AppError(problem.code, **problem.words))
    return Bilingual(
        kk=f"{words.message.kk} {words.advice.kk}", ru=f"{words.message.ru} {words.advice.ru}"
    )


def _problem(problem: Problem) -> dict[str, Any]:
    words = error_words(AppError(problem.code, **problem.words))
    return {
        "file": problem.file,
        "line": problem.line,
        "field": problem.field,
        "code": problem.code,
        "text": two(words.message),
        "advice": two(words.advice),
        "detail": problem.detail,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "field": change.path,
        "before": change.before,
        "after": change.after,
        "text": two(change.words),
    }


def _finding_line(finding: Finding) -> str:
    return f"{finding.requirement} {finding.subject}: {line(finding_words(finding).message)}"


def _both(message: str, **params: str) -> Bilingual:
    return Bilingual(kk=text("kk", message, **params), ru=text("ru", message, **params))


def _say(arguments: Namespace, document: dict[str, Any], rows: list[str]) -> None:
    if arguments.json:
        print_json(document)
    else:
        print_lines(rows)
