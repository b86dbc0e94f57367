"""The page of packages: label read, sheets counted, sealed; opened again with a reason."""

import pytest

from app.domain.unit_states import UnitState
from app.usecases.custody_lists import line_of
from app.usecases.outcome import Status
from app.usecases.pack import Pack, Seal
from tests.fakes.custody_desk import CustodyDesk, people
from tests.fakes.page_stand import PageStand, words_of
from ui.pages.pack import PackPage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def desk() -> CustodyDesk:
    return CustodyDesk()


@pytest.fixture
def stand(desk: CustodyDesk) -> PageStand:
    return PageStand(PackPage(), desk)


def _page(stand: PageStand) -> PackPage:
    assert isinstance(stand.page, PackPage)
    return stand.page


@pytest.mark.requirement("R-157")
def test_a_package_is_made_scanned_counted_and_sealed(desk: CustodyDesk, stand: PageStand) -> None:
    case = desk.registered(1)
    stand.show()
    page = _page(stand)
    page.waiting.chosen.emit(case.id)
    made = stand.go_on()
    assert made is not None and made.ok
    code = made.facts["unit"]
    assert "этикетку" in page.forward().blocked
    stand.scan(code)
    assert "листы" in page.forward().blocked
    page.sheets.set_digits("3")
    assert stand.go_on().ok
    assert stand.commands == [Pack(case=case.id), Seal(code=code, sheets=3)]
    assert desk.ask(lambda work: line_of(work, code)).unit_state is UnitState.SEALED


@pytest.mark.requirement("R-157", "R-116")
def test_other_sheets_than_listed_do_not_seal(desk: CustodyDesk, stand: PageStand) -> None:
    told = desk.do(Pack(case=desk.registered(1).id)).facts
    stand.show()
    stand.scan(told["unit"])
    stand.scan(told["unit"])
    _page(stand).sheets.set_digits("2")
    outcome = stand.go_on()
    assert outcome.status is Status.BLOCKED
    assert [f.rule for f in outcome.findings] == ["pack.sheets_match"]
    assert _page(stand).sheets.digits == "2", "what was counted stays to be looked at"


@pytest.mark.requirement("R-158")
def test_a_typed_label_needs_its_reason(desk: CustodyDesk, stand: PageStand) -> None:
    told = desk.do(Pack(case=desk.registered(1).id)).facts
    stand.show()
    stand.scan(told["unit"])
    field = _page(stand).scan
    field.code_line.setText(told["unit"].lower())
    field.code_line.entered.emit("")
    assert not field.code
    field.reason_line.setText("Штрих-код смыт")
    field.reason_line.entered.emit("")
    assert (field.code, field.typed_reason) == (told["unit"], "Штрих-код смыт")


def test_a_foreign_code_is_told_and_moves_nothing(desk: CustodyDesk, stand: PageStand) -> None:
    told = desk.do(Pack(case=desk.registered(1).id)).facts
    stand.show()
    stand.scan(told["unit"])
    assert stand.scan("https://example.kz")
    assert "другой системы" in words_of(stand.page)
    assert stand.scan("T0001000000000112")
    assert not stand.commands


@pytest.mark.requirement("R-158")
def test_only_the_supervisor_opens_a_sealed_package(desk: CustodyDesk, stand: PageStand) -> None:
    told = desk.do(Pack(case=desk.registered(1).id)).facts
    desk.do(Seal(code=told["unit"], sheets=3))
    stand.show()
    stand.scan(told["unit"])
    page = _page(stand)
    page.reason.setText("Қате парақ салынды")
    page.reopen.click()
    assert stand.outcomes[-1].status is Status.BLOCKED
    desk.operator = people().operators["supervisor"]
    page.reopen.click()
    assert stand.outcomes[-1].ok


def test_escape_puts_the_package_aside(desk: CustodyDesk, stand: PageStand) -> None:
    told = desk.do(Pack(case=desk.registered(1).id)).facts
    stand.show()
    stand.scan(told["unit"])
    assert _page(stand).forward() is not None
    assert stand.page.leave()
    assert _page(stand).forward() is None
    assert not stand.page.leave()
