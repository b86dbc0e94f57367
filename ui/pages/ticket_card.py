"""The card of one ticket: its number large, what is known of it in lines, small acts below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.binding.present_ticket import TicketFace, TicketLine
from ui.pages.blocks import Line
from ui.theme.metrics import GAP, GAP_SMALL, GAP_WIDE, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton, Variant
from ui.widgets.text import Label, wraps


class LineList(QWidget):
    """Lines of words with their signs, drawn anew only when they changed."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[TicketLine, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        wraps(self)

    def show_lines(self, lines: tuple[TicketLine, ...]) -> None:
        """Show ``lines``; none take no room."""
        if lines != self._shown:
            self._shown = lines
            while (item := self._box.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            for line in lines:
                shown = Line(line.icon, line.tone)
                # Placed first: shown without a parent it would be a window of its own.
                self._box.addWidget(shown)
                shown.say(line.words)
        self.setVisible(bool(lines))
        self.updateGeometry()


class TicketCard(QFrame):
    """Signals: ``pressed(str)`` the id of a small act."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._heading = Label("", TextRole.SECTION)
        self._chip = StatusChip()
        self._number = Label("", TextRole.TICKET, wrap=False)
        self._title = Label("", TextRole.TITLE)
        self._lines = LineList()
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts, gap=GAP_SMALL)
        wraps(self._acts)
        self._drawn: tuple[tuple[str, str, str], ...] = ()
        self._buttons: dict[str, KeyButton] = {}
        self._lay_out()

    def show_face(self, face: TicketFace) -> None:
        """Show a ticket."""
        self._heading.setText(face.heading)
        self._chip.show_state(face.mark, face.tone)
        self._number.setText(face.number)
        self._title.setText(face.title)
        self._lines.show_lines(face.lines)
        words = (face.heading, face.number, face.title, face.mark)
        self.setAccessibleName(". ".join(part for part in words if part))
        self.setAccessibleDescription(". ".join(line.words for line in face.lines))

    def show_acts(self, acts: tuple[tuple[str, str, str], ...]) -> None:
        """Offer small acts: id, words, icon. The same acts keep their buttons and the focus."""
        if acts != self._drawn:
            self._drawn = acts
            self._flow.clear()
            self._buttons = {}
            for act, words, icon in acts:
                button = KeyButton(words, icon=icon, variant=Variant.QUIET)
                button.clicked.connect(lambda _=False, key=act: self.pressed.emit(key))
                self._buttons[act] = button
                self._flow.addWidget(button)
        self._acts.setVisible(bool(acts))
        self._acts.updateGeometry()

    def button(self, act: str) -> KeyButton | None:
        """The button of a small act, if it is offered."""
        return self._buttons.get(act)

    def _lay_out(self) -> None:
        head = QWidget()
        line = FlowLayout(head, gap=GAP)
        line.addWidget(self._heading)
        line.addWidget(self._chip)
        line.set_spring(1)
        wraps(head)
        words = QVBoxLayout()
        words.setSpacing(GAP_SMALL)
        words.addWidget(self._title)
        words.addWidget(self._lines)
        row = QHBoxLayout()
        row.setSpacing(GAP_WIDE * 2)
        place = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        row.addWidget(self._number, 0, place)
        row.addLayout(words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 16)
        box.setSpacing(GAP)
        box.addWidget(head)
        box.addLayout(row)
        box.addWidget(self._acts)


__all__ = ["LineList", "TicketCard"]
