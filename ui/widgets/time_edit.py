"""A time of day typed as ``HH:MM``: digits only, the colon comes by itself."""

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.binding.texts import tr_, ui_language
from ui.widgets.layout_keys import digit_key, to_digits

_WHOLE = 4


class TimeEdit(QLineEdit):
    """A time of day; the keys of the upper row are digits on the Kazakh layout too.

    Signals: ``time_changed(object)`` with a ``time`` or ``None`` after every change.
    """

    time_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("digits", "true")
        self.retranslate()
        self.textChanged.connect(self._on_text_changed)
        ui_language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Show the pattern in the present language."""
        self.setPlaceholderText(tr_("hh:mm"))

    def typed(self) -> datetime.time | None:
        """The time, when it is whole and exists."""
        digits, _ = to_digits(self.text().replace(":", ""))
        if len(digits) != _WHOLE:
            return None
        hour, minute = int(digits[:2]), int(digits[2:])
        return datetime.time(hour, minute) if hour < 24 and minute < 60 else None

    def set_time(self, at: datetime.time | None) -> None:
        """Put a time in."""
        self.setText(f"{at:%H:%M}" if at is not None else "")

    def problem(self) -> str:
        """What is wrong with the time; empty when nothing is or nothing is typed."""
        if not self.text() or self.typed() is not None:
            return ""
        return tr_("There is no such time: write hours and minutes as hh:mm")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits of any layout, and what moves and deletes."""
        digit = digit_key(event)
        if digit and len(self.text().replace(":", "")) - len(self.selectedText()) < _WHOLE:
            self.insert(digit)
        elif digit or (event.text().isprintable() and event.text() and _plain(event)):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        digits, _ = to_digits(text.replace(":", ""))
        digits = digits[:_WHOLE]
        shown = f"{digits[:2]}:{digits[2:]}" if len(digits) > 2 else digits
        if shown != text:
            self.blockSignals(True)
            self.setText(shown)
            self.blockSignals(False)
        self.time_changed.emit(self.typed())


def _plain(event: QKeyEvent) -> bool:
    """A sign without Ctrl or Alt, so that copying and the shortcuts of the window still work."""
    held = event.modifiers()
    return not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
