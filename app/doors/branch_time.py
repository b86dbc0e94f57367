"""The branch's clock for the doors: one zone, and a guard against a stale table of zones."""

from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE = "Asia/Almaty"
_ONE_ZONE = timezone(timedelta(hours=5))
"""One zone for the whole country since 01.03.2024."""
_PROBE = datetime(2024, 3, 2, 12, 0)  # noqa: DTZ001 - the zone is put on below


def branch_zone() -> tzinfo:
    """The zone of the branch; a fixed offset where the table of zones is missing or older than 2024."""
    try:
        zone = ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        return _ONE_ZONE
    return zone if _PROBE.replace(tzinfo=zone).utcoffset() == timedelta(hours=5) else _ONE_ZONE


def in_branch(moment: datetime) -> datetime:
    """A moment in the branch's own time."""
    return moment.astimezone(branch_zone())
