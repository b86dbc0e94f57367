"""Words and buttons of the kiosk: as large as the screen allows, never cut, never under a finger's size."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.displays.board_words import BoardLook, BoardSign, BoardWord
from ui.theme.board_metrics import BoardMetrics, BoardRole

LEAST_TARGET = 64
"""Pixels: nothing to be touched is lower or narrower."""
_STEP = 4
_CENTRE, _LEFT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_DRESS = {
    "primary": ("on_accent", "accent", "accent"),
    "plain": ("text", "surface", "accent"),
    "quiet": ("accent", "background", "line"),
}
"""Ink, ground and edge of each kind of button."""


def stack(
    words: Sequence[tuple[BoardWord, int]], room: QRect, gap: int, *, top: bool = False
) -> int:
    """Put words under each other into ``room``, each at its largest size or all smaller by the same
    part; in the middle, or from the ``top``. The answer is where the last one ends."""
    shown = [(word, largest) for word, largest in words if word.text()]
    for word, _ in words:
        word.setVisible(bool(word.text()))
    if not shown or room.width() < 1:
        return room.top()
    share = 100
    while share > _STEP and not _fit(shown, room, gap, share):
        share -= _STEP
    heights = [word.needs(_at(largest, share), room.width()).height() for word, largest in shown]
    high = sum(heights) + gap * (len(shown) - 1)
    down = room.top() if top else room.top() + max((room.height() - high) // 2, 0)
    for (word, largest), height in zip(shown, heights, strict=True):
        word.place(QRect(room.left(), down, room.width(), height), _at(largest, share))
        down += height + gap
    return down - gap


def height_of(words: Sequence[tuple[BoardWord, int]], width: int, gap: int) -> int:
    """How high the stacked words are at their largest sizes."""
    heights = [word.needs(size, width).height() for word, size in words if word.text()]
    return sum(heights) + gap * max(len(heights) - 1, 0)


def _at(largest: int, share: int) -> int:
    return max(largest * share // 100, 1)


def _fit(shown: Sequence[tuple[BoardWord, int]], room: QRect, gap: int, share: int) -> bool:
    needs = [word.needs(_at(largest, share), room.width()) for word, largest in shown]
    high = sum(need.height() for need in needs) + gap * (len(needs) - 1)
    return high <= room.height() and all(need.width() <= room.width() for need in needs)


class KioskButton(QAbstractButton):
    """One answer: a sign if wanted, words in one or two languages, a note below.

    ``variant``: primary, plain, or quiet. Enter presses it as a touch does.
    """

    def __init__(
        self,
        look: BoardLook,
        parent: QWidget,
        *,
        variant: str = "plain",
        icon: str = "",
        role: BoardRole = BoardRole.ANSWER,
        beside: bool = False,
    ) -> None:
        super().__init__(parent)
        self.look, self.role, self._beside = look, role, beside
        self.metrics, self.grown = BoardMetrics(0, 0), 1.0
        self._variant = variant
        ink, ground, _ = _DRESS[variant]
        align = _LEFT if beside else _CENTRE
        self._sign = BoardSign(
            look, icon, self, ink="on_accent" if ink == "on_accent" else "accent"
        )
        self._sign.setVisible(bool(icon))
        self.lines = tuple(
            BoardWord(look, role, self, ink=ink, ground=ground, align=align, wraps=True)
            for _ in range(2)
        )
        note = "on_accent" if ink == "on_accent" else "muted"
        self.note = BoardWord(
            look, BoardRole.NOTE, self, ink=note, ground=ground, align=align, wraps=True
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_words(())

    def show_words(self, lines: tuple[str, ...], note: str = "", name: str = "") -> None:
        """Other words; they are the accessible name too, unless ``name`` is given."""
        for place, line in enumerate(self.lines):
            line.setText(lines[place] if place < len(lines) else "")
            line.setVisible(bool(line.text()))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        said = name or ". ".join(part for part in (*lines, note) if part)
        self.setAccessibleName(said)
        if self.isVisible():
            self.arrange()

    def take(self, metrics: BoardMetrics, rect: QRect, grown: float = 1.0) -> None:
        """Stand in ``rect`` on a screen of these sizes, its words ``grown`` so much."""
        self.metrics, self.grown = metrics, grown
        self.setGeometry(rect)
        self.arrange()

    def arrange(self) -> None:
        """The sign at the left or above, the words in what is left."""
        m = self.metrics
        if self.width() < 4 or self.height() < 4:
            return
        pad = min(m.px(0.022), self.height() // 6)
        room = self.rect().adjusted(pad, pad, -pad, -pad)
        if not self._sign.isHidden():
            room = self._place_sign(room, m)
        largest, gap = round(m.font(self.role) * self.grown), m.px(0.006)
        note = round(m.font(BoardRole.NOTE) * self.grown)
        stack([*((line, largest) for line in self.lines), (self.note, note)], room, gap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; the arrows are left to the window, which knows what lies where."""
        if event.key() in _ARROWS:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded ground with its edge; lighter while it is held down."""
        _, ground, edge = _DRESS[self._variant]
        if self.isDown():
            ground = "accent_hover" if self._variant == "primary" else "accent_soft"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(2.0, self.metrics.unit * (0.004 if self._variant == "plain" else 0.0025))
        painter.setPen(QPen(self.look.colour(edge), width))
        painter.setBrush(self.look.colour(ground))
        radius, half = self.metrics.px(0.02), width / 2
        rect = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, radius, radius)
        painter.end()

    def _place_sign(self, room: QRect, m: BoardMetrics) -> QRect:
        gap = m.px(0.02)
        if self._beside:
            side = min(room.height(), m.px(0.1), max(room.width() // 4, 1))
            self._sign.setGeometry(
                room.left() + gap, room.top() + (room.height() - side) // 2, side, side
            )
            return room.adjusted(side + 2 * gap, 0, 0, 0)
        if not self.lines[0].text():
            side = min(room.height(), room.width(), m.px(0.055))
            middle = room.center()
            self._sign.setGeometry(middle.x() - side // 2, middle.y() - side // 2, side, side)
            return room
        side = max(min(room.height() * 2 // 5, m.px(0.12)), 1)
        left = room.left() + (room.width() - side) // 2
        self._sign.setGeometry(left, room.top(), side, side)
        return room.adjusted(0, side + gap // 2, 0, 0)
