"""Cards in a list, painted: title, note at its right, hint below, all wrapped, none cut."""

from collections.abc import Hashable
from enum import IntEnum

from PySide6 import QtWidgets
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.binding.presentation import Tone
from ui.theme.center import theme
from ui.theme.fonts import FAMILY
from ui.theme.icons import renderer
from ui.theme.metrics import TYPE, TextRole
from ui.widgets.chip import INKS, SIGNS

Index = QModelIndex | QPersistentModelIndex
_PAD, _GAP, _CHIP_PAD, _HEAD_GAP = 10, 8, 8, 5
_REMEMBERED = 4_000
"""Heights that are kept: measuring words costs a hundred times what looking a height up does."""
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class CardData(IntEnum):
    """The roles under which a model gives the parts of a card."""

    ID = Qt.ItemDataRole.UserRole + 1
    TITLE = ID + 1
    NOTE = ID + 2
    HINT = ID + 3
    CHIP = ID + 4
    TONE = ID + 5
    CURRENT = ID + 6
    SECTION = ID + 7
    QUIET = ID + 8
    WHOLE = ID + 9
    """The card itself, by which its height is remembered."""


def _font(role: TextRole) -> QFont:
    weight = TYPE[role][1]
    font = QFont(FAMILY)
    font.setWeight(QFont.Weight(weight))
    font.setPixelSize(theme().metrics.font(role))
    return font


class _Plan:
    """Where the parts of one card stand, for a given width, from the card's own corner."""

    def __init__(self, index: Index, width: int) -> None:
        self.title = str(index.data(CardData.TITLE) or "")
        self.note = str(index.data(CardData.NOTE) or "")
        self.hint = str(index.data(CardData.HINT) or "")
        self.chip = str(index.data(CardData.CHIP) or "")
        self.tone = Tone(index.data(CardData.TONE) or "")
        self.current = bool(index.data(CardData.CURRENT))
        self.section = str(index.data(CardData.SECTION) or "").upper()
        self.quiet = bool(index.data(CardData.QUIET))
        self.strong, self.body = _font(TextRole.STRONG), _font(TextRole.BODY)
        self.small = _font(TextRole.SMALL)
        inner = max(40, width - 2 * _PAD)
        self.head_font = _font(TextRole.SECTION)
        heading = _text_rect(self.head_font, self.section, width, 0)
        self.head_rect = QRect(1, _HEAD_GAP, heading.width(), heading.height())
        # The place above the card, for the heading of its group.
        self.head = heading.height() + 2 * _HEAD_GAP if self.section else 0
        note = QFontMetrics(self.body).horizontalAdvance(self.note)
        title = QFontMetrics(self.strong).horizontalAdvance(self.title)
        beside = bool(self.note) and title + note + _GAP <= inner
        top = _PAD
        self.title_rect = _text_rect(self.strong, self.title, inner, top)
        self.note_rect = QRect()
        if beside:
            high = self.title_rect.height()
            self.note_rect = QRect(_PAD + inner - note, top, note + 1, high)
        top = self.title_rect.bottom() + 1
        if self.note and not beside:
            self.note_rect = _text_rect(self.body, self.note, inner, top)
            top = self.note_rect.bottom() + 1
        self.hint_rect = _text_rect(self.body, self.hint, inner, top)
        top = self.hint_rect.bottom() + 1 if self.hint else top
        self.chip_rect = self._chip_rect(inner, top)
        if self.chip and not self.note and title + self.chip_rect.width() + _GAP <= inner:
            corner = QPoint(_PAD + inner - self.chip_rect.width(), self.title_rect.y() - 2)
            self.chip_rect.moveTopLeft(corner)
            self.height = max(top, self.chip_rect.bottom() + 1) + _PAD
            return
        top = self.chip_rect.bottom() + 1 if self.chip else top
        self.height = top + _PAD

    def _chip_rect(self, inner: int, top: int) -> QRect:
        if not self.chip:
            return QRect()
        sign = theme().metrics.px(14) + 4 if SIGNS[self.tone] else 0
        words = _text_rect(self.small, self.chip, inner - 2 * _CHIP_PAD - sign, 0)
        width = min(inner, words.width() + 2 * _CHIP_PAD + sign)
        return QRect(_PAD, top + 4, width, words.height() + 6)


def _text_rect(font: QFont, text: str, width: int, top: int) -> QRect:
    if not text:
        return QRect(_PAD, top, 0, 0)
    bounds = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAP, text)
    return QRect(_PAD, top, bounds.width() + 1, bounds.height())


class CardDelegate(QStyledItemDelegate):
    """Paints the parts that a model gives under ``CardData``."""

    def __init__(self, parent: QWidget, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._gap = gap
        self._heights: dict[tuple[Hashable, int, float], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped words."""
        view = option.widget
        width = option.rect.width()
        if isinstance(view, QAbstractItemView):
            width = view.viewport().width()
        whole = index.data(CardData.WHOLE)
        if whole is None:
            return QSize(width, self._height(index, width))
        if len(self._heights) > _REMEMBERED:
            self._heights.clear()
        key = (whole, width, theme().metrics.scale)
        if key not in self._heights:
            self._heights[key] = self._height(index, width)
        return QSize(width, self._heights[key])

    def _height(self, index: Index, width: int) -> int:
        plan = _Plan(index, width)
        return int(plan.head + max(plan.height, theme().metrics.target) + self._gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, outline, words and chip."""
        tokens = theme().tokens
        # Taken from the module: PySide reads this large class when it is first named.
        flags = QtWidgets.QStyle.StateFlag
        plan = _Plan(index, option.rect.width())
        rect: QRect = option.rect.adjusted(1, 1 + plan.head, -1, -self._gap)
        hovered = bool(option.state & flags.State_MouseOver)
        chosen = bool(option.state & flags.State_Selected)
        lit = plan.current or chosen or hovered
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong_line = plan.current or chosen
        line = tokens.accent if strong_line else tokens.hairline
        painter.setPen(QPen(QColor(line), 2 if strong_line else 1))
        ground = tokens.background if plan.quiet else tokens.surface
        painter.setBrush(QBrush(QColor(tokens.accent_soft if lit else ground)))
        painter.drawRoundedRect(rect, 6, 6)
        corner = QPoint(option.rect.x(), option.rect.y())
        if plan.section:
            painter.setFont(plan.head_font)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(plan.head_rect.translated(corner), int(_WRAP), plan.section)
        corner += QPoint(0, plan.head)
        self._words(painter, plan, corner)
        self._chip(painter, plan, corner)
        painter.restore()

    def _words(self, painter: QPainter, plan: _Plan, corner: QPoint) -> None:
        tokens = theme().tokens
        for text, font, rect, colour in (
            (plan.title, plan.strong, plan.title_rect, tokens.muted if plan.quiet else tokens.text),
            (plan.note, plan.body, plan.note_rect, tokens.muted),
            (plan.hint, plan.body, plan.hint_rect, tokens.muted),
        ):
            if text:
                painter.setFont(font)
                painter.setPen(QColor(colour))
                painter.drawText(rect.translated(corner), int(_WRAP), text)

    def _chip(self, painter: QPainter, plan: _Plan, corner: QPoint) -> None:
        if not plan.chip:
            return
        tokens, rect = theme().tokens, plan.chip_rect.translated(corner)
        tone = "accent" if plan.tone is Tone.INFO else plan.tone.value
        ground = getattr(tokens, f"{tone}_soft") if tone else tokens.sunken
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(ground)))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        ink = getattr(tokens, INKS[plan.tone])
        left, sign = rect.x() + _CHIP_PAD, SIGNS[plan.tone]
        if sign:
            side = theme().metrics.px(14)
            place = QRect(left, rect.y() + (rect.height() - side) // 2, side, side)
            renderer(sign, ink).render(painter, place.toRectF())
            left += side + 4
        painter.setFont(plan.small)
        painter.setPen(QColor(ink))
        room = QRect(left, rect.y() + 3, rect.right() - left, rect.height() - 6)
        painter.drawText(room, int(_WRAP), plan.chip)
