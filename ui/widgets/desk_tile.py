"""The desks of a branch as small tiles: number, state with its sign, and which ticket is there."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.binding.presentation import Tone
from ui.theme.metrics import TextRole
from ui.widgets.chip import INKS, SIGNS
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.text import Label, wraps


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """One desk: ``name`` as it is called, ``state`` in words, ``line`` who is there or why nobody."""

    id: str
    name: str
    state: str
    tone: Tone
    line: str = ""


class DeskTile(QFrame):
    """One desk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._name = Label("", TextRole.STRONG)
        self._icon = Icon("", "text", 16)
        self._state = Label("")
        self._line = Label("", tone="muted")
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._state, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 9)
        box.setSpacing(2)
        box.addWidget(self._name)
        box.addLayout(state)
        box.addWidget(self._line)
        box.addStretch(1)
        wraps(self)

    def show_desk(self, desk: DeskState) -> None:
        """Draw ``desk``."""
        self._name.setText(desk.name)
        sign = SIGNS[desk.tone] or "minus"
        self._icon.show_icon(sign, INKS[desk.tone] if desk.tone else "muted")
        self._state.setText(desk.state)
        self._state.set_tone(desk.tone.value or "muted")
        self._line.setText(desk.line)
        self._line.setVisible(bool(desk.line))
        self.setAccessibleName(
            ", ".join(part for part in (desk.name, desk.state, desk.line) if part)
        )


class DeskRow(QWidget):
    """All desks, equally wide, on as many rows as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[DeskTile] = []
        self._flow = FlowLayout(self, gap=8, equal=True)
        wraps(self)

    def show_desks(self, desks: tuple[DeskState, ...]) -> None:
        """Draw ``desks``; a tile keeps its place."""
        if len(desks) != len(self.tiles):
            self._flow.clear()
            self.tiles = [DeskTile() for _ in desks]
            for tile in self.tiles:
                self._flow.addWidget(tile)
        for tile, desk in zip(self.tiles, desks, strict=True):
            tile.show_desk(desk)
        self._flow.invalidate()
        self.updateGeometry()
