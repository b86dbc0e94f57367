"""A large button of the applicant's screen: words, and a sign if wanted."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.theme.metrics import TextRole
from ui.widgets.icon import Icon
from ui.widgets.roomy import RoomyBox, RoomyButton
from ui.widgets.text import Label, restyle, wraps

LEAST, LEAST_ANSWER = 64, 84
"""Pixels: nothing to be pressed by a finger is lower, an answer is higher still."""
_LEAST_IN_HEAD = 48


class BigButton(RoomyButton):
    """``variant``: primary, outlined, or head (in the coloured line at the top)."""

    def __init__(
        self,
        text: str = "",
        *,
        variant: str = "outlined",
        icon: str = "",
        colour: str = "text",
        icon_size: int = 28,
        stacked: bool = False,
        role: TextRole = TextRole.APPLICANT_ANSWER,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._answer = role is TextRole.APPLICANT_ANSWER
        self.setProperty("variant", variant)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = Label("", role)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        direction = QBoxLayout.Direction
        box = RoomyBox(
            self, self.least_height, direction.TopToBottom if stacked else direction.LeftToRight
        )
        head = variant == "head"
        box.setContentsMargins(*((12, 4, 12, 4) if head else (16, 12, 16, 12)))
        box.setSpacing(8)
        box.addStretch(1)
        if icon:
            centre = Qt.AlignmentFlag.AlignHCenter if stacked else Qt.AlignmentFlag.AlignVCenter
            box.addWidget(Icon(icon, colour, icon_size), 0, centre)
        box.addWidget(self._words, 0)
        box.addStretch(1)
        self.take_layout(box)
        wraps(self)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show other words; they are the accessible name too."""
        super().setText(text.replace("&", "&&"))
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_variant(self, variant: str) -> None:
        """Ask more or less to be pressed."""
        restyle(self, variant=variant)

    def least_height(self) -> int:
        """Large enough for a finger."""
        if self.property("variant") == "head":
            return _LEAST_IN_HEAD
        return LEAST_ANSWER if self._answer else LEAST

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground only: the words are children, so that they can wrap."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.end()
