"""The hall board: the newest call large, the last calls beside it, who waits, and never old numbers
as if they were new."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QRect, Signal

from app.domain.language import Bilingual
from app.wording import both
from i18n import N_
from ui.binding.board import (
    BoardCall,
    BoardKind,
    BoardState,
    in_one_line,
    stale_line,
)
from ui.displays.board_lines import (
    TONES,
    BoardHead,
    NoticePane,
    PracticeBand,
    StateBand,
    WaitingLine,
)
from ui.displays.call_card import CallCard
from ui.displays.call_list import CallList
from ui.displays.call_turns import CallTurns
from ui.displays.display_window import DisplayWindow
from ui.theme.board_metrics import BoardMetrics
from ui.theme.tokens import ThemeName
from ui.widgets.notices import announce

RENEWED_WITHIN = 60.0
"""Seconds after which a board that nobody fed calls itself old."""
_STILL_NEW = timedelta(seconds=60)
_CARD_SHARE = 0.6


class HallBoard(DisplayWindow):
    """Feed it with :meth:`show_state` at every change and, so that it knows that the feed lives, at
    least once in :data:`RENEWED_WITHIN` seconds.

    Signals: ``call_shown(object)`` a ``BoardCall`` that takes the large field and is to be said.
    Calls that were there before the board was, or that came while its numbers were old, are shown
    but not called out, unless they are less than a minute old.
    """

    call_shown = Signal(object)

    def __init__(
        self,
        *,
        colours: ThemeName = ThemeName.DARK,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(colours=colours, clock=clock)
        self._turns = CallTurns()
        self._state: BoardState | None = None
        self._fed_at = 0.0
        self._in_doubt = True
        self.practice = PracticeBand(self.look, self)
        self.head = BoardHead(self.look, self)
        self.card = CallCard(self.look, self)
        self.calls = CallList(self.look, self)
        self.notice = NoticePane(self.look, self)
        self.waiting = WaitingLine(self.look, self)
        self.band = StateBand(self.look, self)
        title = in_one_line(both(N_("Hall board")))
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        for part in (self.practice, self.card, self.calls, self.notice, self.waiting, self.band):
            part.hide()
        self.resize(1280, 720)

    def show_state(self, state: BoardState) -> None:
        """Show what is so now. A new call waits for its turn in the large field."""
        moment = self.clock()
        self._state, self._fed_at = state, moment
        if state.kind is BoardKind.STALE:
            self._turns.take(state.calls, moment, lambda _: False)
            self._doubt()
            called = None
        else:
            in_doubt, self._in_doubt = self._in_doubt, False
            called = self._turns.take(
                state.calls,
                moment,
                lambda call: not in_doubt or state.now - call.called_at < _STILL_NEW,
            )
        self._draw(called)

    @property
    def state_shown(self) -> BoardKind:
        """How the queue is by what the hall reads now."""
        if self._state is None:
            return BoardKind.OPEN
        late = self.clock() - self._fed_at >= RENEWED_WITHIN
        return BoardKind.STALE if late else self._state.kind

    @property
    def large(self) -> BoardCall | None:
        """The call in the large field."""
        return self._turns.shown

    def tick(self) -> None:
        """The clock goes on, the next call takes its turn, a feed that died is noticed."""
        super().tick()
        if self._state is None:
            return
        self.head.show_moment(self._now(self._state))
        if self.state_shown is BoardKind.STALE:
            if not self._in_doubt:
                self._doubt()
                self._draw(None)
            return
        called = self._turns.tick(self.clock())
        if called is not None:
            self._draw(called)

    def arrange(self) -> None:
        """Wide: large field left, list right. Upright: one under the other."""
        m = self.metrics
        top = 0
        if self.practice.isVisibleTo(self):
            top = m.px(0.05)
            self.practice.take(m, QRect(0, 0, m.width, top))
        head, foot = m.px(0.1), m.px(0.26 if m.upright else 0.132)
        inner = m.width - 2 * m.margin
        self.head.take(m, QRect(m.margin, top, inner, head))
        bottom = m.height - foot
        whole = QRect(m.margin, top + head, inner, bottom - top - head)
        line = QRect(m.margin, bottom, inner, foot)
        self.waiting.take(m, line.adjusted(0, m.px(0.018), 0, -m.px(0.014)))
        self.band.take(m, line.adjusted(0, m.px(0.018), 0, -m.px(0.018)))
        alone = not self.waiting.isVisibleTo(self)
        self.notice.take(m, whole.adjusted(0, 0, 0, foot - m.margin if alone else 0))
        card, calls = _halves(m, whole)
        self.card.take(m, card)
        self.calls.take(m, calls)

    def _doubt(self) -> None:
        """What waits to be called out may be long past."""
        self._turns.forget_waiting()
        self._in_doubt = True

    def _now(self, state: BoardState) -> datetime:
        return state.now + timedelta(seconds=self.clock() - self._fed_at)

    def _draw(self, called: BoardCall | None) -> None:
        state, kind = self._state, self.state_shown
        if state is None:
            return
        places = self._places()
        self.practice.show_words(state.practice)
        self.head.show_moment(self._now(state))
        self.waiting.show_counts(state.waiting)
        self._show_line(state, kind)
        self._show_calls(kind, called)
        if places != self._places():
            self.arrange()
        if called is not None:
            announce(self.card, self.card.accessibleName())
            self.call_shown.emit(called)

    def _places(self) -> tuple[bool, ...]:
        """What the places of the others depend on."""
        return tuple(part.isVisibleTo(self) for part in (self.practice, self.waiting, self.notice))

    def _show_line(self, state: BoardState, kind: BoardKind) -> None:
        words = self._words(state, kind)
        called = bool(state.calls)
        silent = kind is BoardKind.OPEN
        self.waiting.setVisible(silent and bool(state.waiting))
        self.band.setVisible(not silent and called)
        self.notice.setVisible(not called)
        if not silent:
            self.band.show_line(kind, words)
        if not called:
            self.notice.show_notice(TONES[kind], words)

    def _words(self, state: BoardState, kind: BoardKind) -> Bilingual:
        if kind is state.kind and kind is not BoardKind.OPEN:
            return state.line
        if kind is BoardKind.STALE:
            return stale_line(state.now)
        return both(N_("Ticket numbers appear here."))

    def _show_calls(self, kind: BoardKind, called: BoardCall | None) -> None:
        stale, large = kind is BoardKind.STALE, self.large
        self.card.setVisible(large is not None)
        self.calls.setVisible(large is not None)
        self.calls.show_calls(self._turns.others(), stale=stale)
        if large is None:
            self.card.stand_still()
            return
        self.card.show_call(large, stale=stale)
        if called is not None and self.moves:
            self.card.call_attention()


def _halves(m: BoardMetrics, whole: QRect) -> tuple[QRect, QRect]:
    """The places of the large field and of the list."""
    if m.upright:
        high = min(round(m.width * 0.72), whole.height() * 3 // 5)
        card = QRect(whole.left(), whole.top(), whole.width(), high)
        below = high + m.gap
        return card, whole.adjusted(0, below, 0, 0)
    wide = round(m.width * _CARD_SHARE)
    card = QRect(whole.left(), whole.top(), wide, whole.height())
    return card, whole.adjusted(wide + m.px(0.05), 0, 0, 0)
