"""What the displays of the hall and of a desk are fed with: numbers, desks and counts; of a person
nothing, except the employee's own plate.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.language import Bilingual
from app.domain.person import PersonName
from app.domain.visit import Purpose
from app.ports.devices import TicketCall
from app.wording import both
from i18n import N_
from ui.binding.texts import show_date, show_time

NO_WORDS = Bilingual("", "")
PURPOSE_WORDS: dict[str, str] = {
    Purpose.INTAKE.value: N_("Intake"),
    Purpose.ISSUE.value: N_("Issue"),
    Purpose.CONSULTATION.value: N_("Consultation"),
    Purpose.APPEAL.value: N_("Appeals"),
}
"""What the hall may read of why people wait, in this order, as English message ids."""
DESKS = range(1, 1000)


class BoardKind(StrEnum):
    """How the queue is now; everything but ``open`` is said in words on the board."""

    OPEN = "open"
    CLOSED = "closed"
    ORDINARY = "ordinary"
    STALE = "stale"


class SignKind(StrEnum):
    """How one desk is now."""

    FREE = "free"
    CALLED = "called"
    SERVING = "serving"
    PAUSE = "pause"
    CLOSED = "closed"
    STALE = "stale"


def _check_desk(desk: int) -> None:
    if desk not in DESKS:
        raise ValueError("a desk has a number of one to three digits")


@dataclass(frozen=True, slots=True)
class BoardCall:
    """One call. ``times`` is 1 for the first call of the ticket to this desk, 2 for «once more».

    Raises ``ValueError`` for a ticket that is not shaped like one, so that no name and no IIN can
    come to the hall by mistake, and for a desk outside 1 to 999.
    """

    ticket: str
    desk: int
    called_at: datetime
    times: int = 1

    def __post_init__(self) -> None:
        TicketCall(self.ticket, self.desk)
        _check_desk(self.desk)

    @property
    def key(self) -> tuple[str, int]:
        """What stays the same when the ticket is called once more."""
        return self.ticket, self.desk


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardState:
    """Everything that the hall board shows.

    ``calls`` are those still standing, newest first: a call that was undone is simply absent.
    ``waiting`` counts tickets by :data:`PURPOSE_WORDS`. ``line`` says what is the matter when
    ``kind`` is not open. Raises ``ValueError`` for an unknown purpose and for a silent state.
    """

    now: datetime
    calls: tuple[BoardCall, ...] = ()
    waiting: tuple[tuple[str, int], ...] = ()
    kind: BoardKind = BoardKind.OPEN
    line: Bilingual = NO_WORDS
    practice: Bilingual | None = None

    def __post_init__(self) -> None:
        if not {purpose for purpose, _ in self.waiting} <= PURPOSE_WORDS.keys():
            raise ValueError("the hall counts the four purposes of a ticket only")
        if self.kind is not BoardKind.OPEN and not self.line.complete:
            raise ValueError("a board that is not open says why in both languages")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignState:
    """What stands above one desk. A ticket is shown with ``called`` and ``serving`` only.

    Raises ``ValueError`` as :class:`BoardCall` does, and for a called sign without a ticket.
    """

    desk: int
    kind: SignKind = SignKind.FREE
    ticket: str = ""
    times: int = 1
    practice: Bilingual | None = None

    def __post_init__(self) -> None:
        _check_desk(self.desk)
        if self.ticket or self.kind in (SignKind.CALLED, SignKind.SERVING):
            TicketCall(self.ticket, self.desk)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateState:
    """The plate of an employee without a badge (R-043). ``name_ru`` only where it is written
    otherwise in Russian; any part of a name may be absent."""

    name: PersonName
    position: Bilingual
    name_ru: PersonName | None = None


def in_one_line(words: Bilingual) -> str:
    """Both languages beside each other; once where both say the same."""
    return " · ".join(dict.fromkeys(said for said in (words.kk, words.ru) if said))


def call_sentence(call: BoardCall) -> Bilingual:
    """A call as one sentence for assistive technology."""
    message = N_("Once more: ticket {ticket}, desk {desk}.")
    if call.times < 2:
        message = N_("Ticket {ticket}, desk {desk}.")
    return both(message, {"ticket": call.ticket, "desk": str(call.desk)})


def closed_line(opens: datetime | None, reason: Bilingual = NO_WORDS) -> Bilingual:
    """That the department is closed, why if there is a reason, and when it opens next if known."""
    said = {"reason_kk": reason.kk, "reason_ru": reason.ru}
    if opens is not None:
        said |= {"day": show_date(opens.date()), "time": show_time(opens)}
        if reason.complete:
            return both(N_("Closed: {reason}. We open on {day} at {time}."), said)
        return both(N_("Closed. We open on {day} at {time}."), said)
    if reason.complete:
        return both(N_("Closed: {reason}."), said)
    return both(N_("Closed."))


def ordinary_line() -> Bilingual:
    """That the ordinary queue is in force and who comes when."""
    return both(N_("The electronic queue does not work: please come by the journal's order."))


def stale_line(since: datetime) -> Bilingual:
    """That the numbers are old, and since when."""
    return both(N_("Not renewed since {time}. The numbers may be old."), {"time": show_time(since)})
