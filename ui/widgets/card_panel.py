"""A list of cards under a heading, with words in its place while there is nothing in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.center import theme
from ui.theme.metrics import TextRole
from ui.widgets.card_list import Card, CardList
from ui.widgets.roomy import is_enter
from ui.widgets.text import Label

_ROOM = 300
"""Pixels of height that a list takes at the most before it scrolls by itself."""
_MEASURED = 60
"""Cards that are measured: more of them never fit into the room anyway."""


class _Walked(CardList):
    """Space acts on a card; Enter is left to the window, where it means «go on»."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter through."""
        if is_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class CardPanel(QWidget):
    """Signals: ``chosen(str)`` the id of the card that was opened (Space or a press; Enter too
    unless ``goes_on``)."""

    chosen = Signal(str)

    def __init__(self, *, goes_on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = _ROOM
        self._heading = Label("", TextRole.SECTION)
        self._empty = Label("", tone="muted")
        self.list: CardList = _Walked(gap=6) if goes_on else CardList(gap=6)
        self.list.chosen.connect(self.chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._heading)
        box.addWidget(self._empty)
        box.addWidget(self.list)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def name(self, heading: str, empty: str) -> None:
        """Say what the list holds, and what is said while it holds nothing."""
        self._heading.setText(heading)
        self._empty.setText(empty)
        self.list.setAccessibleName(heading)
        self.list.setAccessibleDescription(empty)

    def show_cards(self, cards: tuple[Card, ...], room: int = _ROOM) -> None:
        """Draw ``cards``; the list is as high as they are, up to ``room``."""
        self._room = room
        self.list.show_cards(cards)
        self.list.setVisible(bool(cards))
        self._empty.setVisible(not cards)
        self._fit()
        if cards and not self.list.current_id():
            self.list.walk_to(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        measured = range(min(self.list.cards.rowCount(), _MEASURED))
        needed = sum(self.list.sizeHintForRow(row) for row in measured) + 4
        self.list.setFixedHeight(min(needed, theme().metrics.px(self._room)))

    def walk_to(self, card_id: str) -> None:
        """Put the arrows on a card."""
        cards = self.list.cards.cards
        place = next((i for i, card in enumerate(cards) if card.id == card_id), -1)
        if place >= 0:
            self.list.walk_to(place)

    def first_focus(self) -> QWidget | None:
        """The list, while there is something in it."""
        return self.list if self.list.cards.cards else None
