"""The parts that pages of the intake are laid out with: cards, columns of fields, lines of words."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.binding.presentation import Tone
from ui.theme.center import theme
from ui.theme.metrics import GAP, GAP_SMALL, TextRole
from ui.widgets.chip import INKS
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.roomy import is_enter
from ui.widgets.text import Label, wraps

_SIGN_IN = 16
"""Pixels from the right edge to the sign of a pick box."""


class Card(QFrame):
    """A raised card with a heading and a column to fill."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.heading = Label("", TextRole.HEADING)
        self.note = Label("", tone="muted")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 14, 20, 16)
        self.column.setSpacing(GAP_SMALL)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.note)
        self.head("")

    def head(self, heading: str, note: str = "") -> None:
        """Name the card; empty words take no room."""
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if heading:
            self.setAccessibleName(heading)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below."""
        for widget in widgets:
            self.column.addWidget(widget)


class Columns(QWidget):
    """Fields beside each other, as many columns as hold them."""

    def __init__(self, *widgets: QWidget, gap: int = GAP) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=gap, equal=True)
        for widget in widgets:
            self._flow.addWidget(widget)
        wraps(self)

    def add(self, widget: QWidget) -> None:
        """One more."""
        self._flow.addWidget(widget)

    def clear(self) -> None:
        """Let every widget go."""
        self._flow.clear()

    def settle(self) -> None:
        """Widgets came or went: take another shape."""
        self._flow.invalidate()
        self.updateGeometry()


class Line(QWidget):
    """A sign and words beside it."""

    def __init__(
        self, icon: str = "info", tone: Tone = Tone.INFO, role: TextRole = TextRole.BODY
    ) -> None:
        super().__init__()
        self._icon = Icon(icon, INKS[tone], 20)
        self._words = Label("", role)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP_SMALL)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        wraps(self)

    def say(self, words: str, icon: str = "", tone: Tone = Tone.INFO) -> None:
        """Say ``words``; empty ones hide the line."""
        self._words.setText(words)
        if icon:
            self._icon.show_icon(icon, INKS[tone])
        self.setVisible(bool(words))

    def words(self) -> str:
        """What is said now."""
        return self._words.text()


class PickBox(QComboBox):
    """A few closed values, one taken; Enter is left to the window, where it means «go on»."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        theme().changed.connect(self.update)

    def setAccessibleName(self, name: str) -> None:
        """The line of an open box is named as the box is."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

    def offer(self, values: tuple[tuple[str, str], ...]) -> None:
        """Offer ``(value, words)``; the value that is taken stays taken."""
        now = tuple((self.itemData(n), self.itemText(n)) for n in range(self.count()))
        if now == values:
            return
        taken = self.value()
        self.blockSignals(True)
        self.clear()
        for value, words in values:
            self.addItem(words, value)
        self.blockSignals(False)
        self.take(taken or (values[0][0] if values else ""))

    def value(self) -> str:
        """The value that is taken."""
        return str(self.currentData() or "")

    def take(self, value: str) -> None:
        """Take a value; one that is not offered changes nothing."""
        place = self.findData(value)
        if place >= 0:
            self.setCurrentIndex(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's ground and words, and the sign that there is more to choose from."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().tokens.muted), 2))
        middle = QPointF(self.width() - _SIGN_IN, self.height() / 2)
        for side in (-1, 1):
            painter.drawLine(middle + QPointF(side * 5, -2), middle + QPointF(0, 3))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter through; everything else is Qt's."""
        if is_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
