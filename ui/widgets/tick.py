"""A tick with words that wrap: what the operator says they have done."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme.center import theme

_BOX = 22
_SPACE = 10
_WRAP = int(Qt.TextFlag.TextWordWrap)
_TICK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
"""The corners of the sign, as parts of the side of the box."""


class Tick(QCheckBox):
    """Qt's check box, drawn by itself: Space ticks it, Enter is left to the window."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As narrow as its longest word, so that it never asks for more than there is."""
        metrics = self.fontMetrics()
        words = self.text().split() or [""]
        width = self._indent() + max(metrics.horizontalAdvance(word) for word in words) + 1
        return QSize(width, self._least())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        room = QRect(0, 0, max(1, width - self._indent()), 10_000)
        words = self.fontMetrics().boundingRect(room, _WRAP, self.text())
        return self._least() + max(0, words.height() - self.fontMetrics().height())

    def hitButton(self, _pos: object) -> bool:
        """The words can be pressed as the box can."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, the sign and the words."""
        tokens, side = theme().tokens, self._side()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        free = self.isEnabled()
        top = (self._least() - side) / 2
        edge = tokens.accent if self.isChecked() and free else tokens.line
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(edge if self.isChecked() else tokens.surface))
        box = QRectF(1, top, side - 2, side - 2)
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            pen = QPen(QColor(tokens.on_accent), side / 8)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corners = [box.topLeft() + QPointF(x * box.width(), y * box.height()) for x, y in _TICK]
            painter.drawPolyline(corners)
        painter.setPen(QColor(tokens.text if free else tokens.muted))
        above = (self._least() - self.fontMetrics().height()) // 2
        words = self.rect().adjusted(self._indent(), above, 0, 0)
        painter.drawText(words, _WRAP, self.text())
        painter.end()

    def _side(self) -> int:
        return theme().metrics.px(_BOX)

    def _indent(self) -> int:
        return self._side() + _SPACE

    def _least(self) -> int:
        return int(theme().metrics.target)
