"""A state in one glance: sign, word and colour together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.binding.presentation import Tone
from ui.theme.metrics import TextRole
from ui.widgets.icon import Icon
from ui.widgets.text import Label, restyle, show_if, wraps

SIGNS: dict[Tone, str] = {
    Tone.NEUTRAL: "",
    Tone.GOOD: "check",
    Tone.INFO: "info",
    Tone.WARN: "exclaim",
    Tone.STOP: "cross",
}
INKS: dict[Tone, str] = {
    Tone.NEUTRAL: "text",
    Tone.GOOD: "good",
    Tone.INFO: "accent",
    Tone.WARN: "warn",
    Tone.STOP: "stop",
}
"""The token in which a tone is written."""


class StatusChip(QFrame):
    """A word with its sign, on a ground of its tone."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = Icon("", "text", 14)
        self._words = Label("", TextRole.SMALL)
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 3, 10, 3)
        box.setSpacing(5)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._words, 1)
        wraps(self, QSizePolicy.Policy.Maximum)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show another state; an empty text hides the chip."""
        show_if(self, bool(text))
        self._icon.show_icon(SIGNS[tone], INKS[tone])
        self._icon.setVisible(bool(SIGNS[tone]))
        self._words.setText(text)
        self._words.set_tone("accent" if tone is Tone.INFO else tone.value)
        self.setAccessibleName(text)
        restyle(self, chip=tone.value or "neutral")

    def text(self) -> str:
        """The word shown."""
        return self._words.text()
