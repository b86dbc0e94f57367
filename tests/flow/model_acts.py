"""The acts of a walk, in a form that can be written down, played again and shortened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ref:
    """Something that a step made: ``what`` of the ``place``-th thing born in the step ``step``."""

    step: int
    kind: str
    place: int
    what: str = "id"


@dataclass(frozen=True)
class Act:
    """One act of a walk: a word of the counter or an event, with values in which refs may stand.

    ``again`` is the step whose key this one uses once more: a second click.
    """

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    again: int | None = None

    def told(self, number: int) -> str:
        """The act as one line to be read."""
        said = ", ".join(f"{name} = {value!r}" for name, value in self.values.items())
        twice = f"  (the key of step {self.again})" if self.again is not None else ""
        return f"{number:>4} {self.name} {said}{twice}"
