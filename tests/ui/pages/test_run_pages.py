"""The runs to a provider and back: every code once, nothing foreign, nothing left out in silence."""

from datetime import date

import pytest

from app.domain.passport import ResultKind
from app.usecases.hand_over import HandOver
from app.usecases.pack import Pack, Seal
from app.usecases.receive_result import ReceiveResult
from app.usecases.return_unclaimed import ReturnUnclaimed
from app.usecases.store import RunTimers, ToIssuingSector
from tests.fakes.custody_desk import CustodyDesk
from tests.fakes.page_stand import PageStand, words_of
from ui.binding.scan_run import Heard, ScanRun, Seen
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


def _listed(desk: CustodyDesk, number: int, service: str = "academic_leave") -> str:
    case = desk.sent(number, service)
    received = ReceiveResult(
        case=case.number, kind=ResultKind.DOCUMENT, code=case.registration.code
    )
    code = desk.do(received).facts["unit"]
    desk.do(ToIssuingSector(code=code, cell=f"A-{number}"))
    return code


@pytest.mark.requirement("R-159")
def test_a_code_counts_once_however_often_it_is_read(desk: CustodyDesk) -> None:
    code = _sealed(desk, 1)
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    run: ScanRun = stand.page.run  # type: ignore[attr-defined]
    stand.scan(code)
    stand.scan(code)
    assert (run.count(Seen.SCANNED), run.twice) == (1, 1)
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
            provider=page._provider or _provider(desk), codes=codes, received_by="Сынақова Айгүл"
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
def test_a_foreign_code_stops_the_register_until_it_is_laid_aside(desk: CustodyDesk) -> None:
    mine, other = _sealed(desk, 1), _sealed(desk, 2, "driver_licence")
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    page = stand.page
    stand.scan(mine)
    stand.scan(other)
    page.receiver.set_value("Сынақова А.")
    assert "чужой" in page.forward().blocked
    assert "Это для" in words_of(page)
    page.list.chosen.emit(other)
    assert not page.forward().blocked


def test_the_first_scan_chooses_the_provider(desk: CustodyDesk) -> None:
    _sealed(desk, 1)
    other = _sealed(desk, 2, "driver_licence")
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    assert stand.page.forward() is None, "two providers wait: none is taken by guess"
    stand.scan(other)
    assert stand.page.run.mark(other) is Seen.SCANNED


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
    stand.scan(social)
    stand.scan(year)
    assert page.run.count(Seen.STRANGER) == 2
    for code in (social, year):
        page.list.chosen.emit(code)
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
    assert stand.page.run.mark(codes[1]) is Seen.AWAITED
    assert "не отсканирован" in stand.page.forward().blocked


def test_a_run_remembers_what_was_read_when_its_list_is_read_anew(desk: CustodyDesk) -> None:
    code = _sealed(desk, 1)
    stand = PageStand(HandOverPage(), desk)
    stand.show()
    stand.scan(code)
    _sealed(desk, 2)
    stand.page.read_lists()
    run = stand.page.run
    assert (len(run.lines), run.mark(code)) == (2, Seen.SCANNED)


def test_an_unknown_code_is_unknown() -> None:
    assert ScanRun().scan("P1", None) is Heard.UNKNOWN  # type: ignore[arg-type]
