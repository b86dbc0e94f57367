"""The days before the end of keeping on which an applicant is reminded: resources/law/reminders.toml."""

import tomllib
from datetime import date
from functools import lru_cache

from resources import path


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[date, tuple[int, ...]], ...]:
    with path("law", "reminders.toml").open("rb") as handle:
        rows = tomllib.load(handle)["reminder"]
    return tuple(
        sorted((row["from"], tuple(sorted(row["days_before"], reverse=True))) for row in rows)
    )


def reminder_days(on: date) -> tuple[int, ...]:
    """How many days before the last day a reminder is due, the longest first; as set on that day."""
    return next((days for start, days in reversed(_rows()) if start <= on), ())
