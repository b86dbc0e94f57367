"""The cells of a sector as a picture: a tile for each, as full as its cell, marked by what is due."""

from dataclasses import dataclass
from typing import Any

from PySide6 import QtWidgets
from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

from ui.binding.presentation import Tone
from ui.theme.center import theme
from ui.theme.fonts import FAMILY
from ui.theme.icons import renderer
from ui.theme.metrics import TYPE, TextRole
from ui.widgets.chip import INKS, SIGNS
from ui.widgets.roomy import is_enter

Index = QModelIndex | QPersistentModelIndex
_WIDE, _HIGH, _PAD, _GAP, _BAR = 112, 74, 9, 8, 6
_ROWS = 3
_TILE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CellTile:
    """One cell. ``filled`` is 0 to 1 of the fullest, ``number`` how many lie there; ``count`` and
    ``note`` are ready words; ``offered`` is the cell in which the next thing is best laid."""

    id: str
    name: str
    count: str
    filled: float
    number: str = ""
    note: str = ""
    tone: Tone = Tone.NEUTRAL
    offered: bool = False
    spoken: str = ""


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[CellTile, ...] = ()

    def show_tiles(self, tiles: tuple[CellTile, ...]) -> None:
        self.beginResetModel()
        self.tiles = tiles
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.spoken or f"{tile.name}, {tile.count}"
        return tile if role == _TILE else None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QtWidgets.QStyleOptionViewItem, _index: Index) -> QSize:
        px = theme().metrics.px
        return QSize(px(_WIDE) + _GAP, px(_HIGH) + _GAP)

    def paint(
        self, painter: QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index
    ) -> None:
        tile: CellTile = index.data(_TILE)
        tokens, flags = theme().tokens, QtWidgets.QStyle.StateFlag
        rect: QRect = option.rect.adjusted(1, 1, -_GAP, -_GAP)
        state = option.state
        lit = bool(state & (flags.State_Selected | flags.State_MouseOver))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = tile.offered or bool(state & flags.State_Selected)
        painter.setPen(
            QPen(QColor(tokens.accent if strong else tokens.hairline), 2 if strong else 1)
        )
        painter.setBrush(QBrush(QColor(tokens.accent_soft if lit else tokens.surface)))
        painter.drawRoundedRect(rect, 6, 6)
        self._words(painter, rect.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD), tile)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, tile: CellTile) -> None:
        tokens, px = theme().tokens, theme().metrics.px
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.setFont(_font(TextRole.SMALL))
        taken = painter.fontMetrics().horizontalAdvance(tile.number) + _GAP
        painter.setPen(QColor(tokens.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, tile.number)
        painter.setFont(_font(TextRole.STRONG))
        painter.setPen(QColor(tokens.text))
        middle = Qt.TextElideMode.ElideMiddle
        name = painter.fontMetrics().elidedText(tile.name, middle, room.width() - taken)
        painter.drawText(room, left, name)
        painter.setFont(_font(TextRole.SMALL))
        line = painter.fontMetrics().height()
        below = room.adjusted(0, room.height() - line - px(_BAR) - 4, 0, -px(_BAR) - 4)
        if tile.note:
            side = px(14)
            place = QRect(below.x(), below.y() + (line - side) // 2, side, side)
            renderer(SIGNS[tile.tone] or "clock", getattr(tokens, INKS[tile.tone])).render(
                painter, place.toRectF()
            )
            below.adjust(side + 4, 0, 0, 0)
        painter.setPen(QColor(getattr(tokens, INKS[tile.tone]) if tile.note else tokens.muted))
        painter.drawText(below, left, tile.note or tile.count)
        bar = QRect(room.x(), room.bottom() - px(_BAR), room.width(), px(_BAR))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(bar, 3, 3)
        bar.setWidth(max(px(_BAR), round(bar.width() * tile.filled)))
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(bar, 3, 3)


def _font(role: TextRole) -> QFont:
    font = QFont(FAMILY)
    font.setWeight(QFont.Weight(TYPE[role][1]))
    font.setPixelSize(theme().metrics.font(role))
    return font


class CellMap(QListView):
    """Tiles in rows, walked by the four arrows. Signals: ``chosen(str)`` the id of the cell that was
    opened by Space or a press; Enter is left to the window."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self.chosen.emit(self._model.tiles[index.row()].id))
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def tiles(self) -> tuple[CellTile, ...]:
        """What is drawn."""
        return self._model.tiles

    def show_tiles(self, tiles: tuple[CellTile, ...]) -> None:
        """Draw ``tiles``; the one under the arrows stays under them, else the offered one is."""
        if tiles != self._model.tiles:
            kept = self.current_id()
            self._model.show_tiles(tiles)
            offered = next((tile.id for tile in tiles if tile.offered), "")
            self.walk_to(kept or offered or (tiles[0].id if tiles else ""))
        px = theme().metrics.px
        self.setFixedHeight(_ROWS * (px(_HIGH) + _GAP) + 4)

    def current_id(self) -> str:
        """The id of the cell under the arrows."""
        index = self.currentIndex()
        return self._model.tiles[index.row()].id if index.isValid() else ""

    def walk_to(self, cell: str) -> None:
        """Put the arrows on a cell."""
        row = next((n for n, tile in enumerate(self._model.tiles) if tile.id == cell), -1)
        if row >= 0:
            index = self._model.index(row)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens the cell under the arrows; Enter means «go on» to the window."""
        if event.key() == Qt.Key.Key_Space and self.current_id():
            self.chosen.emit(self.current_id())
        elif is_enter(event) or event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)
