"""What the applicant's screen is fed with: one thought at a time, every word in both languages."""

from dataclasses import dataclass, field

from app.domain.language import Bilingual, Lang

NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the large answers. ``primary`` fills it."""

    id: str
    label: Bilingual
    primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A line to be checked. ``marked`` is the part of the value that asks to be looked at."""

    label: Bilingual
    value: Bilingual
    marked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleScreen:
    """Nobody is at the desk: its number, in both languages at once, and nothing of anybody.

    ``name`` and ``position`` are those of the employee where no badge is worn (R-043).
    """

    desk: Bilingual
    note: Bilingual = NOTHING
    name: Bilingual = NOTHING
    position: Bilingual = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageScreen:
    """Which language shall the screen speak? Asked in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScreen:
    """One question with at most three answers: a consent, the summary, the receipt, a phrase.

    ``id`` comes back with the answer. ``text`` is long and read aloud; ``rows`` are to be compared.
    ``text_lang``: the text stands in that language alone, whatever the screen speaks.
    """

    id: str
    title: Bilingual
    lead: Bilingual = NOTHING
    text: Bilingual = NOTHING
    text_lang: Lang | None = None
    rows: tuple[AnswerRow, ...] = ()
    note: Bilingual = NOTHING
    number: str = ""
    answers: tuple[Answer, ...] = ()

    def __post_init__(self) -> None:
        if len(self.answers) > 3:
            raise ValueError(f"{self.id}: one thought has at most three answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingScreen:
    """The invitation to rate; voluntary, it closes itself after ``seconds`` without a touch."""

    id: str
    seconds: int = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class ByeScreen:
    """Thanks; after ``seconds`` the screen is as when nobody was here."""

    desk: Bilingual
    words: Bilingual = field(default_factory=lambda: NOTHING)
    seconds: int = 6


Screen = IdleScreen | LanguageScreen | QuestionScreen | RatingScreen | ByeScreen
