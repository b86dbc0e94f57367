"""What all doors share: bilingual lines, one JSON document, arguments that say what is wrong."""

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from app.domain.language import Bilingual
from app.errors import AppError, InputInvalid, declare
from app.wording import citation_words, error_words, two
from i18n import N_

Choice = TypeVar("Choice", bound=StrEnum)
YES, NO, UNREADABLE = 0, 1, 2
"""Exit codes: done or true; not met or false; wrong use or unreadable input."""

BAD_USE = declare(
    "door.use", N_("The command is not written as expected."), N_("See: {usage} --help")
)
MISSING = declare("door.missing", N_("Missing: {detail}."), N_("See: {usage} --help"))
MISSING_ONE = declare(
    "door.missing_one", N_("One of these is missing: {detail}."), N_("See: {usage} --help")
)
UNKNOWN = declare("door.unknown", N_("Not known here: {detail}."), N_("See: {usage} --help"))
NOT_TOGETHER = declare(
    "door.not_together", N_("Not together: {detail}, {other}."), N_("Give only one of them.")
)
NO_VALUE = declare("door.no_value", N_("A value must follow {detail}."), N_("See: {usage} --help"))
BAD_MOMENT = declare(
    "door.moment",
    N_("{field}: «{value}» is not a date and time with an offset."),
    N_("Write it like 2026-03-06T11:20+05:00."),
)
BAD_DATE = declare(
    "door.date", N_("{field}: «{value}» is not a date."), N_("Write it like 2026-03-06.")
)
BAD_NUMBER = declare(
    "door.number",
    N_("{field}: «{value}» is not a whole number from {least} to {most}."),
    N_("Write the number in digits."),
)
BAD_CHOICE = declare(
    "door.choice", N_("{field}: «{value}» is not in the list."), N_("Choose one of: {words}.")
)
BAD_FILE = declare(
    "door.file", N_("{field}: the file «{value}» cannot be read."), N_("Check the path and rights.")
)


_REFUSALS = (
    (re.compile(r"the following arguments are required: (?P<detail>.+)"), MISSING),
    (re.compile(r"one of the arguments (?P<detail>.+) is required"), MISSING_ONE),
    (re.compile(r"unrecognized arguments: (?P<detail>.+)"), UNKNOWN),
    (
        re.compile(r"argument (?P<detail>\S+): not allowed with argument (?P<other>\S+)"),
        NOT_TOGETHER,
    ),
    (re.compile(r"argument (?P<detail>\S+): expected "), NO_VALUE),
    (
        re.compile(
            r"argument (?P<field>\S+): invalid choice: (?P<value>.+) \(choose from (?P<words>.+)\)"
        ),
        BAD_CHOICE,
    ),
)
"""What argparse says in English, and the code under which the program says it."""


class Parser(ArgumentParser):
    """An argument parser whose refusal is an :class:`InputInvalid` in both languages."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing English usage and leaving."""
        for pattern, code in _REFUSALS:
            if found := pattern.match(message):
                named = {
                    key: _short(value.replace("'", "")) for key, value in found.groupdict().items()
                }
                field = named.pop("field", named.get("detail", "argv"))
                raise InputInvalid(code, field=field, usage=self.prog, **named)
        raise InputInvalid(BAD_USE, field="argv", usage=self.prog)


def moment(field: str, value: str) -> datetime:
    """An ISO 8601 date and time with an offset."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise InputInvalid(BAD_MOMENT, field=field, value=_short(value))
    return found


def day(field: str, value: str) -> date:
    """An ISO 8601 date."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputInvalid(BAD_DATE, field=field, value=_short(value)) from None


def whole(field: str, value: str, least: int, most: int) -> int:
    """A whole number within its bounds, written in plain digits."""
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(most))):
        raise InputInvalid(
            BAD_NUMBER, field=field, value=_short(value), least=str(least), most=str(most)
        )
    number = int(value)
    if not least <= number <= most:
        raise InputInvalid(BAD_NUMBER, field=field, value=value, least=str(least), most=str(most))
    return number


def choice(field: str, value: str, kind: type[Choice]) -> Choice:
    """One of the words of a closed list."""
    try:
        return kind(value)
    except ValueError:
        words = ", ".join(str(member) for member in kind)
        raise InputInvalid(BAD_CHOICE, field=field, value=_short(value), words=words) from None


def calendar_file(name: str | None) -> Path | None:
    """The file given with ``--calendar``."""
    return Path(name) if name else None


def read_text(field: str, name: str) -> str:
    """The text of a file of at most a megabyte, UTF-8."""
    try:
        with Path(name).open("rb") as handle:
            return handle.read(1_000_000).decode("utf-8")
    except (OSError, ValueError):
        raise InputInvalid(BAD_FILE, field=field, value=_short(name)) from None


def _short(value: str) -> str:
    return value if len(value) <= 60 else value[:57] + "…"


def citation_entry(citation_id: str) -> dict[str, Any]:
    """A citation as the doors print it: its id and the reference in both languages."""
    return {"id": citation_id, **two(citation_words(citation_id))}


def print_json(document: Mapping[str, Any] | list[Any]) -> None:
    """One JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_lines(lines: Iterable[str]) -> None:
    """Lines for a person on standard output."""
    for line in lines:
        print(line)


def line(words: Bilingual) -> str:
    """Both languages on one line."""
    return f"{words.kk} / {words.ru}"


def complain(error: AppError) -> None:
    """One bilingual line on standard error: what is wrong and what to do."""
    words = error_words(error)
    kk = f"{words.message.kk} {words.advice.kk}".replace("\n", " ")
    ru = f"{words.message.ru} {words.advice.ru}".replace("\n", " ")
    print(f"{kk} / {ru}", file=sys.stderr)
