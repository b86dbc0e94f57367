"""Reading one service file: TOML in, passport out, every defect with its line and field."""

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from app.catalogue.toml_place import line_of, parse_path, syntax_line
from app.domain.passport import (
    CorporationHours,
    DocumentRow,
    FormField,
    Grade,
    Passport,
    Provenance,
    Source,
)
from app.errors import declare
from i18n import N_

UNREADABLE = declare(
    "catalogue.unreadable",
    N_("{file}: the file cannot be read as text."),
    N_("Put a UTF-8 file of at most one megabyte in its place; the other services work on."),
)
EMPTY = declare(
    "catalogue.empty",
    N_("{file}: the file is empty."),
    N_("Restore the file; the other services work on."),
)
SYNTAX = declare(
    "catalogue.syntax",
    N_("{file}, line {line}: the file is not written as TOML."),
    N_("Correct the line; the other services work on."),
)
UNKNOWN_KEY = declare(
    "catalogue.unknown_key",
    N_("{file}, line {line}: the field «{field}» is not known."),
    N_("Check the spelling of the field or remove it."),
)
MISSING_KEY = declare(
    "catalogue.missing_key",
    N_("{file}, line {line}: the field «{field}» is missing."),
    N_("Add the field."),
)
WRONG_VALUE = declare(
    "catalogue.wrong_value",
    N_("{file}, line {line}: the value of «{field}» is not of the expected kind."),
    N_("Write a value of the kind that the field takes."),
)

MOST_BYTES = 1_000_000
_FILE_KEYS = frozenset({"unknown", "documents_clause"})
_MISSING = re.compile(r"missing required field `(\w+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A defect of a file: what (an error code), where, and the technical detail for a log."""

    file: str
    code: str
    line: int = 0
    detail: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)
    field: str = ""

    @property
    def words(self) -> dict[str, str]:
        """The named values of the error's text."""
        named = {"file": self.file, "line": str(self.line), "field": self.field}
        return {**named, **self.params}


class FileDefectError(Exception):
    """One service file could not be used; carries every problem found in it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What the Rules give to every service: rows, fields, the hours of the Corporation."""

    documents: tuple[DocumentRow, ...]
    fields: tuple[FormField, ...]
    corporation_hours: CorporationHours
    source: Source


@dataclass(frozen=True, slots=True)
class ServiceText:
    """The text of a file with the data read from it, able to tell where a field stands."""

    file: str
    text: str
    data: dict[str, Any]

    def problem(self, code: str, path: str, detail: str = "", **params: str) -> Problem:
        """A problem of the field at ``path``."""
        line = line_of(self.text, parse_path(path))
        return Problem(
            file=self.file, code=code, line=line, field=path, detail=detail, params=params
        )


def read_toml(file: str, content: bytes) -> ServiceText:
    """The data of one file. Raises :class:`FileDefectError`."""
    if len(content) > MOST_BYTES:
        raise FileDefectError(Problem(file=file, code=UNREADABLE))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise FileDefectError(Problem(file=file, code=UNREADABLE)) from None
    if not text.strip():
        raise FileDefectError(Problem(file=file, code=EMPTY))
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = syntax_line(str(error), text)
        raise FileDefectError(
            Problem(file=file, code=SYNTAX, line=line, detail=str(error))
        ) from None
    return ServiceText(file, text, data)


def read_common(source: ServiceText) -> Common:
    """The common file as values. Raises :class:`FileDefectError`."""
    common: Common = convert(source, source.data, Common)
    return common


def read_passport(source: ServiceText, common: Common) -> Passport:
    """The passport of one file, the rows of the Rules put in. Raises :class:`FileDefectError`."""
    own = {key: value for key, value in source.data.items() if key not in _FILE_KEYS}
    data = _with_common(source, own, common)
    passport: Passport = convert(source, data, Passport)
    fields = len(own.get("fields", []))
    return dataclasses.replace(
        passport,
        documents=_common_first(passport.documents, common),
        fields=passport.fields[fields:] + passport.fields[:fields],
        provenance=_provenance(source, passport),
    )


def _common_first(rows: tuple[DocumentRow, ...], common: Common) -> tuple[DocumentRow, ...]:
    """The rows of the Rules in their order, then those of the service in the file's order."""
    order = {row.id: index for index, row in enumerate(common.documents)}
    return tuple(sorted(rows, key=lambda row: order.get(row.id, len(order))))


def _with_common(source: ServiceText, own: dict[str, Any], common: Common) -> dict[str, Any]:
    if own.get("members"):
        return {**own, "documents_known": True}
    # The file's own rows stand first while they are read, so that a place named in an error is the
    # file's; read_passport puts those of the Rules before them.
    rows, named = _rows(source, own, common)
    standing = [msgspec.to_builtins(row) for row in common.documents if row.id not in named]
    schedule = own.get("schedule") or {}
    if isinstance(schedule, dict):
        hours = msgspec.to_builtins(common.corporation_hours)
        schedule = {"corporation": hours, **schedule}
    fields = [msgspec.to_builtins(entry) for entry in common.fields]
    return {
        **own,
        "documents": [*rows, *standing],
        "documents_known": "documents" in own,
        "schedule": schedule,
        "fields": [*_list(source, own, "fields"), *fields],
    }


def _list(source: ServiceText, own: Mapping[str, Any], key: str) -> list[Any]:
    value = own.get(key, [])
    if not isinstance(value, list):
        raise FileDefectError(source.problem(WRONG_VALUE, key))
    return value


def _rows(
    source: ServiceText, own: Mapping[str, Any], common: Common
) -> tuple[list[Any], set[str]]:
    """The file's rows in full: common ones named, the default clause put where a row has none."""
    rows = _list(source, own, "documents")
    shared = {row.id: msgspec.to_builtins(row) for row in common.documents}
    clause = source.data.get("documents_clause")
    found: list[Any] = []
    named: set[str] = set()
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            raise FileDefectError(source.problem(WRONG_VALUE, f"documents[{index}]"))
        if "common" in row:
            if row["common"] not in shared:
                raise FileDefectError(source.problem(WRONG_VALUE, f"documents[{index}].common"))
            named.add(row["common"])
            rest = {key: value for key, value in row.items() if key != "common"}
            found.append({**shared[row["common"]], **rest})
        else:
            found.append({"clause": clause, **row} if clause is not None else row)
    return found, named


def _provenance(source: ServiceText, passport: Passport) -> dict[str, Provenance]:
    unknown = source.data.get("unknown", [])
    if not isinstance(unknown, list) or not all(isinstance(name, str) for name in unknown):
        raise FileDefectError(source.problem(WRONG_VALUE, "unknown"))
    marks = {name: Provenance(grade=Grade.NONE) for name in unknown}
    return {**marks, **passport.provenance}


def convert(source: ServiceText, data: dict[str, Any], kind: type[Any]) -> Any:
    """``data`` of a file as a value of that dataclass. Raises :class:`FileDefectError`."""
    unknown = [source.problem(UNKNOWN_KEY, path) for path in _unknown_keys(data, kind)]
    if unknown:
        raise FileDefectError(*unknown)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise FileDefectError(_validation_problem(source, str(error))) from None


def _validation_problem(source: ServiceText, message: str) -> Problem:
    said, _, path = message.partition(" - at `$")
    place = path.rstrip("`").lstrip(".")
    missing = _MISSING.search(said)
    if missing:
        field_path = f"{place}.{missing.group(1)}" if place else missing.group(1)
        return source.problem(MISSING_KEY, field_path, detail=message)
    return source.problem(WRONG_VALUE, place, detail=message)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _unknown_keys(data: Any, kind: Any, path: str = "") -> Iterator[str]:
    """Paths of keys that the dataclass ``kind`` does not have; wrong shapes are left to msgspec."""
    inner = _inner(kind)
    if isinstance(inner, type) and dataclasses.is_dataclass(inner) and isinstance(data, dict):
        hints = _hints(inner)
        for key, value in data.items():
            where = f"{path}.{key}" if path else key
            if key not in hints:
                yield where
            else:
                yield from _unknown_keys(value, hints[key], where)
    elif typing.get_origin(inner) is tuple and isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from _unknown_keys(value, typing.get_args(inner)[0], f"{path}[{index}]")
    elif typing.get_origin(inner) is Mapping and isinstance(data, dict):
        for key, value in data.items():
            yield from _unknown_keys(value, typing.get_args(inner)[1], f"{path}.{key}")


def _inner(kind: Any) -> Any:
    """The type inside ``X | None``."""
    if isinstance(kind, types.UnionType):
        return next(entry for entry in typing.get_args(kind) if entry is not type(None))
    return kind
