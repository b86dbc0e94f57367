"""Receiving a result and laying it into its cell: classified by the operator, kept by the law."""

from datetime import date

import pytest

from app.domain.passport import Carrier, ResultKind
from app.usecases.custody_lists import line_of
from app.usecases.outcome import Status
from app.usecases.receive_result import ReceiveResult
from app.usecases.store import DecideHeld, RunTimers, ToIssuingSector
from tests.fakes.custody_desk import CustodyDesk, people
from tests.fakes.page_stand import PageStand, words_of
from ui.pages.receive_result import ReceiveResultPage
from ui.pages.store import StorePage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def desk() -> CustodyDesk:
    return CustodyDesk()


def _choose(page: ReceiveResultPage, **chosen: str) -> None:
    for name, value in chosen.items():
        page.form.render_choice(name, value)
        page.form.choices[name].chosen.emit(value)


@pytest.mark.requirement("R-168", "R-169", "R-158")
def test_a_paper_result_is_scanned_and_classified(desk: CustodyDesk) -> None:
    case = desk.sent(1)
    stand = PageStand(ReceiveResultPage(), desk)
    stand.show()
    page = stand.page
    stand.scan(case.registration.code)
    assert "вид результата" in page.forward().blocked, "nothing is chosen beforehand"
    _choose(page, kind="document")
    page.form.number.setText("77-1")
    page.form.handed_by.set_value("Тестова А.")
    assert stand.go_on().ok
    order = stand.commands[-1]
    assert isinstance(order, ReceiveResult)
    assert (order.kind, order.carrier, order.code, order.number) == (
        ResultKind.DOCUMENT,
        Carrier.PAPER,
        case.registration.code,
        "77-1",
    )
    code = stand.outcomes[-1].facts["unit"]
    assert code[-4:-2] in words_of(page), "the code to be stuck on is shown"
    page.notice.acted.emit()
    assert stand.turned == ["store"]


@pytest.mark.requirement("R-158")
def test_a_case_chosen_from_the_list_still_wants_its_scan(desk: CustodyDesk) -> None:
    case = desk.sent(1)
    stand = PageStand(ReceiveResultPage(), desk)
    stand.show()
    stand.page.list.chosen.emit(case.number)
    _choose(stand.page, kind="document")
    assert "отсканируйте" in stand.page.forward().blocked


@pytest.mark.requirement("R-168")
def test_an_electronic_result_wants_a_checked_signature(desk: CustodyDesk) -> None:
    case = desk.sent(1, carrier=Carrier.ELECTRONIC)
    stand = PageStand(ReceiveResultPage(), desk)
    stand.show()
    page = stand.page
    page.list.chosen.emit(case.number)
    _choose(page, kind="electronic_document")
    assert "подпись" in page.forward().blocked
    _choose(page, signature_valid="false")
    assert stand.go_on().status is Status.BLOCKED
    _choose(page, signature_valid="true")
    assert stand.go_on().ok


@pytest.mark.requirement("R-151", "R-152")
def test_a_refusal_wants_its_ground_and_may_name_none(desk: CustodyDesk) -> None:
    case = desk.sent(1)
    stand = PageStand(ReceiveResultPage(), desk)
    stand.show()
    page = stand.page
    stand.scan(case.registration.code)
    _choose(page, kind="reasoned_refusal", carrier="paper")
    assert "основание" in page.forward().blocked
    _choose(page, refusal_ground="none")
    assert stand.go_on().ok
    assert stand.commands[-1].refusal_ground == ""


def _received(desk: CustodyDesk, number: int, service: str = "academic_leave") -> str:
    case = desk.sent(number, service)
    order = ReceiveResult(case=case.number, kind=ResultKind.DOCUMENT, code=case.registration.code)
    return desk.do(order).facts["unit"]


@pytest.mark.requirement("R-168", "R-170")
def test_a_result_is_scanned_into_its_cell(desk: CustodyDesk) -> None:
    code = _received(desk, 1)
    stand = PageStand(StorePage(), desk)
    stand.show()
    page = stand.page
    stand.scan(code)
    assert "ячейку" in page.forward().blocked
    page.cell.setText("B-14")
    assert stand.go_on().ok
    assert stand.commands == [ToIssuingSector(code=code, cell="B-14")]
    line = desk.ask(lambda work: line_of(work, code))
    assert (line.cell, line.kept_until) == ("B-14", date(2026, 4, 13))


@pytest.mark.requirement("R-170")
def test_nobody_chooses_the_class_of_keeping(desk: CustodyDesk) -> None:
    code = _received(desk, 1, "id_documents")
    stand = PageStand(StorePage(), desk)
    stand.show()
    stand.scan(code)
    assert "хранится год" in words_of(stand.page)
    assert set(stand.page.fields) == {"cell", "decision", "handed_by"}, "no field of a class"


@pytest.mark.requirement("R-171", "R-173", "R-174")
def test_the_lists_of_the_morning_stand_in_their_tabs(desk: CustodyDesk) -> None:
    for number, service in enumerate(("academic_leave", "id_documents", "funeral_payment"), 1):
        desk.do(ToIssuingSector(code=_received(desk, number, service), cell=f"A-{number}"))
    stand = PageStand(StorePage(), desk)
    for day in (date(2026, 3, 20), date(2026, 4, 20), date(2027, 3, 20)):
        desk.on(day)
        desk.do(RunTimers())
    stand.show()
    page = stand.page
    assert {tab.id: tab.count for tab in page._tabs()} == {
        "lay": 0,
        "due_today": 0,
        "to_remind": 0,
        "listed_for_return": 1,
        "year_ended": 1,
        "social_held": 1,
        "late_at_provider": 0,
        "all": 3,
    }
    page.shelves.chosen.emit("year_ended")
    page.list.chosen.emit("case-2")
    assert "решение" in page.forward().blocked
    desk.operator = people().operators["branch_manager"]
    page.decision.setText("Жойылсын")
    stand.go_on()
    assert stand.commands[-1] == DecideHeld(case="99-000002", decision="Жойылсын")


def test_the_dates_of_the_day_take_effect_by_hand(desk: CustodyDesk) -> None:
    desk.do(ToIssuingSector(code=_received(desk, 1), cell="A-1"))
    desk.on(date(2026, 3, 20))
    stand = PageStand(StorePage(), desk)
    stand.show()
    stand.page.shelves.chosen.emit("all")
    stand.page.timers.click()
    assert stand.commands == [RunTimers()]
    assert stand.said
