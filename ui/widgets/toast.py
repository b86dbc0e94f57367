"""One line that tells what was just done, and lets it be undone for a few seconds."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.binding.presentation import Tone
from ui.binding.texts import tr_, ui_language
from ui.widgets.chip import INKS, SIGNS
from ui.widgets.icon import Icon
from ui.widgets.key_button import KeyButton
from ui.widgets.notices import announce
from ui.widgets.text import Label, restyle

SHOWN_FOR = 8_000
"""Milliseconds that a line stays. What asks for an act stays until the next line."""


class ToastLine(QFrame):
    """Signals: ``undone`` when the operator took the act back; ``faded`` when the time was over."""

    undone = Signal()
    faded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "finding")
        self._icon = Icon("check", "good", 20)
        self._words = Label("")
        self._undo = KeyButton()
        self._undo.clicked.connect(self._on_undo_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 6, 14, 6)
        box.setSpacing(10)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._words, 1)
        box.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Name the button in the present language; words already said stay as they were said."""
        self._undo.setText(tr_("Undo"))

    def show_words(
        self, words: str, tone: Tone = Tone.GOOD, *, undo: bool = False, stays: bool = False
    ) -> None:
        """Say ``words``, aloud to assistive technology too; empty words clear the line."""
        self._timer.stop()
        self._words.setText(words)
        self._icon.show_icon(SIGNS[tone] or "info", INKS[tone])
        self._undo.setVisible(undo)
        self.setAccessibleName(words)
        restyle(self, tone=tone.value)
        self.setVisible(bool(words))
        if not words:
            return
        announce(self, words)
        if not stays:
            self._timer.start(SHOWN_FOR)

    def words(self) -> str:
        """What is said now."""
        return "" if self.isHidden() else self._words.text()

    def _on_undo_clicked(self) -> None:
        self.show_words("")
        self.undone.emit()

    def _on_timeout(self) -> None:
        # A line that is being read by keyboard does not vanish under the reader.
        if self._undo.hasFocus():
            self._timer.start(SHOWN_FOR)
            return
        self.show_words("")
        self.faded.emit()
