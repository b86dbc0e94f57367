"""A booking or a digital ticket: its code typed, or held before the scanner while this is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.usecases.queue.check_in import CheckIn
from ui.binding.texts import tr_
from ui.pages.blocks import Line
from ui.widgets.enter_edit import EnterEdit
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, Variant, VerbBox
from ui.widgets.sheet import BACK, Edge, Sheet
from ui.widgets.tick import Tick

_LONGEST = 64


class CheckInSheet(Sheet):
    """Signals: ``wanted(object)`` a ``CheckIn``."""

    wanted = Signal(object)

    def __init__(self, host: QWidget) -> None:
        self._lead = Line("scanner")
        self.code = EnterEdit()
        self.code.setMaxLength(_LONGEST)
        self._field = Field("", self.code)
        self.paper = Tick()
        self._act = KeyButton(key="Enter", variant=Variant.PRIMARY)
        super().__init__(host, width=520, edge=Edge.CENTRE)
        for part in (self._lead, self._field, self.paper):
            self.body.addWidget(part)
        self.body.addWidget(VerbBox(self._act))
        self.code.entered.connect(lambda _words: self._on_act())
        self.code.textChanged.connect(lambda _text: self._shape())
        self._act.clicked.connect(self._on_act)

    def retranslate(self) -> None:
        """The way out is «back»."""
        self.close_button.setText(tr_(BACK))

    def ask(self) -> None:
        """Wait for a code."""
        self.set_title(tr_("Booking or digital ticket"))
        self._lead.say(
            tr_("Hold the visitor's screen or paper before the scanner, or type the code.")
        )
        self._field.set_label(tr_("Code of the booking or ticket"))
        self.paper.setText(tr_("Print the ticket on paper"))
        self.paper.setChecked(False)
        self._act.setText(tr_("Put into the line"))
        self.code.clear()
        self._shape()
        self.present()

    def _shape(self) -> None:
        written = bool(self.code.words())
        self._act.set_blocked("" if written else tr_("scan or type the code first"))

    def _on_act(self) -> None:
        if self.code.words():
            self.wanted.emit(CheckIn(code=self.code.words(), paper=self.paper.isChecked()))
