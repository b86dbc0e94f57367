"""A list of cards that walks by arrows, opens by Enter or Space and wraps every word."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.binding.presentation import Tone
from ui.theme.center import theme
from ui.widgets.card_delegate import CardData, CardDelegate
from ui.widgets.roomy import is_enter

Index = QModelIndex | QPersistentModelIndex
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card of the list. ``section`` heads the group that begins with it; a ``quiet`` one is
    there to be seen and not the next thing to do."""

    id: str
    title: str
    note: str = ""
    hint: str = ""
    chip: str = ""
    tone: Tone = Tone.NEUTRAL
    current: bool = False
    section: str = ""
    quiet: bool = False

    @property
    def spoken(self) -> str:
        """The card as one sentence for assistive technology."""
        said = ", ".join(p for p in (self.title, self.hint, self.note, self.chip) if p)
        return f"{self.section}: {said}" if self.section else said


class CardModel(QAbstractListModel):
    """Cards as Qt rows."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[Card, ...] = ()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Put other cards in; rows that only changed keep their place in the view."""
        if len(cards) == len(self.cards) and cards:
            changed = [i for i, (a, b) in enumerate(zip(cards, self.cards, strict=True)) if a != b]
            self.cards = cards
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The part of a card asked for; its text is the whole card, for assistive technology."""
        card = self.cards[index.row()]
        if role == CardData.WHOLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.spoken
        parts = {
            CardData.ID: card.id,
            CardData.TITLE: card.title,
            CardData.NOTE: card.note,
            CardData.HINT: card.hint,
            CardData.CHIP: card.chip,
            CardData.TONE: card.tone.value,
            CardData.CURRENT: card.current,
            CardData.SECTION: card.section,
            CardData.QUIET: card.quiet,
        }
        return parts.get(CardData(role)) if role in parts else None


class CardList(QListView):
    """The view. Signals: ``chosen(str)`` the id of the card that was opened."""

    chosen = Signal(str)

    def __init__(self, *, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel()
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self, gap=gap))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.clicked.connect(self._on_clicked)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Draw ``cards``; the card under the arrows stays under them."""
        if cards == self.cards.cards:
            return
        kept = self.current_id()
        self.cards.show_cards(cards)
        place = next((i for i, card in enumerate(cards) if card.id == kept), -1)
        if place >= 0 and kept:
            self.walk_to(place)
        self.scheduleDelayedItemsLayout()

    def current_id(self) -> str:
        """The id of the card under the arrows; empty when there is none."""
        index = self.currentIndex()
        return self.cards.cards[index.row()].id if index.isValid() else ""

    def walk_to(self, place: int) -> None:
        """Put the arrows on a row."""
        index = self.cards.index(place)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the card under the arrows."""
        opens = is_enter(event) or event.key() == Qt.Key.Key_Space
        if opens and self.current_id():
            self.chosen.emit(self.current_id())
        elif opens or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the words anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.cards.cards[index.row()].id)
