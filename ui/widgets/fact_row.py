"""Facts of a case: label, value, and where the value comes from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.binding.presentation import FactGroup, FactItem
from ui.binding.texts import tr_, ui_language
from ui.theme.metrics import TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import LinkButton
from ui.widgets.text import Label, show_if, wraps


class FactRow(QWidget):
    """One fact. When it can be explained, its link opens the explanation right below.

    Signals: ``explained(bool)`` after the explanation was opened or closed.
    """

    explained = Signal(bool)

    def __init__(self, fact: FactItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        line = QWidget()
        flow = FlowLayout(line, gap=8)
        value = Label(fact.value, TextRole.STRONG if fact.strong else TextRole.BODY)
        if fact.value:
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        flow.addWidget(Label(fact.label))
        flow.addWidget(value)
        flow.set_spring(1)
        wraps(line)
        box.addWidget(line)
        if fact.source:
            box.addWidget(Label(fact.source, TextRole.SMALL, tone="muted"))
        self._link = LinkButton()
        show_if(self._link, bool(fact.explain))
        self._link.clicked.connect(self._on_link_clicked)
        box.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        self._explanation = Label(fact.explain, tone="muted")
        self._explanation.setVisible(False)
        box.addWidget(self._explanation)
        self.setAccessibleName(f"{fact.label}: {fact.value}")
        self.setAccessibleDescription(fact.source)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Name the link in the present language."""
        opened = self._explanation.isVisibleTo(self)
        words = tr_("Hide") if opened else tr_("How it came about")
        self._link.setText(words)
        self._link.setAccessibleName(f"{words}: {self.fact.label}")

    def _on_link_clicked(self) -> None:
        opened = not self._explanation.isVisibleTo(self)
        self._explanation.setVisible(opened)
        self.retranslate()
        self.explained.emit(opened)


class FactPanel(QWidget):
    """Facts under one heading."""

    def __init__(self, group: FactGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(group.title)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Label(group.title, TextRole.SECTION))
        if group.lead:
            box.addWidget(Label(group.lead, TextRole.STRONG))
        for fact in group.facts:
            box.addWidget(FactRow(fact))
        if group.note:
            box.addWidget(Label(group.note, TextRole.SMALL, tone="muted"))
