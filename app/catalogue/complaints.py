"""The dated terms of complaints of resources/law as values."""

import tomllib
from datetime import date
from functools import lru_cache

from app.rules.complaint_terms import Addressee, ComplaintLaw
from resources import path


@lru_cache(maxsize=1)
def load_complaint_laws() -> tuple[ComplaintLaw, ...]:
    """Every wording, the oldest first. Raises ``ValueError`` for an addressee without a term."""
    with path("law", "complaint-terms.toml").open("rb") as handle:
        rows = tomllib.load(handle)["terms"]
    found = tuple(
        ComplaintLaw(
            answer={Addressee(key): days for key, days in row["answer"].items()},
            may_extend=frozenset(map(Addressee, row["may_extend"])),
            extension=row["extension"],
            notice=row["notice"],
            information=row["information"],
            valid_from=row["from"],
            valid_to=row.get("to"),
        )
        for row in sorted(rows, key=lambda row: row["from"])
    )
    if any(set(law.answer) != set(Addressee) for law in found):
        raise ValueError("an addressee has no term")
    return found


def complaint_law(on: date) -> ComplaintLaw:
    """The terms in force on that day. Raises ``LookupError`` for a day before the Law."""
    for law in load_complaint_laws():
        if law.in_force(on):
            return law
    raise LookupError(f"no terms of complaints on {on}")
