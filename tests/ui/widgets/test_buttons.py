"""Buttons: their key is printed, Enter presses them, a blocked one stays and says why."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.ui_checks import cut_words
from ui.binding.presentation import Choice
from ui.theme.center import theme
from ui.widgets.choice import ChoiceList
from ui.widgets.key_button import KeyButton, LinkButton, Variant, VerbBox

LONG = "Мемлекеттік көрсетілетін қызметті алушының өтінішін қабылдаудан бас тарту туралы қолхат"


def shown(button: KeyButton) -> list[str]:
    return [label.text() for label in button.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_focused_button_is_pressed_by_keys(key: Qt.Key, dressed: None, qtbot: QtBot) -> None:
    button = KeyButton("Дальше", key="Enter")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked, timeout=0):
        QTest.keyClick(button, key)


def test_words_and_key_are_printed_and_named(dressed: None, qtbot: QtBot) -> None:
    button = KeyButton("Отказ & приём", key="F8", variant=Variant.DANGER)
    qtbot.addWidget(button)
    assert shown(button) == ["Отказ & приём", "F8"]
    face = QAccessible.queryAccessibleInterface(button)
    assert face.text(QAccessible.Text.Name) == "Отказ & приём"
    assert face.text(QAccessible.Text.Description) == "F8"
    assert face.role() == QAccessible.Role.Button


def test_a_blocked_button_keeps_its_place_and_says_why(dressed: None, qtbot: QtBot) -> None:
    button = KeyButton("Дальше", key="Enter", variant=Variant.PRIMARY)
    box = VerbBox(button)
    qtbot.addWidget(box)
    box.show()
    pressed: list[bool] = []
    box.chosen.connect(lambda: pressed.append(True))
    before = button.pos(), button.width()
    button.set_blocked("нельзя: истёк срок одного документа")
    box.adjustSize()
    assert button.isVisible()
    assert (button.x(), button.width()) == (before[0].x(), before[1])
    assert "нельзя: истёк срок одного документа" in [x.text() for x in box.findChildren(QLabel)]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == []
    face = QAccessible.queryAccessibleInterface(button)
    assert face.text(QAccessible.Text.Description).startswith("нельзя")
    assert face.state().disabled
    button.set_blocked("")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_a_click_on_the_words_presses_the_button(dressed: None, qtbot: QtBot) -> None:
    button = KeyButton("Дальше", key="Enter", icon="forward")
    qtbot.addWidget(button)
    button.show()
    for label in button.findChildren(QLabel):
        place = label.mapTo(button, label.rect().center())
        assert button.childAt(QPoint(place)) is None
        with qtbot.waitSignal(button.clicked, timeout=0):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("width", [200, 280, 600])
@pytest.mark.parametrize("make", [lambda: KeyButton(LONG, key="F8"), lambda: LinkButton(LONG)])
def test_long_words_wrap_and_are_never_cut(make, width: int, dressed: None, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    button: QPushButton = make()
    column.addWidget(button)
    column.addStretch(1)
    host.resize(width, 400)
    host.show()
    assert button.width() <= width
    assert cut_words(host) == []


def test_targets_are_large_enough(dressed: None, qtbot: QtBot) -> None:
    for button, least in ((KeyButton("Ок"), 36), (KeyButton("Ок", variant=Variant.BAR), 24)):
        qtbot.addWidget(button)
        assert button.minimumSizeHint().height() >= least
    assert theme().metrics.target == 36


CHOICES = (
    Choice(id="self", label="Сам заявитель", hint="по удостоверению"),
    Choice(id="agent", label="Представитель"),
    Choice(id="nobody", label="Никто", blocked="нельзя: только лично"),
)


@pytest.mark.requirement("R-216")
def test_choices_are_radio_buttons_walked_by_keys(dressed: None, qtbot: QtBot) -> None:
    choices = ChoiceList("Кто обратился")
    qtbot.addWidget(choices)
    choices.render_choices(CHOICES)
    choices.show()
    assert choices.current_id() == ""
    first = choices.first_focus()
    assert first is not None
    assert QAccessible.queryAccessibleInterface(first).role() == QAccessible.Role.RadioButton
    with qtbot.waitSignal(choices.chosen, timeout=0) as told:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert told.args == ["self"]
    assert choices.current_id() == "self"


def test_drawing_choices_says_nothing_and_a_blocked_one_says_why(
    dressed: None, qtbot: QtBot
) -> None:
    choices = ChoiceList()
    qtbot.addWidget(choices)
    said: list[str] = []
    choices.chosen.connect(said.append)
    choices.render_choices(CHOICES, "agent")
    choices.render_choices(CHOICES, "self")
    assert choices.current_id() == "self"
    assert said == []
    blocked = choices._rows[2]
    assert not blocked.isEnabled()
    assert "только лично" in blocked.accessibleDescription()


def test_a_choice_is_taken_by_a_click_anywhere_in_its_row(dressed: None, qtbot: QtBot) -> None:
    choices = ChoiceList()
    qtbot.addWidget(choices)
    choices.render_choices(CHOICES)
    choices.resize(600, 300)
    choices.show()
    row = choices._rows[1]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 6, 6))
    assert choices.current_id() == "agent"
