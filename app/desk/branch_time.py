"""The branch's zone, guarded against a stale table of zones: one zone for the country since 2024."""

from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.errors import AppError, Unavailable, declare
from i18n import N_

ZONE = "Asia/Almaty"
_ONE_ZONE = timezone(timedelta(hours=5))
"""Government resolution of 19.01.2024: UTC+5 for the whole country from 01.03.2024."""
_PROBE = datetime(2024, 3, 2, 12, 0)  # noqa: DTZ001 - the zone is put on below
ZONE_OLD = declare(
    "clock.zone_old",
    N_("This computer's table of time zones is older than 2024: {zone} would be an hour off."),
    N_("The program counts in the right time by itself; let the administrator renew tzdata."),
)


def branch_zone(zone: str = ZONE) -> tzinfo:
    """The zone of a branch; a fixed offset where the table of zones is missing or older than 2024."""
    found = _right(zone)
    return found if found is not None else _ONE_ZONE


def zone_warning(zone: str = ZONE) -> AppError | None:
    """What the administrator should be told about the table of zones; ``None`` when it is right."""
    return None if _right(zone) is not None else Unavailable(ZONE_OLD, zone=zone)


def _right(zone: str) -> ZoneInfo | None:
    try:
        found = ZoneInfo(zone)
    except ZoneInfoNotFoundError:
        return None
    return found if _PROBE.replace(tzinfo=found).utcoffset() == timedelta(hours=5) else None


def in_branch(moment: datetime) -> datetime:
    """A moment in the branch's own time."""
    return moment.astimezone(branch_zone())
