"""Buttons that print their key and, when they cannot be pressed, keep their place and say why."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.theme.center import theme
from ui.theme.metrics import GAP, GAP_SMALL, TextRole
from ui.widgets.icon import Icon
from ui.widgets.text import Label, restyle


class Variant(StrEnum):
    """How much a button asks to be pressed; a refusal is never filled."""

    PRIMARY = "primary"
    OUTLINED = "outlined"
    DANGER = "danger"
    QUIET = "quiet"
    BAR = "bar"


class KeyButton(QPushButton):
    """A button with its words, its key printed, and an icon if wanted; the words wrap.

    Signals: ``clicked`` (Qt's own); ``blocked_changed(str)`` with the reason, empty when free.
    """

    blocked_changed = Signal(str)

    def __init__(
        self,
        text: str = "",
        *,
        key: str = "",
        variant: Variant = Variant.OUTLINED,
        icon: str = "",
        stacked: bool = False,
        role: TextRole = TextRole.STRONG,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reason = ""
        self.setProperty("variant", variant.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon = Icon(icon, "text", 18)
        self._icon.setVisible(bool(icon))
        self._words = Label("", role)
        self._words.setProperty("keycap", "false")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cap = Label(key, TextRole.SMALL, wrap=False)
        self._cap.setProperty("keycap", "bar" if variant is Variant.BAR else "true")
        self._cap.setVisible(bool(key))
        for part in (self._icon, self._words, self._cap):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out(stacked)
        self.setText(text)
        self.set_key(key)

    def _lay_out(self, stacked: bool) -> None:
        vertical = QBoxLayout.Direction.TopToBottom
        box = QBoxLayout(vertical if stacked else QBoxLayout.Direction.LeftToRight, self)
        self._box = box
        bar = self.property("variant") == Variant.BAR.value
        box.setContentsMargins(*((6, 1, 6, 1) if bar else (14, 6, 14, 6)))
        box.setSpacing(2 if stacked else GAP_SMALL)
        box.addStretch(1)
        centre = Qt.AlignmentFlag.AlignCenter
        box.addWidget(self._icon, 0, centre)
        box.addWidget(
            self._words, 0, Qt.AlignmentFlag(0) if stacked else Qt.AlignmentFlag.AlignVCenter
        )
        box.addWidget(self._cap, 0, centre)
        box.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show other words; they are the accessible name too."""
        super().setText(text.replace("&", "&&"))
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Print another key; an empty one hides the cap."""
        self._cap.setText(key)
        self._cap.setVisible(bool(key))
        self._describe()

    def set_variant(self, variant: Variant) -> None:
        """Ask more or less to be pressed."""
        restyle(self, variant=variant.value)

    @property
    def reason(self) -> str:
        """Why the button cannot be pressed now; empty when it can."""
        return self._reason

    def set_blocked(self, reason: str) -> None:
        """Forbid pressing and say why; an empty reason frees the button."""
        if reason == self._reason:
            return
        self._reason = reason
        self.setEnabled(not reason)
        self._describe()
        self.blocked_changed.emit(reason)

    def _describe(self) -> None:
        parts = [part for part in (self._reason, self._cap.text()) if part]
        self.setAccessibleDescription(". ".join(parts))

    def sizeHint(self) -> QSize:
        """As large as its words and key, and never under the least target."""
        self.ensurePolished()
        hint = self._box.totalSizeHint()
        return QSize(hint.width(), max(hint.height(), self._least_height()))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the longest word beside the key."""
        self.ensurePolished()
        hint = self._box.totalMinimumSize()
        return QSize(hint.width(), max(hint.height(), self._least_height()))

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return max(self._box.totalHeightForWidth(width), self._least_height())

    def _least_height(self) -> int:
        metrics = theme().metrics
        bar = self.property("variant") == Variant.BAR.value
        return metrics.px(24) if bar else metrics.target

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground only: the words are children, so that they can wrap."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a focused button, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class LinkButton(QPushButton):
    """A link: opens something to read, changes nothing."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class VerbBox(QWidget):
    """A button and, beside it, the reason why it cannot be pressed.

    Signals: ``chosen`` when the button was pressed.
    """

    chosen = Signal()

    def __init__(self, button: KeyButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = button
        self._reason = Label("", tone="muted")
        self._reason.setVisible(False)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(button)
        box.addWidget(self._reason, 1)
        button.clicked.connect(self.chosen)
        button.blocked_changed.connect(self._on_blocked_changed)
        self._on_blocked_changed(button.reason)

    def _on_blocked_changed(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setMinimumWidth(theme().metrics.px(200) if reason else 0)
        self._reason.setVisible(bool(reason))
        self.updateGeometry()
