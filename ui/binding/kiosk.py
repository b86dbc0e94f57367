"""What the ticket kiosk is fed with and what it asks for: purposes, numbers, languages; of a person
nothing, except how they themselves ask to be served.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.language import Bilingual, Lang
from app.domain.visit import Need, Purpose
from app.ports.devices import TicketCall
from i18n import N_
from ui.binding.board import NO_WORDS

KIOSK_PURPOSES: dict[Purpose, tuple[str, str]] = {
    Purpose.INTAKE: ("tray", N_("Hand in documents")),
    Purpose.ISSUE: ("box", N_("Receive ready documents")),
    Purpose.CONSULTATION: ("info", N_("Get a consultation")),
    Purpose.APPEAL: ("pen", N_("File an appeal")),
}
"""The four answers in this order: sign and words (a message id)."""
KIOSK_NEEDS: dict[Need, tuple[str, str]] = {
    Need.HEARING: ("ear", N_("I hear badly")),
    Need.VISION: ("eye", N_("I see badly")),
    Need.MOBILITY: ("wheelchair", N_("It is hard for me to move")),
    Need.OTHER: ("hand", N_("Other help")),
}
"""How a visitor may ask to be served; nobody asks for a proof (R-042)."""


class HallKind(StrEnum):
    """How the queue is, for who comes in. ``away``: its store does not answer."""

    OPENING = "opening"
    OPEN = "open"
    CLOSED = "closed"
    ORDINARY = "ordinary"
    AWAY = "away"


class PaperKind(StrEnum):
    """What became of the paper ticket: there is none, it is coming, it is out."""

    NONE = "none"
    COMING = "coming"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskHall:
    """The hall as the kiosk knows it. ``line`` says what is the matter unless it is open;
    ``waiting`` counts by purpose. Raises ``ValueError`` for a silent state."""

    kind: HallKind = HallKind.OPEN
    line: Bilingual = NO_WORDS
    waiting: tuple[tuple[Purpose, int], ...] = ()
    practice: Bilingual | None = None

    def __post_init__(self) -> None:
        if self.kind is not HallKind.OPEN and not self.line.complete:
            raise ValueError("a kiosk that gives no tickets as usual says why in both languages")

    @property
    def gives_tickets(self) -> bool:
        """Whether somebody can take a ticket now."""
        return self.kind in (HallKind.OPEN, HallKind.ORDINARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskWish:
    """What a visitor asks for."""

    language: Lang
    purpose: Purpose
    need: Need | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketShown:
    """A place in the line. ``code`` is what its QR holds, ``before`` how many come first,
    ``minutes`` the expected waiting if somebody can know it, ``note`` what else is to be said.

    ``journal``: a line of the ordinary queue. Raises ``ValueError`` for a number that is not
    shaped like a ticket's.
    """

    number: str
    code: str
    before: int
    minutes: int | None = None
    paper: PaperKind = PaperKind.NONE
    journal: bool = False
    note: Bilingual = NO_WORDS

    def __post_init__(self) -> None:
        TicketCall(self.number, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskNotice:
    """What is told instead of a ticket, and what can be done: ``ticket`` offers a new one,
    ``again`` the same once more."""

    title: Bilingual
    text: Bilingual = NO_WORDS
    ticket: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Tongue:
    """Which languages the kiosk speaks now: both until a visitor has chosen one."""

    chosen: Lang | None = field(default=None)

    @property
    def languages(self) -> tuple[Lang, ...]:
        """In the order in which they are shown."""
        return tuple(Lang) if self.chosen is None else (self.chosen,)

    def of(self, words: Bilingual) -> tuple[str, ...]:
        """The words, once a language."""
        return tuple(dict.fromkeys(said for lang in self.languages if (said := words.in_(lang))))
