"""The last calls beside the large one: ticket left, desk right, one a line."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.wording import both
from i18n import N_
from ui.binding.board import BoardCall, call_sentence, in_one_line
from ui.displays.board_words import Arrow, BoardLook, BoardWord, breadth
from ui.theme.board_metrics import BOARD_TYPE, CAP, LINE, BoardMetrics, BoardRole

MOST = 8
"""So many last calls at most."""
_LEAST_ROW, _LEAST_ROW_UPRIGHT = 0.112, 0.096
_WIDEST_ROW = "A8888888"
_BETWEEN, _ARROW = 1.5, 0.44
_RIGHT = Qt.AlignmentFlag.AlignRight


class CallRow(QWidget):
    """One call of the list."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look = look
        self.ticket = BoardWord(look, BoardRole.ROW, self)
        self.desk = BoardWord(look, BoardRole.ROW, self, align=_RIGHT)
        self._arrow = Arrow(look, self, ink="muted", thick=0.1)

    def show_call(self, call: BoardCall | None, *, stale: bool) -> None:
        """Show a call, or nothing."""
        self.setVisible(call is not None)
        self.ticket.setText(call.ticket if call else "")
        self.desk.setText(str(call.desk) if call else "")
        sentence = call_sentence(call) if call else None
        self.setAccessibleName(f"{sentence.kk} {sentence.ru}" if sentence else "")
        for word in (self.ticket, self.desk):
            word.colour("muted" if stale else "text", "background")

    @property
    def breadth(self) -> float:
        """The width of ticket and desk as a part of their size."""
        weight = BOARD_TYPE[BoardRole.ROW][1]
        return breadth(self.ticket.text(), weight) + breadth(self.desk.text(), weight)

    def take(self, rect: QRect, size: int) -> None:
        """Stand in ``rect``, the numbers ``size`` pixels large."""
        self.setGeometry(rect)
        digits = -int(-size * (CAP + 0.04) // 1)
        top = (rect.height() - digits) // 2
        left = self.ticket.needs(size, rect.width()).width()
        right = self.desk.needs(size, rect.width()).width()
        self.ticket.place(QRect(0, top, left, digits), size)
        self.desk.place(QRect(rect.width() - right, top, right, digits), size)
        arrow = round(size * _ARROW)
        # All arrows stand in one column: before the widest desk.
        column = round(size * breadth("888", BOARD_TYPE[BoardRole.ROW][1]))
        across = rect.width() - max(column, right) - arrow - round(size * 0.3)
        self._arrow.setGeometry(across, (rect.height() - arrow) // 2, arrow, arrow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A thin line under the row."""
        painter = QPainter(self)
        height = max(1, self.height() // 80)
        painter.fillRect(
            0, self.height() - height, self.width(), height, self._look.colour("hairline")
        )
        painter.end()


class CallList(QWidget):
    """So many of the last calls as the room allows, at most :data:`MOST`."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._metrics = BoardMetrics(0, 0)
        self._calls: tuple[BoardCall, ...] = ()
        self._stale = False
        self._left = BoardWord(look, BoardRole.ROW_HEAD, self, ink="muted")
        self._right = BoardWord(look, BoardRole.ROW_HEAD, self, ink="muted", align=_RIGHT)
        self._left.setText(in_one_line(both(N_("Ticket"))))
        self._right.setText(in_one_line(both(N_("Desk"))))
        self.rows = [CallRow(look, self) for _ in range(MOST)]
        self.room = 0

    def show_calls(self, calls: tuple[BoardCall, ...], *, stale: bool) -> None:
        """Show ``calls``, newest first; what has no room is left out at the end."""
        if (calls, stale) != (self._calls, self._stale):
            self._calls, self._stale = calls, stale
            self.arrange()

    def take(self, metrics: BoardMetrics, rect: QRect) -> None:
        """Stand in ``rect`` on a screen of these sizes."""
        self._metrics = metrics
        self.setGeometry(rect)
        self.arrange()

    def arrange(self) -> None:
        """Share the height among the rows; all numbers are of one size."""
        m = self._metrics
        head = round(m.font(BoardRole.ROW_HEAD) * LINE)
        free = self.height() - head
        least = m.px(_LEAST_ROW_UPRIGHT if m.upright else _LEAST_ROW)
        self.room = min(max(free // least, 1), MOST)
        shown = self._calls[: self.room]
        for place, row in enumerate(self.rows):
            row.show_call(shown[place] if place < len(shown) else None, stale=self._stale)
        middle = self.width() * 2 // 5
        self._left.place(QRect(0, 0, middle, head), m.font(BoardRole.ROW_HEAD))
        self._right.place(QRect(middle, 0, self.width() - middle, head), m.font(BoardRole.ROW_HEAD))
        each, size = free // self.room, self._size(len(shown))
        for place, row in enumerate(self.rows[: self.room]):
            row.take(QRect(0, head + place * each, self.width(), each), size)

    def _size(self, shown: int) -> int:
        weight = BOARD_TYPE[BoardRole.ROW][1]
        parts = [breadth(_WIDEST_ROW, weight), *(row.breadth for row in self.rows[:shown])]
        by_width = (self.width() - 4) / (max(parts) + _BETWEEN)
        return max(min(self._metrics.font(BoardRole.ROW), int(by_width)), 1)
