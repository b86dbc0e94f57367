"""A few views to choose from, as a row of small buttons with their counts; arrows walk them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme.metrics import TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.roomy import RoomyBox, RoomyButton
from ui.widgets.text import Label, restyle, wraps

_STEPS: dict[int, int] = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One view: its short name, what it is in full, and how much is in it."""

    id: str
    label: str
    spoken: str = ""
    count: int | None = None


class _TabButton(RoomyButton):
    """A button that stays pressed while its view is shown."""

    def __init__(self, tab: Tab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab = tab
        self.setCheckable(True)
        self._words = Label("", TextRole.STRONG, wrap=False)
        self._count = Label("", tone="muted", wrap=False)
        box = RoomyBox(self, self.least_height)
        box.setContentsMargins(12, 4, 12, 4)
        box.setSpacing(8)
        box.addWidget(self._words)
        box.addWidget(self._count)
        self.take_layout(box)
        self.show_tab(tab)
        self.toggled.connect(self._on_toggled)

    def show_tab(self, tab: Tab) -> None:
        self.tab = tab
        self._words.setText(tab.label)
        self._count.setText("" if tab.count is None else str(tab.count))
        self._count.setVisible(tab.count is not None)
        said = tab.spoken or tab.label
        self.setAccessibleName(said if tab.count is None else f"{said}: {tab.count}")
        self.setToolTip(said)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows through: the row of tabs walks by them."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, checked: bool) -> None:
        restyle(self, chosen=checked)
        self._count.set_tone("accent" if checked else "muted")
        self._words.set_tone("accent" if checked else "")


class Tabs(QWidget):
    """Signals: ``chosen(str)`` the id of the view that was just chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[_TabButton] = []
        self._flow = FlowLayout(self, gap=8)
        wraps(self)

    def show_tabs(self, tabs: tuple[Tab, ...], chosen: str) -> None:
        """Draw ``tabs``; drawing emits nothing."""
        if [button.tab.id for button in self._buttons] != [tab.id for tab in tabs]:
            self._flow.clear()
            self._buttons = [self._button(tab) for tab in tabs]
        for button, tab in zip(self._buttons, tabs, strict=True):
            button.show_tab(tab)
            button.setChecked(tab.id == chosen)
        self._rove()
        self._flow.invalidate()
        self.updateGeometry()

    def current_id(self) -> str:
        """The view that is shown."""
        return next((button.tab.id for button in self._buttons if button.isChecked()), "")

    def first_focus(self) -> QWidget | None:
        """The tab of the view that is shown."""
        return next((button for button in self._buttons if button.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk and choose."""
        step = _STEPS.get(event.key(), 0)
        here = next((i for i, b in enumerate(self._buttons) if b.isChecked()), -1)
        if not step or here < 0:
            event.ignore()
            return
        there = self._buttons[(here + step) % len(self._buttons)]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        self._choose(there.tab.id)

    def _button(self, tab: Tab) -> _TabButton:
        button = _TabButton(tab)
        button.clicked.connect(lambda _=False, key=tab.id: self._choose(key))
        self._flow.addWidget(button)
        return button

    def _choose(self, key: str) -> None:
        for button in self._buttons:
            button.setChecked(button.tab.id == key)
        self._rove()
        self.chosen.emit(key)

    def _rove(self) -> None:
        """Tab reaches the shown view alone; arrows reach the others."""
        for button in self._buttons:
            tabbed = button.isChecked()
            policy = Qt.FocusPolicy.StrongFocus if tabbed else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
