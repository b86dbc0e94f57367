"""A place that waits for one code of the scanner; a damaged code may be typed, with a reason."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.codes import grouped, is_printed_code, typed_code
from i18n import N_
from ui.binding.presentation import Tone
from ui.binding.texts import tr_, ui_language
from ui.theme.metrics import GAP_SMALL, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.enter_edit import EnterEdit
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.key_button import KeyButton, LinkButton
from ui.widgets.notices import announce
from ui.widgets.text import Label, wraps

_WAITS = N_("waiting for the scanner")
_BROKEN = N_("The code is damaged: type it")
_TYPE_SCANNED = N_("Leave it to the scanner")


class ScanState(StrEnum):
    """What the field holds."""

    WAITING = "waiting"
    TAKEN = "taken"
    WRONG = "wrong"


class ScanField(QFrame):
    """Says what is to be scanned and what was; holds one code.

    Signals: ``typed(str, str)`` a whole code that was typed and the reason for typing it.
    """

    typed = Signal(str, str)

    def __init__(self, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.code = ""
        self.typed_reason = ""
        self._note = ""
        self._state = ScanState.WAITING
        self._label = Label("", TextRole.STRONG)
        self._hint = Label("", tone="muted")
        self._chip = StatusChip()
        self._link = LinkButton()
        self._link.clicked.connect(self._on_link_clicked)
        self.code_line, self.reason_line = EnterEdit(), EnterEdit()
        self._code_field = Field("", self.code_line)
        self._reason_field = Field("", self.reason_line)
        self._take = KeyButton(key="Enter")
        self._take.clicked.connect(lambda _=False: self._on_take())
        self.code_line.entered.connect(lambda _: self._on_take())
        self.reason_line.entered.connect(lambda _: self._on_take())
        self._by_hand = QWidget()
        self._lay_out()
        self.set_label(label)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Icon("scanner", "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._first = QWidget()
        line = FlowLayout(self._first, gap=8)
        line.addWidget(self._label)
        line.addWidget(self._chip)
        line.set_spring(1)
        wraps(self._first)
        words.addWidget(self._first)
        words.addWidget(self._hint)
        words.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(words, 1)
        by_hand = QVBoxLayout(self._by_hand)
        by_hand.setContentsMargins(34, 4, 0, 0)
        by_hand.setSpacing(GAP_SMALL)
        by_hand.addWidget(self._code_field)
        by_hand.addWidget(self._reason_field)
        by_hand.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        self._by_hand.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(GAP_SMALL)
        box.addLayout(head)
        box.addWidget(self._by_hand)

    def set_label(self, label: str, hint: str = "") -> None:
        """Say what is to be scanned."""
        self._label.setText(label)
        self._hint.setText(hint)
        self._show_hint()
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)

    def show_code(self, code: str, reason: str = "") -> None:
        """Hold a code: it was read, or typed with ``reason``."""
        self.code, self.typed_reason = code, reason
        self._state, self._note = ScanState.TAKEN, ""
        self._show_by_hand(shown=False)
        self._draw()
        announce(self, self._chip.text())

    def show_wrong(self, words: str) -> None:
        """Say why the code that came is not the one; what is held stays held."""
        self._note = words
        self._state = ScanState.WRONG
        self._draw()
        announce(self, words)

    def clear(self) -> None:
        """Wait again."""
        self.code = self.typed_reason = self._note = ""
        self._state = ScanState.WAITING
        self.code_line.clear()
        self.reason_line.clear()
        self._show_by_hand(shown=False)
        self._draw()

    def first_focus(self) -> QWidget:
        """The way to type a damaged code: a scan needs no focus."""
        return self.code_line if self._by_hand.isVisibleTo(self) else self._link

    def retranslate(self) -> None:
        """Say the program's own words in the present language."""
        self._code_field.set_label(tr_("Code under the bars"))
        self._reason_field.set_label(tr_("Why the code is typed"))
        self._reason_field.set_hint(tr_("The supervisor confirms a typed code."))
        self._take.setText(tr_("Take the typed code"))
        self._show_link()
        self._draw()

    def leave(self) -> bool:
        """Esc: close the lines for typing; ``False`` when they are closed."""
        opened = self._by_hand.isVisibleTo(self)
        self._show_by_hand(shown=False)
        if opened:
            self._link.setFocus(Qt.FocusReason.OtherFocusReason)
        return opened

    def _show_hint(self) -> None:
        """What is read needs no hint any more."""
        self._hint.setVisible(bool(self._hint.text()) and self._state is not ScanState.TAKEN)

    def _draw(self) -> None:
        self._show_hint()
        self._link.setVisible(self._state is not ScanState.TAKEN)
        if self._state is ScanState.TAKEN:
            self._chip.show_state(grouped(self.code), Tone.GOOD)
        elif self._state is ScanState.WRONG:
            self._chip.show_state(self._note, Tone.STOP)
        else:
            self._chip.show_state(tr_(_WAITS), Tone.INFO)
        self._first.updateGeometry()

    def _show_link(self) -> None:
        opened = self._by_hand.isVisibleTo(self)
        self._link.setText(tr_(_TYPE_SCANNED if opened else _BROKEN))

    def _show_by_hand(self, *, shown: bool) -> None:
        self._by_hand.setVisible(shown)
        self._show_link()
        for field in (self._code_field, self._reason_field):
            field.set_error("")

    def _on_link_clicked(self) -> None:
        shown = not self._by_hand.isVisibleTo(self)
        self._show_by_hand(shown=shown)
        if shown:
            self.code_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_take(self) -> None:
        code, reason = typed_code(self.code_line.text()), self.reason_line.words()
        sound = is_printed_code(code)
        self._code_field.set_error(
            "" if sound else tr_("This is no whole code: one letter and sixteen digits.")
        )
        self._reason_field.set_error("" if reason else tr_("Write why the code could not be read."))
        if not sound:
            self.code_line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not reason:
            self.reason_line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.typed.emit(code, reason)
