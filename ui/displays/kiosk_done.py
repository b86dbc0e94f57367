"""The last step of the kiosk: the number, very large, the place in the line, and where the paper is."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.wording import both
from i18n import N_
from ui.binding.kiosk import PaperKind, TicketShown
from ui.displays.board_words import BoardLook, BoardSign, BoardWord
from ui.displays.kiosk_panes import KioskPane
from ui.displays.kiosk_words import LEAST_TARGET, KioskButton, height_of, stack
from ui.theme.board_metrics import BoardMetrics, BoardRole
from ui.widgets.qr_picture import QrPicture

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_PAPER = {
    PaperKind.COMING: ("printer", N_("Your ticket is being printed…")),
    PaperKind.OUT: ("check", N_("Take your paper ticket")),
    PaperKind.NONE: ("camera", N_("Photograph this screen or remember the number")),
}
"""Sign and words for each fate of the paper."""


class ClosingBar(QWidget):
    """How long the screen stays: a line that becomes shorter, and its words."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._share = look, 1.0

    def show_share(self, share: float) -> None:
        """What is left of the time, from 1 to 0."""
        share = max(0.0, min(1.0, share))
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole line weak, what is left strong."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("hairline"))
        left = QRectF(0, 0, self.width() * self._share, self.height())
        painter.fillRect(left, self._look.colour("accent"))
        painter.end()


class DonePane(KioskPane):
    """Signals: ``over`` the visitor has seen it; ``read_wanted`` the number shall be said aloud."""

    over = Signal()
    read_wanted = Signal()

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.ticket: TicketShown | None = None
        self._left = 0
        self.number = BoardWord(look, BoardRole.NUMBER, self, ink="accent", align=_CENTRE)
        self.facts = tuple(self.word(BoardRole.ANSWER) for _ in range(2))
        self.note = self.word(BoardRole.NOTE, ink="muted")
        self.paper_sign = BoardSign(look, "printer", self, ink="accent")
        self.paper = self.word(BoardRole.ANSWER)
        self.qr = QrPicture(self)
        self.closing = self.word(BoardRole.NOTE, ink="muted")
        self.bar = ClosingBar(look, self)
        self.read = KioskButton(look, self, icon="voice", role=BoardRole.SAY, beside=True)
        self.ready = KioskButton(look, self, variant="primary")
        self.read.clicked.connect(self.read_wanted)
        self.ready.clicked.connect(self.over)
        self.read.hide()

    def show_ticket(self, ticket: TicketShown | None) -> None:
        """Show a place in the line, or nothing of anybody."""
        self.ticket = ticket
        self.retranslate()
        self.arrange_shown()

    def show_left(self, seconds: int, share: float) -> None:
        """How long the screen stays."""
        self.bar.show_share(share)
        if seconds != self._left:
            self._left = seconds
            self._count()
            self.arrange_shown()

    def set_voice(self, available: bool) -> None:
        """Offer to have the number said."""
        self.read.setVisible(available)
        self.arrange_shown()

    def retranslate(self) -> None:
        """Say everything in the languages of the moment."""
        ticket, of = self.ticket, self._of
        self.number.setText(ticket.number if ticket else "")
        for word in (*self.facts, self.note, self.paper):
            word.setText("")
        self.qr.show_code("", "")
        self.ready.show_words(self.tongue.of(both(N_("Done"))))
        self.read.show_words(self.tongue.of(both(N_("Read the number aloud"))))
        self._count()
        if ticket is None:
            self.say(both(N_("Your ticket")))
            return
        journal = ticket.journal
        self.say(both(N_("Your number in the journal") if journal else N_("Your ticket")))
        self.facts[0].setText(of(N_("Before you in line: {count}"), count=str(ticket.before)))
        if ticket.minutes is not None:
            minutes = str(max(ticket.minutes, 1))
            self.facts[1].setText(of(N_("You will wait about {count} min"), count=minutes))
        self.note.setText(" · ".join(self.tongue.of(ticket.note)))
        sign, words = _PAPER[ticket.paper]
        good = ticket.paper is PaperKind.OUT
        self.paper_sign.show_sign(sign, "good" if good else "accent")
        self.paper.setText(of(words))
        if ticket.paper is PaperKind.NONE:
            self.qr.show_code(ticket.code, of(N_("QR code of the ticket")))
        said = (ticket.number, *(word.text() for word in (*self.facts, self.note, self.paper)))
        self.setAccessibleName(". ".join(part for part in (self.accessibleName(), *said) if part))

    def arrange(self) -> None:
        """Number and place at the left or above, the paper at the right or below."""
        m = self.metrics
        if self.width() < 4 or self.height() < 4:
            return
        high = max(m.px(0.13), LEAST_TARGET)
        self._place_foot(m, high)
        room = self.rect().adjusted(0, 0, 0, -high - m.px(0.085))
        if m.upright:
            half = room.height() * 54 // 100
            self._place_number(QRect(0, 0, room.width(), half))
            self._place_paper(room.adjusted(0, half + m.gap, 0, 0))
            return
        wide = room.width() * 56 // 100
        self._place_number(QRect(0, 0, wide, room.height()))
        self._place_paper(room.adjusted(wide + m.gap, 0, 0, 0))

    def first_focus(self) -> QWidget:
        """To be done needs one key."""
        return self.ready

    def _place_number(self, room: QRect) -> None:
        m = self.metrics
        facts = [(word, self.largest(BoardRole.ANSWER)) for word in self.facts]
        words = [*facts, (self.note, self.largest(BoardRole.NOTE))]
        titles = [(word, self.largest(BoardRole.ASK)) for word in self.titles]
        head, high = room.height() * 16 // 100, room.height() * 42 // 100
        stack(titles, QRect(room.left(), room.top(), room.width(), head), 0)
        top = room.top() + head + m.px(0.01)
        self.number.place(QRect(room.left(), top, room.width(), high), m.px(0.42))
        below = room.adjusted(0, head + high + m.px(0.03), 0, 0)
        stack(words, below, m.px(0.012), top=True)

    def _place_paper(self, room: QRect) -> None:
        m = self.metrics
        drawn = bool(self.qr.code)
        self.qr.setVisible(drawn)
        self.paper_sign.setVisible(not drawn and bool(self.paper.text()))
        side = min(room.width(), room.height() * 62 // 100, m.px(0.5) if drawn else m.px(0.24))
        picture = self.qr if drawn else self.paper_sign
        words = [(self.paper, self.largest(BoardRole.ANSWER))]
        gap = m.px(0.02)
        below = min(height_of(words, room.width(), 0), room.height() - side - gap)
        top = room.top() + (room.height() - side - gap - below) // 2
        picture.setGeometry(room.left() + (room.width() - side) // 2, top, side, side)
        stack(words, QRect(room.left(), top + side + gap, room.width(), max(below, 1)), 0, top=True)

    def _place_foot(self, m: BoardMetrics, high: int) -> None:
        top = self.height() - high
        line = m.px(0.05)
        self.closing.place(
            QRect(0, top - m.px(0.075), self.width(), line), self.largest(BoardRole.NOTE)
        )
        self.bar.setGeometry(0, top - m.px(0.022), self.width(), max(m.px(0.007), 3))
        left = 0
        if not self.read.isHidden():
            wide = self.width() * 45 // 100
            self.read.take(m, QRect(0, top, wide, high), self.grown)
            left = wide + m.gap
        self.ready.take(m, QRect(left, top, self.width() - left, high), self.grown)

    def _count(self) -> None:
        self.closing.setText(self._of(N_("Closes by itself in {count} s"), count=str(self._left)))

    def _of(self, message: str, **params: str) -> str:
        return " · ".join(self.tongue.of(both(message, params)))
