"""Who may apply for a service, who takes part beside them, and what a law or a treaty changes."""

from dataclasses import dataclass

from app.domain.passport_text import NO_CLAUSE, NO_TEXT, Clause, PassportText


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Another person who takes part: the second applicant, the owner of a dwelling."""

    key: str
    who: PassportText
    applicant: bool = False
    must_be_present: bool = False
    must_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicants:
    """Who may apply. Empty ``kinds``: not said; else ``natural`` and, or, ``legal``."""

    text: PassportText = NO_TEXT
    kinds: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    representative_obligatory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A restriction for foreigners; it stands only with a clause of a law (R-063)."""

    key: str
    text: PassportText
    clause: Clause = NO_CLAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyOverride:
    """A rule of a ratified treaty that prevails; ``waives`` is the id of the row it removes."""

    treaty: str
    article: str
    waives: str
    citizenships: tuple[str, ...] = ()

    @property
    def referenced(self) -> bool:
        """Whether treaty and article are both named (R-019)."""
        return bool(self.treaty.strip()) and bool(self.article.strip())
