"""The words of a passport and where they come from: texts, clauses, acts, sources, grades."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.language import Bilingual, Lang


class Grade(StrEnum):
    """How well a fact stands: law or Rules, official page, press, tested, analyst, unknown."""

    LAW = "S"
    OFFICIAL = "O"
    PRESS = "P"
    TESTED = "T"
    ANALYST = "A"
    PRACTICE = "practice"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PassportText:
    """A text as read in the sources, and apart from it a proposed Kazakh wording.

    ``kk`` and ``ru`` are empty where no source says them. ``kk_proposed`` waits for an editor: it
    may be shown on a practice branch, it never counts as known.
    """

    kk: str = ""
    ru: str = ""
    kk_proposed: str = ""

    @property
    def shown(self) -> Bilingual:
        """What may be put on a screen: the known text, else the proposal."""
        return Bilingual(kk=self.kk or self.kk_proposed, ru=self.ru)

    def in_(self, lang: Lang) -> str:
        """The text to show in ``lang``; the other language where nothing is there."""
        return self.shown.in_(lang)

    @property
    def complete(self) -> bool:
        """Whether both languages are known (a proposal does not count)."""
        return bool(self.kk.strip()) and bool(self.ru.strip())

    @property
    def known(self) -> bool:
        """Whether at least one language is known."""
        return bool(self.kk.strip()) or bool(self.ru.strip())

    @property
    def proposed(self) -> bool:
        """Whether the Kazakh shown is only a proposal."""
        return not self.kk.strip() and bool(self.kk_proposed.strip())


NO_TEXT = PassportText()
"""A text that no source gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The legal ground of one row, field or ground.

    ``citation`` is an id of the table of citations (``rules.14``); ``text`` names the place in the
    service's own act. ``confirmed`` is false while the exact place was not read in the act itself.
    """

    citation: str = ""
    text: PassportText = NO_TEXT
    confirmed: bool = False

    @property
    def known(self) -> bool:
        """Whether any ground is named at all."""
        return bool(self.citation) or self.text.known


NO_CLAUSE = Clause()
"""No ground is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something was read; ``as_of`` is the date of that text as the source gives it."""

    key: str
    title: str
    address: str = ""
    as_of: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a field came here: its grade, the keys of its sources, a note."""

    grade: Grade
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoverningAct:
    """The normative act that sets the order of the service."""

    title: PassportText
    number: str = ""
    adopted: date | None = None
    edition: date | None = None
    repealed: date | None = None
