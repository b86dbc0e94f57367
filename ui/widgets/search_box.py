"""A line to search with and its hits below: type, walk down, Enter takes."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.binding.presentation import SearchHit
from ui.theme.metrics import TextRole
from ui.widgets.card_list import Card, CardList
from ui.widgets.icon import Icon
from ui.widgets.roomy import is_enter
from ui.widgets.text import Label


class SearchBox(QWidget):
    """Search as you type; whoever listens searches and shows the hits.

    Signals: ``asked(str)`` after every change of the words; ``chosen(str)`` the id of a hit.
    """

    asked = Signal(str)
    chosen = Signal(str)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setClearButtonEnabled(False)
        self.hits = CardList(gap=6)
        self._label = Label(name, TextRole.STRONG)
        self._label.setBuddy(self.edit)
        self._note = Label("", TextRole.SMALL, tone="muted")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Icon("search", "muted", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.edit, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._label)
        box.addLayout(line)
        box.addWidget(self._note)
        box.addWidget(self.hits, 1)
        self.name(name, hint)
        self.show_note("")
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.installEventFilter(self)
        self.hits.chosen.connect(self.chosen)

    def name(self, name: str, hint: str = "") -> None:
        """Say what is searched for."""
        self._label.setText(name)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(hint)
        self.hits.setAccessibleName(name)

    def words(self) -> str:
        """What is typed now."""
        return " ".join(self.edit.text().split())

    def show_hits(self, hits: tuple[SearchHit, ...], note: str = "") -> None:
        """Show what was found, best first; ``note`` tells how many, or that there is nothing."""
        cards = (Card(id=h.id, title=h.title, hint=h.hint, note=h.note) for h in hits)
        self.hits.show_cards(tuple(cards))
        if hits:
            self.hits.walk_to(0)
        self.hits.setVisible(bool(hits))
        self.show_note(note)

    def show_note(self, note: str) -> None:
        """Say something between the line and the hits."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down, Up and Enter in the line reach the hits, so that the hands stay where they are."""
        if watched is self.edit and isinstance(event, QKeyEvent) and self._steer(event):
            return True
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        count = self.hits.cards.rowCount()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and count:
            row = self.hits.currentIndex().row() + step
            self.hits.walk_to(min(max(row, 0), count - 1))
            return True
        if is_enter(event) and count and self.hits.current_id():
            self.chosen.emit(self.hits.current_id())
            return True
        return False

    def _on_text_changed(self, _text: str) -> None:
        self.asked.emit(self.words())
