"""A table of figures that is read, not worked in: wrapped headings, numbers under each other."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.theme.metrics import TextRole
from ui.widgets.text import Label, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One row: its name and its figures as they are written; ``strong`` for the sum of the rest."""

    name: str
    cells: tuple[str, ...]
    strong: bool = False


class FigureTable(QFrame):
    """Can be reached by Tab, so that assistive technology reads it row by row in its description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown: tuple[object, ...] = ()
        self._heading = Label("", TextRole.SECTION)
        self._note = Label("", TextRole.SMALL, tone="muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        box.addWidget(self._heading)
        box.addLayout(self._grid)
        box.addWidget(self._note)

    def show_rows(
        self, heading: str, columns: tuple[str, ...], rows: tuple[FigureRow, ...], note: str = ""
    ) -> None:
        """Draw ``rows`` under ``columns``, whose first one heads the names."""
        if (heading, columns, rows, note) == self._shown:
            return
        self._shown = (heading, columns, rows, note)
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._empty()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        for place, column in enumerate(columns):
            label = Label(column, TextRole.SMALL, tone="muted")
            label.setAlignment(right if place else Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(label, 0, place)
            self._grid.setColumnStretch(place, 1 if place else 0)
        self._grid.addWidget(Rule(), 1, 0, 1, len(columns))
        for line, row in enumerate(rows, 2):
            role = TextRole.STRONG if row.strong else TextRole.BODY
            self._grid.addWidget(Label(row.name, TextRole.STRONG), line, 0)
            for place, cell in enumerate(row.cells, 1):
                label = Label(cell, role)
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._grid.addWidget(label, line, place)
        self.setAccessibleName(heading)
        self.setAccessibleDescription("\n".join(_spoken(columns, row) for row in rows))

    def _empty(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _spoken(columns: tuple[str, ...], row: FigureRow) -> str:
    pairs = zip(columns[1:], row.cells, strict=False)
    return f"{row.name}: " + ", ".join(f"{column} {cell}" for column, cell in pairs if cell)
