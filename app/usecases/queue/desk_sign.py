"""What stands above one desk: whether it works, which ticket was called there, whose place it is."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.desk_hold import DeskHold, HoldState, Plate
from app.domain.language import Bilingual
from app.domain.person import PersonName
from app.domain.visit import TicketState
from app.usecases.queue.facts import is_alive
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateShown:
    """The name on the plate where no badge is worn (R-043)."""

    name: PersonName
    position: Bilingual
    name_ru: PersonName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignView:
    """One desk at one moment; nothing in it is a visitor's (R-034).

    ``state`` is that of its hold, while its workplace shows life; ``ticket`` is empty while nobody was
    called there. ``times`` counts the calls of it, ``come`` tells whether its visitor stands at the
    desk.
    """

    now: datetime
    desk: int
    state: HoldState = HoldState.CLOSED
    ticket: str = ""
    times: int = 1
    come: bool = False
    plate: PlateShown | None = None
    practice: bool = False


def desk_sign_view(work: Work) -> SignView:
    """The sign above the desk of this work. Raises ``ValueError`` for a desk without a number."""
    hold = work.store.queue.hold(work.desk)
    if hold is not None and not is_alive(work, hold):
        hold = None
    visit = work.store.visits.open_at(work.desk)
    ticket = work.store.visits.ticket(visit.ticket_id) if visit is not None else None
    return SignView(
        now=work.now,
        desk=int(work.desk),
        state=hold.state if hold is not None else HoldState.CLOSED,
        ticket=visit.ticket_number if visit is not None else "",
        times=1 + ticket.recalls if ticket is not None else 1,
        come=ticket is not None and ticket.state is not TicketState.CALLED,
        plate=_plate(work, hold),
        practice=work.branch.practice,
    )


def _plate(work: Work, hold: DeskHold | None) -> PlateShown | None:
    """The plate that the desk was opened with, when it is one of the screen."""
    if hold is None or hold.plate is not Plate.SCREEN or hold.state is HoldState.CLOSED:
        return None
    who = work.staff.get(hold.operator_id)
    if who is None:
        return None
    return PlateShown(name=who.name, name_ru=who.name_ru, position=who.position)
