"""A line whose Enter hands over what is typed, instead of going on with the page."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.roomy import is_enter


class EnterEdit(QLineEdit):
    """Signals: ``entered(str)`` the words typed, single blanks between them."""

    entered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter hands over; it does not reach the window."""
        if not is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.entered.emit(self.words())

    def words(self) -> str:
        """What is typed now."""
        return " ".join(self.text().split())
