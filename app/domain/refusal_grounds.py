"""The grounds on which a provider may refuse a service: the Law's six, and other laws."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

OTHER_LAW = "0"
"""The code of a ground that another law gives (the register's code)."""

_PART_TWO = re.compile(r"(?:law\.)?19-1\.2\.([1-9])|([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One ground: its code (``1`` to ``6``, ``0`` for another law), its provision, its first day.

    ``licences`` tells whether it may stand in a refusal of a licence.
    """

    code: str
    citation: str
    licences: bool
    valid_from: date
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether a refusal of that day may stand on it."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def ground_code(said: str) -> str:
    """The code meant by ``2``, ``19-1.2.2`` or ``law.19-1.2.2``; anything else comes back as said."""
    bare = said.strip()
    match = _PART_TWO.fullmatch(bare)
    return (match[1] or match[2]) if match else bare


def ground_of(code: str, grounds: Iterable[Ground]) -> Ground | None:
    """The ground of that code, or ``None``."""
    return next((ground for ground in grounds if ground.code == code), None)
