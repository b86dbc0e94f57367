"""Bands, empty, loading and failed places, the summary of errors, the last act, sheets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from ui.binding.presentation import FailureNotice, FieldError, Tone
from ui.binding.texts import ui_language
from ui.theme.center import Appearance, theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key_button import KeyButton, Variant
from ui.widgets.notices import Banner, EmptyState, ErrorState, ErrorSummary, LoadingState
from ui.widgets.reading_area import ReadingArea
from ui.widgets.sheet import ConfirmSheet, Sheet
from ui.widgets.toast import SHOWN_FOR, ToastLine


def words(widget: QWidget) -> list[str]:
    labels = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return [label.text() for label in labels if label.text()]


@pytest.fixture
def host(dressed: None, qtbot: QtBot) -> QWidget:
    theme().apply(Appearance(animations=False))
    host = QWidget()
    qtbot.addWidget(host)
    QVBoxLayout(host).addWidget(QLineEdit())
    host.resize(900, 600)
    host.show()
    host.activateWindow()
    QApplication.processEvents()
    return host


def test_a_band_without_words_is_not_there(dressed: None, qtbot: QtBot) -> None:
    band = Banner("Сеть недоступна", Tone.WARN, action="Подробнее")
    qtbot.addWidget(band)
    band.show()
    assert words(band) == ["Сеть недоступна", "Подробнее"]
    band.show_words("")
    assert band.isHidden()


def test_an_empty_place_says_what_to_do(dressed: None, qtbot: QtBot) -> None:
    place = EmptyState("Дел нет", "Вызовите талон", action="Вызвать")
    qtbot.addWidget(place)
    place.show()
    with qtbot.waitSignal(place.acted, timeout=0):
        place.findChild(KeyButton).click()
    assert place.accessibleName() == "Дел нет"


@pytest.mark.parametrize("moves", [True, False])
def test_long_work_can_be_called_off(moves: bool, dressed: None, qtbot: QtBot) -> None:
    theme().apply(Appearance(animations=moves))
    place = LoadingState("Запрашиваем сведения")
    qtbot.addWidget(place)
    place.show()
    assert (place._bar.maximum() == 0) is moves
    place.show_progress("Запрашиваем сведения", 2, 5)
    assert (place._bar.value(), place._bar.maximum()) == (2, 5)
    with qtbot.waitSignal(place.cancelled, timeout=0):
        place.findChild(KeyButton).click()


def test_a_failure_gives_its_number_and_a_way_on(dressed: None, qtbot: QtBot) -> None:
    place = ErrorState()
    qtbot.addWidget(place)
    place.show_failure(
        FailureNotice(title="Сбой", advice="Повторите.", incident="7F-2031", retry=True)
    )
    place.show()
    assert "Номер инцидента: 7F-2031" in words(place)
    ui_language().choose(Lang.KK)
    assert "Оқиға нөмірі: 7F-2031" in words(place)
    with qtbot.waitSignal(place.retried, timeout=0):
        place.findChild(KeyButton).click()
    place.show_failure(FailureNotice(title="Сбой", advice="Ждите."))
    assert words(place) == ["Сбой", "Ждите."]


def test_the_summary_of_errors_leads_to_the_fields(host: QWidget, qtbot: QtBot) -> None:
    summary = ErrorSummary()
    host.layout().addWidget(summary)
    summary.show_errors((FieldError("iin", "ИИН неполный"), FieldError("born", "Нет такого дня")))
    assert QApplication.focusWidget() is summary
    assert "Нет такого дня" in summary.accessibleDescription()
    with qtbot.waitSignal(summary.field_asked, timeout=0) as told:
        summary._links[1].click()
    assert told.args == ["born"]
    summary.show_errors(())
    assert summary.isHidden()


def test_an_act_can_be_undone_from_its_line(dressed: None, qtbot: QtBot) -> None:
    line = ToastLine()
    qtbot.addWidget(line)
    line.show_words("Отмечено", undo=True)
    assert line.words() == "Отмечено"
    assert line._timer.isActive()
    with qtbot.waitSignal(line.undone, timeout=0):
        line._undo.click()
    assert line.words() == ""


def test_a_line_goes_by_itself_unless_it_asks_for_an_act(dressed: None, qtbot: QtBot) -> None:
    line = ToastLine()
    qtbot.addWidget(line)
    line.show_words("Сохранено")
    assert line._timer.interval() == SHOWN_FOR
    line._timer.timeout.emit()
    assert line.words() == ""
    line.show_words("Вставьте бумагу", Tone.WARN, stays=True)
    assert not line._timer.isActive()


def test_a_line_in_use_does_not_vanish(host: QWidget, qtbot: QtBot) -> None:
    line = ToastLine()
    host.layout().addWidget(line)
    line.show_words("Отмечено", undo=True)
    line._undo.setFocus()
    line._timer.timeout.emit()
    assert line.words() == "Отмечено"


def test_a_sheet_keeps_the_focus_and_gives_it_back(host: QWidget, qtbot: QtBot) -> None:
    edit = host.findChild(QLineEdit)
    edit.setFocus()
    sheet = Sheet(host)
    inner = [QPushButton("один"), QPushButton("два")]
    for button in inner:
        sheet.body.addWidget(button)
    sheet.present()
    came = []
    for _ in range(4):
        came.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {*came} == {*inner, sheet.close_button}
    assert came[0] is inner[0]
    with qtbot.waitSignal(sheet.closed, timeout=0):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is edit


def test_a_long_sheet_is_read_by_keys(host: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet(host)
    for number in range(60):
        sheet.body.addWidget(QLabel(f"строка {number}"))
    sheet.present()
    QApplication.processEvents()
    bar = sheet._scroll.verticalScrollBar()
    QTest.keyClick(sheet.close_button, Qt.Key.Key_PageDown)
    assert 0 < bar.value() < bar.maximum()
    QTest.keyClick(sheet.close_button, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


def test_what_has_the_focus_is_in_sight(host: QWidget, qtbot: QtBot) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    buttons = [QPushButton(str(number)) for number in range(60)]
    for button in buttons:
        column.addWidget(button)
    area = ReadingArea(content)
    host.layout().addWidget(area)
    area.show()
    QApplication.processEvents()
    for button in (buttons[-1], buttons[0], buttons[30]):
        button.setFocus()
        assert not button.visibleRegion().isEmpty()


def test_a_sheet_lets_nothing_through(host: QWidget, qtbot: QtBot) -> None:
    heard: list[int] = []
    host.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    sheet = Sheet(host)
    sheet.present()
    QTest.keyClick(sheet.close_button, Qt.Key.Key_F8)
    assert heard == []


@pytest.mark.parametrize(("lang", "word"), [(Lang.KK, "Кері қайту"), (Lang.RU, "Назад")])
def test_what_cannot_be_undone_is_asked_and_back_is_never_the_word_of_refusal(
    lang: Lang, word: str, host: QWidget, qtbot: QtBot
) -> None:
    ui_language().choose(lang)
    sheet = ConfirmSheet(host)
    sheet.ask("Спросить?", "Это нельзя вернуть.", "Сделать", variant=Variant.DANGER)
    assert QApplication.focusWidget() is sheet.close_button
    assert sheet.close_button.text() == word
    done: list[bool] = []
    sheet.confirmed.connect(lambda: done.append(True))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert done == []
    assert sheet.isHidden()
    sheet.ask("Спросить?", "Это нельзя вернуть.", "Сделать")
    sheet._yes.click()
    assert done == [True]


@pytest.mark.requirement("R-216")
def test_the_ring_follows_the_focus_and_its_moves(host: QWidget, qtbot: QtBot) -> None:
    ring = FocusRing(host)
    button = KeyButton("Дальше")
    host.layout().addWidget(button)
    button.show()
    button.setFocus()
    assert ring.target is button
    assert ring.isVisible()
    assert ring.geometry().contains(button.geometry())
    button.move(button.x() + 40, button.y())
    assert ring.geometry().contains(button.geometry())
    button.hide()
    assert ring.target is host.findChild(QLineEdit)


def test_the_ring_outlives_what_it_was_around(host: QWidget, qtbot: QtBot) -> None:
    import shiboken6

    ring = FocusRing(host)
    button = KeyButton("Дальше")
    host.layout().addWidget(button)
    button.show()
    button.setFocus()
    assert ring.target is button
    shiboken6.delete(button)
    host.findChild(QLineEdit).setFocus()
    assert isinstance(ring.target, QLineEdit)
