"""A card that shows one group of facts and can be filled anew."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.binding.presentation import FactGroup
from ui.widgets.fact_row import FactPanel


class FactCard(QFrame):
    """Hidden while there is nothing to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._group: FactGroup | None = None
        self._panel: FactPanel | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 12, 14, 12)
        self.hide()

    def show_group(self, group: FactGroup | None) -> None:
        """Show ``group``; ``None`` hides the card."""
        if group == self._group:
            return
        self._group = group
        if self._panel is not None:
            self._box.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        if group is not None:
            self._panel = FactPanel(group)
            self._box.addWidget(self._panel)
            self.setAccessibleName(group.lead or group.title)
        self.setVisible(group is not None)
