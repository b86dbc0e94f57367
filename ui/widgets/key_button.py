"""Buttons that print their key and, when they cannot be pressed, keep their place and say why."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStyleOptionButton, QWidget

from ui.theme.center import theme
from ui.theme.metrics import GAP, GAP_SMALL, TextRole
from ui.widgets.icon import Icon
from ui.widgets.roomy import RoomyBox, RoomyButton
from ui.widgets.text import Label, restyle, wraps


class Variant(StrEnum):
    """How much a button asks to be pressed; a refusal is never filled."""

    PRIMARY = "primary"
    OUTLINED = "outlined"
    DANGER = "danger"
    QUIET = "quiet"
    BAR = "bar"


_ICON_INK = {
    Variant.PRIMARY: "on_accent",
    Variant.OUTLINED: "text",
    Variant.DANGER: "stop",
    Variant.QUIET: "accent",
    Variant.BAR: "on_bar",
}


class KeyButton(RoomyButton):
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
        key_first: bool = False,
        role: TextRole = TextRole.STRONG,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reason = ""
        self.setProperty("variant", variant.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon_name = icon
        # Parents from the first: a widget without one, set visible, is a window of its own.
        self._icon = Icon(icon, _ICON_INK[variant], 18, self)
        self._icon.setVisible(bool(icon))
        self._words = Label("", role, parent=self)
        self._words.setProperty("keycap", "false")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cap = Label(key, TextRole.SMALL, wrap=False, parent=self)
        self._cap.setProperty("keycap", "bar" if variant is Variant.BAR else "true")
        self._lay_out(stacked, key_first)
        self.setText(text)
        self.set_key(key)

    def _lay_out(self, stacked: bool, key_first: bool) -> None:
        vertical = QBoxLayout.Direction.TopToBottom
        box = RoomyBox(
            self, self.least_height, vertical if stacked else QBoxLayout.Direction.LeftToRight
        )
        bar = self.property("variant") == Variant.BAR.value
        box.setContentsMargins(*((4, 1, 4, 1) if bar else (14, 6, 14, 6)))
        box.setSpacing(2 if stacked else (5 if bar else GAP_SMALL))
        box.addStretch(1)
        centre = Qt.AlignmentFlag.AlignCenter
        box.addWidget(self._icon, 0, centre)
        if key_first:
            box.addWidget(self._cap, 0, centre)
        words_place = Qt.AlignmentFlag(0) if stacked else Qt.AlignmentFlag.AlignVCenter
        box.addWidget(self._words, 0, words_place)
        if not key_first:
            box.addWidget(self._cap, 0, centre)
        box.addStretch(1)
        self.take_layout(box)
        wraps(self)

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
        self._icon.show_icon(self._icon_name, _ICON_INK[variant])

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

    def least_height(self) -> int:
        """The bar at the bottom is the one place where a target is lower: 24 pixels."""
        metrics = theme().metrics
        bar = self.property("variant") == Variant.BAR.value
        return metrics.half(24) if bar else metrics.target

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Have Qt draw the ground only: the words are children, so that they can wrap."""
        super().initStyleOption(option)
        option.text = ""


class LinkButton(RoomyButton):
    """A link: opens something to read, changes nothing. Its words wrap."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", tone="accent")
        font = self._words.font()
        font.setUnderline(True)
        self._words.setFont(font)
        box = RoomyBox(self, self.least_height)
        box.setContentsMargins(0, 2, 0, 2)
        box.addWidget(self._words)
        self.take_layout(box)
        wraps(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show other words; they are the accessible name too."""
        super().setText(text.replace("&", "&&"))
        self._words.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def least_height(self) -> int:
        """A link stands in text, so its target may be lower: 24 pixels."""
        return theme().metrics.half(24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing but the words, which are a child."""


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
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        box.addWidget(button, 0, place)
        box.addWidget(self._reason, 1)
        button.clicked.connect(self.chosen)
        button.blocked_changed.connect(self._on_blocked_changed)
        self._on_blocked_changed(button.reason)

    def _on_blocked_changed(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setMinimumWidth(theme().metrics.px(200) if reason else 0)
        self._reason.setVisible(bool(reason))
        self.updateGeometry()
