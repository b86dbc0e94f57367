"""Dates, times, money and counts are written the same way everywhere."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from app.domain.figures import clock, count, day, moment, tenge


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("3932.50", "3 932,50 ₸"),
        ("4325", "4 325 ₸"),
        ("4325.00", "4 325 ₸"),
        ("0", "0 ₸"),
        ("0.005", "0,01 ₸"),
        ("1262.5", "1 262,50 ₸"),
        ("1234567.891", "1 234 567,89 ₸"),
    ],
)
def test_money(amount: str, written: str) -> None:
    assert tenge(Decimal(amount)) == written.replace(" ", "\u00a0")


def test_dates_and_times_keep_their_zone() -> None:
    at = datetime(2026, 3, 6, 9, 5, tzinfo=timezone(timedelta(hours=5)))
    assert day(date(2026, 3, 6)) == "06.03.2026"
    assert moment(at) == "06.03.2026\u00a009:05"
    assert clock(at) == "09:05"
    assert clock(at.astimezone(UTC)) == "04:05"


def test_counts() -> None:
    assert count(1250) == "1\u00a0250"
    assert count(7) == "7"
