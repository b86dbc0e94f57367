"""From what the desk reads of the queue to what the board, the signs and the kiosk show."""

from datetime import datetime

from app.domain.desk_hold import HoldState
from app.domain.language import Bilingual
from app.usecases.queue.board import BoardView, CallShown
from app.usecases.queue.desk_sign import SignView
from app.wording import both
from i18n import N_
from ui.binding.board import (
    DESKS,
    NO_WORDS,
    BoardCall,
    BoardKind,
    BoardState,
    PlateState,
    SignKind,
    SignState,
    closed_line,
    ordinary_line,
    stale_line,
)
from ui.binding.kiosk import HallKind, KioskHall

_HOLDS = {
    HoldState.OPEN: SignKind.FREE,
    HoldState.PAUSED: SignKind.PAUSE,
    HoldState.CLOSED: SignKind.CLOSED,
}


def practice_words(practice: bool) -> Bilingual | None:
    """The words of the practice band; none on a live branch."""
    return both(N_("Practice branch")) if practice else None


def board_state(view: BoardView) -> BoardState:
    """The hall board by what was just read."""
    kind = _kind(view)
    lines = {
        BoardKind.OPEN: NO_WORDS,
        BoardKind.CLOSED: closed_line(view.opens_at, view.closed_for or NO_WORDS),
        BoardKind.ORDINARY: ordinary_line(),
    }
    return BoardState(
        now=view.now,
        calls=_calls(view),
        waiting=tuple((purpose.value, count) for purpose, count in view.waiting.items()),
        kind=kind,
        line=lines[kind],
        practice=practice_words(view.practice),
    )


def stale_board(view: BoardView | None, now: datetime, *, practice: bool) -> BoardState:
    """The hall board when nothing can be read: the numbers that were seen, told to be old."""
    if view is None:
        line = both(N_("The queue is not reached. Please listen for your number at the desks."))
        return BoardState(
            now=now, kind=BoardKind.STALE, line=line, practice=practice_words(practice)
        )
    return BoardState(
        now=now,
        calls=_calls(view),
        kind=BoardKind.STALE,
        line=stale_line(view.now),
        practice=practice_words(view.practice),
    )


def board_calls(view: BoardView) -> tuple[CallShown, ...]:
    """The calls that can stand on a board."""
    return tuple(call for call in view.calls if call.desk in DESKS)


def sign_state(view: SignView, *, stale: bool = False) -> SignState:
    """The sign above a desk."""
    kind = _HOLDS[view.state]
    if view.ticket:
        kind = SignKind.SERVING if view.come else SignKind.CALLED
    if stale:
        kind = SignKind.STALE
    return SignState(
        desk=view.desk,
        kind=kind,
        ticket=view.ticket,
        times=view.times,
        practice=practice_words(view.practice),
    )


def stale_sign(desk: int, *, practice: bool) -> SignState:
    """The sign of a desk of which nothing is known yet."""
    return SignState(desk=desk, kind=SignKind.STALE, practice=practice_words(practice))


def plate_state(view: SignView) -> PlateState | None:
    """The plate on the sign, where the desk was opened with one of the screen."""
    if view.plate is None:
        return None
    plate = view.plate
    return PlateState(name=plate.name, position=plate.position, name_ru=plate.name_ru)


def kiosk_hall(view: BoardView) -> KioskHall:
    """The hall as who comes in must know it."""
    kinds = {
        BoardKind.OPEN: HallKind.OPEN,
        BoardKind.CLOSED: HallKind.CLOSED,
        BoardKind.ORDINARY: HallKind.ORDINARY,
    }
    kind = kinds[_kind(view)]
    lines = {
        HallKind.OPEN: NO_WORDS,
        HallKind.CLOSED: closed_line(view.opens_at, view.closed_for or NO_WORDS),
        HallKind.ORDINARY: both(
            N_("The electronic queue does not work: your place is written into the journal.")
        ),
    }
    return KioskHall(
        kind=kind,
        line=lines[kind],
        waiting=tuple(view.waiting.items()),
        practice=practice_words(view.practice),
    )


def kiosk_away(*, practice: bool) -> KioskHall:
    """The queue cannot be reached: no visitor stands before a dead screen."""
    line = both(N_("Please go to any desk: you will be written into the journal of the queue."))
    return KioskHall(kind=HallKind.AWAY, line=line, practice=practice_words(practice))


def _kind(view: BoardView) -> BoardKind:
    if not view.open:
        return BoardKind.CLOSED
    return BoardKind.ORDINARY if view.ordinary else BoardKind.OPEN


def _calls(view: BoardView) -> tuple[BoardCall, ...]:
    return tuple(
        BoardCall(call.ticket, call.desk, call.called_at, call.times) for call in board_calls(view)
    )
