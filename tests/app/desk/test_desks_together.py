"""Several programs on one store: each carries its own, all show one time, and the hall sees all."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.catalogue.calendar import shipped_calendar
from app.catalogue.practice import practice
from app.desk.practice import HandClock, PracticeDesk
from app.desk.practice_clock import PracticeClock
from app.domain.desk_hold import HoldState, Plate
from app.domain.language import Lang
from app.domain.papers import QueueTicketPaper
from app.domain.visit import Purpose, TicketOrigin
from app.errors import DeviceFault
from app.ports.device_faults import PAPER_OUT
from app.ports.storage import OutboxItem
from app.storage import open_store
from app.usecases.outcome import Outcome
from app.usecases.queries import pending
from app.usecases.queue.arrive import Arrive
from app.usecases.queue.board import board_view
from app.usecases.queue.call import Call, Recall, UndoCall
from app.usecases.queue.check_in import CheckIn
from app.usecases.queue.desk_sign import desk_sign_view
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.open_desk import CloseDesk, OpenDesk, PauseDesk
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.branch_desks import ALMATY, BranchDesks


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[BranchDesks]:
    desks = BranchDesks(tmp_path)
    yield desks
    desks.close()


def do(desk: PracticeDesk, command: object) -> Outcome:
    return desk.desk.submit(command).result()


def waits(desk: PracticeDesk) -> list[OutboxItem]:
    return list(desk.desk.ask(pending).result())


class Printer:
    """A ticket printer that is out of paper until somebody fills it."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.empty = False

    def __call__(self, paper: QueueTicketPaper) -> None:
        if self.empty:
            raise DeviceFault(PAPER_OUT, slot="tickets")
        self.out.append(paper.number)


def kiosk_ticket() -> TakeTicket:
    return TakeTicket(language=Lang.KK, paper=True, origin=TicketOrigin.KIOSK)


@pytest.mark.requirement("R-032")
def test_a_ticket_comes_out_where_it_was_taken_and_nowhere_else(branch: BranchDesks) -> None:
    at_desk, at_kiosk = Printer(), Printer()
    desk = branch.desk(print_ticket=at_desk)
    kiosk = branch.desk("8", opened=False, print_ticket=at_kiosk)
    taken = do(kiosk, kiosk_ticket()).facts["ticket"]
    assert desk.desk.carry().result() == 0
    assert kiosk.desk.carry().result() == 1
    assert (at_desk.out, at_kiosk.out) == ([], [taken])


@pytest.mark.requirement("R-032")
def test_a_print_that_failed_waits_in_sight_and_is_tried_again_at_once(branch: BranchDesks) -> None:
    printer = Printer()
    kiosk = branch.desk("8", opened=False, print_ticket=printer)
    printer.empty = True
    taken = do(kiosk, kiosk_ticket()).facts["ticket"]
    kiosk.desk.carry().result()
    (item,) = waits(kiosk)
    assert (item.kind, item.desk, item.last_error) == ("ticket", "8", PAPER_OUT)
    printer.empty = False
    kiosk.desk.carry().result()
    assert printer.out == []
    kiosk.desk.hurry("ticket").result()
    assert (printer.out, waits(kiosk)) == ([taken], [])


@pytest.mark.requirement("R-039")
def test_an_answer_for_which_nobody_waits_any_more_makes_no_ghost(branch: BranchDesks) -> None:
    kiosk = branch.desk("8", opened=False)
    kiosk.gateways["booking"].go_down()
    assert do(kiosk, CheckIn(code="SYN-DT-01")).facts == {"asked": "booking"}
    kiosk.desk.carry().result()
    branch.clock.advance(timedelta(minutes=3))
    kiosk.gateways["booking"].come_back()
    kiosk.desk.carry().result()
    assert waits(kiosk) == []
    assert sum(kiosk.desk.ask(board_view).result().waiting.values()) == 0


@pytest.mark.requirement("R-039")
def test_the_answer_names_the_code_that_was_shown(branch: BranchDesks) -> None:
    kiosk = branch.desk("8", opened=False)
    heard: list[dict[str, str]] = []
    kiosk.desk.listen(lambda word, outcome: heard.append({"word": word, **outcome.facts}))
    for code in ("SYN-DT-01", "SYN-DT-OLD"):
        do(kiosk, CheckIn(code=code))
        for _ in range(2):
            kiosk.desk.carry().result()
            branch.clock.advance(timedelta(seconds=3))
    told = [one for one in heard if one["word"] == "record_check_in"]
    assert [(one["shown"], one["check_in"]) for one in told] == [
        ("SYN-DT-01", "taken"),
        ("SYN-DT-OLD", "unknown"),
    ]
    assert told[0]["language"] == "kk"


@pytest.mark.requirement("R-034")
def test_the_board_tells_who_has_come_and_drops_what_was_undone(branch: BranchDesks) -> None:
    desk, board = branch.desk(), branch.desk("1", opened=False)
    do(desk, TakeTicket(language=Lang.RU))
    do(desk, Call())
    (call,) = board.desk.ask(board_view).result().calls
    assert (call.desk, call.language, call.here, call.come) == (3, "ru", True, False)
    do(desk, Arrive())
    assert board.desk.ask(board_view).result().calls[0].come
    do(desk, FinishVisit())
    do(desk, TakeTicket(language=Lang.KK))
    do(desk, Call())
    do(desk, UndoCall())
    assert [one.here for one in board.desk.ask(board_view).result().calls] == [False]


@pytest.mark.requirement("R-043", "R-033")
def test_the_sign_follows_its_desk_and_shows_a_plate_only_where_it_is_asked_for(
    branch: BranchDesks,
) -> None:
    desk, sign = branch.desk(opened=False), branch.desk(opened=False)
    for other in ("1", "4", "5"):
        branch.desk(other)

    def seen() -> tuple[HoldState, str, int, bool]:
        view = sign.desk.ask(desk_sign_view).result()
        return view.state, view.ticket, view.times, view.come

    assert seen() == (HoldState.CLOSED, "", 1, False)
    do(desk, OpenDesk(plate=Plate.SCREEN))
    plate = sign.desk.ask(desk_sign_view).result().plate
    assert plate is not None
    assert plate.name == desk.desk.place.operator.name
    ticket = do(desk, TakeTicket(language=Lang.KK, purpose=Purpose.INTAKE)).facts["ticket"]
    do(desk, Call())
    do(desk, Recall())
    assert seen() == (HoldState.OPEN, ticket, 2, False)
    do(desk, Arrive())
    assert seen() == (HoldState.OPEN, ticket, 2, True)
    do(desk, FinishVisit())
    do(desk, PauseDesk(reason="trial"))
    assert seen() == (HoldState.PAUSED, "", 1, False)
    do(desk, CloseDesk())
    assert seen() == (HoldState.CLOSED, "", 1, False)
    assert sign.desk.ask(desk_sign_view).result().plate is None


@pytest.mark.requirement("R-043", "R-033")
def test_the_sign_of_a_program_that_died_tells_nobody_to_come(branch: BranchDesks) -> None:
    desk, sign = branch.desk(opened=False, session="a run"), branch.desk(opened=False)
    do(desk, OpenDesk(plate=Plate.SCREEN))
    branch.clock.advance(timedelta(seconds=80))
    desk.desk.show_life().result()
    shown = []
    for _ in range(2):
        branch.clock.advance(timedelta(seconds=50))
        view = sign.desk.ask(desk_sign_view).result()
        shown.append((view.state, view.plate is not None))
    assert shown == [(HoldState.OPEN, True), (HoldState.CLOSED, False)]


def test_a_holiday_is_named_and_an_evening_is_not(branch: BranchDesks) -> None:
    board = branch.desk("1", opened=False)
    branch.clock.set(datetime(2026, 3, 10, 20, 0, tzinfo=ALMATY))
    evening = board.desk.ask(board_view).result()
    assert (evening.open, evening.closed_for) == (False, None)
    branch.clock.set(datetime(2026, 12, 16, 12, 0, tzinfo=ALMATY))
    holiday = board.desk.ask(board_view).result()
    assert holiday.closed_for is not None
    assert holiday.closed_for.complete


def test_all_programs_on_a_store_show_the_same_practice_time(tmp_path: Path) -> None:
    real = HandClock(datetime(2026, 11, 20, 21, 0, tzinfo=ALMATY))
    store = open_store(f"sqlite:///{tmp_path / 'tereze.db'}", clock=real)
    place = practice().branch(), shipped_calendar()
    try:
        first, second = PracticeClock(real), PracticeClock(real)
        first.begin_together(store, *place)
        real.advance(timedelta(minutes=7))
        second.begin_together(store, *place)
        assert abs(first.now() - second.now()) < timedelta(milliseconds=1)
        assert second.shifted
    finally:
        store.close()
