"""A field for a name: kept as it was typed, with every Kazakh letter, only tidied of stray blanks."""

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.binding.texts import tr_

LONGEST = 120
"""More signs than any name in a document has; beyond it the field says so and takes no more."""


class NameEdit(QLineEdit):
    """A surname, a given name or a patronymic.

    ``check`` gives the words of what is wrong with a name, or nothing. Signals:
    ``value_changed(str)`` the tidied name; ``noticed(str)`` as in ``DigitsEdit``.
    """

    value_changed = Signal(str)
    noticed = Signal(str)

    def __init__(
        self, *, check: Callable[[str], str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._check = check
        self._value = ""
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> str:
        """The name: composed letters, single blanks."""
        return self._value

    def set_value(self, name: str) -> None:
        """Put a name in."""
        self.setText(name)

    def problem(self) -> str:
        """What is wrong with the name; empty when nothing is or nothing is typed."""
        return self._check(self._value) if self._check and self._value else ""

    def _on_text_changed(self, text: str) -> None:
        if len(text) > LONGEST:
            self.blockSignals(True)
            self.setText(text[:LONGEST])
            self.blockSignals(False)
            self.noticed.emit(tr_("A name has at most {count} letters here", count=LONGEST))
        value = " ".join(unicodedata.normalize("NFC", self.text()).split())
        if value != self._value:
            self._value = value
            self.value_changed.emit(value)
