"""The sign above one desk: its number, the called ticket, whether it is free, and whose place it is."""

import time
from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.domain.language import Bilingual
from app.wording import both
from i18n import N_
from ui.binding.board import PlateState, SignKind, SignState, in_one_line
from ui.displays.board_lines import NoticePane, PracticeBand
from ui.displays.board_words import BoardLook, BoardWord, Slab
from ui.displays.display_window import DisplayWindow
from ui.displays.nameplate import Nameplate
from ui.theme.board_metrics import CAP, LINE, BoardMetrics, BoardRole
from ui.theme.tokens import ThemeName
from ui.widgets.notices import announce

WORDS: dict[SignKind, str] = {
    SignKind.FREE: N_("Free"),
    SignKind.CALLED: N_("Please come to the desk"),
    SignKind.SERVING: N_("A visitor is being served"),
    SignKind.PAUSE: N_("The desk does not work for the moment"),
    SignKind.CLOSED: N_("The desk is closed"),
    SignKind.STALE: N_("The data are not renewed"),
}
"""Each state in words, as English message ids."""
_TONES: dict[SignKind, tuple[str, str, str]] = {
    SignKind.FREE: ("check", "good", "good_soft"),
    SignKind.PAUSE: ("park", "warn", "warn_soft"),
    SignKind.CLOSED: ("lock", "text", "sunken"),
    SignKind.STALE: ("warning", "warn", "warn_soft"),
}
_WITH_TICKET = (SignKind.CALLED, SignKind.SERVING)
_DIGITS_BOX = CAP + 0.04


class NumberBlock(Slab):
    """A head, a number as large as its place allows, and a line below that may be empty."""

    def __init__(self, look: BoardLook, parent: QWidget, *, ground: str, head: str) -> None:
        super().__init__(look, parent, ground=ground)
        self.head = BoardWord(look, BoardRole.LABEL, self)
        self.number = BoardWord(look, BoardRole.NUMBER, self)
        self.foot = BoardWord(look, BoardRole.SIGN_FOOT, self)
        self.head.setText(in_one_line(both(head)))

    def show_number(self, number: str, foot: str, *, ink: str, ground: str) -> None:
        """Show ``number`` and what is to be said of it."""
        self.colour(ground)
        self.number.setText(number)
        self.foot.setText(foot)
        self.foot.setVisible(bool(foot))
        for word in (self.head, self.number, self.foot):
            word.colour(ink, ground)
        self.arrange()

    def arrange(self) -> None:
        """Head above, foot below; the number takes what they leave, in its middle."""
        m = self.metrics
        pad, gap = m.px(0.045), m.px(0.02)
        width = self.width() - 2 * pad
        if width < 1:
            return
        head = round(m.font(BoardRole.LABEL) * LINE)
        foot = round(m.font(BoardRole.SIGN_FOOT) * LINE) if self.foot.text() else 0
        top, bottom = pad + head + gap, self.height() - pad - foot - (gap if foot else 0)
        size = max(int((bottom - top) / _DIGITS_BOX), 1)
        while size > 1 and self.number.needs(size, width).width() > width:
            size = min(int(size * 0.98), size - 1)
        digits = self.number.needs(size, width).height()
        self.head.place(QRect(pad, pad, width, head), m.font(BoardRole.LABEL))
        self.number.place(QRect(pad, top + (bottom - top - digits) // 2, width, digits), size)
        below = QRect(pad, bottom + gap, width, max(foot, 1))
        self.foot.place(below, m.font(BoardRole.SIGN_FOOT))


class DeskSign(DisplayWindow):
    """Feed it with :meth:`show_state` and :meth:`show_plate`."""

    def __init__(
        self,
        *,
        colours: ThemeName = ThemeName.DARK,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(colours=colours, clock=clock)
        self._state: SignState | None = None
        self.practice = PracticeBand(self.look, self)
        self.desk = NumberBlock(self.look, self, ground="background", head=N_("Desk"))
        self.ticket = NumberBlock(self.look, self, ground="accent", head=N_("Ticket"))
        self.notice = NoticePane(self.look, self, BoardRole.SIGN)
        self.plate = Nameplate(self.look, self)
        for part in (self.practice, self.desk, self.ticket, self.notice, self.plate):
            part.hide()
        self.setWindowTitle(in_one_line(both(N_("Desk sign"))))
        self.setAccessibleName(self.windowTitle())
        self.resize(1280, 720)

    def show_state(self, state: SignState) -> None:
        """Show how the desk is now."""
        before, self._state = self._state, state
        words = both(WORDS[state.kind])
        numbered = state.kind in _WITH_TICKET
        self.practice.show_words(state.practice)
        self.desk.show_number(str(state.desk), "", ink="text", ground="background")
        self.desk.show()
        self.ticket.setVisible(numbered)
        self.notice.setVisible(not numbered)
        if numbered:
            self._show_ticket(state, words)
        else:
            self.notice.show_notice(_TONES[state.kind], words)
        self._name(state, words)
        self.arrange()
        if before is None or (before.kind, before.ticket, before.times) != (
            state.kind,
            state.ticket,
            state.times,
        ):
            announce(self, self.accessibleName())

    def show_plate(self, plate: PlateState | None) -> None:
        """Show whose place this is while no badge is worn; ``None`` takes the plate away."""
        self.plate.setVisible(plate is not None)
        if plate is not None:
            self.plate.show_plate(plate)
        self.arrange()

    def arrange(self) -> None:
        """Desk number left, state right; the plate below; upright all under each other."""
        m = self.metrics
        top = 0
        if self.practice.isVisibleTo(self):
            top = m.px(0.06)
            self.practice.take(m, QRect(0, 0, m.width, top))
        whole = QRect(0, top, m.width, m.height - top).adjusted(
            m.margin, m.margin, -m.margin, -m.margin
        )
        if self.plate.isVisibleTo(self):
            high = whole.height() * (38 if m.upright else 44) // 100
            self.plate.take(m, whole.adjusted(0, whole.height() - high, 0, 0))
            whole.setHeight(whole.height() - high - m.gap)
        desk, state = _halves(m, whole)
        self.desk.take(m, desk)
        self.ticket.take(m, state)
        self.notice.take(m, state)

    def _show_ticket(self, state: SignState, words: Bilingual) -> None:
        again = state.kind is SignKind.CALLED and state.times > 1
        said = both(N_("Once more")) if again else words
        called = state.kind is SignKind.CALLED
        ink, ground = ("on_accent", "accent") if called else ("text", "accent_soft")
        self.ticket.show_number(state.ticket, in_one_line(said), ink=ink, ground=ground)

    def _name(self, state: SignState, words: Bilingual) -> None:
        said = {
            "desk": str(state.desk),
            "ticket": state.ticket,
            "state_kk": words.kk,
            "state_ru": words.ru,
        }
        message = N_("Desk {desk}: {state}.")
        if state.kind in _WITH_TICKET:
            message = N_("Desk {desk}: {state}. Ticket {ticket}.")
        sentence = both(message, said)
        self.setAccessibleName(f"{sentence.kk} {sentence.ru}")


def _halves(m: BoardMetrics, whole: QRect) -> tuple[QRect, QRect]:
    """The places of the desk's number and of its state."""
    if m.upright:
        high = whole.height() * 2 // 5
        desk = QRect(whole.left(), whole.top(), whole.width(), high)
        return desk, whole.adjusted(0, high + m.gap, 0, 0)
    wide = whole.width() * 32 // 100
    desk = QRect(whole.left(), whole.top(), wide, whole.height())
    return desk, whole.adjusted(wide + m.gap, 0, 0, 0)
