"""Words, signs and grounds of the displays, drawn at the very size that the screen allows."""

from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme.board_metrics import BOARD_TYPE, CAP, LINE, BoardMetrics, BoardRole
from ui.theme.fonts import FAMILY
from ui.theme.icons import renderer
from ui.theme.tokens import Tokens

_LEFT = Qt.AlignmentFlag.AlignLeft
_OVERSHOOT = 0.02
_STEP = 0.97
_LEAST = 6


class BoardLook:
    """The colours of one display, shared by everything on it."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def colour(self, token: str) -> QColor:
        """A token by its name."""
        return QColor(getattr(self.tokens, token))


def face(size: int, weight: int) -> QFont:
    """The shipped type in ``size`` pixels, its digits all of one width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(size, 1))
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def breadth(text: str, weight: int) -> float:
    """The width of a line as a part of its size."""
    return QFontMetricsF(face(1000, weight)).horizontalAdvance(text) / 1000


class BoardWord(QLabel):
    """A text of one role. It is never cut: it takes a smaller size, or more lines where ``wraps``.

    ``ink`` and ``ground`` are names of tokens; the ground is painted by what lies under the word.
    """

    def __init__(
        self,
        look: BoardLook,
        role: BoardRole,
        parent: QWidget,
        *,
        ink: str = "text",
        ground: str = "background",
        align: Qt.AlignmentFlag = _LEFT,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(wraps)
        self._look, self.role, self.ink, self.ground, self._align = look, role, ink, ground, align
        self.size_px = 0
        self.opacity = 1.0

    @property
    def weight(self) -> int:
        """How bold the role is."""
        return BOARD_TYPE[self.role][1]

    @property
    def digits_only(self) -> bool:
        """A number has nothing under its line, so its box is as high as its digits."""
        return self.role in (BoardRole.NUMBER, BoardRole.ROW, BoardRole.COUNT)

    def colour(self, ink: str, ground: str) -> None:
        """Other colours."""
        if (ink, ground) != (self.ink, self.ground):
            self.ink, self.ground = ink, ground
            self.update()

    def needs(self, size: int, width: int) -> QSize:
        """The room that the text takes at ``size`` pixels, in lines of ``width`` at most."""
        font = face(size, self.weight)
        if self.wordWrap():
            box = QRect(0, 0, max(width, 1), 1 << 20)
            return QFontMetrics(font).boundingRect(box, self._flags(), self.text()).size()
        across = QFontMetricsF(font).horizontalAdvance(self.text())
        part = CAP + 2 * _OVERSHOOT if self.digits_only else LINE
        return QSize(-int(-across // 1), -int(-size * part // 1))

    def fits(self, size: int, room: QSize) -> bool:
        """Whether the text is whole at ``size`` pixels in ``room``."""
        needs = self.needs(size, room.width())
        return needs.width() <= room.width() and needs.height() <= room.height()

    def place(self, rect: QRect, largest: int) -> int:
        """Stand in ``rect`` as large as it goes up to ``largest``; the answer is the size taken."""
        size = largest
        while size > _LEAST and not self.fits(size, rect.size()):
            size = min(int(size * _STEP), size - 1)
        self.size_px = max(size, _LEAST)
        self.setGeometry(rect)
        self.update()
        return self.size_px

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words; what goes up and down is centred by the height of the capitals."""
        if not self.text() or not self.size_px:
            return
        painter = QPainter(self)
        painter.setOpacity(self.opacity)
        painter.setFont(face(self.size_px, self.weight))
        painter.setPen(self._look.colour(self.ink))
        rect = self.rect()
        if not self.wordWrap():
            # The line box stands lower than the capitals: lift it by half the difference.
            down = QFontMetricsF(painter.font())
            rect.translate(0, round((down.descent() + down.capHeight() - down.ascent()) / 2))
        painter.drawText(rect, self._flags() | Qt.TextFlag.TextDontClip, self.text())
        painter.end()

    def _flags(self) -> int:
        flags = self._align.value | Qt.AlignmentFlag.AlignVCenter.value
        return flags | (Qt.TextFlag.TextWordWrap.value if self.wordWrap() else 0)


class BoardSign(QWidget):
    """An own-drawn sign in one colour; the words beside it carry the meaning."""

    def __init__(self, look: BoardLook, name: str, parent: QWidget, *, ink: str = "text") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look, self.name, self.ink = look, name, ink
        self.opacity = 1.0

    def show_sign(self, name: str, ink: str) -> None:
        """Another sign or colour."""
        if (name, ink) != (self.name, self.ink):
            self.name, self.ink = name, ink
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as large as the place allows."""
        side = min(self.width(), self.height())
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        painter = QPainter(self)
        painter.setOpacity(self.opacity)
        drawing = renderer(self.name, self._look.colour(self.ink).name())
        drawing.render(painter, QRectF(left, top, side, side))
        painter.end()


class Arrow(QWidget):
    """«Go to»: an arrow as bold as the digits beside it, flush with the edges of its place."""

    def __init__(self, look: BoardLook, parent: QWidget, *, ink: str, thick: float) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look, self.ink, self._thick = look, ink, thick
        self.opacity = 1.0

    def colour(self, ink: str) -> None:
        """Another colour."""
        self.ink = ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A shaft and a head with round ends."""
        side = min(self.width(), self.height())
        width = side * self._thick
        left, top = (self.width() - side) / 2 + width / 2, (self.height() - side) / 2 + width / 2
        span = side - width
        middle, tip = top + span / 2, left + span
        wing = span * 0.42
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self.opacity)
        pen = QPen(self._look.colour(self.ink), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        # One path, so that a half transparent arrow is even where its strokes meet.
        path = QPainterPath(QPointF(left, middle))
        path.lineTo(tip, middle)
        path.moveTo(tip - wing, middle - wing)
        path.lineTo(tip, middle)
        path.lineTo(tip - wing, middle + wing)
        painter.drawPath(path)
        painter.end()


class Slab(QWidget):
    """A rounded ground; ``edge`` names the token of its outline, or is empty."""

    def __init__(
        self, look: BoardLook, parent: QWidget, *, ground: str = "surface", edge: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.look, self.ground, self.edge = look, ground, edge
        self.radius = 0
        self.metrics = BoardMetrics(0, 0)

    def take(self, metrics: BoardMetrics, rect: QRect) -> None:
        """Stand in ``rect`` on a screen of these sizes."""
        self.metrics = metrics
        self.radius = metrics.px(0.022)
        self.setGeometry(rect)
        self.arrange()

    def arrange(self) -> None:
        """Put what stands on the slab to its places."""

    def colour(self, ground: str, edge: str = "") -> None:
        """Another ground."""
        self.ground, self.edge = ground, edge
        self.update()

    def ground_colour(self) -> QColor:
        """The colour of the ground at this moment."""
        return self.look.colour(self.ground)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground and its outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ground_colour())
        rect = QRectF(self.rect())
        if self.edge:
            width = max(2.0, self.metrics.unit * 0.003)
            painter.setPen(QPen(self.look.colour(self.edge), width))
            rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(rect, self.radius, self.radius)
        painter.end()
