"""How dates, times, money and counts are written on screens and papers, in both languages alike."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
_CENT = Decimal("0.01")


def day(value: date) -> str:
    """``16.03.2026``."""
    return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"


def moment(value: datetime) -> str:
    """``06.03.2026 11:20``, in the zone that the value carries."""
    return f"{day(value)}{NO_BREAK_SPACE}{clock(value)}"


def clock(value: datetime) -> str:
    """``11:20``, in the zone that the value carries."""
    return f"{value.hour:02d}:{value.minute:02d}"


def count(value: int) -> str:
    """``1 250``: thousands parted by a no-break space."""
    return f"{value:,}".replace(",", NO_BREAK_SPACE)


def tenge(value: Decimal) -> str:
    """``3 932,50 ₸``; whole tenge without decimals: ``4 325 ₸``."""
    exact = value.quantize(_CENT, rounding=ROUND_HALF_UP)
    whole = exact == exact.to_integral_value()
    text = f"{int(exact):,}" if whole else f"{exact:,.2f}"
    written = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{written}{NO_BREAK_SPACE}₸"
