"""A date typed as ``dd.MM.yyyy``: digits only, the points come by themselves."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.binding.texts import show_date, tr_
from ui.widgets.layout_keys import digit_key, is_command, to_digits

_PLACES = (2, 4)
_WHOLE = 8


class DateEdit(QLineEdit):
    """A day between ``earliest`` and ``latest`` (both inclusive, if given).

    Up and Down move a whole date by a day. Signals: ``day_changed(object)`` with a ``date`` or
    ``None`` after every change; ``noticed(str)`` as in ``DigitsEdit``.
    """

    day_changed = Signal(object)
    noticed = Signal(str)

    def __init__(
        self,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._earliest, self._latest = earliest, latest
        self._last: date | None = None
        self.setProperty("digits", "true")
        self.retranslate()
        self.textChanged.connect(self._on_text_changed)

    def retranslate(self) -> None:
        """Show the pattern in the present language."""
        self.setPlaceholderText(tr_("dd.mm.yyyy"))

    def day(self) -> date | None:
        """The day, when it is whole, exists and lies within the bounds."""
        return None if self.problem() or not self.text() else self._typed()

    def set_day(self, day: date | None) -> None:
        """Put a day in."""
        self.setText(show_date(day) if day else "")

    def problem(self) -> str:
        """What is wrong with the date, in words; empty when nothing is or nothing is typed."""
        digits, _ = to_digits(self.text().replace(".", ""))
        if not digits:
            return ""
        if len(digits) < _WHOLE:
            return tr_("The date is not whole: day, month and year as dd.mm.yyyy")
        day = self._typed()
        if day is None:
            return tr_("There is no such day in the calendar: {date}", date=self.text())
        if self._earliest and day < self._earliest:
            return tr_("The date is earlier than {date}", date=show_date(self._earliest))
        if self._latest and day > self._latest:
            return tr_("The date is later than {date}", date=show_date(self._latest))
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits in any layout; Up and Down move by a day."""
        shift = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        day = self.day()
        if shift and day is not None:
            self.set_day(day + timedelta(days=shift))
            return
        if is_command(event):
            super().keyPressEvent(event)
            return
        digit = digit_key(event)
        if digit and digit != event.text():
            self.insert(digit)
            self.noticed.emit(tr_("Kazakh letters were taken as digits: {digits}", digits=digit))
            return
        if event.text().isprintable() and event.text() and not digit and event.text() not in "./- ":
            self.noticed.emit(tr_("Only digits are taken here"))
            return
        super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        shown = _dotted(text)
        if shown != text:
            at_end = self.cursorPosition() == len(text)
            place = self.cursorPosition()
            self.blockSignals(True)
            self.setText(shown)
            self.blockSignals(False)
            self.setCursorPosition(len(shown) if at_end else min(place, len(shown)))
        day = self.day()
        if day != self._last or day is None:
            self._last = day
            self.day_changed.emit(day)

    def _typed(self) -> date | None:
        digits, _ = to_digits(self.text().replace(".", ""))
        if len(digits) != _WHOLE:
            return None
        try:
            return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        except ValueError:
            return None


def _dotted(text: str) -> str:
    """Digits with points after day and month; ``7.3.2026`` becomes ``07.03.2026``."""
    parts = [to_digits(part)[0] for part in text.replace("/", ".").replace("-", ".").split(".")]
    if len(parts) > 1 and len(parts[0]) == 1:
        parts[0] = f"0{parts[0]}"
    if len(parts) > 2 and len(parts[1]) == 1:
        parts[1] = f"0{parts[1]}"
    digits = "".join(parts)[:_WHOLE]
    pieces = [digits[: _PLACES[0]], digits[_PLACES[0] : _PLACES[1]], digits[_PLACES[1] :]]
    dotted = ".".join(piece for piece in pieces if piece)
    wants_point = text.endswith(".") and len(digits) in _PLACES
    return f"{dotted}." if wants_point else dotted
