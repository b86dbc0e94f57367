"""The ticket kiosk: one thought at a time by touch or keys, and nothing left of the one before."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.domain.language import Bilingual, Lang
from app.domain.visit import Need, Purpose
from app.wording import both
from i18n import N_
from ui.binding.board import BoardKind, in_one_line
from ui.binding.kiosk import (
    HallKind,
    KioskHall,
    KioskNotice,
    KioskWish,
    PaperKind,
    TicketShown,
    Tongue,
)
from ui.displays.board_lines import PracticeBand, StateBand
from ui.displays.display_window import DisplayWindow
from ui.displays.kiosk_code import CodePane
from ui.displays.kiosk_done import DonePane
from ui.displays.kiosk_frame import KioskFoot, KioskHead
from ui.displays.kiosk_panes import (
    KioskPane,
    LanguagePane,
    NeedPane,
    NoticePane,
    PurposePane,
    ShutPane,
)
from ui.displays.kiosk_steps import (
    ARROWS,
    ASKING,
    BACK,
    GROWN,
    LANGUAGE_CHANGES,
    SECONDS,
    TOUCHES,
    KioskStep,
    patience,
    stops,
    walk,
)
from ui.theme.tokens import THEMES, ThemeName
from ui.widgets.focus_ring import FocusRing
from ui.widgets.notices import announce


class KioskWindow(DisplayWindow):
    """Feed it with :meth:`show_hall`, and answer its signals with :meth:`show_ticket` or
    :meth:`show_notice`; until then it says that it works.

    Signals: ``ticket_wanted(object)`` a ``KioskWish``; ``code_given(str)`` what was typed;
    ``again_wanted`` the last wish once more; ``read_wanted(str, object)`` a number to be said and
    its ``Lang``; ``begun_anew`` nothing of the visitor is left.
    """

    ticket_wanted = Signal(object)
    code_given = Signal(str)
    again_wanted = Signal()
    read_wanted = Signal(str, object)
    begun_anew = Signal()

    def __init__(
        self,
        *,
        colours: ThemeName = ThemeName.LIGHT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(colours=colours, clock=clock)
        self._usual, self._size = colours, 0
        self._touched_at = clock()
        self._before_code = KioskStep.LANGUAGE
        self._purpose = Purpose.INTAKE
        self.hall = KioskHall(kind=HallKind.OPENING, line=both(N_("The kiosk is being opened…")))
        self.tongue = Tongue()
        self.step = KioskStep.SHUT
        self.practice = PracticeBand(self.look, self)
        self.band = StateBand(self.look, self)
        self.head, self.foot = KioskHead(self.look, self), KioskFoot(self.look, self)
        self.languages, self.purposes = LanguagePane(self.look, self), PurposePane(self.look, self)
        self.needs, self.code = NeedPane(self.look, self), CodePane(self.look, self)
        self.wait, self.done = NoticePane(self.look, self), DonePane(self.look, self)
        self.notice, self.shut = NoticePane(self.look, self), ShutPane(self.look, self)
        self.panes: dict[KioskStep, KioskPane] = {
            KioskStep.LANGUAGE: self.languages,
            KioskStep.PURPOSE: self.purposes,
            KioskStep.NEED: self.needs,
            KioskStep.CODE: self.code,
            KioskStep.WAIT: self.wait,
            KioskStep.DONE: self.done,
            KioskStep.NOTICE: self.notice,
            KioskStep.SHUT: self.shut,
        }
        self.wait.show_notice(KioskNotice(title=both(N_("One moment, please…"))), "clock")
        self.setWindowTitle(in_one_line(both(N_("Ticket kiosk"))))
        self.setAccessibleName(self.windowTitle())
        self._connect()
        self.ring = FocusRing(self)
        for part in self.findChildren(QWidget):
            part.installEventFilter(self)
            part.setMouseTracking(True)
        self.resize(1280, 720)
        self.show_hall(self.hall)
        self._turn(KioskStep.SHUT)

    # What it is told.

    def show_hall(self, hall: KioskHall) -> None:
        """How the queue is now. Who already has a ticket on the screen keeps it there."""
        self.hall = hall
        self.practice.show_words(hall.practice)
        self.purposes.show_waiting(hall.waiting)
        ordinary = hall.kind is HallKind.ORDINARY
        if ordinary:
            self.band.show_line(BoardKind.ORDINARY, hall.line)
        self.band.setVisible(ordinary)
        self.shut.show_hall(hall)
        if not hall.gives_tickets and self.step in ASKING:
            self._forget()
            self._turn(KioskStep.SHUT)
        elif hall.gives_tickets and self.step is KioskStep.SHUT:
            self.begin_anew()
        else:
            self.arrange()

    def show_ticket(self, ticket: TicketShown, language: Lang | None = None) -> None:
        """A place in the line; ``language`` is the ticket's, for who has not chosen one here."""
        if self.tongue.chosen is None and language is not None:
            self._speak(Tongue(language))
        self.done.show_ticket(ticket)
        self._turn(KioskStep.DONE)

    def show_paper(self, number: str, paper: PaperKind) -> None:
        """The paper of that ticket came out, or did not; another ticket on the screen stays."""
        shown = self.done.ticket
        if shown is not None and shown.number == number and self.step is KioskStep.DONE:
            self.done.show_ticket(replace(shown, paper=paper))
            self._touched_at = self.clock()
            announce(self.done, self.done.accessibleName())

    def show_notice(self, notice: KioskNotice) -> None:
        """Tell something in place of a ticket."""
        self.notice.show_notice(notice, "warning", "warn")
        self._turn(KioskStep.NOTICE)

    def show_waiting(self) -> None:
        """Something is under way."""
        self._turn(KioskStep.WAIT)

    def set_voice(self, available: bool) -> None:
        """Offer to have the number said aloud."""
        self.done.set_voice(available)

    def begin_anew(self) -> None:
        """Ready for the next visitor: nothing of the former one is left."""
        self._forget()
        self._turn(KioskStep.LANGUAGE if self.hall.gives_tickets else KioskStep.SHUT)
        self.begun_anew.emit()

    # What happens on it.

    @property
    def seconds_left(self) -> float:
        """Until the kiosk begins anew by itself; without an end where nobody is there."""
        if self.step not in SECONDS:
            return float("inf")
        return self._patience() - (self.clock() - self._touched_at)

    def tick(self) -> None:
        """Time went by."""
        super().tick()
        left = self.seconds_left
        if left <= 0:
            self.begin_anew()
        elif self.step is KioskStep.DONE:
            self.done.show_left(int(left) + 1, left / self._patience())

    def back(self) -> None:
        """One step back, from the first one to the beginning."""
        if self.step is KioskStep.CODE:
            self._turn(self._before_code)
        elif self.step is KioskStep.DONE:
            self.begin_anew()
        elif self.step in BACK:
            before = BACK[self.step]
            self.begin_anew() if before is KioskStep.LANGUAGE else self._turn(before)

    def stops(self) -> list[QWidget]:
        """Everything that keys reach now, in the order of reading."""
        return stops(self, self.panes[self.step])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through the step, then through what stands around it."""
        reached, focus = self.stops(), self.focusWidget()
        if not reached:
            return False
        step = 1 if forward else -1
        here = reached.index(focus) if focus in reached else (-1 if forward else 0)
        reached[(here + step) % len(reached)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, arrows walk; the rest is as on every display."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        elif event.key() in ARROWS:
            walk(self, self.panes[self.step], *ARROWS[event.key()])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch beside everything counts too."""
        self._touched_at = self.clock()
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any touch or key gives more time."""
        if event.type() in TOUCHES:
            self._touched_at = self.clock()
        elif event.type() == QEvent.Type.MouseMove:
            self.wake_pointer()
        return super().eventFilter(watched, event)

    def arrange(self) -> None:
        """Band, head, the step, and the way back below."""
        m, top = self.metrics, 0
        if self.practice.isVisibleTo(self):
            top = m.px(0.05)
            self.practice.take(m, QRect(0, 0, m.width, top))
        grown, inner = GROWN[self._size], m.width - 2 * m.margin
        head, foot = max(m.px(0.12), 72), max(m.px(0.15 if m.upright else 0.12), 72)
        self.head.take(m, QRect(m.margin, top, inner, head))
        top += head
        if self.band.isVisibleTo(self):
            high = m.px(0.2 if m.upright else 0.12)
            self.band.take(m, QRect(m.margin, top, inner, high))
            top += high + m.px(0.01)
        below = foot if self.foot.has_something else m.margin
        self.foot.take(m, QRect(m.margin, m.height - foot, inner, foot))
        body = QRect(m.margin, top + m.px(0.01), inner, m.height - top - below - m.px(0.03))
        self.panes[self.step].take(m, body, grown)

    # Inside.

    def _connect(self) -> None:
        self.languages.chosen.connect(self._on_language)
        self.languages.code_wanted.connect(self._on_code_wanted)
        self.purposes.chosen.connect(self._on_purpose)
        self.needs.chosen.connect(self._on_need)
        self.code.given.connect(self._on_code)
        self.notice.ticket_wanted.connect(self._on_ticket_instead)
        self.notice.again_wanted.connect(self._on_again)
        self.done.over.connect(self.begin_anew)
        self.done.read_wanted.connect(self._on_read)
        self.foot.back.clicked.connect(self.back)
        self.foot.code.clicked.connect(self._on_code_wanted)
        self.head.larger.clicked.connect(self._on_larger)
        self.head.contrast.clicked.connect(self._on_contrast)
        self.head.language.clicked.connect(self._on_other_language)

    def _turn(self, step: KioskStep) -> None:
        self.step = step
        self._touched_at = self.clock()
        pane = self.panes[step]
        for each in self.panes.values():
            each.setVisible(each is pane)
        self.foot.show_step(back=step in (*BACK, KioskStep.CODE), code=step is KioskStep.PURPOSE)
        self.head.show_language(asked=step in LANGUAGE_CHANGES)
        self.arrange()
        first = pane.first_focus()
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)
        # The pane must have its place before it is spoken of.
        QTimer.singleShot(0, self, lambda: announce(pane, pane.accessibleName()))

    def _speak(self, tongue: Tongue) -> None:
        self.tongue = tongue
        for pane in self.panes.values():
            pane.speak(tongue)
        self.head.speak(tongue)
        self.foot.speak(tongue)

    def _forget(self) -> None:
        self.done.show_ticket(None)
        self.notice.show_notice(KioskNotice(title=Bilingual("", "")))
        self.code.clear()
        self._purpose, self._before_code = Purpose.INTAKE, KioskStep.LANGUAGE
        self._size = 0
        self.set_colours(self._usual)
        self._speak(Tongue())

    def _patience(self) -> int:
        return patience(self.step, self.done.ticket)

    def _on_language(self, lang: Lang) -> None:
        self._speak(Tongue(lang))
        self._turn(KioskStep.PURPOSE)

    def _on_other_language(self) -> None:
        other = Lang.RU if self.tongue.chosen is Lang.KK else Lang.KK
        self._speak(Tongue(other))
        self.arrange()

    def _on_purpose(self, purpose: Purpose) -> None:
        self._purpose = purpose
        self._turn(KioskStep.NEED)

    def _on_need(self, need: Need | None) -> None:
        if self.tongue.chosen is not None:
            wish = KioskWish(language=self.tongue.chosen, purpose=self._purpose, need=need)
            self._turn(KioskStep.WAIT)
            self.ticket_wanted.emit(wish)

    def _on_code_wanted(self) -> None:
        self._before_code = self.step
        self._turn(KioskStep.CODE)

    def _on_code(self, code: str) -> None:
        self.code.clear()
        self._turn(KioskStep.WAIT)
        self.code_given.emit(code)

    def _on_ticket_instead(self) -> None:
        known = self.tongue.chosen is not None
        self._turn(KioskStep.PURPOSE if known else KioskStep.LANGUAGE)

    def _on_again(self) -> None:
        self._turn(KioskStep.WAIT)
        self.again_wanted.emit()

    def _on_read(self) -> None:
        if self.done.ticket is not None:
            for lang in self.tongue.languages:
                self.read_wanted.emit(self.done.ticket.number, lang)

    def _on_larger(self) -> None:
        self._size = (self._size + 1) % len(GROWN)
        self.arrange()

    def _on_contrast(self) -> None:
        contrast = self.look.tokens is not THEMES[ThemeName.CONTRAST]
        self.set_colours(ThemeName.CONTRAST if contrast else self._usual)
        self.arrange()
