"""A sheet over the window: to read or to settle something; Esc leaves, the focus stays inside."""

from enum import Enum, auto

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from i18n import N_
from ui.binding.texts import tr_, ui_language
from ui.theme.center import theme
from ui.theme.metrics import TextRole
from ui.widgets.key_button import KeyButton, Variant
from ui.widgets.reading_area import ReadingArea
from ui.widgets.tab_walk import stops, walk
from ui.widgets.text import Label

_SLIDE = 120
_SIDES = 20 + 16
CLOSE = N_("Close")
BACK = N_("Back")


class Edge(Enum):
    """Where the panel of a sheet stands."""

    LEFT = auto()
    RIGHT = auto()
    CENTRE = auto()


class Sheet(QWidget):
    """Covers ``host`` and shows a panel at one of its edges, or in its middle; fill ``body``.

    It never blocks: whoever opens it goes on and listens. Signals: ``opened``; ``closed``.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, host: QWidget, *, width: int = 420, edge: Edge = Edge.RIGHT) -> None:
        super().__init__(host)
        self._host, self._width, self._edge = host, width, edge
        self._before: QWidget | None = None
        self._panel = QFrame(self)
        self._panel.setProperty("zone", "sheet")
        self._title = Label("", TextRole.TITLE)
        self.close_button = KeyButton(key="Esc", variant=Variant.OUTLINED)
        self.close_button.clicked.connect(self.dismiss)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(4, 4, 12, 4)
        self.body.setSpacing(12)
        self._content = content
        self._scroll = ReadingArea(content)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self._panel)
        box.setContentsMargins(20, 16, 16, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self._scroll, 1)
        host.installEventFilter(self)
        self.hide()
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def set_title(self, title: str) -> None:
        """Name the sheet."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._panel.setAccessibleName(title)

    def retranslate(self) -> None:
        """Name the way out in the present language."""
        self.close_button.setText(tr_(CLOSE))

    def first_focus(self) -> QWidget:
        """What takes the focus when the sheet opens."""
        inner = [w for w in stops(self._content) if w is not self.close_button]
        return inner[0] if inner else self.close_button

    def present(self) -> None:
        """Show the sheet and take the focus."""
        if self.isVisible():
            return
        self._before = QApplication.focusWidget()
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self._arrange()
        self._slide()
        self.first_focus().setFocus(Qt.FocusReason.PopupFocusReason)
        self.opened.emit()

    def dismiss(self) -> None:
        """Leave; the focus goes back to where it was."""
        if not self.isVisible():
            return
        before = self._before
        self._before = None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def settle(self) -> None:
        """Parts came or went: an open sheet takes another height."""
        if self.isVisible():
            self._content.updateGeometry()
            QTimer.singleShot(0, self, self._arrange)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the host whatever its size."""
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._host.rect())
            self._arrange()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, the keys of reading scroll; nothing reaches the window behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            self._scroll.read_on(event.key())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel leaves."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks inside the sheet only."""
        walk(self._panel, forward=forward)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies behind."""
        colour = QColor(theme().tokens.scrim)
        colour.setAlpha(110)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour)
        painter.end()

    def _arrange(self) -> None:
        room = self.rect()
        width = min(theme().metrics.px(self._width), room.width() - 24)
        if self._edge is not Edge.CENTRE:
            left = 0 if self._edge is Edge.LEFT else room.width() - width
            self._panel.setGeometry(left, 0, width, room.height())
            return
        self._panel.resize(width, room.height())
        inner = self._inner_height(width - _SIDES)
        button = self.close_button.sizeHint()
        title = self._title.heightForWidth(width - _SIDES - 12 - button.width())
        height = min(room.height() - 48, inner + max(title, button.height()) + 64)
        left, top = (room.width() - width) // 2, (room.height() - height) // 2
        self._panel.setGeometry(QRect(left, top, width, height))

    def _inner_height(self, width: int) -> int:
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._content.sizeHint().height()

    def _slide(self) -> None:
        if self._edge is Edge.CENTRE or not theme().appearance.animations:
            return
        end = self._panel.pos()
        slide = QPropertyAnimation(self._panel, b"pos", self)
        slide.setDuration(_SLIDE)
        away = QPoint(-48 if self._edge is Edge.LEFT else 48, 0)
        slide.setStartValue(end + away)
        slide.setEndValue(end)
        slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


class ConfirmSheet(Sheet):
    """Asks once before something that cannot be undone. Signals: ``confirmed``; ``closed``."""

    confirmed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, width=520, edge=Edge.CENTRE)
        self._words = Label("")
        self._yes = KeyButton(variant=Variant.OUTLINED)
        self._yes.clicked.connect(self._on_yes_clicked)
        self.body.addWidget(self._words)
        self.body.addWidget(self._yes, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        """The way out is «back», never the legal word of refusal."""
        self.close_button.setText(tr_(BACK))

    def ask(self, title: str, text: str, act: str, *, variant: Variant = Variant.PRIMARY) -> None:
        """Ask ``title`` with ``text``; ``act`` is the word on the button that does it."""
        self.set_title(title)
        self._words.setText(text)
        self._yes.setText(act)
        self._yes.set_variant(variant)
        self.setAccessibleDescription(text)
        self.present()

    def first_focus(self) -> QWidget:
        """The way back: what cannot be undone is never one Enter away."""
        return self.close_button

    def _on_yes_clicked(self) -> None:
        self.dismiss()
        self.confirmed.emit()
