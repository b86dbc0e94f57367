"""Reads a paper's data before it is set: nothing unwritable, nothing endless, no unknown form."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from app.domain.papers import Paper
from app.errors import InputInvalid, declare
from app.papers.fonts import settled, unwritable
from i18n import N_

PAPER_TEXT_UNWRITABLE = declare(
    "paper.text_unwritable",
    N_("The paper cannot be made: the field {name} holds a character that cannot be printed."),
    N_("Correct the field: pictures and control characters do not belong in it."),
)
PAPER_TEXT_TOO_LONG = declare(
    "paper.text_too_long",
    N_("The paper cannot be made: the text of the field {name} is too long."),
    N_("Shorten the text of the field, then make the paper again."),
)
PAPER_TEMPLATE_UNKNOWN = declare(
    "paper.template_unknown",
    N_("The paper was made by a version of the form that this program does not know."),
    N_("Update the program, or open the paper from the archive."),
)

TEMPLATES = frozenset({1})
"""The versions of the forms that this program can set."""
LIMIT = 1_000
"""Characters in a common field; no official name is near it."""
LONG_LIMIT = 20_000
_LONG = frozenset({"text", "reasons", "ground", "explanation", "measures", "description"})


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(name, item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(field.name, getattr(value, field.name))


def proofread(paper: Paper) -> None:
    """Raises ``InputInvalid`` naming the field that cannot be set as it is."""
    if paper.head.template not in TEMPLATES:
        raise InputInvalid(PAPER_TEMPLATE_UNKNOWN, field="template")
    for name, value in _texts("paper", paper):
        if len(value) > (LONG_LIMIT if name in _LONG else LIMIT):
            raise InputInvalid(PAPER_TEXT_TOO_LONG, field=name, name=name)
        if unwritable(settled(value)):
            raise InputInvalid(PAPER_TEXT_UNWRITABLE, field=name, name=name)
