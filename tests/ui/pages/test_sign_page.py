"""The page of the signature: text, confirmation, then the key before the PIN, then the verdict."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.errors import DeviceFault
from app.ports.signing_faults import NO_TOKEN
from app.usecases.sign import Sign
from tests.fakes.held_key import HeldKey
from tests.fakes.intake_desk import IntakeDesk
from tests.fakes.page_stand import PageStand, words_of
from ui.pages.sign import SignPage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def desk() -> IntakeDesk:
    return IntakeDesk().ready()


def stand_of(desk: IntakeDesk, fault: BaseException | None = None) -> PageStand:
    stand = PageStand(SignPage(), desk)  # type: ignore[arg-type]

    def look(done: Callable[[], None], failed: Callable[[BaseException], None]) -> None:
        if fault is not None:
            failed(fault)
            return
        assert isinstance(desk.key, HeldKey)
        desk.key.look("small_branch")
        done()

    stand.page.key_asked.connect(look)
    stand.show(desk.case().id)
    return stand


def label(page: QWidget) -> str:
    forward = page.forward()  # type: ignore[attr-defined]
    return "" if forward is None else forward.label


@pytest.mark.requirement("R-125", "R-127")
def test_whose_key_signs_what_is_seen_before_it_is_asked(desk: IntakeDesk) -> None:
    stand = stand_of(desk)
    told = words_of(stand.page)
    assert "До ПИНа: чей ключ и что подписывает" in told
    assert "Тестов Нұрлан Қанатұлы" in told
    confirmed = desk.case().confirmation
    assert confirmed is not None and confirmed.text_sha256[:16] in told
    assert label(stand.page) == "Подписать"


@pytest.mark.requirement("R-125")
def test_a_key_on_a_device_is_shown_first_and_then_signs(desk: IntakeDesk) -> None:
    desk.key = HeldKey()
    stand = stand_of(desk)
    assert "Ещё не показано, чьим ключом будет подписано." in words_of(stand.page)
    assert label(stand.page) == "Показать ключ"
    stand.go_on()
    assert stand.commands == []
    assert "Тестов Нұрлан Қанатұлы" in words_of(stand.page)
    assert label(stand.page) == "Подписать"
    stand.go_on()
    assert isinstance(stand.commands[-1], Sign)


@pytest.mark.requirement("R-125")
def test_a_key_that_may_not_sign_is_refused_in_words(desk: IntakeDesk) -> None:
    desk.key = HeldKey()
    desk.key.changes = {"troubles": ("revoked",)}
    stand = stand_of(desk)
    stand.go_on()
    assert "отозван" in words_of(stand.page)
    assert label(stand.page) == "Показать ключ"
    assert stand.commands == []


@pytest.mark.requirement("R-129")
def test_without_a_token_the_reason_is_told_and_the_page_stays(desk: IntakeDesk) -> None:
    desk.key = HeldKey()
    stand = stand_of(desk, DeviceFault(NO_TOKEN, slot="eds"))
    stand.go_on()
    assert "Вставьте карту" in words_of(stand.page) or "токен" in words_of(stand.page)
    assert label(stand.page) == "Показать ключ"


@pytest.mark.requirement("R-125")
def test_the_verdict_is_shown_when_the_signature_came_back(desk: IntakeDesk) -> None:
    stand = stand_of(desk)
    desk.must(Sign())
    desk.come_back()
    stand.draw()
    told = words_of(stand.page)
    assert "Подпись действительна." in told
    assert "До ПИНа" not in told
