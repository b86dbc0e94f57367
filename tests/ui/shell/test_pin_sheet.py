"""The question for the PIN at the real window: what it shows, how it is typed, and every way it ends."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.language import Lang
from app.domain.signing import SignerCertificate
from app.errors import Cancelled, DeviceFault
from app.ports.pin import FactoryPin, KeyTaken, PinQuestion, Refused, Tries
from app.ports.token_faults import NOBODY_TO_ASK, PIN_LATE
from tests.fakes.device_rig import AT
from tests.fakes.journal_file import written_lines
from tests.fakes.page_stand import speak, words_of
from tests.fakes.seat import Seat
from tests.fakes.ui_checks import cut_words, nameless
from ui.binding.pin_post import PinPost, hand_in
from ui.shell.pin_sheet import PinSheet

pytestmark = pytest.mark.usefixtures("dressed")
SeatMaker = Callable[..., Seat]


def question_at(seat: Seat, **other: object) -> PinQuestion:
    now = seat.station.parts.now()
    certificate = SignerCertificate(
        serial="01",
        operator_id="",
        organisation="TEREZE PRACTICE",
        official=True,
        practice=True,
        valid_from=now - timedelta(days=100),
        valid_until=now + timedelta(days=100, hours=1),
        holder="СЫНАҚОВА АЙГҮЛ",
        iin="870412399019",
        bin="160440007161",
    )
    usual = PinQuestion(certificate=certificate, carrier="KAZTOKEN", count=3, about="Справка")
    return replace(usual, **other)  # type: ignore[arg-type]


def ask(seat: Seat, **other: object) -> "Future[bytearray]":
    post = seat.station.parts.pin_post
    assert post is not None
    asked = post.ask(question_at(seat, **other))
    QApplication.processEvents()
    return asked


def sheet_of(seat: Seat) -> PinSheet:
    return seat.station.companions.pins.sheet


@pytest.mark.requirement("R-128")
def test_it_shows_whose_key_and_what_it_signs_and_the_pin_comes_back(seat_at: SeatMaker) -> None:
    seat = seat_at()
    asked = ask(seat)
    sheet = sheet_of(seat)
    words = words_of(sheet)
    for told in ("СЫНАҚОВА АЙГҮЛ", "…9019", "160440007161", "Справка", "3 документа", "KAZTOKEN"):
        assert told in words
    assert "870412399019" not in words
    assert not nameless(sheet)
    QTest.keyClicks(sheet.pin, "4711")
    assert sheet.pin.text() == "••••"
    QTest.keyClick(sheet.pin, Qt.Key.Key_Return)
    assert asked.result(1) == bytearray(b"4711")
    assert not sheet.isVisible()
    assert sheet.pin.count == 0


@pytest.mark.requirement("R-128")
def test_nothing_of_the_pin_can_be_copied_or_brought_back(seat_at: SeatMaker) -> None:
    seat = seat_at()
    ask(seat)
    pin = sheet_of(seat).pin
    clipboard = QGuiApplication.clipboard()
    mime = QMimeData()
    mime.setText("pasted")
    clipboard.setMimeData(mime)
    QTest.keyClicks(pin, "1234")
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_Z):
        QTest.keyClick(pin, key, Qt.KeyboardModifier.ControlModifier)
    pin.paste()
    pin.insert("more")
    event = QInputMethodEvent()
    event.setCommitString("method")
    QApplication.sendEvent(pin, event)
    QTest.keyClick(pin, Qt.Key.Key_Home)
    QTest.keyClicks(pin, "5")
    QTest.keyClick(pin, Qt.Key.Key_Backspace)
    assert clipboard.text() == "pasted"
    assert pin.count == 4
    assert pin.take() == bytearray(b"1234")
    assert pin.take() == bytearray()
    assert not any(pin._buffer)
    clipboard.clear()


def test_the_digit_row_gives_digits_in_the_kazakh_layout(seat_at: SeatMaker) -> None:
    seat = seat_at()
    ask(seat)
    pin = sheet_of(seat).pin
    for sign in "әіңқ":
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, pin, Qt.Key.Key_unknown, sign, Qt.KeyboardModifier.NoModifier
        )
    QTest.keyClicks(pin, "aZ")
    assert pin.take() == bytearray(b"2340aZ")


@pytest.mark.requirement("R-128")
@pytest.mark.parametrize("way", ["esc", "button", "lock", "close"])
def test_every_way_out_gives_the_signature_up(seat_at: SeatMaker, way: str) -> None:
    seat = seat_at()
    asked = ask(seat)
    sheet = sheet_of(seat)
    QTest.keyClicks(sheet.pin, "4711")
    if way == "esc":
        QTest.keyClick(sheet.pin, Qt.Key.Key_Escape)
    elif way == "button":
        sheet.close_button.click()
    elif way == "lock":
        seat.window.lock()
    else:
        seat.station.companions.pins.close()
    assert isinstance(asked.exception(1), Cancelled)
    assert not sheet.isVisible()
    assert not any(sheet.pin._buffer)


def test_a_question_that_is_taken_back_closes(seat_at: SeatMaker) -> None:
    seat = seat_at()
    asked = ask(seat)
    assert sheet_of(seat).isVisible()
    asked.cancel()
    QApplication.processEvents()
    assert not sheet_of(seat).isVisible()


def test_nobody_types(seat_at: SeatMaker) -> None:
    seat = seat_at()
    asked = ask(seat)
    sheet = sheet_of(seat)
    assert sheet._waited.isActive()
    sheet._waited.timeout.emit()
    error = asked.exception(1)
    assert isinstance(error, DeviceFault)
    assert error.code == PIN_LATE
    assert not sheet.isVisible()


@pytest.mark.requirement("R-128")
def test_the_last_try_wants_an_explicit_yes(seat_at: SeatMaker) -> None:
    seat = seat_at()
    asked = ask(seat, tries=Tries.LAST, refused=Refused.WRONG)
    sheet = sheet_of(seat)
    assert "последняя попытка" in words_of(sheet)
    QTest.keyClicks(sheet.pin, "4711")
    QTest.keyClick(sheet.pin, Qt.Key.Key_Return)
    assert not asked.done()
    sheet.last_try.setChecked(True)
    QTest.keyClick(sheet.pin, Qt.Key.Key_Return)
    assert asked.result(1) == bytearray(b"4711")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tries": Tries.LOW}, "осталось мало попыток"),
        ({"refused": Refused.WRONG}, "ПИН-код введён неверно"),
        ({"refused": Refused.LENGTH}, "не считается попыткой"),
        ({"refused": Refused.WRONG, "password": True}, "Пароль введён неверно"),
        ({"certificate": None, "password": True}, "видно только с паролем"),
        ({"count": 0}, "Чей это ключ"),
        ({"keypad": True}, "на клавиатуре считывателя"),
    ],
)
def test_what_should_be_known_before_typing(
    seat_at: SeatMaker, change: dict[str, object], words: str
) -> None:
    seat = seat_at()
    ask(seat, **change)
    sheet = sheet_of(seat)
    assert words in words_of(sheet)
    assert sheet.pin.isVisible() is not change.get("keypad", False)


@pytest.mark.parametrize(("days", "told"), [(31, False), (30, True), (7, True)])
def test_a_key_that_ends_soon_says_so(seat_at: SeatMaker, days: int, told: bool) -> None:
    seat = seat_at()
    certificate = question_at(seat).certificate
    assert certificate is not None
    until = seat.station.parts.now() + timedelta(days=days, hours=1)
    ask(seat, certificate=replace(certificate, valid_until=until))
    assert ("Запросите новый" in words_of(sheet_of(seat))) is told


@pytest.mark.parametrize("lang", list(Lang))
def test_it_fits_in_both_languages(seat_at: SeatMaker, lang: Lang) -> None:
    seat = seat_at()
    speak(lang)
    ask(seat, tries=Tries.LAST, refused=Refused.WRONG)
    assert not cut_words(sheet_of(seat))


def test_a_locked_window_asks_nothing(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.window.lock()
    assert isinstance(ask(seat).exception(1), Cancelled)


def test_without_a_window_nobody_is_asked() -> None:
    post = PinPost()
    question = PinQuestion(certificate=None, carrier="x", count=1)
    error = post.ask(question).exception(1)
    assert isinstance(error, DeviceFault)
    assert error.code == NOBODY_TO_ASK
    leave = post.attend(lambda _question, asked: hand_in(asked, bytearray(b"1")))
    assert post.ask(question).result(1) == b"1"
    leave()
    assert post.ask(question).exception(1)


def test_a_pin_that_nobody_waits_for_is_overwritten() -> None:
    asked: Future[bytearray] = Future()
    asked.cancel()
    pin = bytearray(b"4711")
    hand_in(asked, pin)
    assert pin == bytes(4)


@pytest.mark.requirement("R-128", "R-232")
def test_the_desk_locks_when_the_card_leaves_and_the_work_stays(seat_at: SeatMaker) -> None:
    seat = seat_at()
    word = seat.station.word
    seat.station.feed.happened.emit(KeyTaken(AT))
    assert seat.window.is_locked
    seat.window.lock_pane.unlock_asked.emit("")
    seat.hands.settle()
    assert not seat.window.is_locked
    assert seat.station.word == word
    assert "карту с вашим ключом" in seat.told
    lines = written_lines(seat.home / "tereze.db")
    assert [one.facts["cause"] for one in lines if one.verb == "lock_desk"] == ["card"]


def test_a_factory_pin_is_told(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.station.feed.happened.emit(FactoryPin(AT))
    assert "заводской" in seat.told
