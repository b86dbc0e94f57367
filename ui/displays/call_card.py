"""The large field of a display: the called ticket and the desk, seen from ten metres."""

import math

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.wording import both
from i18n import N_
from ui.binding.board import BoardCall, call_sentence, in_one_line
from ui.displays.board_words import Arrow, BoardLook, BoardSign, BoardWord, Slab, breadth
from ui.theme.board_metrics import BOARD_TYPE, CAP, LINE, BoardRole

BLINKS = 3
"""How often a new call lights up; never more."""
_BLINKS_LAST, _ENTERING_LASTS = 2400, 420
_WIDEST_TICKET, _WIDEST_DESK = "A8888", "888"
_ARROW, _AFTER_ARROW = 0.66, 0.26
_UNDER_HEAD, _BETWEEN = 0.06, 0.14
_DIGITS_BOX = CAP + 0.04


class CallCard(Slab):
    """One call: «Талон», its number, «Терезе · Окно», the desk. Nothing of anybody."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent, ground="accent")
        self.call: BoardCall | None = None
        self.stale = False
        self.glow = 0.0
        self._face = QWidget(self)
        self.ticket_head = BoardWord(look, BoardRole.LABEL, self._face)
        self.ticket = BoardWord(look, BoardRole.NUMBER, self._face)
        self.desk_head = BoardWord(look, BoardRole.LABEL, self._face)
        self.desk = BoardWord(look, BoardRole.NUMBER, self._face)
        self._arrow = Arrow(look, self._face, ink="on_accent", thick=0.15)
        self._chip = Slab(look, self._face, ground="on_accent")
        self._chip_sign = BoardSign(look, "refresh", self._chip, ink="accent")
        self.mark = BoardWord(look, BoardRole.MARK, self._chip, ink="accent", ground="on_accent")
        self.ticket_head.setText(in_one_line(both(N_("Ticket"))))
        self.desk_head.setText(in_one_line(both(N_("Desk"))))
        self._entering = self._run(_ENTERING_LASTS, 1.0, self._on_entering)
        self._entering.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._blinking = self._run(_BLINKS_LAST, float(BLINKS), self._on_blinking)

    @property
    def animations(self) -> tuple[QVariantAnimation, QVariantAnimation]:
        """The moving in and the blinking."""
        return self._entering, self._blinking

    def show_call(self, call: BoardCall, *, stale: bool = False) -> None:
        """Show ``call`` and stand still; ``stale`` greys it and says so."""
        if call != self.call or stale:
            self.stand_still()
        self.call, self.stale = call, stale
        self.ticket.setText(call.ticket)
        self.desk.setText(str(call.desk))
        sentence = call_sentence(call)
        self.setAccessibleName(f"{sentence.kk} {sentence.ru}")
        again = call.times > 1
        self._chip.setVisible(stale or again)
        words = N_("Not renewed") if stale else N_("Once more")
        self.mark.setText(in_one_line(both(words)))
        self._dress(stale=stale)
        self.arrange()

    def call_attention(self) -> None:
        """Move in and light up :data:`BLINKS` times."""
        for animation in self.animations:
            animation.stop()
            animation.start()

    def stand_still(self) -> None:
        """Everything at its place, nothing lit."""
        for animation in self.animations:
            animation.stop()
        self._on_entering(1.0)
        self._on_blinking(0.0)

    def arrange(self) -> None:
        """Both numbers in one size, as large as width and height allow."""
        m = self.metrics
        pad = m.px(0.035 if m.upright else 0.045)
        if self.width() <= 2 * pad:
            return
        self._face.resize(self.size())
        inner, head = self.width() - 2 * pad, round(m.font(BoardRole.LABEL) * LINE)
        size = self._number_size(inner, self.height() - 2 * pad - 2 * head)
        digits = math.ceil(size * _DIGITS_BOX)
        under_head, between = round(size * _UNDER_HEAD), round(size * _BETWEEN)
        top = (self.height() - 2 * head - 2 * under_head - 2 * digits - between) // 2
        self._place_head(QRect(pad, top, inner, head))
        top += head + under_head
        self.ticket.place(QRect(pad, top, inner, digits), size)
        top += digits + between
        self.desk_head.place(QRect(pad, top, inner, head), m.font(BoardRole.LABEL))
        top += head + under_head
        arrow = round(size * _ARROW)
        self._arrow.setGeometry(pad, top + (digits - arrow) // 2, arrow, arrow)
        left = arrow + round(size * _AFTER_ARROW)
        self.desk.place(QRect(pad + left, top, inner - left, digits), size)

    def ground_colour(self) -> QColor:
        """The ground, lighter while it lights up."""
        ground = super().ground_colour()
        if not self.glow or self.stale:
            return ground
        lit = self.look.colour("accent_hover")
        mix = [round(a + (b - a) * self.glow) for a, b in zip(_rgb(ground), _rgb(lit), strict=True)]
        return QColor(*mix)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and inside it a bright frame while it lights up."""
        super().paintEvent(event)
        if not self.glow:
            return
        width = self.metrics.px(0.014)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self.glow)
        painter.setPen(QPen(self.look.colour("text"), width))
        half = width / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), self.radius, self.radius
        )
        painter.end()

    def _number_size(self, inner: int, free: int) -> int:
        weight = BOARD_TYPE[BoardRole.NUMBER][1]
        ticket = max(breadth(text, weight) for text in (_WIDEST_TICKET, self.ticket.text()))
        desk = breadth(_WIDEST_DESK, weight) + _ARROW + _AFTER_ARROW
        by_height = free / (2 * _DIGITS_BOX + 2 * _UNDER_HEAD + _BETWEEN)
        return max(int(min((inner - 2) / max(ticket, desk), by_height)), 1)

    def _place_head(self, rect: QRect) -> None:
        """«Талон», and at the right end of its line what else is to be said."""
        m = self.metrics
        taken = self.ticket_head.needs(m.font(BoardRole.LABEL), rect.width()).width()
        first = QRect(rect.left(), rect.top(), min(taken, rect.width()), rect.height())
        self.ticket_head.place(first, m.font(BoardRole.LABEL))
        if not self._chip.isVisibleTo(self):
            return
        room, pad, gap = rect.width() - taken - m.gap, m.px(0.018), m.px(0.012)
        size, sign = m.font(BoardRole.MARK), round(m.font(BoardRole.MARK) * 1.1)
        words = self.mark.needs(size, room).width()
        width = min(words + sign + gap + 2 * pad, room)
        height = rect.height()
        top = rect.top() - m.px(0.004)
        self._chip.take(m, QRect(rect.right() + 1 - width, top, width, height))
        self._chip_sign.setGeometry(pad, (height - sign) // 2, sign, sign)
        left = pad + sign + gap
        self.mark.place(QRect(left, 0, width - left - pad, height), size)

    def _dress(self, *, stale: bool) -> None:
        ink, ground = ("muted", "sunken") if stale else ("on_accent", "accent")
        self.colour(ground)
        for word in (self.ticket_head, self.ticket, self.desk_head, self.desk):
            word.colour(ink, ground)
        self._arrow.colour(ink)
        self._chip.colour("warn_soft" if stale else "on_accent")
        self._chip_sign.show_sign(*(("warning", "warn") if stale else ("refresh", "accent")))
        self.mark.colour(*(("warn", "warn_soft") if stale else ("accent", "on_accent")))

    def _run(self, lasts: int, until: float, step: object) -> QVariantAnimation:
        animation = QVariantAnimation(self)
        animation.setDuration(lasts)
        animation.setStartValue(0.0)
        animation.setEndValue(until)
        animation.valueChanged.connect(step)
        return animation

    def _on_entering(self, part: float) -> None:
        self._face.move(0, round((1 - part) * self.height() * 0.08))
        for word in (self.ticket, self.desk, self._arrow):
            word.opacity = part
            word.update()

    def _on_blinking(self, part: float) -> None:
        self.glow = math.sin(part * math.pi) ** 2
        self.update()


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
