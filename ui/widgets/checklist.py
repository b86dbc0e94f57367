"""The checklist of documents: arrows walk it, Space acts, the item that blocks has the focus."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.binding.presentation import ChecklistRow
from ui.binding.texts import tr_, ui_language
from ui.theme.center import theme
from ui.theme.metrics import TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.key_button import LinkButton
from ui.widgets.late_focus import give_focus
from ui.widgets.roomy import RoomyBox, RoomyRow
from ui.widgets.text import Label, Rule, show_if, wraps

_COLUMNS = (44, 31, 25)
_NARROW = 560


class RowButton(RoomyRow):
    """One row.

    Signals: ``norm_asked(object)`` with its ``CitationItem``; ``walked(str)`` when the focus came.
    """

    norm_asked = Signal(object)
    walked = Signal(str)

    def __init__(self, row: ChecklistRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.link = LinkButton()
        show_if(self.link, row.citation is not None)
        if row.citation is not None:
            self.link.setText(row.citation.label)
            self.link.clicked.connect(lambda: self.norm_asked.emit(row.citation))
        name, hint = Label(row.name, TextRole.STRONG), Label(row.hint, tone="muted")
        source = Label(row.source, TextRole.SMALL, tone="muted")
        self._columns = RoomyBox(self, self.least_height)
        self._columns.setContentsMargins(8, 8, 8, 8)
        cells = ((name, hint), (StatusChip(row.state, row.tone),), (source, self.link))
        for share, parts in zip(_COLUMNS, cells, strict=True):
            self._columns.addWidget(_column(parts), share)
        for part, words in ((hint, row.hint), (source, row.source)):
            show_if(part, bool(words))
        wraps(self)
        self.set_narrow(False)
        self.take_layout(self._columns)
        self.setAccessibleName(". ".join(part for part in (row.name, row.state) if part))
        self.setAccessibleDescription(". ".join(part for part in (row.hint, row.source) if part))

    def set_narrow(self, narrow: bool) -> None:
        """Stand in three columns, or, when these would be too thin, below one another."""
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._columns.setSpacing(4 if narrow else 12)
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell where the focus walked to."""
        super().focusInEvent(event)
        self.walked.emit(self.row.id)


def _column(parts: tuple[QWidget, ...]) -> QWidget:
    column = QWidget()
    wraps(column, QSizePolicy.Policy.Ignored)
    box = QVBoxLayout(column)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    for part in parts:
        left = isinstance(part, StatusChip | LinkButton)
        box.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0))
    box.addStretch(1)
    return column


class Checklist(QWidget):
    """Rows of documents.

    Signals: ``row_chosen(str)`` the id of the row on which Space was pressed or that was clicked;
    ``row_entered(str)`` the id of the row that the focus walked to; ``norm_asked(object)``.
    """

    row_chosen = Signal(str)
    row_entered = Signal(str)
    norm_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ChecklistRow, ...] = ()
        self._buttons: list[RowButton] = []
        self._card = QFrame()
        self._card.setProperty("surface", "card")
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(8, 6, 8, 6)
        self._column.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Name the list in the present language."""
        self.setAccessibleName(tr_("Checklist"))

    def render_rows(self, rows: tuple[ChecklistRow, ...]) -> None:
        """Draw ``rows``; the focus stays with its document, whatever became of it."""
        if rows == self._rows:
            return
        had_focus = self.current_id() if self.hasFocusInside() else ""
        self._rows = rows
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = []
        for index, row in enumerate(rows):
            if index:
                self._column.addWidget(Rule())
            self._add(row)
        self._fold(self.width())
        self._rove(self._index_of(had_focus) if had_focus else self._blocking_index())
        if had_focus:
            self.focus_row(had_focus)

    def first_focus(self) -> QWidget | None:
        """The row that blocks, else the first."""
        return self._buttons[self._blocking_index()] if self._buttons else None

    def row_of(self, id: str) -> QWidget | None:  # noqa: A002 - the record's own word
        """The row of a document, to be given the focus; ``None`` for one that is not listed."""
        return next((button for button in self._buttons if button.row.id == id), None)

    def focus_row(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Give the focus to a row."""
        if self._buttons:
            give_focus(self._buttons[self._index_of(id)])

    def current_id(self) -> str:
        """The id of the row that Tab would reach."""
        for button in self._buttons:
            if button.focusPolicy() is Qt.FocusPolicy.StrongFocus:
                return button.row.id
        return ""

    def hasFocusInside(self) -> bool:
        """Whether a row or a link of it has the focus."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End walk the rows."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        here = next((i for i, b in enumerate(self._buttons) if b.row.id == self.current_id()), 0)
        last = len(self._buttons) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if key in steps and self._buttons:
            self._buttons[min(max(here + steps[key], 0), last)].setFocus()
        elif key in ends and self._buttons:
            self._buttons[ends[key]].setFocus()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the columns when they get too thin."""
        super().resizeEvent(event)
        self._fold(event.size().width())

    def _add(self, row: ChecklistRow) -> None:
        button = RowButton(row)
        button.walked.connect(self._on_walked)
        button.clicked.connect(lambda _=False, key=row.id: self.row_chosen.emit(key))
        button.norm_asked.connect(self.norm_asked)
        self._column.addWidget(button)
        self._buttons.append(button)

    def _fold(self, width: int) -> None:
        narrow = 0 < width < theme().metrics.px(_NARROW)
        for button in self._buttons:
            button.set_narrow(narrow)

    def _on_walked(self, id: str) -> None:  # noqa: A002
        self._rove(self._index_of(id))
        self.row_entered.emit(id)

    def _rove(self, index: int) -> None:
        for place, button in enumerate(self._buttons):
            tabbed = place == index
            policy = Qt.FocusPolicy.StrongFocus if tabbed else Qt.FocusPolicy.ClickFocus
            for stop in (button, button.link):
                stop.setFocusPolicy(policy)

    def _index_of(self, id: str) -> int:  # noqa: A002
        return next((i for i, b in enumerate(self._buttons) if b.row.id == id), 0)

    def _blocking_index(self) -> int:
        return next((i for i, b in enumerate(self._buttons) if b.row.blocks), 0)
