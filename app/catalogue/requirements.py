"""The register of requirements in resources/law: what a mark on a test may refer to."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from resources import path

MUST = "must"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement: its priority (``must``, ``should``, ``could``), chapter and modules."""

    id: str
    priority: str
    group: str
    modules: tuple[str, ...]


@lru_cache(maxsize=1)
def all_requirements() -> tuple[Requirement, ...]:
    """Every requirement of the register, in its order."""
    with path("law", "requirements.toml").open("rb") as handle:
        rows = tomllib.load(handle)["requirement"]
    return tuple(
        Requirement(
            id=row["id"],
            priority=row["priority"],
            group=row["group"],
            modules=tuple(row["modules"]),
        )
        for row in rows
    )
