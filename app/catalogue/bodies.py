"""Organisations known beforehand: the bodies that the Law excludes, and those of practice."""

import tomllib
from functools import lru_cache

from app.catalogue.practice import practice
from app.domain.language import Bilingual
from app.domain.person import Organisation
from resources import path


@lru_cache(maxsize=1)
def _excluded() -> dict[str, Organisation]:
    """The list of excluded bodies in resources/registers; the administrator keeps it."""
    with path("registers", "excluded_bodies.toml").open("rb") as handle:
        rows = tomllib.load(handle).get("body", [])
    return {
        row["bin"]: Organisation(
            bin=row["bin"], name=Bilingual(row["name_kk"], row["name_ru"]), state_body=True
        )
        for row in rows
    }


@lru_cache(maxsize=1)
def _made_up() -> dict[str, Organisation]:
    return {body.bin: body for body in practice().organisations.values()}


def known_body(number: str, *, practice: bool) -> Organisation | None:
    """The organisation of that BIN: an excluded body, or on a practice branch a made-up one."""
    found = _excluded().get(number)
    if found is None and practice:
        found = _made_up().get(number)
    return found
