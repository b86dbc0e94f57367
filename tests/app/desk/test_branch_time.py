"""The branch's zone: right since March 2024, and put right where the machine's table is not."""

import struct
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

import pytest

from app.desk.branch_time import ZONE, ZONE_OLD, branch_zone, zone_warning
from app.desk.system import SystemClock


def _old_table(folder: Path) -> Path:
    """A table in which Almaty is still six hours ahead, as it was before 2024."""
    place = folder / "Asia" / "Almaty"
    place.parent.mkdir(parents=True)
    head = b"TZif" + b"2" + bytes(15)
    counts = struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    kind = struct.pack(">lbb", 6 * 3600, 0, 0) + b"+06\x00"
    place.write_bytes((head + counts + kind) * 2 + b"\n<+06>-6\n")
    return folder


@pytest.fixture
def old_table(tmp_path: Path) -> object:
    reset_tzpath([str(_old_table(tmp_path))])
    ZoneInfo.clear_cache()
    yield
    reset_tzpath()
    ZoneInfo.clear_cache()


def test_almaty_is_five_hours_ahead() -> None:
    assert zone_warning() is None
    assert datetime(2024, 3, 2, tzinfo=branch_zone()).utcoffset() == timedelta(hours=5)


@pytest.mark.usefixtures("old_table")
def test_an_old_table_is_told_and_not_followed() -> None:
    assert datetime(2026, 3, 2, tzinfo=ZoneInfo(ZONE)).utcoffset() == timedelta(hours=6)
    warning = zone_warning()
    assert warning is not None
    assert warning.code == ZONE_OLD
    assert SystemClock(ZONE).now().utcoffset() == timedelta(hours=5)


def test_a_missing_table_is_told_and_not_followed(tmp_path: Path) -> None:
    reset_tzpath([str(tmp_path)])
    ZoneInfo.clear_cache()
    try:
        assert zone_warning("Asia/Nowhere") is not None
        assert SystemClock("Asia/Nowhere").now().utcoffset() == timedelta(hours=5)
    finally:
        reset_tzpath()
        ZoneInfo.clear_cache()
