"""The branch's own dated file, named in the settings: read whole, judged, and told about when wrong."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from app.catalogue.branch_rows import BranchRow, BranchRows, branch_of
from app.domain.branch import Branch
from app.errors import InputInvalid, declare
from i18n import N_

MISSING = declare(
    "branch_file.missing",
    N_("The file of the branch «{file}», named in the settings, cannot be read."),
    N_(
        "Put the file there and give the right to read it, or correct «branch_file» in the settings."
    ),
)
BROKEN = declare(
    "branch_file.broken",
    N_("The file of the branch «{file}» cannot be used: {problem}."),
    N_("Correct that place of the file; nothing of a wrong file is taken."),
)
UNDATED = declare(
    "branch_file.undated",
    N_("The file of the branch «{file}» does not say since when it is in force."),
    N_("Write «valid_from» with the date at the head of the file."),
)
NOT_YET = declare(
    "branch_file.not_in_force",
    N_("The file of the branch «{file}» is in force from {day} only."),
    N_("Name the file that is in force today in the settings, until then."),
)
NO_CODE = declare(
    "branch_file.code_unknown",
    N_("The file of the branch «{file}» has no department «{department}»; it has: {codes}."),
    N_("Write one of these codes as «branch_code» in the settings."),
)
NO_DESK = declare(
    "branch_file.desk_unknown",
    N_("The department «{department}» has no desk {desk} in the file of the branch «{file}»."),
    N_("Choose one of its desks, or enter this one in the file."),
)
HALF_FACE_CHECK = declare(
    "branch_file.face_check_half",
    N_("The file of the branch «{file}» declares half a face check for «{department}»."),
    N_("Name the rules and the text of the consent in both languages, or take all of it out."),
)
NO_ZONE = declare(
    "branch_file.zone_unknown",
    N_("The file of the branch «{file}» names an unknown time zone «{zone}»."),
    N_("Write the zone as «Asia/Almaty»."),
)


def own_branch(file: Path, code: str, on: date, desk: int | None = None) -> Branch:
    """The department ``code`` of the file that is in force on that day; an empty code means the only
    one. ``desk`` must be one of its desks (``None``: no desk is worked at).

    Raises ``InputInvalid`` (branch_file.…) that names what is wrong.
    """
    rows = _read(file)
    if rows.valid_from is None:
        raise _wrong(file, UNDATED)
    if rows.valid_from > on:
        raise _wrong(file, NOT_YET, day=f"{rows.valid_from:%d.%m.%Y}")
    row = _row(file, {row.code: row for row in rows.branch}, code)
    _judge(file, row)
    if desk is not None and desk not in {entry.number for entry in row.desk}:
        raise _wrong(file, NO_DESK, department=row.code, desk=str(desk))
    return branch_of(row)


def _read(file: Path) -> BranchRows:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _wrong(file, MISSING) from error
    try:
        return msgspec.toml.decode(content, type=BranchRows)
    except ValueError as error:  # msgspec's and tomllib's errors are ValueErrors
        raise _wrong(file, BROKEN, problem=str(error)) from error


def _row(file: Path, rows: Mapping[str, BranchRow], code: str) -> BranchRow:
    if not code and len(rows) == 1:
        return next(iter(rows.values()))
    if code not in rows:
        raise _wrong(file, NO_CODE, department=code or "—", codes=", ".join(rows) or "—")
    return rows[code]


def _judge(file: Path, row: BranchRow) -> None:
    """What the shapes of the rows cannot tell."""
    told = (row.face_check_rules, row.face_check_consent_kk, row.face_check_consent_ru)
    if any(told) and not all(words.strip() for words in told):
        raise _wrong(file, HALF_FACE_CHECK, department=row.code)
    try:
        ZoneInfo(row.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise _wrong(file, NO_ZONE, zone=row.zone) from error


def _wrong(file: Path, error: str, /, **said: str) -> InputInvalid:
    return InputInvalid(error, field="branch_file", file=file.name, **said)
