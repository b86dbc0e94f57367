"""The calendar in resources/calendar: approved years, their days, the hours of departments."""

import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from app.domain.calendar import Calendar, Day, DayKind, DayStatus
from app.domain.language import Bilingual
from app.domain.passport_items import CorporationHours, Hours
from app.errors import InputInvalid, declare
from i18n import N_
from resources import path

BROKEN = declare(
    "calendar.broken",
    N_("The calendar file «{file}» cannot be used: {place}."),
    N_("Correct the file or leave it out; nothing was computed from it."),
)
_TOO_BIG = 1_000_000
T = TypeVar("T")


class _FileInvalidError(ValueError):
    """What is wrong in a calendar file and where."""


def _read(source: Path) -> tuple[dict[str, Any], bytes]:
    try:
        with source.open("rb") as handle:
            raw = handle.read(_TOO_BIG)
        return tomllib.loads(raw.decode("utf-8")), raw
    except (OSError, ValueError, RecursionError) as error:
        place = str(error.strerror) if isinstance(error, OSError) else str(error)
        raise InputInvalid(
            BROKEN, field="--calendar", file=source.name, place=place[:200]
        ) from error


def _typed(row: Mapping[str, Any], key: str, kind: type[T], where: str) -> T:
    value = row.get(key)
    if type(value) is not kind:
        raise _FileInvalidError(f"{where}: {key}")
    return value


def _day(row: object, year: int) -> Day:
    if not isinstance(row, dict):
        raise _FileInvalidError("day")
    on = _typed(row, "date", date, "day")
    where = f"day {on}"
    try:
        kind = DayKind(_typed(row, "kind", str, where))
        status = DayStatus(_typed(row, "status", str, where))
    except ValueError as error:
        raise _FileInvalidError(f"{where}: {error}") from error
    if on.year != year:
        raise _FileInvalidError(f"{where}: year {year}")
    return Day(
        date=on,
        kind=kind,
        reason=Bilingual(_typed(row, "kk", str, where), _typed(row, "ru", str, where)),
        source=_typed(row, "source", str, where),
        status=status,
        duty_hours=_span(row, "duty_opens", "duty_closes", where) if "duty_opens" in row else None,
    )


def _span(row: Mapping[str, Any], opens: str, closes: str, where: str) -> Hours:
    span = Hours(opens=_typed(row, opens, time, where), closes=_typed(row, closes, time, where))
    if span.opens >= span.closes:
        raise _FileInvalidError(f"{where}: {opens} {closes}")
    return span


def _year(source: Path) -> tuple[int, str, dict[date, Day] | None]:
    """Number, version and days of one file; no days when the year is not approved."""
    data, raw = _read(source)
    try:
        year = _typed(data, "year", int, "file")
        version = _typed(data, "version", str, "file")
        approved = _typed(data, "approved", bool, "file")
        rows = _typed(data, "day", list, "file")
        days = {day.date: day for day in (_day(row, year) for row in rows)}
        if len(days) != len(rows):
            raise _FileInvalidError("day: date")
    except _FileInvalidError as error:
        raise InputInvalid(
            BROKEN, field="--calendar", file=source.name, place=str(error)
        ) from error
    return year, f"{version}-{sha256(raw).hexdigest()[:6]}", days if approved else None


def _hours() -> tuple[CorporationHours, time]:
    data, _ = _read(path("calendar", "hours.toml"))
    table = CorporationHours(
        weekdays=_span(data["weekdays"], "opens", "closes", "weekdays"),
        duty_weekdays=_span(data["duty_weekdays"], "opens", "closes", "duty_weekdays"),
        duty_saturday=_span(data["duty_saturday"], "opens", "closes", "duty_saturday"),
        citation=data["citation"],
    )
    return table, data["term_closing"]


def load_calendar(instead: Path | None = None) -> Calendar:
    """The shipped calendar; a file given ``instead`` takes the place of its year.

    Raises ``InputInvalid`` naming the file and the place for a file that cannot be used.
    """
    return shipped_calendar() if instead is None else _merged([*_shipped_files(), instead])


@lru_cache(maxsize=1)
def shipped_calendar() -> Calendar:
    """The calendar of the shipped files, read once."""
    return _merged(_shipped_files())


def _shipped_files() -> list[Path]:
    return sorted(path("calendar").glob("[0-9]*.toml"))


def _merged(sources: list[Path]) -> Calendar:
    years: dict[int, tuple[str, dict[date, Day]]] = {}
    for source in sources:
        year, version, days = _year(source)
        if days is None:
            years.pop(year, None)
        else:
            years[year] = version, days
    hours, closing = _hours()
    return Calendar(
        version=" ".join(version for _, (version, _) in sorted(years.items())),
        years=frozenset(years),
        special={on: day for _, entry in years.values() for on, day in entry.items()},
        hours=hours,
        closing=closing,
    )
