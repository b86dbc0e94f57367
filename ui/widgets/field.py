"""A field of a form: its label above, the control, a hint, and what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.metrics import TextRole
from ui.widgets.icon import Icon
from ui.widgets.text import Label, restyle


class Field(QWidget):
    """Label, control, hint and error, tied together for assistive technology."""

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._label = Label("", TextRole.STRONG)
        self._label.setBuddy(control)
        self._hint = Label("", tone="muted")
        self._error = Label("", TextRole.STRONG, tone="stop")
        self._feedback = Label("", TextRole.SMALL, tone="accent")
        self._error_line = QWidget()
        line = QHBoxLayout(self._error_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Icon("warning", "stop", 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._error, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self._label, self._hint, control, self._feedback, self._error_line):
            box.addWidget(part)
        box.addStretch(1)
        self.set_label(label)
        self.set_hint(hint)
        self.set_feedback("")
        self.set_error("")

    def set_label(self, label: str) -> None:
        """Name the field; the control takes the name too."""
        self._label.setText(label)
        self.control.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Say what is expected, before anything is typed."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe()

    def set_feedback(self, words: str) -> None:
        """Say what the field did with the keys, for instance that letters became digits."""
        self._feedback.setText(words)
        self._feedback.setVisible(bool(words))
        self._describe()

    def set_error(self, words: str) -> None:
        """Say what is wrong and what to do; empty when nothing is."""
        self._error.setText(words)
        self._error_line.setVisible(bool(words))
        restyle(self.control, invalid=bool(words))
        self._describe()

    def error(self) -> str:
        """What is wrong with the field now."""
        return self._error.text()

    def _describe(self) -> None:
        parts = (self._error.text(), self._hint.text(), self._feedback.text())
        self.control.setAccessibleDescription(". ".join(part for part in parts if part))
