"""Asks why, by one of a few reasons or in words, before what is allowed only with its reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.binding.presentation import Choice
from ui.binding.texts import tr_
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, Variant, VerbBox
from ui.widgets.roomy import is_enter
from ui.widgets.sheet import BACK, Edge, Sheet
from ui.widgets.text import Label

OTHER = "other"
"""The reason that is said in words."""
_LONGEST = 200


class ReasonPart(QWidget):
    """The reasons and, for another one, a line to write it on; used inside sheets.

    Signals: ``changed`` when another reason was taken or written.
    """

    changed = Signal()

    def __init__(self, *, beside: bool = False) -> None:
        super().__init__()
        self.choices = ChoiceList(beside=beside)
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LONGEST)
        self.field = Field("", self.edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.choices)
        box.addWidget(self.field)
        self.choices.chosen.connect(self._on_chosen)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())

    def offer(self, reasons: tuple[Choice, ...]) -> None:
        """Ask anew; without ``reasons`` only words are asked for."""
        self.choices.render_choices(reasons, "")
        self.choices.setVisible(bool(reasons))
        self.choices.setAccessibleName(tr_("Reason"))
        self.edit.clear()
        self.field.set_label(tr_("The reason in words") if reasons else tr_("Reason"))
        self.field.set_hint(tr_("Without names and numbers of people."))
        self.field.setVisible(not reasons)

    def reason(self) -> str:
        """The code of the reason, the words of another one; empty while there is none."""
        words, chosen = " ".join(self.edit.text().split()), self.choices.current_id()
        return chosen if chosen and chosen != OTHER else words

    def lacking(self) -> str:
        """Why it cannot go on."""
        if self.reason():
            return ""
        written = not self.field.isHidden()
        return tr_("write the reason first") if written else tr_("choose the reason first")

    def first_focus(self) -> QWidget | None:
        """The first reason, else the line."""
        return self.choices.first_focus() or self.edit

    def _on_chosen(self, reason: str) -> None:
        self.field.setVisible(reason == OTHER)
        if reason == OTHER:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class ReasonSheet(Sheet):
    """Signals: ``given(str)`` the reason; ``closed`` without one."""

    given = Signal(str)

    def __init__(self, host: QWidget) -> None:
        self._words = Label("")
        self.part = ReasonPart()
        self._act = KeyButton(key="Enter", variant=Variant.PRIMARY)
        self._act.clicked.connect(self._on_act)
        self.part.changed.connect(self._shape)
        super().__init__(host, width=520, edge=Edge.CENTRE)
        self.body.addWidget(self._words)
        self.body.addWidget(self.part)
        self.body.addWidget(VerbBox(self._act))

    def retranslate(self) -> None:
        """The way out is «back», never the legal word of refusal."""
        self.close_button.setText(tr_(BACK))

    def first_focus(self) -> QWidget:
        """The first reason."""
        return self.part.first_focus() or self.close_button

    def ask(self, title: str, words: str, act: str, reasons: tuple[Choice, ...] = ()) -> None:
        """Ask ``title`` with ``words``; ``act`` is the word on the button."""
        self.set_title(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._act.setText(act)
        self.part.offer(reasons)
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
        self._act.set_blocked(self.part.lacking())
        self.settle()

    def _on_act(self) -> None:
        reason = self.part.reason()
        if reason:
            self.dismiss()
            self.given.emit(reason)
