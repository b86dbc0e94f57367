"""The machine-readable zone, scanned or typed: what is wrong with it, and the repairs that are offered.

A repair is one other character with which every check digit agrees. It changes nothing until the
employee, who has the document before them, takes it.
"""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.chip import ChipEvidence
from app.domain.identification import IdentitySource
from app.domain.mrz import MrzReading, Repair, read_mrz
from app.usecases.identify import Identify
from app.wording import problem_words
from ui.binding.present_devices import advice, trouble
from ui.binding.presentation import Tone
from ui.binding.texts import tr_, ui_language
from ui.pages.blocks import Line
from ui.pages.identify_forms import SourceForm
from ui.theme.metrics import GAP_SMALL, TextRole
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton
from ui.widgets.roomy import is_enter
from ui.widgets.text import Label

_LEAST_LINE = 30
_MOST_LINES, _AROUND = 3, 36
"""Lines that are in sight, and pixels above and below them together."""


class _ZoneEdit(QPlainTextEdit):
    """Lines of a machine-readable zone; Enter goes on once the last line is as long as the first."""

    def lines(self) -> list[str]:
        """The lines as they will be handed in."""
        stripped = (line.strip().upper() for line in self.toPlainText().splitlines())
        return [line for line in stripped if line]

    def whole(self) -> bool:
        """Whether nothing more can follow, so that it can be judged."""
        lines = self.lines()
        long = len(lines) > 1 and len(lines[0]) >= _LEAST_LINE
        return long and all(len(line) == len(lines[0]) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the window when the zone is whole."""
        done = self.whole() or not self.lines()
        if (is_enter(event) and done) or event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Repairs(QWidget):
    """The repairs as buttons: walking over them takes none. Signals: ``taken(Repair)``."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_SMALL)
        self._shown: tuple[str, ...] = ()
        self._buttons: list[KeyButton] = []

    def offer(self, repairs: tuple[Repair, ...]) -> None:
        """Show these; what stands there already stays."""
        words = tuple(_words_of(repair) for repair in repairs)
        self.setVisible(bool(words))
        if words == self._shown:
            return
        self._shown = words
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(*pair) for pair in zip(repairs, words, strict=True)]

    def first_focus(self) -> QWidget | None:
        """The likeliest one."""
        return next(iter(self._buttons), None)

    def _button(self, repair: Repair, words: str) -> KeyButton:
        button = KeyButton(words, icon="pen", parent=self)
        button.clicked.connect(lambda: self.taken.emit(repair))
        self._column.addWidget(button)
        return button


def _words_of(repair: Repair) -> str:
    return tr_(
        "Line {line}, sign {position}: «{offered}» instead of «{found}»",
        line=repair.line,
        position=repair.position,
        offered=repair.offered,
        found=repair.found,
    )


class MrzForm(SourceForm):
    """The machine-readable zone. ``today`` tells the century of its two-digit years."""

    def __init__(self) -> None:
        super().__init__()
        self.today: date | None = None
        self._zone = _ZoneEdit()
        self._zone.setTabChangesFocus(True)
        self._zone.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._why = Line("warning", role=TextRole.STRONG)
        self._note = Label("", tone="muted")
        self._problem = Line("warning")
        self.repairs = _Repairs()
        self.fields = {"mrz": Field("", self._zone)}
        for part in (self._why, self._note, self.fields["mrz"], self._problem, self.repairs):
            self.box.addWidget(part)
        self.repairs.taken.connect(self._on_repair)
        self._code, self._repaired = "", False
        self._judged: tuple[tuple[str, date], MrzReading] | None = None
        self._zone.textChanged.connect(self._on_text)
        self._show()

    def retranslate(self) -> None:
        """Name the field; say again what is wrong."""
        self._zone.ensurePolished()
        self._zone.setFixedHeight(_MOST_LINES * self._zone.fontMetrics().lineSpacing() + _AROUND)
        self.fields["mrz"].set_label(tr_("Lines of the machine-readable zone"))
        self.fields["mrz"].set_hint(tr_("as printed: two or three lines, with every sign «<»"))
        self._show()

    def clear(self) -> None:
        """Forget the lines, and what was read in them."""
        self._code, self._judged = "", None
        self._zone.clear()

    def take(self, text: str, code: str = "") -> None:
        """Put scanned lines in; ``code`` says why they and not the chip are to identify."""
        self._code = code
        self._zone.setPlainText(text)
        self._show()

    @property
    def touched(self) -> bool:
        """Whether lines are typed."""
        return bool(self._zone.lines())

    @property
    def instead_of_chip(self) -> bool:
        """Whether a chip was tried before and told nothing."""
        return bool(self._code)

    @property
    def text(self) -> str:
        """The lines with a line feed between."""
        return "\n".join(self._zone.lines())

    def reading(self) -> MrzReading | None:
        """The verdict on the zone; ``None`` while it is not whole."""
        if self.today is None or not self._zone.whole():
            return None
        asked = (self.text, self.today)
        if self._judged is None or self._judged[0] != asked:
            # A zone with a slip costs some milliseconds, for its repairs are looked for.
            self._judged = asked, read_mrz(*asked)
        return self._judged[1]

    def lacking(self) -> str:
        """Lines are needed."""
        return "" if self.touched else tr_("the zone is not scanned or typed yet")

    def command(self) -> Identify:
        """The zone as it stands; its check digits are judged where everything is judged."""
        chip = ChipEvidence(trouble=self._code) if self._code else None
        repaired = self._repaired
        return Identify(source=IdentitySource.MRZ, mrz=self.text, repaired=repaired, chip=chip)

    def first_focus(self) -> QWidget | None:
        """The repairs while some are offered, else the lines."""
        return self.repairs.first_focus() or self._zone

    def _on_text(self) -> None:
        self._repaired = False
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._why.say(trouble(self._code) if self._code else "", "warning", Tone.WARN)
        self._note.setText(advice(self._code))
        self._note.setVisible(bool(self._code))
        reading = self.reading()
        problems = reading.problems if reading is not None else ()
        offered = reading.repairs if reading is not None else ()
        words = ui_language().of(problem_words(problems[0])) if problems else ""
        if offered:
            words = f"{words} {tr_('Compare with the document, then take what stands there:')}"
        self._problem.say(words, "warning", Tone.WARN)
        self.repairs.offer(offered)

    def _on_repair(self, one: Repair) -> None:
        """The employee has taken one: it is written, and handed in by their next press."""
        lines = self._zone.lines()
        row, column = one.line - 1, one.position - 1
        lines[row] = lines[row][:column] + one.offered + lines[row][column + 1 :]
        self._zone.setPlainText("\n".join(lines))
        self._repaired = True
        self._zone.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
