"""Asks why, in a few words, before something that is allowed only with a written reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.binding.texts import tr_
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, Variant
from ui.widgets.roomy import is_enter
from ui.widgets.sheet import BACK, Edge, Sheet
from ui.widgets.text import Label

_LONGEST = 200


class ReasonSheet(Sheet):
    """Signals: ``given(str)`` the reason; ``closed`` without one."""

    given = Signal(str)

    def __init__(self, host: QWidget) -> None:
        self._words = Label("")
        self._edit = QLineEdit()
        self._edit.setMaxLength(_LONGEST)
        self._field = Field("", self._edit)
        self._act = KeyButton(key="Enter", variant=Variant.PRIMARY)
        self._act.clicked.connect(self._on_act)
        self._edit.textChanged.connect(lambda _text: self._shape())
        super().__init__(host, width=520, edge=Edge.CENTRE)
        self.body.addWidget(self._words)
        self.body.addWidget(self._field)
        self.body.addWidget(self._act, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        """The way out is «back», never the legal word of refusal."""
        self.close_button.setText(tr_(BACK))
        self._field.set_label(tr_("Reason"))

    def ask(self, title: str, words: str, act: str) -> None:
        """Ask ``title`` with ``words``; ``act`` is the word on the button."""
        self.set_title(title)
        self._words.setText(words)
        self._act.setText(act)
        self._edit.clear()
        self._shape()
        self.present()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the reason."""
        if is_enter(event):
            self._on_act()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _shape(self) -> None:
        written = bool(self._edit.text().strip())
        self._act.set_blocked("" if written else tr_("write the reason first"))

    def _on_act(self) -> None:
        reason = self._edit.text().strip()
        if reason:
            self.dismiss()
            self.given.emit(reason)
