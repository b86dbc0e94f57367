"""One thing in the way as a card: what, why, what would unblock it, and the norm to open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.binding.presentation import FindingItem, Tone
from ui.binding.texts import tr_, ui_language
from ui.theme.metrics import TextRole
from ui.widgets.chip import INKS, SIGNS
from ui.widgets.icon import Icon
from ui.widgets.key_button import LinkButton
from ui.widgets.text import Label, show_if


class FindingCard(QFrame):
    """A finding that can be read by keyboard.

    Signals: ``norm_asked(object)`` with the ``CitationItem`` when the norm is to be opened.
    """

    norm_asked = Signal(object)

    def __init__(self, item: FindingItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setProperty("surface", "finding")
        self.setProperty("tone", item.tone.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 10)
        box.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        sign = "warning" if item.tone is Tone.STOP else SIGNS[item.tone]
        head.addWidget(Icon(sign, INKS[item.tone], 18), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(item.title, TextRole.STRONG), 1)
        box.addLayout(head)
        box.addWidget(Label(item.text))
        if item.advice:
            box.addWidget(Label(item.advice, tone="muted"))
        self._link = LinkButton()
        show_if(self._link, item.citation is not None)
        self._link.clicked.connect(self._on_link_clicked)
        box.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(item.title)
        self.setAccessibleDescription(f"{item.text} {item.advice}".strip())
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Name the link in the present language."""
        if self.item.citation is not None:
            label = self.item.citation.label
            self._link.setText(label or tr_("Open the norm (kk / ru)"))
            self._link.setAccessibleName(tr_("Open the norm: {norm}", norm=label))

    def _on_link_clicked(self) -> None:
        self.norm_asked.emit(self.item.citation)
