"""The tickets that wait: number, line, minutes, and which one stands at the desk."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.binding.presentation import QueueItem
from ui.binding.texts import tr_, ui_language
from ui.widgets.card_list import Card, CardList
from ui.widgets.text import Label


class _Line(CardList):
    """The arrows stand on a card only while they are here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the arrows stand."""
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.walk_to(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No card looks chosen from elsewhere."""
        super().focusOutEvent(event)
        self.clearSelection()

    def walk_to(self, place: int) -> None:
        """Put the arrows on a row."""
        super().walk_to(place)
        if not self.hasFocus():
            self.clearSelection()


class QueueList(QWidget):
    """The list of the left zone. Signals: ``chosen(str)`` the id of the ticket that was opened."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: CardList = _Line(parent=self)
        self.view.chosen.connect(self.chosen)
        self._empty = Label("", tone="muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._empty)
        box.addWidget(self.view, 1)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Name the list in the present language."""
        self.view.setAccessibleName(tr_("Queue"))

    def render_items(self, items: tuple[QueueItem, ...], empty: str = "") -> None:
        """Draw ``items``, or say ``empty`` when there are none."""
        self._empty.setText(empty)
        self._empty.setVisible(not items and bool(empty))
        self.view.show_cards(
            tuple(
                Card(
                    id=item.id,
                    title=item.number,
                    note=item.wait,
                    hint=item.line,
                    chip=item.state,
                    tone=item.tone,
                    current=item.current,
                    section=item.section,
                    quiet=item.quiet,
                )
                for item in items
            )
        )
