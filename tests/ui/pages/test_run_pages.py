"""The runs to a provider and back: every code once, nothing foreign, nothing left out in silence."""

from datetime import date

import pytest

from app.domain.passport import ResultKind
from app.domain.scan_run import Mark
from app.domain.unit_states import UnitState
from app.usecases.hand_over import HandOver
from app.usecases.pack import Pack, Seal
from app.usecases.receive_result import ReceiveResult
from app.usecases.return_unclaimed import ReturnUnclaimed
from app.usecases.store import RunTimers, ToIssuingSector
from tests.fakes.custody_desk import CustodyDesk
from tests.fakes.page_stand import PageStand, words_of
from ui.binding.scan_run import ScanRun
from ui.bootstrap.terminal_file import terminal_scans
from ui.pages.count import CountPage
from ui.pages.hand_over import HandOverPage
from ui.pages.return_unclaimed import ReturnUnclaimedPage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def desk() -> CustodyDesk:
    return CustodyDesk()


def _sealed(desk: CustodyDesk, number: int, service: str = "academic_leave") -> str:
    told = desk.do(Pack(case=desk.registered(number, service).id)).facts
    desk.do(Seal(code=told["unit"], sheets=int(told["sheets"])))
    return told["unit"]


def _listed(desk: CustodyDesk, number: int, service: str = "academic_leave", cell: str = "") -> str:
    case = desk.sent(number, service)
    received = ReceiveResult(
        case=case.number, kind=ResultKind.DOCUMENT, code=case.registration.code
    )
    code = desk.do(received).facts["unit"]
    desk.do(ToIssuingSector(code=code, cell=cell or f"A-{number}"))
    return code


@pytest.mark.requirement("R-159")
def test_a_code_counts_once_however_often_it_is_read(desk: CustodyDesk) -> None:
    code = _sealed(desk, 1)
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    run: ScanRun = stand.page.run
    stand.scan(code)
    stand.scan(code)
    assert (run.count(Mark.SCANNED), run.twice) == (1, 1)
    assert "Уже учтён" in words_of(stand.page)


@pytest.mark.requirement("R-159", "R-158")
def test_the_register_holds_what_was_scanned_and_both_sides(desk: CustodyDesk) -> None:
    codes = (_sealed(desk, 1), _sealed(desk, 2))
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    page = stand.page
    stand.scan(codes[0])
    assert "не отсканирован" in page.forward().blocked
    stand.scan(codes[1])
    assert "кто принимает" in page.forward().blocked
    page.receiver.set_value("Сынақова Айгүл")
    assert stand.go_on().ok
    assert stand.commands == [
        HandOver(
            provider=page.provider or _provider(desk), codes=codes, received_by="Сынақова Айгүл"
        )
    ]
    assert "закрыт" in words_of(page)


def _provider(desk: CustodyDesk) -> str:
    from app.usecases.pack import provider_of

    return desk.ask(lambda work: provider_of(work, work.store.cases.get("case-1")))


@pytest.mark.requirement("R-159", "R-166")
def test_what_stays_needs_a_reason(desk: CustodyDesk) -> None:
    codes = (_sealed(desk, 1), _sealed(desk, 2), _sealed(desk, 3))
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    page = stand.page
    stand.scan(codes[0])
    stand.scan(codes[1])
    page.list.chosen.emit(codes[1])
    page.list.chosen.emit(codes[2])
    page.receiver.set_value("Сынақова А.")
    assert "почему" in page.forward().blocked
    page.remark.setText("Пакет порван")
    assert stand.go_on().ok
    order = stand.commands[-1]
    assert (order.codes, order.not_accepted, order.remark) == (
        (codes[0], codes[1]),
        (codes[1],),
        "Пакет порван",
    )


@pytest.mark.requirement("R-159", "R-158")
def test_a_foreign_code_halts_the_run_and_swallows_no_scan(desk: CustodyDesk) -> None:
    first, other = _sealed(desk, 1), _sealed(desk, 2, "driver_licence")
    second = _sealed(desk, 3)
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    page = stand.page
    for code in (first, other, second):
        stand.scan(code)
    page.receiver.set_value("Сынақова А.")
    assert "отложите" in page.forward().blocked
    assert "Стоп" in words_of(page)
    assert "ждут: 1" in words_of(page)
    assert page.run.mark(second) is Mark.AWAITED
    page.verdict.acted.emit()
    assert not page.forward().blocked
    assert page.run.mark(second) is Mark.SCANNED
    assert stand.go_on().ok


@pytest.mark.requirement("R-158")
def test_a_page_that_was_closed_takes_its_run_up_again(desk: CustodyDesk) -> None:
    codes = (_sealed(desk, 1), _sealed(desk, 2))
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    stand.scan(codes[0])
    again = PageStand(HandOverPage(), desk)
    again.show()
    assert again.page.run.mark(codes[0]) is Mark.SCANNED
    assert "с того места" in words_of(again.page)
    again.scan(codes[1])
    again.page.undo.click()
    assert again.page.run.mark(codes[1]) is Mark.AWAITED


@pytest.mark.requirement("R-178", "R-166")
def test_a_cell_is_counted_and_what_is_missing_is_explained(desk: CustodyDesk) -> None:
    here, gone = _listed(desk, 1), _listed(desk, 2, cell="A-1")
    stand = PageStand(CountPage(), desk)
    stand.show()
    page = stand.page
    stand.scan(here)
    assert "Сначала ячейка" in words_of(page)
    page.cells.chosen.emit("A-1")
    assert len(page.run.lines) == 2
    stand.scan(here)
    stand.scan("nonsense")
    assert "Стоп" in words_of(page)
    page.verdict.acted.emit()
    assert "не отсканирован" in page.forward().blocked
    page.explanation.setText("в ячейке нет")
    page.witness.set_value("Тестов Н.")
    assert stand.go_on().ok
    assert "недостаёт 1" in words_of(page)
    assert desk.ask(lambda work: work.store.units.by_code(gone)).state is UnitState.DISCREPANCY


def test_the_first_scan_chooses_the_provider(desk: CustodyDesk) -> None:
    _sealed(desk, 1)
    other = _sealed(desk, 2, "driver_licence")
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    assert stand.page.forward() is None, "two providers wait: none is taken by guess"
    stand.scan(other)
    assert stand.page.run.mark(other) is Mark.SCANNED


@pytest.mark.requirement("R-172", "R-173", "R-174")
def test_only_the_month_class_goes_back(desk: CustodyDesk) -> None:
    month = _listed(desk, 1)
    social = _listed(desk, 2, "funeral_payment")
    year = _listed(desk, 3, "id_documents")
    for day in (date(2026, 3, 20), date(2026, 4, 20)):
        desk.on(day)
        desk.do(RunTimers())
    stand = PageStand(ReturnUnclaimedPage(), desk)
    stand.show()
    page = stand.page
    assert [line.code for line in page.run.lines] == [month]
    for code in (social, year):
        stand.scan(code)
        assert page.run.halted
        page.verdict.acted.emit()
    assert page.run.wrong == 2
    stand.scan(month)
    page.receiver.set_value("Тестов Б.")
    assert stand.go_on().ok
    assert stand.commands == [
        ReturnUnclaimed(
            provider=page.run and _provider(desk), codes=(month,), received_by="Тестов Б."
        )
    ]


def test_a_line_of_the_run_back_is_never_left_out(desk: CustodyDesk) -> None:
    codes = (_listed(desk, 1), _listed(desk, 2))
    for day in (date(2026, 3, 20), date(2026, 4, 20)):
        desk.on(day)
        desk.do(RunTimers())
    stand = PageStand(ReturnUnclaimedPage(), desk)
    stand.show()
    stand.scan(codes[0])
    stand.page.list.chosen.emit(codes[1])
    assert stand.page.run.mark(codes[1]) is Mark.AWAITED
    assert "не отсканирован" in stand.page.forward().blocked


def test_a_run_remembers_what_was_read_when_its_list_is_read_anew(desk: CustodyDesk) -> None:
    code = _sealed(desk, 1)
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    stand.scan(code)
    _sealed(desk, 2)
    stand.page.read_lists()
    run = stand.page.run
    assert (len(run.lines), run.mark(code)) == (2, Mark.SCANNED)


def test_a_run_that_is_not_open_holds_nothing() -> None:
    run = ScanRun()
    run.take(None)
    assert (run.id, run.count(Mark.SCANNED), run.halted) == ("", 0, False)


@pytest.mark.requirement("R-165")
def test_the_file_of_a_terminal_goes_into_the_run(desk: CustodyDesk) -> None:
    codes = (_sealed(desk, 1), _sealed(desk, 2))
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    now = desk.clock.now()
    early = now.replace(hour=9).isoformat(timespec="seconds")
    content = f"time;code\n{early};{codes[0]}\nnonsense\n{early};{codes[1]}\n"
    stand.page.merge(terminal_scans(content.encode(), now))
    assert stand.page.run.halted
    assert stand.page.run.mark(codes[0]) is Mark.SCANNED
    stand.page.verdict.acted.emit()
    assert stand.page.run.codes(Mark.SCANNED) == codes
    assert stand.page.run.at[codes[0]].hour == 9
