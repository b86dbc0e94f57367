"""The right zone: what is in the way, the facts with their sources, the applicant's screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.binding.presentation import SideState
from ui.binding.texts import tr_, ui_language
from ui.theme.metrics import GAP, GAP_WIDE, TextRole
from ui.widgets.fact_row import FactPanel
from ui.widgets.finding_card import FindingCard
from ui.widgets.icon import Icon
from ui.widgets.reading_area import ReadingArea
from ui.widgets.text import Label


class SidePane(QFrame):
    """Signals: ``norm_asked(object)`` with a ``CitationItem``."""

    norm_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("zone", "side")
        self._state = SideState()
        self._cards: list[FindingCard] = []
        self._panels: list[FactPanel] = []
        self._title = Label("", TextRole.SECTION)
        self._details = Label("", tone="muted")
        self._details.hide()
        self._clear = QWidget()
        clear = QHBoxLayout(self._clear)
        clear.setContentsMargins(0, 0, 0, 0)
        clear.setSpacing(8)
        self._clear_words = Label("", tone="good")
        clear.addWidget(Icon("check", "good", 18), 0, Qt.AlignmentFlag.AlignTop)
        clear.addWidget(self._clear_words, 1)
        self._findings, self._facts = QVBoxLayout(), QVBoxLayout()
        self._findings.setSpacing(GAP)
        self._facts.setSpacing(GAP_WIDE)
        self._applicant_title = Label("", TextRole.SECTION)
        self._applicant = QFrame()
        self._applicant.setProperty("surface", "card")
        self._applicant_words = Label("")
        note = QVBoxLayout(self._applicant)
        note.setContentsMargins(16, 10, 16, 10)
        note.addWidget(self._applicant_words)
        self._lay_out()
        self.render_side(self._state)
        ui_language().changed.connect(self.retranslate)

    def render_side(self, state: SideState) -> None:
        """Show ``state``; what did not change is not drawn again."""
        before, self._state = self._state, state
        if before.findings != state.findings:
            _empty(self._findings, self._cards)
            self._cards = [FindingCard(item) for item in state.findings]
            for card in self._cards:
                card.norm_asked.connect(self.norm_asked)
                self._findings.addWidget(card)
        if before.groups != state.groups:
            _empty(self._facts, self._panels)
            self._panels = [FactPanel(group) for group in state.groups]
            for panel in self._panels:
                self._facts.addWidget(panel)
        self._clear.setVisible(not state.findings)
        self._applicant_words.setText(state.applicant_note)
        for widget in (self._applicant, self._applicant_title):
            widget.setVisible(bool(state.applicant_note))
        self.retranslate()

    def show_details(self, lines: tuple[str, ...]) -> None:
        """Take in what has no room in the header."""
        self._details.setText("\n".join(lines))
        self._details.setVisible(bool(lines))

    def first_finding(self) -> QWidget | None:
        """The first thing in the way, to be given the focus."""
        return self._cards[0] if self._cards else None

    def retranslate(self) -> None:
        """Say the headings in the present language."""
        count = len(self._state.findings)
        self._title.setText(f"{tr_('In the way')} · {count}")
        self._clear_words.setText(tr_("Nothing is in the way"))
        self._applicant_title.setText(tr_("The applicant's screen"))
        self.setAccessibleName(self._title.text())

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._details)
        column.addWidget(self._title)
        column.addWidget(self._clear)
        column.addLayout(self._findings)
        column.addLayout(self._facts)
        column.addStretch(1)
        column.addWidget(self._applicant_title)
        column.addWidget(self._applicant)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(ReadingArea(content))


def _empty(layout: QVBoxLayout, widgets: list[FindingCard] | list[FactPanel]) -> None:
    for widget in widgets:
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
