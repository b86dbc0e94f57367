"""The dated index of resources/fees as values."""

import tomllib
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from app.domain.money import Index, IndexTable
from resources import path


@lru_cache(maxsize=1)
def load_index() -> IndexTable:
    """The shipped table of the index. Raises ``ValueError`` when two values overlap."""
    with path("fees", "mci.toml").open("rb") as handle:
        data = tomllib.load(handle)
    entries = tuple(
        Index(
            value=Decimal(row["value"]),
            valid_from=row["from"],
            valid_to=row["to"],
            source=row["source"],
            grade=row["grade"],
        )
        for row in sorted(data["mci"], key=lambda row: row["from"])
        if row["purpose"] == "payments"
    )
    if any(earlier.valid_to >= later.valid_from for earlier, later in pairwise(entries)):
        raise ValueError("two values of the index overlap")
    return IndexTable(data["currency"], entries)
