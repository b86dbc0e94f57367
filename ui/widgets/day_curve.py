"""The curve of a day: how many waited, painted by quarter hours, with calls, now and closing time.

The arrows walk it and each quarter hour is said in words; Space asks for the same as a table.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.center import theme
from ui.theme.fonts import FAMILY
from ui.theme.metrics import TextRole
from ui.widgets.notices import announce

_HIGH = 190
_LEAST_TOP = 4
"""The scale reaches at least so high, so that one who waits is no mountain."""
_WALK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveStop:
    """One quarter hour: where it stands on the axis in hours, and what is said of it."""

    hour: float
    waiting: int
    called: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveState:
    """A whole day. ``first`` and ``last`` are the hours of the axis; ``now`` and ``closing`` are
    ``None`` where they are not drawn. Labels are in the operator's language."""

    stops: tuple[CurveStop, ...]
    first: int
    last: int
    now: float | None = None
    now_label: str = ""
    closing: float | None = None
    closing_label: str = ""
    calls_label: str = ""
    waiting_label: str = ""
    empty: str = ""


class DayCurve(QWidget):
    """Signals: ``table_asked`` when Space was pressed: the same figures as a table."""

    table_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = CurveState(stops=(), first=9, last=18)
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def show_state(self, state: CurveState) -> None:
        """Draw ``state``; whoever walks the curve stays on their quarter hour."""
        self.state = state
        self._at = min(self._at, len(state.stops) - 1)
        self.setAccessibleDescription(self._said())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it gets, as high as the text asks."""
        metrics = theme().metrics
        return QSize(metrics.px(480), metrics.half(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a folded window."""
        return QSize(240, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk the quarter hours, Space asks for the table."""
        step = _WALK.get(Qt.Key(event.key()), 0)
        stops = self.state.stops
        if step and stops:
            start = self._at if self._at >= 0 else len(stops) - (0 if step < 0 else 1)
            self._at = max(0, min(len(stops) - 1, start + step))
            self.setAccessibleDescription(self._said())
            announce(self, self._said())
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            self.table_asked.emit()
        else:
            super().keyPressEvent(event)

    def walked(self) -> str:
        """What is said of the quarter hour under the arrows; empty before they were used."""
        return self.state.stops[self._at].words if 0 <= self._at < len(self.state.stops) else ""

    def _said(self) -> str:
        last = self.state.stops[-1].words if self.state.stops else self.state.empty
        return self.walked() or last

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, area, calls, now and closing, and the quarter hour under the arrows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(FAMILY)
        font.setPixelSize(theme().metrics.font(TextRole.SMALL))
        painter.setFont(font)
        plot = _Plot(self.state, QRectF(self.rect()), QFontMetrics(font))
        plot.paint_axis(painter)
        plot.paint_calls(painter)
        plot.paint_waiting(painter)
        plot.paint_marks(painter)
        if 0 <= self._at < len(self.state.stops):
            plot.paint_stop(painter, self.state.stops[self._at])
        painter.end()


class _Plot:
    """The measures of one painting."""

    def __init__(self, state: CurveState, rect: QRectF, metrics: QFontMetrics) -> None:
        self.state, self.metrics = state, metrics
        self.tokens = theme().tokens
        line = metrics.height()
        left = metrics.horizontalAdvance("00") + 14
        self.calls_high = line * 1.3
        bottom = line + self.calls_high + 16
        self.area = rect.adjusted(left, line + 10, -10, -bottom)
        highest = max((stop.waiting for stop in state.stops), default=0)
        self.step = _step(max(highest, _LEAST_TOP))
        self.top = self.step * -(-max(highest, _LEAST_TOP) // self.step)
        self.most_calls = max((stop.called for stop in state.stops), default=0)

    def x(self, hour: float) -> float:
        """Where an hour stands."""
        span = max(1, self.state.last - self.state.first)
        return self.area.left() + self.area.width() * (hour - self.state.first) / span

    def y(self, waiting: float) -> float:
        """How high a number stands."""
        return self.area.bottom() - self.area.height() * waiting / self.top

    def paint_axis(self, painter: QPainter) -> None:
        """Thin lines with their numbers, hours below."""
        state, area, metrics = self.state, self.area, self.metrics
        for count in range(0, self.top + 1, self.step):
            painter.setPen(QPen(QColor(self.tokens.line if not count else self.tokens.hairline), 1))
            painter.drawLine(
                QPointF(area.left(), self.y(count)), QPointF(area.right(), self.y(count))
            )
            painter.setPen(QColor(self.tokens.muted))
            box = QRectF(0, self.y(count) - metrics.height() / 2, area.left() - 8, metrics.height())
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{count}"
            )
        wide = metrics.horizontalAdvance("00") + 8
        every = 1 if (area.width() / max(1, state.last - state.first)) > wide else 2
        for hour in range(state.first, state.last + 1, every):
            top = area.bottom() + self.calls_high + 10
            box = QRectF(self.x(hour) - 20, top, 40, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{hour}")

    def paint_calls(self, painter: QPainter) -> None:
        """A small column hanging under the axis for the calls of each quarter hour."""
        if not self.most_calls:
            return
        quarter = (self.x(self.state.first + 1) - self.x(self.state.first)) / 4
        wide = max(2.0, quarter * 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.tokens.line))
        for stop in self.state.stops:
            high = self.calls_high * stop.called / self.most_calls
            if high:
                painter.drawRect(
                    QRectF(self.x(stop.hour) + quarter * 0.25, self.area.bottom() + 4, wide, high)
                )

    def paint_waiting(self, painter: QPainter) -> None:
        """The area of who waited, its edge drawn strong, and the number at its highest."""
        stops = self.state.stops
        if not stops:
            painter.setPen(QColor(self.tokens.muted))
            painter.drawText(self.area, Qt.AlignmentFlag.AlignCenter, self.state.empty)
            return
        points = [QPointF(self.x(stop.hour), self.y(stop.waiting)) for stop in stops]
        feet = [QPointF(points[place].x(), self.area.bottom()) for place in (-1, 0)]
        edge, ground = QPolygonF(points), QPolygonF([*points, *feet])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.tokens.accent_soft))
        painter.drawPolygon(ground)
        pen = QPen(QColor(self.tokens.accent), 2.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(edge)
        peak = max(stops, key=lambda stop: stop.waiting)
        if peak.waiting:
            at = QPointF(self.x(peak.hour), self.y(peak.waiting))
            painter.setBrush(QColor(self.tokens.surface))
            painter.drawEllipse(at, 3.5, 3.5)
            painter.setPen(QColor(self.tokens.text))
            box = QRectF(at.x() - 30, at.y() - self.metrics.height() - 5, 60, self.metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(peak.waiting))

    def paint_marks(self, painter: QPainter) -> None:
        """Closing as a broken line, now as a whole one, each with its words above."""
        state, tokens = self.state, self.tokens
        marks = (
            (state.closing, state.closing_label, tokens.line, Qt.PenStyle.DashLine),
            (state.now, state.now_label, tokens.text, Qt.PenStyle.SolidLine),
        )
        taken: QRectF | None = None
        for hour, label, colour, style in reversed(marks):
            if hour is None or not state.first <= hour <= state.last:
                continue
            painter.setPen(QPen(QColor(colour), 1.6, style))
            x = self.x(hour)
            painter.drawLine(QPointF(x, self.area.top() - 4), QPointF(x, self.area.bottom()))
            box = self._label_box(label, x)
            if taken is not None and box.intersects(taken):
                # Side by side, never over each other.
                box.moveRight(taken.left() - 8 if taken.left() > box.width() else box.right())
            taken = box
            painter.setPen(QColor(tokens.text if style is Qt.PenStyle.SolidLine else tokens.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)

    def _label_box(self, label: str, x: float) -> QRectF:
        wide = self.metrics.horizontalAdvance(label) + 4
        left = min(max(x - wide / 2, self.area.left()), self.area.right() + 8 - wide)
        return QRectF(left, 2, wide, self.metrics.height())

    def paint_stop(self, painter: QPainter, stop: CurveStop) -> None:
        """The quarter hour under the arrows: a ring on the curve, its words in a box."""
        at = QPointF(self.x(stop.hour), self.y(stop.waiting))
        painter.setPen(QPen(QColor(self.tokens.focus_inner), 2))
        painter.setBrush(QColor(self.tokens.focus))
        painter.drawEllipse(at, 5, 5)
        wide = min(self.metrics.horizontalAdvance(stop.words) + 20, int(self.area.width()))
        high = self.metrics.height() + 8
        left = min(max(at.x() - wide / 2, self.area.left()), self.area.right() - wide)
        above = at.y() - high - 10
        top = above if above > self.area.top() else at.y() + 12
        box = QRectF(left, top, wide, high)
        painter.setPen(QPen(QColor(self.tokens.line), 1))
        painter.setBrush(QColor(self.tokens.surface))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(self.tokens.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, stop.words)


def _step(highest: int) -> int:
    """The distance of the thin lines: about four of them up to ``highest``."""
    for step in (1, 2, 5, 10, 20, 50, 100):
        if highest <= step * 5:
            return step
    return 200
