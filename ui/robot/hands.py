"""The hands at the window: they press keys, walk with Tab and the arrows, type, and count every key."""

from datetime import date

from PySide6.QtCore import QEvent, QEventLoop, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from ui.binding.presentation import Verb
from ui.binding.texts import show_date
from ui.shell.keys import printed_key
from ui.shell.main_window import MainWindow
from ui.widgets.card_list import CardList
from ui.widgets.choice import ChoiceRow
from ui.widgets.date_edit import DateEdit
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.sheet import Sheet
from ui.widgets.tab_walk import stops

_ROUNDS = 4
_MOST_STEPS = 150


class NoWay(Exception):
    """The window has no way by keys for what was asked; says why."""


class Hands:
    """Everything is done as a person without a mouse does it. ``keys`` counts the presses."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = 0

    # Waiting.

    def settle(self) -> None:
        """Let everything that is under way on the windows' thread happen."""
        for _ in range(_ROUNDS):
            loop = QEventLoop()
            QTimer.singleShot(0, loop.quit)
            loop.exec()

    def sit_down(self) -> None:
        """The keys go to the operator's window, whatever was touched beside it."""
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            self.settle()

    # Keys.

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """One key to whatever has the focus."""
        self.keys += 1
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def verb(self, verb: Verb) -> None:
        """The key of a great verb, as it is printed on its button."""
        combination: QKeyCombination = QKeySequence(printed_key(verb.value))[0]  # type: ignore[index]
        self.press(combination.key(), combination.keyboardModifiers())

    def go_on(self) -> None:
        """Enter, from a place where it means «go on»."""
        if self._takes_enter(QApplication.focusWidget()):
            button = self.window.step.verbs.button(Verb.CONTINUE)
            if button is not None and button.isEnabled():
                self.go_to(button)
        self.press(Qt.Key.Key_Return)

    def _takes_enter(self, widget: QWidget | None) -> bool:
        if isinstance(widget, ChoiceRow):
            return not widget.isChecked()
        return isinstance(widget, QAbstractButton | CardList) and not isinstance(widget, QCheckBox)

    def go_to(self, widget: QWidget) -> None:
        """Tab, or Shift and Tab where that is shorter, until ``widget`` has the focus.

        Raises :class:`NoWay` when it is not reached.
        """
        if not widget.isVisible():
            raise NoWay(f"«{widget.accessibleName()}» is not shown")
        key, count = self._way_to(widget)
        for _ in range(count):
            if widget.hasFocus():
                return
            self.press(key)
        if not widget.hasFocus():
            raise NoWay(f"Tab does not reach «{widget.accessibleName()}»")

    def _way_to(self, widget: QWidget) -> tuple[Qt.Key, int]:
        order = stops(_ground_of(widget))
        now = QApplication.focusWidget()
        if widget not in order or now not in order:
            return Qt.Key.Key_Tab, _MOST_STEPS
        ahead = (order.index(widget) - order.index(now)) % len(order)
        back = len(order) - ahead
        return (Qt.Key.Key_Tab, ahead) if ahead <= back else (Qt.Key.Key_Backtab, back)

    def type_into(self, widget: QWidget, text: str) -> None:
        """Walk to a field, empty it and type ``text``."""
        self.go_to(widget)
        if isinstance(widget, QLineEdit | QPlainTextEdit) and _text_of(widget):
            self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.press(Qt.Key.Key_Delete)
        for sign in text:
            self._sign(widget, sign)
        self.settle()

    def _sign(self, widget: QWidget, sign: str) -> None:
        """One character as the keyboard gives it in whatever layout types it."""
        self.keys += 1
        if sign == "\n":
            QTest.keyClick(widget, Qt.Key.Key_Return)
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(widget, event)

    # Fields.

    def fill(self, fields: dict[str, Field], values: dict[str, object]) -> None:
        """Type every value that is said into the field of its name; the others stay as they are.

        Raises :class:`NoWay` for a value that the window has no field for.
        """
        for name, value in values.items():
            shown = fields.get(name)
            if shown is None or not shown.isVisible():
                raise NoWay(f"no field «{name}»")
            self.put(shown.control, value)

    def clear(self, fields: dict[str, Field], *names: str) -> None:
        """Empty the lines of those names."""
        for name in names:
            control = fields[name].control if name in fields else None
            if isinstance(control, QLineEdit) and control.isVisible() and control.text():
                self.type_into(control, "")

    def put(self, control: QWidget, value: object) -> None:
        """Put a value into a control in the way of its kind."""
        if isinstance(control, QComboBox):
            self.pick(control, str(value))
        elif isinstance(control, QSpinBox):
            self.type_into(control, str(value))
        elif isinstance(control, DateEdit):
            self._put_date(control, value)
        elif isinstance(control, DigitsEdit):
            if control.digits != str(value):
                self.type_into(control, str(value))
        elif isinstance(control, QLineEdit | QPlainTextEdit):
            if _text_of(control) != str(value):
                self.type_into(control, str(value))
        else:
            self.choose(str(value), control)

    def _put_date(self, control: DateEdit, value: object) -> None:
        if isinstance(value, date) and control.day() != value:
            self.type_into(control, show_date(value).replace(".", ""))

    def pick(self, box: QComboBox, value: str) -> None:
        """Walk a box of closed values with the arrows; an open one is typed into."""
        place = box.findData(value)
        if place < 0:
            place = box.findText(value)
        line = box.lineEdit()
        if place < 0 and line is not None:
            self.go_to(box)
            for sign in value:
                self._sign(line, sign)
            return
        if place < 0:
            raise NoWay(f"«{value}» is not offered")
        if place == box.currentIndex():
            return
        self.go_to(box)
        for _ in range(box.count()):
            if box.currentIndex() == place:
                return
            down = box.currentIndex() < place
            self.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)

    # Choices, ticks, buttons, lists.

    def choose(self, choice: str, within: QWidget) -> None:
        """Take one of the large choices: Tab to their group, arrows to the row, Space."""
        row = next((r for r in visible(within, ChoiceRow) if r.choice.id == choice), None)
        if row is None or not row.isEnabled():
            raise NoWay(f"«{choice}» is not offered")
        if row.isChecked():
            return
        rows = [r for r in visible(within, ChoiceRow) if r.group() is row.group()]
        self._reach_group(rows)
        self._walk_choices(rows, row)
        if not row.isChecked():
            self.press(Qt.Key.Key_Space)
        if not row.isChecked() and row.isVisible():
            raise NoWay(f"«{choice}» cannot be taken by keys")

    def _walk_choices(self, rows: list[ChoiceRow], target: ChoiceRow) -> None:
        """Arrows go where the eyes see the row: down or up first, then beside."""
        for _ in range(2 * len(rows)):
            here = next((row for row in rows if row.hasFocus()), None)
            if here is None or here is target:
                return
            down = target.geometry().top() - here.geometry().top()
            across = target.geometry().left() - here.geometry().left()
            key = Qt.Key.Key_Right if across > 0 else Qt.Key.Key_Left
            if abs(down) > min(target.height(), here.height()) // 2:
                key = Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up
            self.press(key)
            if here.hasFocus():
                self.press(Qt.Key.Key_Right if across > 0 else Qt.Key.Key_Left)

    def _reach_group(self, rows: list[ChoiceRow]) -> None:
        for _ in range(_MOST_STEPS):
            if any(row.hasFocus() for row in rows):
                return
            self.press(Qt.Key.Key_Tab)
        raise NoWay("Tab does not reach the choices")

    def tick(self, box: QCheckBox, *, on: bool = True) -> None:
        """Set or clear a tick."""
        if box.isChecked() is not on:
            self.go_to(box)
            self.press(Qt.Key.Key_Space)

    def push(self, label: str, within: QWidget) -> None:
        """Press the button of that name. Raises :class:`NoWay` when there is none or it is dead."""
        buttons = visible(within, QAbstractButton)
        button = next((b for b in buttons if b.accessibleName() == label), None)
        if button is None:
            raise NoWay(f"no button «{label}»")
        if not button.isEnabled():
            raise NoWay(f"«{label}»: {button.accessibleDescription()}")
        self.go_to(button)
        self.press(Qt.Key.Key_Space)

    def open_card(self, cards: CardList, card_id: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
        """Walk a list to a card and act on it."""
        self.walk_to_card(cards, card_id)
        self.press(key)

    def walk_to_card(self, cards: CardList, card_id: str) -> None:
        """Put the arrows of a list on a card."""
        places = [i for i, card in enumerate(cards.cards.cards) if card.id == card_id]
        if not places or not cards.isVisible():
            raise NoWay("the list does not hold it")
        self.go_to(cards)
        for _ in range(len(cards.cards.cards)):
            if cards.currentIndex().row() == places[0]:
                return
            down = cards.currentIndex().row() < places[0]
            self.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def visible(within: QWidget, kind: type[QWidget]) -> list:  # type: ignore[type-arg]
    """The children of that kind that are seen now."""
    return [child for child in within.findChildren(kind) if child.isVisible()]


def _text_of(widget: QLineEdit | QPlainTextEdit) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


def _ground_of(widget: QWidget) -> QWidget:
    """Inside of what Tab walks: the sheet that lies over the window, else the window."""
    step: QWidget | None = widget
    while step is not None and not isinstance(step, Sheet):
        if step.isWindow():
            break
        step = step.parentWidget()
    return step if step is not None else widget
