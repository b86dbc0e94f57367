"""A field of digits: letters of the Kazakh digit row become digits, and it says so."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.binding.texts import tr_
from ui.theme.center import theme
from ui.widgets.icon import Icon
from ui.widgets.layout_keys import AMBIGUOUS, DIGIT_OF, digit_key, is_command, to_digits

_MARK = 20


class DigitsEdit(QLineEdit):
    """A number of ``length`` digits (0: any), shown in ``groups``.

    ``check`` gives the words of what is wrong with a whole number, or nothing; a right one gets a
    check mark. Signals: ``digits_changed(str)``; ``completed(str)`` when the number is whole and
    right; ``noticed(str)`` words on what the field did with the keys, empty when there is nothing.
    """

    digits_changed = Signal(str)
    completed = Signal(str)
    noticed = Signal(str)

    def __init__(
        self,
        *,
        length: int = 0,
        groups: tuple[int, ...] = (),
        check: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._length, self._groups, self._check = length, groups, check
        self._digits = ""
        self._notice = ""
        self._by_place = False
        self.setProperty("digits", "true")
        self._mark = Icon("", "good", _MARK, self)
        self._mark.hide()
        self.textChanged.connect(self._on_text_changed)

    @property
    def digits(self) -> str:
        """The digits alone."""
        return self._digits

    def set_digits(self, digits: str) -> None:
        """Put a number in, for instance one that a card gave."""
        self.setText(digits)

    def problem(self) -> str:
        """What is wrong with the number now; empty when nothing is."""
        if self._length and len(self._digits) != self._length:
            return tr_(
                "{count} digits of {length} are there", count=len(self._digits), length=self._length
            )
        return self._check(self._digits) if self._check and self._digits else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the digit row in any layout; refuse other signs."""
        text = event.text()
        if not text or not text.isprintable() or is_command(event) or self.isReadOnly():
            super().keyPressEvent(event)
            return
        # What types without keys, such as a keyboard on the screen, tells no place.
        placeless = not event.nativeScanCode() and text in AMBIGUOUS
        digit = DIGIT_OF[text] if placeless else digit_key(event)
        if not digit:
            self._tell(tr_("Only digits are taken here"))
        elif digit == text:
            super().keyPressEvent(event)
        else:
            self._by_place = True
            self.insert(digit)
            self._by_place = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mark at the right edge."""
        super().resizeEvent(event)
        side = theme().metrics.px(_MARK)
        self.setTextMargins(0, 0, side + 4, 0)
        self._mark.setGeometry(self.width() - side - 10, (self.height() - side) // 2, side, side)

    def _on_text_changed(self, text: str) -> None:
        digits, mapped = to_digits(text)
        before, _ = to_digits(text[: self.cursorPosition()])
        surplus = bool(self._length) and len(digits) > self._length
        digits = digits[: self._length] if surplus else digits
        shown = self._grouped(digits)
        if shown != text:
            self.blockSignals(True)
            self.setText(shown)
            self.blockSignals(False)
            self.setCursorPosition(len(self._grouped(digits[: len(before)])))
        if surplus:
            self._tell(tr_("More than {length} digits: the rest was left out", length=self._length))
        elif mapped or self._by_place:
            self._tell(tr_("Kazakh letters were taken as digits: {digits}", digits=digits))
        elif digits != self._digits:
            self._tell("")
        if digits != self._digits:
            self._digits = digits
            self.digits_changed.emit(digits)
        self._show_mark()

    def _show_mark(self) -> None:
        whole = bool(self._digits) and (not self._length or len(self._digits) == self._length)
        problem = self.problem() if whole else ""
        self._mark.setVisible(whole and (bool(self._length) or self._check is not None))
        self._mark.show_icon("cross" if problem else "check", "stop" if problem else "good")
        if whole and not problem:
            self.completed.emit(self._digits)

    def _grouped(self, digits: str) -> str:
        parts, start = [], 0
        for size in self._groups:
            parts.append(digits[start : start + size])
            start += size
        parts.append(digits[start:])
        return " ".join(part for part in parts if part)

    def _tell(self, words: str) -> None:
        if words != self._notice:
            self._notice = words
            self.noticed.emit(words)
