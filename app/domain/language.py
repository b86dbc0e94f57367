"""The two languages of the counter, and texts that exist in both."""

from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """A language in which the counter speaks: Kazakh or Russian."""

    KK = "kk"
    RU = "ru"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages. An empty string means: not known in that language."""

    kk: str
    ru: str

    def in_(self, lang: Lang) -> str:
        """The text in ``lang``; the other language where this one is unknown."""
        chosen, other = (self.kk, self.ru) if lang is Lang.KK else (self.ru, self.kk)
        return chosen or other

    @property
    def complete(self) -> bool:
        """Whether both languages are filled."""
        return bool(self.kk.strip()) and bool(self.ru.strip())
