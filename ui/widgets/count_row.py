"""Counts side by side, readable at arm's length: how many, of what, with a sign for its meaning."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.binding.presentation import Tone
from ui.theme.metrics import TextRole
from ui.widgets.chip import INKS, SIGNS
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.text import Label, restyle, wraps


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One number. ``tone`` is used when the number is not zero."""

    id: str
    label: str
    number: int
    tone: Tone = Tone.NEUTRAL


class _Tile(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._icon = Icon("", "text", 22)
        self._number = Label("", TextRole.NUMBER, wrap=False)
        self._label = Label("", tone="muted")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 8)
        box.setSpacing(0)
        box.addLayout(line)
        box.addWidget(self._label)
        wraps(self)

    def show_count(self, count: Count) -> None:
        tone = count.tone if count.number else Tone.NEUTRAL
        self._number.setText(str(count.number))
        self._number.set_tone("accent" if tone is Tone.INFO else tone.value)
        self._icon.show_icon(SIGNS[tone], INKS[tone])
        self._icon.setVisible(bool(SIGNS[tone]))
        self._label.setText(count.label)
        self.setAccessibleName(f"{count.label}: {count.number}")
        restyle(self, tone=tone.value)


class CountRow(QWidget):
    """Tiles of equal width; they flow onto a second row where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[_Tile] = []
        self._flow = FlowLayout(self, gap=8, equal=True)
        wraps(self)

    def show_counts(self, counts: tuple[Count, ...]) -> None:
        """Show ``counts``; a tile keeps its place."""
        if len(counts) != len(self._tiles):
            self._flow.clear()
            self._tiles = [_Tile() for _ in counts]
            for tile in self._tiles:
                self._flow.addWidget(tile)
        for tile, count in zip(self._tiles, counts, strict=True):
            tile.show_count(count)
        self._flow.invalidate()
        self.updateGeometry()
