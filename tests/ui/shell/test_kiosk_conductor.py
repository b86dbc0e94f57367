"""The kiosk at work on a real practice branch: tickets, codes, printers that fail, a store that is lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.practice import PracticeDesk
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.papers import QueueTicketPaper
from app.domain.visit import Need, Purpose, Ticket, TicketOrigin
from app.errors import DeviceFault, Unavailable
from app.ports.device_faults import PAPER_OUT
from app.ports.devices import CodeGarbled, CodeScanned, DeviceState, Slot
from app.ports.queue_feed import FeedLost, QueueMoved
from app.ports.store_errors import STORE_UNREACHABLE
from app.usecases.outcome import ErrorInfo, Outcome, Status
from app.usecases.queries import pending
from app.usecases.queue.call import Call
from app.usecases.queue.check_in import FetchBookings
from app.usecases.queue.ordinary_queue import DeclareFailure
from tests.fakes.branch_desks import ALMATY, MIDDAY, BranchDesks
from tests.fakes.hall_fakes import HandDevices, HandFeed
from ui.binding.kiosk import HallKind, PaperKind
from ui.binding.kiosk_notices import GARBLED, NOT_REACHED, SILENT, UNKNOWN
from ui.displays.kiosk import KioskWindow
from ui.displays.kiosk_steps import KioskStep
from ui.shell.kiosk_desk import KioskConductor


class Place:
    """A workplace with a counter that can be lost for a while."""

    def __init__(self, practice: PracticeDesk, devices: HandDevices, feed: HandFeed) -> None:
        self.practice, self.devices, self.feed = practice, devices, feed
        self.desk = self
        self.lost = False
        self.handed_in: list[tuple[object, str]] = []

    def submit(self, command: object, *, key: str = "") -> Future[Outcome]:
        self.handed_in.append((command, key))
        answer = self.practice.desk.submit(command, key=key)
        if self.lost:  # it was done, and the answer never came
            answer = Future()
            code = ErrorInfo(code=STORE_UNREACHABLE)
            answer.set_result(Outcome(status=Status.UNAVAILABLE, error=code))
        return answer

    def ask(self, question: Callable[[Any], Any]) -> Future[Any]:
        if self.lost:
            answer: Future[Any] = Future()
            answer.set_exception(Unavailable(STORE_UNREACHABLE))
            return answer
        return self.practice.desk.ask(question)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.practice.desk, name)


class Kiosk:
    """The window, its conductor, and the hands of the test."""

    def __init__(self, branch: BranchDesks, *fitted: Slot, own: bool = True) -> None:
        self.branch = branch
        self.printed: list[str] = []
        self.paper_out = False
        practice = branch.desk("8", opened=False, print_ticket=self._print)
        self.devices, self.feed = HandDevices(*fitted), HandFeed()
        self.place = Place(practice, self.devices, self.feed)
        self.window = KioskWindow()
        self.conductor = KioskConductor(self.window, self.place, own=own, practice=True)
        self.window.show()
        self.conductor.start()
        settle()

    def _print(self, paper: QueueTicketPaper) -> None:
        if self.paper_out:
            raise DeviceFault(PAPER_OUT, slot="tickets")
        self.printed.append(paper.number)

    def take(self, lang: Lang = Lang.RU, need: Need | None = None) -> None:
        self.window.languages.buttons[lang].click()
        self.window.purposes.answers[0].click()
        self.window.needs.chosen.emit(need)
        settle()

    def code(self, text: str) -> None:
        self.window.begin_anew()
        self.window.languages.code.click()
        self.window.code.field.setText(text)
        self.window.code.go_on.click()
        settle()

    def moved(self) -> None:
        self.feed.tell(QueueMoved())
        settle()

    def carried(self, seconds: float = 3) -> None:
        self.branch.clock.advance(timedelta(seconds=seconds))
        self.place.carry()
        settle()

    @property
    def number(self) -> str:
        return self.window.done.ticket.number if self.window.done.ticket else ""

    @property
    def paper(self) -> PaperKind | None:
        return self.window.done.ticket.paper if self.window.done.ticket else None

    @property
    def line(self) -> list[Ticket]:
        return list(
            self.place.practice.desk.ask(
                lambda work: tuple(work.store.visits.waiting(work.now.date()))
            ).result()
        )

    def says(self, notice: Any) -> bool:
        shown = self.window.step is KioskStep.NOTICE
        return shown and notice.title.ru in self.window.notice.accessibleName()


def declare(kiosk: Kiosk) -> None:
    """The supervisor declares the ordinary queue."""
    supervisor = kiosk.branch.desk("9", operator="supervisor", opened=False)
    assert supervisor.desk.submit(DeclareFailure(cause=FailureCause.SERVER)).result().ok


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


@pytest.fixture
def make_kiosk(dressed: None, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Kiosk]]:
    branch = BranchDesks(tmp_path)
    made: list[Kiosk] = []

    def make(*fitted: Slot, at: datetime = MIDDAY, own: bool = True) -> Kiosk:
        branch.clock.set(at)
        kiosk = Kiosk(branch, *fitted, own=own)
        qtbot.addWidget(kiosk.window)
        made.append(kiosk)
        return kiosk

    yield make
    for one in made:
        one.conductor.close()
    branch.close()


@pytest.fixture
def kiosk(make_kiosk: Callable[..., Kiosk]) -> Kiosk:
    return make_kiosk(Slot.TICKETS)


@pytest.mark.requirement("R-032", "R-042")
def test_a_visitor_takes_a_ticket_and_its_paper(kiosk: Kiosk) -> None:
    kiosk.take(Lang.RU, Need.HEARING)
    (ticket,) = kiosk.line
    assert (ticket.number, ticket.purpose, ticket.language) == (
        "A8001",
        Purpose.INTAKE,
        Lang.RU,
    )
    assert (ticket.origin, ticket.need) == (TicketOrigin.KIOSK, Need.HEARING)
    assert (kiosk.number, kiosk.paper, kiosk.printed) == ("A8001", PaperKind.OUT, ["A8001"])
    kiosk.window.begin_anew()
    kiosk.take(Lang.KK)
    assert kiosk.number == "A8002"
    assert kiosk.window.done.ticket is not None
    assert kiosk.window.done.ticket.before == 1


@pytest.mark.requirement("R-032")
def test_without_a_printer_the_screen_is_the_ticket(make_kiosk: Callable[..., Kiosk]) -> None:
    kiosk = make_kiosk()
    kiosk.take()
    assert (kiosk.number, kiosk.paper, kiosk.printed) == ("A8001", PaperKind.NONE, [])
    assert kiosk.window.done.qr.code.startswith("Q")
    assert kiosk.place.practice.desk.ask(pending).result() == ()


@pytest.mark.requirement("R-032")
def test_out_of_paper_loses_nobody_and_piles_nothing_up(kiosk: Kiosk) -> None:
    kiosk.paper_out = True
    kiosk.take()
    assert (kiosk.number, kiosk.paper) == ("A8001", PaperKind.COMING)
    kiosk.devices.set(Slot.TICKETS, DeviceState.FAULT, PAPER_OUT)
    settle()
    assert (kiosk.number, kiosk.paper) == ("A8001", PaperKind.NONE)
    (owed,) = kiosk.place.practice.desk.ask(pending).result()
    assert owed.last_error == PAPER_OUT
    kiosk.window.begin_anew()
    kiosk.take()
    assert (kiosk.number, kiosk.paper) == ("A8002", PaperKind.NONE)
    assert len(kiosk.place.practice.desk.ask(pending).result()) == 1
    kiosk.paper_out = False
    kiosk.devices.set(Slot.TICKETS, DeviceState.READY)
    settle()
    assert kiosk.printed == ["A8001"]
    assert [ticket.number for ticket in kiosk.line] == ["A8001", "A8002"]


def test_a_paper_that_does_not_come_is_not_waited_for(kiosk: Kiosk) -> None:
    kiosk.paper_out = True
    kiosk.take()
    kiosk.conductor.paper.timeout.emit()
    assert (kiosk.number, kiosk.paper) == ("A8001", PaperKind.NONE)


@pytest.mark.requirement("R-032")
def test_an_answer_that_was_lost_is_asked_for_again_and_is_the_same_ticket(kiosk: Kiosk) -> None:
    kiosk.place.lost = True
    kiosk.take()
    assert kiosk.says(NOT_REACHED)
    assert kiosk.window.hall.kind is HallKind.AWAY
    kiosk.place.lost = False
    kiosk.window.notice.again.click()
    settle()
    assert [ticket.number for ticket in kiosk.line] == [kiosk.number] == ["A8001"]


@pytest.mark.requirement("R-036")
def test_a_store_that_is_lost_sends_to_the_desks_and_comes_back_by_itself(kiosk: Kiosk) -> None:
    kiosk.feed.tell(FeedLost(STORE_UNREACHABLE, MIDDAY))
    settle()
    assert (kiosk.window.step, kiosk.window.hall.kind) == (KioskStep.SHUT, HallKind.AWAY)
    kiosk.moved()
    assert kiosk.window.step is KioskStep.LANGUAGE


@pytest.mark.requirement("R-022", "R-032")
def test_behind_closed_doors_no_ticket_can_be_taken(make_kiosk: Callable[..., Kiosk]) -> None:
    kiosk = make_kiosk(Slot.TICKETS, at=datetime(2026, 3, 10, 17, 59, 50, tzinfo=ALMATY))
    kiosk.window.languages.buttons[Lang.KK].click()
    kiosk.window.purposes.answers[0].click()
    kiosk.branch.clock.advance(timedelta(seconds=20))
    kiosk.window.needs.none.click()
    settle()
    assert kiosk.line == []
    assert kiosk.window.step is KioskStep.NOTICE
    kiosk.window.back()
    assert (kiosk.window.step, kiosk.window.hall.kind) == (KioskStep.SHUT, HallKind.CLOSED)
    assert "11.03.2026" in kiosk.window.shut.accessibleName()


@pytest.mark.requirement("R-036")
def test_in_the_ordinary_queue_a_visitor_gets_a_number_of_the_journal(kiosk: Kiosk) -> None:
    declare(kiosk)
    kiosk.moved()
    assert kiosk.window.hall.kind is HallKind.ORDINARY
    kiosk.take()
    assert kiosk.number.startswith("K8")
    assert kiosk.window.done.ticket is not None
    assert kiosk.window.done.ticket.journal


@pytest.mark.requirement("R-038")
def test_a_booking_joins_the_line_by_its_code_and_only_once(kiosk: Kiosk) -> None:
    kiosk.place.practice.desk.submit(FetchBookings())
    kiosk.carried()
    kiosk.carried()
    kiosk.code("syn-bk-03")
    assert kiosk.number == "B8001"
    assert kiosk.window.tongue.chosen is Lang.RU
    assert kiosk.line[0].origin is TicketOrigin.BOOKING
    kiosk.code("SYN-BK-03")
    assert kiosk.window.step is KioskStep.NOTICE
    assert "использован" in kiosk.window.notice.accessibleName()
    kiosk.code("SYN-BK-01")
    assert "уақыт өтіп кетті" in kiosk.window.done.note.text()


@pytest.mark.requirement("R-039")
@pytest.mark.parametrize("code", ["SYN-DT-OLD", "SYN-DT-OTHER", "nonsense"])
def test_a_code_that_means_nothing_here_is_told_and_a_ticket_offered(
    kiosk: Kiosk, code: str
) -> None:
    kiosk.code(code)
    assert kiosk.window.step is KioskStep.WAIT
    kiosk.carried()
    assert kiosk.says(UNKNOWN)
    assert kiosk.window.notice.ticket.isVisible()
    assert kiosk.line == []


@pytest.mark.requirement("R-039")
def test_a_digital_ticket_stands_at_its_issue_time(kiosk: Kiosk) -> None:
    kiosk.devices.report(CodeScanned("SYN-DT-01", MIDDAY))
    settle()
    kiosk.carried()
    (ticket,) = kiosk.line
    assert (kiosk.number, ticket.origin) == (ticket.number, TicketOrigin.DIGITAL)
    assert (ticket.taken_at.hour, ticket.taken_at.minute) == (9, 40)
    assert kiosk.window.tongue.chosen is Lang.KK


@pytest.mark.requirement("R-039")
def test_a_silent_booking_system_is_not_waited_for_and_makes_no_ghost(kiosk: Kiosk) -> None:
    kiosk.place.practice.gateways["booking"].go_down()
    kiosk.code("SYN-DT-01")
    kiosk.conductor.answer.timeout.emit()
    assert kiosk.says(SILENT)
    kiosk.place.practice.gateways["booking"].come_back()
    kiosk.carried(40)
    kiosk.carried(40)
    assert kiosk.line == []
    assert kiosk.window.done.ticket is None


def test_a_paper_ticket_shown_again_says_where_it_stands(kiosk: Kiosk) -> None:
    kiosk.take()
    assert kiosk.window.done.ticket is not None
    code = kiosk.window.done.ticket.code
    kiosk.window.begin_anew()
    kiosk.devices.report(CodeScanned(code, MIDDAY))
    settle()
    assert (kiosk.number, len(kiosk.line)) == ("A8001", 1)
    assert kiosk.window.done.note.text() == "Вы уже в очереди."


def test_a_garbled_scan_is_told(kiosk: Kiosk) -> None:
    kiosk.devices.report(CodeGarbled("scanner.half", MIDDAY))
    settle()
    assert kiosk.says(GARBLED)


def test_the_scanner_of_the_desk_is_not_the_kiosks(make_kiosk: Callable[..., Kiosk]) -> None:
    kiosk = make_kiosk(Slot.TICKETS, Slot.VOICE, own=False)
    kiosk.devices.report(CodeScanned("SYN-DT-01", MIDDAY))
    settle()
    assert kiosk.window.step is KioskStep.LANGUAGE
    kiosk.take()
    assert not kiosk.window.done.read.isVisible()
    assert not kiosk.conductor.round.isActive()


@pytest.mark.requirement("R-215", "R-034")
def test_the_number_is_read_aloud_and_nothing_else(make_kiosk: Callable[..., Kiosk]) -> None:
    kiosk = make_kiosk(Slot.VOICE)
    kiosk.take()
    kiosk.window.done.read.click()
    assert kiosk.devices.read == [("Талон А восемь тысяч один", Lang.RU)]


def test_a_late_answer_shows_nobody_elses_ticket(kiosk: Kiosk) -> None:
    kiosk.code("SYN-DT-01")
    kiosk.window.begin_anew()
    kiosk.carried()
    assert kiosk.window.step is KioskStep.LANGUAGE
    assert kiosk.window.done.ticket is None


def test_a_called_ticket_leaves_the_line_of_the_kiosk(kiosk: Kiosk) -> None:
    kiosk.take()
    desk = kiosk.branch.desk()
    assert desk.desk.submit(Call()).result().ok
    kiosk.window.begin_anew()
    kiosk.moved()
    assert dict(kiosk.window.hall.waiting)[Purpose.INTAKE] == 0


def test_after_the_end_nothing_is_heard(kiosk: Kiosk) -> None:
    kiosk.conductor.close()
    assert (kiosk.feed.listeners, kiosk.devices.listeners) == ([], [])
    declare(kiosk)
    kiosk.moved()
    assert kiosk.window.hall.kind is HallKind.OPEN
