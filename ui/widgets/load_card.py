"""How full a purpose is, as a card: bars that rise, a word, the number that waits, and what follows."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.binding.presentation import Tone
from ui.theme.center import theme
from ui.theme.metrics import TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label, wraps

BARS = 4
_SIDE = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadState:
    """One purpose. ``level``: so many of the four bars are full, none where no desk is open;
    ``word`` says the same in words, ``lines`` what else is worth a look."""

    id: str
    name: str
    waiting: int
    waiting_words: str
    level: int
    word: str
    tone: Tone
    lines: tuple[str, ...] = ()
    warning: str = ""

    @property
    def spoken(self) -> str:
        """The card as one sentence for assistive technology."""
        parts = (f"{self.name}: {self.word}", f"{self.waiting} {self.waiting_words}")
        return ", ".join(part for part in (*parts, self.warning, *self.lines) if part)


def load_colour(level: int) -> QColor:
    """The colour of a level in the present theme: green, yellow, orange, red; no desk is red too."""
    tokens = theme().tokens
    if level == 3:
        return _between(tokens.focus, tokens.stop)
    name = {1: tokens.good, 2: tokens.focus}.get(level, tokens.stop)
    return QColor(name)


def _between(first: str, second: str) -> QColor:
    one, other = QColor(first), QColor(second)
    return QColor(
        (one.red() + other.red()) // 2,
        (one.green() + other.green()) // 2,
        (one.blue() + other.blue()) // 2,
    )


class LoadMeter(QWidget):
    """Four bars, each higher than the one before; full ones are coloured, the others outlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, level: int) -> None:
        """Fill so many bars."""
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:
        """Square, grown with the text."""
        side = theme().metrics.px(_SIDE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same: it is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars, with an outline that is seen on every ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = self.width() * 0.09
        wide = (self.width() - gap * (BARS - 1) - 2) / BARS
        for bar in range(BARS):
            high = (self.height() - 2) * (0.34 + 0.22 * bar)
            full = bar < self._level
            painter.setPen(QPen(QColor(theme().tokens.text if full else theme().tokens.line), 1))
            painter.setBrush(load_colour(self._level) if full else Qt.BrushStyle.NoBrush)
            box = QRectF(1 + bar * (wide + gap), self.height() - 1 - high, wide, high)
            painter.drawRoundedRect(box, 2, 2)
        if not self._level:
            painter.setPen(QPen(load_colour(0), 2.5))
            painter.drawLine(2, 2, self.width() - 2, self.height() - 2)
        painter.end()


class LoadCard(QFrame):
    """One purpose; everything in it is a word or stands beside one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._meter = LoadMeter()
        self._name = Label("", TextRole.STRONG)
        self._number = Label("", TextRole.NUMBER, wrap=False)
        self._waiting = Label("", tone="muted")
        self._chip = StatusChip()
        self._warning = Label("", TextRole.STRONG, tone="stop")
        self._lines = [Label("", tone="muted") for _ in range(2)]
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._meter, 0, Qt.AlignmentFlag.AlignTop)
        count = QHBoxLayout()
        count.setSpacing(6)
        count.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        count.addWidget(self._waiting, 1, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(4)
        box.addLayout(head)
        box.addLayout(count)
        box.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._warning)
        for line in self._lines:
            box.addWidget(line)
        box.addStretch(1)
        wraps(self)

    def show_state(self, state: LoadState) -> None:
        """Draw ``state``."""
        self._meter.show_level(state.level)
        self._name.setText(state.name)
        self._number.setText(str(state.waiting))
        self._waiting.setText(state.waiting_words)
        self._chip.show_state(state.word, state.tone)
        self._warning.setText(state.warning)
        self._warning.setVisible(bool(state.warning))
        texts = (*state.lines, "", "")
        for label, text in zip(self._lines, texts, strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(state.spoken)


class LoadRow(QWidget):
    """The cards of all purposes, equally wide; they flow where there is no room for one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[LoadCard] = []
        self._flow = FlowLayout(self, gap=8, equal=True, squeeze=True)
        wraps(self)

    def show_states(self, states: tuple[LoadState, ...]) -> None:
        """Draw ``states``; a card keeps its place."""
        if len(states) != len(self.cards):
            self._flow.clear()
            self.cards = [LoadCard() for _ in states]
            for card in self.cards:
                self._flow.addWidget(card)
        for card, state in zip(self.cards, states, strict=True):
            card.show_state(state)
        self._flow.invalidate()
        self.updateGeometry()
