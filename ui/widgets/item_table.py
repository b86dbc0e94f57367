"""Items with their values side by side, to be read from top to bottom: a passport, a summary."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.binding.presentation import FactGroup
from ui.theme.center import theme
from ui.theme.metrics import GAP, TextRole
from ui.widgets.text import Label

_LABELS = 150


class ItemTable(QFrame):
    """Hidden while there is nothing to show; labels left, values right of them, both wrapped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._group: FactGroup | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 12, 14, 12)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_group(self, group: FactGroup | None) -> None:
        """Show ``group``; ``None`` hides the table."""
        if group != self._group:
            self._group = group
            self._fill(group)
        self.setVisible(group is not None)

    def _fill(self, group: FactGroup | None) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if group is None:
            return
        self.setAccessibleName(group.lead or group.title)
        self._grid.setColumnMinimumWidth(0, theme().metrics.px(_LABELS))
        heads = ((group.title, TextRole.SECTION), (group.lead, TextRole.STRONG))
        row = 0
        for words, role in heads:
            if words:
                self._grid.addWidget(Label(words, role), row, 0, 1, 2)
                row += 1
        top = Qt.AlignmentFlag.AlignTop
        for fact in group.facts:
            label, value = Label(fact.label, tone="muted"), Label(fact.value)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label, row, 0, top)
            self._grid.addWidget(value, row, 1, top)
            row += 1
        if group.note:
            self._grid.addWidget(Label(group.note, TextRole.SMALL, tone="muted"), row, 0, 1, 2)


class ItemTables(QWidget):
    """Several tables, one below the other; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._tables: list[ItemTable] = []
        self.hide()

    def show_groups(self, groups: tuple[FactGroup, ...]) -> None:
        """Show them in their order."""
        while len(self._tables) < len(groups):
            self._tables.append(ItemTable())
            self._box.addWidget(self._tables[-1])
        for number, table in enumerate(self._tables):
            table.show_group(groups[number] if number < len(groups) else None)
        self.setVisible(bool(groups))
