"""A few large choices, one of them chosen."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLayout,
    QStyle,
    QStyleOption,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ui.binding.presentation import Choice
from ui.theme.metrics import TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.roomy import RoomyBox, RoomyRadio
from ui.widgets.text import Label, wraps


class ChoiceRow(RoomyRadio):
    """One choice: label, hint, and the reason when it cannot be taken."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._mark = Icon("ring", "line", 22)
        box = RoomyBox(self, self.least_height)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(12)
        box.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(choice.label, TextRole.STRONG))
        for text in (choice.hint, choice.blocked):
            if text:
                words.addWidget(Label(text, tone="muted"))
        box.addLayout(words, 1)
        wraps(self)
        self.take_layout(box)
        self.setEnabled(not choice.blocked)
        self.setAccessibleName(choice.label)
        described = (choice.hint, choice.blocked)
        self.setAccessibleDescription(". ".join(text for text in described if text))
        self.toggled.connect(self._on_toggled)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground; the words and the ring are children."""
        option = QStyleOption()
        option.initFrom(self)
        if self.isChecked():
            option.state |= QStyle.StateFlag.State_On
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option)
        painter.end()

    def hitButton(self, _pos: object) -> bool:
        """The whole row can be pressed."""
        return True

    def iconSize(self) -> QSize:
        """No indicator of Qt's own is drawn."""
        return QSize(0, 0)

    def _on_toggled(self, checked: bool) -> None:
        self._mark.show_icon("current" if checked else "ring", "accent" if checked else "line")
        self.update()


class ChoiceList(QWidget):
    """Choices below one another, or ``beside`` each other; arrows walk them.

    Signals: ``chosen(str)`` the id of the choice that was just taken.
    """

    chosen = Signal(str)

    def __init__(
        self, name: str = "", *, beside: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._rows: list[ChoiceRow] = []
        self._choices: tuple[Choice, ...] = ()
        self._box: QLayout = FlowLayout(gap=8, equal=True) if beside else QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.setLayout(self._box)
        self.setAccessibleName(name)

    def render_choices(self, choices: tuple[Choice, ...], chosen: str = "") -> None:
        """Draw ``choices`` with ``chosen`` taken; drawing emits nothing."""
        if choices != self._choices:
            self._choices = choices
            self._rebuild()
        self._group.setExclusive(False)
        for row in self._rows:
            row.setChecked(row.choice.id == chosen)
        self._group.setExclusive(True)

    def current_id(self) -> str:
        """The id of the choice that is taken; empty when none is."""
        return next((row.choice.id for row in self._rows if row.isChecked()), "")

    def first_focus(self) -> QWidget | None:
        """The choice that is taken, else the first that can be."""
        taken = [row for row in self._rows if row.isChecked()]
        free = [row for row in self._rows if row.isEnabled()]
        return next(iter(taken + free), None)

    def row_of(self, choice_id: str) -> QWidget | None:
        """The row of a choice, to be given the focus; ``None`` for one that is not offered."""
        return next((row for row in self._rows if row.choice.id == choice_id), None)

    def _rebuild(self) -> None:
        for row in self._rows:
            self._group.removeButton(row)
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [ChoiceRow(choice) for choice in self._choices]
        for row in self._rows:
            self._group.addButton(row)
            self._box.addWidget(row)
            row.clicked.connect(lambda _=False, key=row.choice.id: self.chosen.emit(key))
