"""F12: the window locked; nothing of anybody can be seen or read until the same person is back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.binding.texts import tr_, ui_language
from ui.theme.metrics import TextRole
from ui.widgets.field import Field
from ui.widgets.icon import Icon
from ui.widgets.key_button import KeyButton, Variant
from ui.widgets.text import Label


class LockPane(QWidget):
    """Signals: ``unlock_asked(str)`` with what was typed; it is forgotten at once."""

    unlock_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks = True
        self._title = Label("", TextRole.TITLE)
        self._who = Label("", TextRole.STRONG)
        self._kept = Label("", tone="muted")
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.returnPressed.connect(self._on_asked)
        self._field = Field("", self.secret)
        self._open = KeyButton(key="Enter", variant=Variant.PRIMARY)
        self._open.clicked.connect(self._on_asked)
        card = QFrame()
        card.setProperty("surface", "card")
        card.setFixedWidth(440)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(28, 24, 28, 24)
        inner.setSpacing(12)
        inner.addWidget(Icon("lock", "accent", 36))
        for part in (self._title, self._who, self._kept, self._field, self._open):
            inner.addWidget(part)
        box = QVBoxLayout(self)
        box.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(2)
        self._card = card
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def begin(self, who: str, width: int, *, secret: bool = True) -> None:
        """Lock for ``who``; the card takes ``width`` pixels. Without a ``secret`` (on a practice
        branch) it is enough that the person confirms."""
        self._asks = secret
        self._field.setVisible(secret)
        self.retranslate()
        self._who.setText(who)
        self._card.setFixedWidth(width)
        self.secret.clear()
        self._field.set_error("")
        first = self.secret if secret else self._open
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, words: str) -> None:
        """Say why it stays locked."""
        self._field.set_error(words)
        self.secret.clear()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        self._title.setText(tr_("The window is locked"))
        kept = tr_("The work is kept. The same person unlocks it.")
        practice = tr_("The work is kept. On a practice branch no password is asked.")
        self._kept.setText(kept if self._asks else practice)
        self._field.set_label(tr_("Password or PIN"))
        self._open.setText(tr_("Unlock"))
        self.setAccessibleName(self._title.text())

    def _on_asked(self) -> None:
        secret = self.secret.text()
        self.secret.clear()
        if secret or not self._asks:
            self.unlock_asked.emit(secret)
