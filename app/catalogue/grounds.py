"""The grounds of refusal of resources/law as values, with the official words of each."""

import tomllib
from datetime import date
from functools import lru_cache

from app.catalogue.law import citation
from app.domain.language import Bilingual
from app.domain.refusal_grounds import Ground
from resources import path


@lru_cache(maxsize=1)
def load_grounds() -> tuple[Ground, ...]:
    """Every ground of the catalogue, whatever its dates."""
    with path("law", "refusal-grounds.toml").open("rb") as handle:
        rows = tomllib.load(handle)["ground"]
    return tuple(
        Ground(
            code=row["code"],
            citation=row["citation"],
            licences=row["licences"],
            valid_from=row["from"],
            valid_to=row.get("to"),
        )
        for row in rows
    )


def grounds_on(day: date) -> tuple[Ground, ...]:
    """The grounds on which a refusal of that day may stand."""
    return tuple(ground for ground in load_grounds() if ground.in_force(day))


def ground_words(ground: Ground) -> Bilingual:
    """The full reference of the ground and its official text, each language its own (C-13)."""
    found = citation(ground.citation)
    kk, ru = found.text.kk.strip(), found.text.ru.strip()
    return Bilingual(f"{found.full.kk}: {kk}", f"{found.full.ru}: {ru}")
