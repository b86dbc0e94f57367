"""Sums of money as exact decimals, and the dated index by which fees are counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The monthly calculation index in tenge, from its first day to its last, both included."""

    value: Decimal
    valid_from: date
    valid_to: date
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class IndexTable:
    """The known values of the index, none overlapping another."""

    currency: str
    entries: tuple[Index, ...]

    def on(self, day: date) -> Index | None:
        """The index in force on that day; ``None`` when it is not known."""
        return next((e for e in self.entries if e.valid_from <= day <= e.valid_to), None)


def plain(amount: Decimal) -> str:
    """A decimal without exponent and without idle zeros: ``5406.25``, ``1725``, ``0``."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
