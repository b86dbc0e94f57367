"""A layout that lets its widgets flow onto further rows when the width does not hold them."""

from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QWidget

_SHARES = (0.62, 0.5)
"""The parts of their width to which items are squeezed: two lines if that will do, else three."""


class FlowLayout(QLayout):
    """Items left to right, then downwards.

    ``squeeze`` lets items wrap their own words down to half their width before a row is broken.
    ``equal`` gives every item the same width, in as many columns as hold the widest. Items from
    :meth:`set_spring` on stand at the right edge while everything fits on one row.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 8,
        equal: bool = False,
        squeeze: bool = False,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._below = gap, min(gap, 8)
        self._equal = equal
        self._squeeze = squeeze
        self._spring = -1
        self.setContentsMargins(0, 0, 0, 0)

    def set_spring(self, index: int) -> None:
        """Push the items from ``index`` on to the right edge; ``-1`` for none."""
        self._spring = index

    def clear(self) -> None:
        """Take every widget out and let it go."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._spring = -1
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's own way in; callers use ``addWidget``."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at ``index``, or nothing."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at that width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        high = self._place(QRect(0, 0, inner, 0), move=False)
        return high + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        high = self._place(QRect(0, 0, inner.width(), 0), move=False)
        # Centred when the place is higher than the rows, so that a bar looks level.
        inner.translate(0, max(0, inner.height() - high) // 2)
        self._place(inner, move=True)

    def sizeHint(self) -> QSize:
        """Everything on one row."""
        shown = self._shown()
        if not shown:
            return self._with_margins(QSize(0, 0))
        widths = [item.sizeHint().width() for item in shown]
        if self._equal:
            widths = [max(widths)] * len(widths)
        height = max(item.sizeHint().height() for item in shown)
        return self._with_margins(QSize(sum(widths) + self._gap * (len(widths) - 1), height))

    def minimumSize(self) -> QSize:
        """As narrow as the widest item can become."""
        sizes = [item.minimumSize() for item in self._shown()]
        return self._with_margins(
            QSize(
                max((size.width() for size in sizes), default=0),
                max((size.height() for size in sizes), default=0),
            )
        )

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        rows = self._equal_rows(rect.width()) if self._equal else self._rows(rect.width())
        top = rect.y()
        for row in rows:
            height = max(_height(item, width) for item, width in row)
            if move:
                self._place_row(row, QRect(rect.x(), top, rect.width(), height), len(rows) == 1)
            top += height + self._below
        return max(0, top - self._below - rect.y())

    def _place_row(self, row: list[tuple[QLayoutItem, int]], rect: QRect, single: bool) -> None:
        used = sum(width for _, width in row) + self._gap * (len(row) - 1)
        spare = max(0, rect.width() - used) if single and self._spring >= 0 else 0
        springs = {id(item) for item in self._items[self._spring :]} if spare else set()
        left = rect.x()
        slack = rect.width() - used if self._equal and len(row) > 1 else 0
        for place, (item, each) in enumerate(row):
            width = each + (1 if place < slack else 0)
            if spare and id(item) in springs:
                left, spare = left + spare, 0
            height = rect.height() if self._equal else _height(item, width)
            top = rect.y() + (rect.height() - height) // 2
            item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
            left += width + self._gap

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        for share in _SHARES if self._squeeze else ():
            squeezed = self._squeezed(width, share)
            if squeezed:
                return [squeezed]
        rows: list[list[tuple[QLayoutItem, int]]] = []
        used = width + 1
        for item in self._shown():
            wanted = min(_wanted(item), max(width, 1))
            if used + self._gap + wanted > width:
                rows.append([])
                used = -self._gap
            rows[-1].append((item, wanted))
            used += self._gap + wanted
        return rows

    def _squeezed(self, width: int, share: float) -> list[tuple[QLayoutItem, int]]:
        """All items on one row, those with the most to give wrapped; empty when it cannot be."""
        shown = self._shown()
        widths = [_wanted(item) for item in shown]
        pairs = zip(shown, widths, strict=True)
        least = [_least(item, wanted, share) for item, wanted in pairs]
        lacking = sum(widths) + self._gap * (len(widths) - 1) - width
        if lacking <= 0 or sum(widths) - sum(least) < lacking:
            return []
        order = sorted(range(len(shown)), key=lambda i: least[i] - widths[i])
        for place in order:
            given = min(max(lacking, 0), widths[place] - least[place])
            widths[place] -= given
            lacking -= given
        return list(zip(shown, widths, strict=True))

    def _equal_rows(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        shown = self._shown()
        if not shown:
            return []
        widest = max(self._equal_width(item) for item in shown)
        fitting = max(1, min(len(shown), (width + self._gap) // max(1, widest + self._gap)))
        columns = ceil(len(shown) / ceil(len(shown) / fitting))
        each = (width - self._gap * (columns - 1)) // columns
        return [
            [(item, each) for item in shown[start : start + columns]]
            for start in range(0, len(shown), columns)
        ]

    def _equal_width(self, item: QLayoutItem) -> int:
        if self._squeeze:
            return max(item.minimumSize().width(), item.sizeHint().width() // 2)
        return item.sizeHint().width()


def _wanted(item: QLayoutItem) -> int:
    return max(item.sizeHint().width(), item.minimumSize().width())


def _least(item: QLayoutItem, wanted: int, share: float) -> int:
    # A button has its key beside the words; squeezed, the words would get too little.
    if isinstance(item.widget(), QAbstractButton):
        return wanted
    return max(item.minimumSize().width(), round(wanted * share))


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
