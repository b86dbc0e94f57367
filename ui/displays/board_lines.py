"""The lines along the edges of the hall board: title and clock, who waits, what is the matter."""

from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from app.domain.language import Bilingual
from app.wording import both
from i18n import N_
from ui.binding.board import PURPOSE_WORDS, BoardKind, in_one_line
from ui.binding.texts import show_date, show_time
from ui.displays.board_words import BoardLook, BoardSign, BoardWord, Slab
from ui.theme.board_metrics import LINE, BoardMetrics, BoardRole

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
TONES: dict[BoardKind, tuple[str, str, str]] = {
    BoardKind.OPEN: ("board", "text", "surface"),
    BoardKind.CLOSED: ("lock", "text", "sunken"),
    BoardKind.ORDINARY: ("people", "warn", "warn_soft"),
    BoardKind.STALE: ("warning", "warn", "warn_soft"),
}
"""Sign, ink and ground of what is the matter."""


class BoardHead(QWidget):
    """«Кезек · Очередь», date and clock."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._metrics = BoardMetrics(0, 0)
        self._title = BoardWord(look, BoardRole.TITLE, self, ink="muted")
        self.date = BoardWord(look, BoardRole.DATE, self, ink="muted", align=_RIGHT)
        self.clock = BoardWord(look, BoardRole.CLOCK, self, align=_RIGHT)
        self._title.setText(in_one_line(both(N_("Queue"))))

    def show_moment(self, moment: datetime) -> None:
        """Show the time of the desk's own zone."""
        said = (show_date(moment.date()), show_time(moment))
        if said != (self.date.text(), self.clock.text()):
            self.date.setText(said[0])
            self.clock.setText(said[1])
            self.arrange()

    def take(self, metrics: BoardMetrics, rect: QRect) -> None:
        """Stand in ``rect``."""
        self._metrics = metrics
        self.setGeometry(rect)
        self.arrange()

    def arrange(self) -> None:
        """The clock at the right, the date before it, the title in what is left."""
        m, width, high = self._metrics, self.width(), self.height()
        gap = m.px(0.025)
        clock = self.clock.needs(m.font(BoardRole.CLOCK), width).width()
        date = self.date.needs(m.font(BoardRole.DATE), width).width()
        left = width - clock
        self.clock.place(QRect(left, 0, clock, high), m.font(BoardRole.CLOCK))
        self.date.place(QRect(left - gap - date, 0, date, high), m.font(BoardRole.DATE))
        room = max(left - date - 2 * gap, 1)
        self._title.place(QRect(0, 0, room, high), m.font(BoardRole.TITLE))


class WaitingLine(QWidget):
    """How many wait, by purpose: a number, its words in Kazakh and Russian under each other."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look = look
        self._metrics = BoardMetrics(0, 0)
        self._counts: tuple[tuple[str, int], ...] = ()
        self._heads = self._pair(both(N_("In the queue")))
        self._title = BoardWord(look, BoardRole.PURPOSE, self, ink="muted")
        self._title.setText(in_one_line(both(N_("In the queue"))))
        self._count = 0
        self.cells: list[tuple[BoardWord, tuple[BoardWord, BoardWord]]] = []

    def show_counts(self, counts: tuple[tuple[str, int], ...]) -> None:
        """Show the purposes that are counted, in the order of the catalogue."""
        if counts == self._counts:
            return
        self._counts = counts
        order = list(PURPOSE_WORDS)
        by_purpose = sorted(counts, key=lambda entry: order.index(entry[0]))
        while len(self.cells) > len(by_purpose):
            number, words = self.cells.pop()
            for word in (number, *words):
                word.hide()
                word.deleteLater()
        while len(self.cells) < len(by_purpose):
            number = BoardWord(self._look, BoardRole.COUNT, self, align=_RIGHT)
            number.setVisible(True)
            self.cells.append((number, self._pair(Bilingual("", ""))))
        for (number, (kk, ru)), (purpose, count) in zip(self.cells, by_purpose, strict=True):
            said = both(PURPOSE_WORDS[purpose])
            number.setText(str(count))
            kk.setText(said.kk)
            ru.setText(said.ru)
            number.setAccessibleName(f"{in_one_line(said)}: {count}")
        self.arrange()

    def take(self, metrics: BoardMetrics, rect: QRect) -> None:
        """Stand in ``rect``."""
        self._metrics = metrics
        self.setGeometry(rect)
        self.arrange()

    def arrange(self) -> None:
        """The head at the left or, upright, above; the purposes share the rest."""
        if not self.cells or self.width() < 1:
            return
        m = self._metrics
        line = round(m.font(BoardRole.PURPOSE) * LINE)
        per_line = 2 if m.upright else len(self.cells)
        head = self._width(self._heads)
        left = head + m.px(0.06) if not m.upright else 0
        top = line + m.px(0.012) if m.upright else 0
        for word in self._heads:
            word.setVisible(not m.upright)
        self._title.setVisible(m.upright)
        self._title.place(QRect(0, 0, self.width(), line), m.font(BoardRole.PURPOSE))
        self._place_pair(self._heads, QRect(0, 0, head, self.height()), line)
        rows = -(-len(self.cells) // per_line)
        # All counts end in one line before their words.
        largest = m.font(BoardRole.COUNT)
        self._count = max(number.needs(largest, self.width()).width() for number, _ in self.cells)
        width, height = (self.width() - left) // per_line, (self.height() - top) // rows
        for place, cell in enumerate(self.cells):
            across, down = place % per_line, place // per_line
            self._place_cell(
                cell, QRect(left + across * width, top + down * height, width, height), line
            )

    def _place_cell(
        self, cell: tuple[BoardWord, tuple[BoardWord, BoardWord]], rect: QRect, line: int
    ) -> None:
        m, (number, words) = self._metrics, cell
        largest = m.font(BoardRole.COUNT)
        number.place(QRect(rect.left(), rect.top(), self._count, rect.height()), largest)
        left = self._count + m.px(0.016)
        room = max(rect.width() - left - m.px(0.012), 1)
        self._place_pair(words, QRect(rect.left() + left, rect.top(), room, rect.height()), line)

    def _place_pair(self, pair: tuple[BoardWord, BoardWord], rect: QRect, line: int) -> None:
        top = rect.top() + (rect.height() - 2 * line) // 2
        for place, word in enumerate(pair):
            box = QRect(rect.left(), top + place * line, rect.width(), line)
            word.place(box, self._metrics.font(BoardRole.PURPOSE))

    def _width(self, pair: tuple[BoardWord, BoardWord]) -> int:
        size = self._metrics.font(BoardRole.PURPOSE)
        return max(word.needs(size, self.width()).width() for word in pair)

    def _pair(self, words: Bilingual) -> tuple[BoardWord, BoardWord]:
        pair = tuple(BoardWord(self._look, BoardRole.PURPOSE, self, ink="muted") for _ in range(2))
        for word, said in zip(pair, (words.kk, words.ru), strict=True):
            word.setText(said)
            word.setVisible(True)
        return pair[0], pair[1]


class StateBand(Slab):
    """What is the matter, in place of the counts: a sign, Kazakh over Russian."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._sign = BoardSign(look, "warning", self)
        self.lines = tuple(BoardWord(look, BoardRole.BAND, self, wraps=True) for _ in range(2))

    def show_line(self, kind: BoardKind, words: Bilingual) -> None:
        """Say ``words`` in the tone of ``kind``."""
        sign, ink, ground = TONES[kind]
        self.colour(ground)
        self._sign.show_sign(sign, ink)
        for line, said in zip(self.lines, (words.kk, words.ru), strict=True):
            line.colour(ink, ground)
            line.setText(said)
        self.setAccessibleName(f"{words.kk} {words.ru}")
        self.arrange()

    def arrange(self) -> None:
        """Both languages in one size."""
        m, pad = self.metrics, self.metrics.px(0.02)
        sign = min(m.px(0.062), max(self.height() - 2 * pad, 1))
        self._sign.setGeometry(pad + m.px(0.006), (self.height() - sign) // 2, sign, sign)
        left, tight = sign + 2 * pad + m.px(0.006), m.px(0.006)
        half = max((self.height() - 2 * tight) // 2, 1)
        room = QRect(left, tight, max(self.width() - left - pad, 1), half)
        size = m.font(BoardRole.BAND)
        # The one that needs less follows the other.
        size = min(line.place(room, size) for line in self.lines)
        for place, line in enumerate(self.lines):
            line.place(room.translated(0, place * half), size)


class NoticePane(Slab):
    """What fills the board when nobody is called: a large sign and words in both languages."""

    def __init__(
        self, look: BoardLook, parent: QWidget, role: BoardRole = BoardRole.NOTICE
    ) -> None:
        super().__init__(look, parent)
        self._sign = BoardSign(look, "board", self)
        self.lines = tuple(BoardWord(look, role, self, wraps=True, align=_CENTRE) for _ in range(2))

    def show_notice(self, tone: tuple[str, str, str], words: Bilingual) -> None:
        """Say ``words``; ``tone`` is sign, ink and ground."""
        sign, ink, ground = tone
        self.colour(ground)
        self._sign.show_sign(sign, ink)
        for line, said in zip(self.lines, (words.kk, words.ru), strict=True):
            line.colour(ink, ground)
            line.setText(said)
        self.setAccessibleName(f"{words.kk} {words.ru}")
        self.arrange()

    def arrange(self) -> None:
        """The sign above, then the languages one under the other, all of it in the middle."""
        m, pad = self.metrics, self.metrics.px(0.05)
        width, largest = max(self.width() - 2 * pad, 1), m.font(self.lines[0].role)
        between, sign = round(largest * 0.5), min(2 * largest, self.height() // 4)
        free = max(self.height() - 2 * pad - sign - 2 * between, 2)
        room, size = QRect(pad, 0, width, free // 2), largest
        size = min(line.place(room, size) for line in self.lines)
        heights = [line.needs(size, width).height() for line in self.lines]
        top = (self.height() - sign - 2 * between - sum(heights)) // 2
        self._sign.setGeometry((self.width() - sign) // 2, top, sign, sign)
        top += sign + between
        for line, height in zip(self.lines, heights, strict=True):
            line.place(QRect(pad, top, width, height), size)
            top += height + between


class PracticeBand(Slab):
    """The line at the top that says: this is practice."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent, ground="focus")
        self.words = BoardWord(
            look, BoardRole.PRACTICE, self, ink="focus_inner", ground="focus", align=_CENTRE
        )

    def show_words(self, words: Bilingual | None) -> None:
        """Say it, or be gone."""
        self.setVisible(words is not None)
        self.words.setText(in_one_line(words) if words is not None else "")

    def arrange(self) -> None:
        """From edge to edge, without corners."""
        self.radius = 0
        pad = self.metrics.margin
        self.words.place(
            self.rect().adjusted(pad, 0, -pad, 0), self.metrics.font(BoardRole.PRACTICE)
        )
