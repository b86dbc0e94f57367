"""Acts and their provisions as values: what a finding, a paper or a passport may stand on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.language import Bilingual


class ActStatus(StrEnum):
    """Whether an act may be a basis today."""

    IN_FORCE = "in_force"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A normative act.

    ``of`` is the title in the genitive, ready to stand before (kk) or after (ru) the number of a
    provision. ``edition`` is the day of the edition whose text is kept, ``source`` the number of
    that text in the register. ``repealed_by`` is empty for an act in force.
    """

    id: str
    title: Bilingual
    of: Bilingual
    number: str
    adopted: date
    edition: date
    in_force_from: date
    status: ActStatus
    source: str
    repealed_by: Bilingual
    repealed_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the act is in force on that day."""
        return self.in_force_from <= on and (self.repealed_on is None or on < self.repealed_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One provision, kept once under its number in the Kazakh text, the Russian number beside.

    ``reference`` is the provision alone («20-баптың 2-тармағы», «пункт 2 статьи 20»), ``text`` the
    official words in full; a language in which no official text is known is empty there, and
    ``ru_confirmed`` is false where the Russian number was not read in a Russian text.
    """

    id: str
    act: Act
    reference: Bilingual
    within: Bilingual
    text: Bilingual
    ru_confirmed: bool
    in_force_from: date
    requirements: tuple[str, ...]

    @property
    def full(self) -> Bilingual:
        """The reference together with the act: what is printed and shown."""
        return Bilingual(f"{self.act.of.kk} {self.within.kk}", f"{self.within.ru} {self.act.of.ru}")
