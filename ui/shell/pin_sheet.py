"""The question for the PIN: whose key, what it signs and how often it may still be wrong; then the PIN."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ports.pin import PinQuestion, Tries
from ui.binding.present_pin import facts_of, notice_for, title_of
from ui.binding.texts import tr_
from ui.widgets.fact_row import FactRow
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, Variant, VerbBox
from ui.widgets.notices import Banner
from ui.widgets.pin_edit import PinEdit
from ui.widgets.sheet import Edge, Sheet
from ui.widgets.tick import Tick

PATIENCE = 120_000
"""Milliseconds without a key after which nobody seems to be there."""


class PinSheet(Sheet):
    """Signals: ``typed`` when the PIN may be taken from ``pin``; ``late`` when nobody types;
    ``closed`` also after both."""

    typed = Signal()
    late = Signal()

    def __init__(self, host: QWidget) -> None:
        self._facts = QVBoxLayout()
        self._notice = Banner("")
        self.pin = PinEdit()
        self._field = Field("", self.pin)
        self.last_try = Tick()
        self._act = KeyButton(key="Enter", variant=Variant.PRIMARY)
        super().__init__(host, width=560, edge=Edge.CENTRE)
        self._question: PinQuestion | None = None
        holder = QWidget()
        holder.setLayout(self._facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        for part in (holder, self._notice, self._field, self.last_try):
            self.body.addWidget(part)
        self.body.addWidget(VerbBox(self._act))
        self.pin.changed.connect(self._shape)
        self.pin.changed.connect(self._wait_anew)
        self.pin.entered.connect(self._on_act)
        self.last_try.toggled.connect(self._shape)
        self._act.clicked.connect(self._on_act)
        self._waited = QTimer(self)
        self._waited.setSingleShot(True)
        self._waited.setInterval(PATIENCE)
        self._waited.timeout.connect(self.late)
        self.closed.connect(self._on_closed)

    def retranslate(self) -> None:
        """The way out gives the signature up."""
        self.close_button.setText(tr_("Do not sign"))

    def ask(self, question: PinQuestion, at: datetime) -> None:
        """Show the question; ``at`` is now, for what is left of the key's life."""
        self._question = question
        self.set_title(title_of(question))
        self._draw_facts(question, at)
        words, tone = notice_for(question)
        self._notice.show_words(words, tone)
        self._field.set_label(tr_("Password") if question.password else tr_("PIN"))
        self._field.setVisible(not question.keypad)
        self.last_try.setText(tr_("I know that this is the last try"))
        self.last_try.setChecked(False)
        self.last_try.setVisible(question.tries is Tries.LAST and not question.keypad)
        self._act.setText(tr_("Sign") if question.count else tr_("Open the key"))
        self._act.setVisible(not question.keypad)
        self.pin.forget()
        self._shape()
        self._wait_anew()
        self.present()
        self.settle()

    def first_focus(self) -> QWidget:
        """The PIN, or the tick before the last try."""
        if self._field.isHidden():
            return self.close_button
        return self.pin if self.last_try.isHidden() else self.last_try

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel does not throw away what is being typed."""
        event.accept()

    def _draw_facts(self, question: PinQuestion, at: datetime) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()
        for fact in facts_of(question, at):
            self._facts.addWidget(FactRow(fact))

    def _shape(self) -> None:
        lacking = ""
        if not self.last_try.isHidden() and not self.last_try.isChecked():
            lacking = tr_("say first that you know it is the last try")
        elif not self.pin.count:
            password = self._question is not None and self._question.password
            lacking = tr_("type the password") if password else tr_("type the PIN")
        self._act.set_blocked(lacking)
        self._blocked = bool(lacking)

    def _wait_anew(self) -> None:
        if self._question is not None and not self._question.keypad:
            self._waited.start()

    def _on_act(self) -> None:
        if not self._blocked and self._question is not None:
            self.typed.emit()

    def _on_closed(self) -> None:
        self._waited.stop()
        self._question = None
        self.pin.forget()
