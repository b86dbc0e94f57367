"""A field for a PIN: Qt sees dots alone; what was typed stands in one place and is overwritten."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.binding.texts import tr_
from ui.widgets.layout_keys import digit_key, is_command
from ui.widgets.roomy import is_enter

_MOST = 64
_WIDEST = 4
"""Bytes of one sign in UTF-8."""
_DOT = "•"


class PinEdit(QLineEdit):
    """Signs go into a buffer of bytes, one key at a time: no word of Qt or of Python ever holds the
    whole PIN. There is no clipboard, no undo, no input method and no way into the middle; Backspace
    takes the last sign, Delete all of them.

    Keys of the digit row give digits in every layout. Signals: ``changed``; ``entered`` for Enter.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Made whole at once: a buffer that grows would leave pieces of itself behind.
        self._buffer = bytearray(_MOST * _WIDEST)
        self._ends: list[int] = [0]
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        hidden = Qt.InputMethodHint
        self.setInputMethodHints(
            hidden.ImhSensitiveData | hidden.ImhHiddenText | hidden.ImhNoPredictiveText
        )
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        # Whatever found another way in, such as the middle button of a mouse, is not kept.
        self.textEdited.connect(lambda _text: self._show())

    @property
    def count(self) -> int:
        """How many signs there are."""
        return len(self._ends) - 1

    def take(self) -> bytearray:
        """What was typed (UTF-8), for whoever overwrites it; nothing of it stays here."""
        taken = bytearray(self._ends[-1])
        for place in range(len(taken)):
            taken[place] = self._buffer[place]
        self.forget()
        return taken

    def forget(self) -> None:
        """Overwrite what was typed."""
        self._buffer[:] = bytes(len(self._buffer))
        self._ends = [0]
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take one sign; keys that would copy, paste, undo or move do nothing."""
        if is_enter(event):
            if not event.isAutoRepeat():
                self.entered.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Backspace:
            self._drop()
        elif event.key() == Qt.Key.Key_Delete:
            self.forget()
        elif event.text() and event.text().isprintable() and not is_command(event):
            self._add(digit_key(event) or event.text())
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """No input method types here."""
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """There is nothing to copy and nothing may be pasted."""
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        """What cannot be seen is not kept."""
        self.forget()
        super().hideEvent(event)

    def insert(self, text: str) -> None:
        """Nothing comes in but by the keys."""
        del text

    def paste(self) -> None:
        """Nothing comes in but by the keys."""

    def _add(self, sign: str) -> None:
        start, content = self._ends[-1], sign.encode()
        if self.count >= _MOST or start + len(content) > len(self._buffer):
            return
        self._buffer[start : start + len(content)] = content
        self._ends.append(start + len(content))
        self._show()

    def _drop(self) -> None:
        if not self.count:
            return
        end = self._ends.pop()
        start = self._ends[-1]
        self._buffer[start:end] = bytes(end - start)
        self._show()

    def _show(self) -> None:
        self.setText(_DOT * self.count)
        self.setAccessibleDescription(tr_("{n} signs are typed", n=str(self.count)))
        self.changed.emit()
