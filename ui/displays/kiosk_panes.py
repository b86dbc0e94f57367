"""The steps of the kiosk that ask: language, purpose, help; and what it says instead of a ticket."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.language import Bilingual, Lang
from app.domain.visit import Need, Purpose
from app.wording import both
from i18n import N_
from ui.binding.kiosk import (
    KIOSK_NEEDS,
    KIOSK_PURPOSES,
    HallKind,
    KioskHall,
    KioskNotice,
    Tongue,
)
from ui.displays.board_words import BoardLook, BoardSign, BoardWord
from ui.displays.kiosk_words import LEAST_TARGET, KioskButton, height_of, stack
from ui.theme.board_metrics import BoardMetrics, BoardRole

OWN_NAMES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}
_SHUT_SIGNS = {
    HallKind.CLOSED: ("lock", "text"),
    HallKind.AWAY: ("warning", "warn"),
    HallKind.OPENING: ("clock", "accent"),
}
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def grid(rect: QRect, count: int, across: int, gap: int) -> list[QRect]:
    """``count`` equal places in ``rect``, row by row."""
    rows = -(-count // across)
    width, height = (rect.width() - gap * (across - 1)) // across, rect.height() - gap * (rows - 1)
    height //= rows
    return [
        QRect(
            rect.left() + place % across * (width + gap),
            rect.top() + place // across * (height + gap),
            width,
            height,
        )
        for place in range(count)
    ]


class KioskPane(QWidget):
    """One step: a title in the languages spoken now, and what can be touched below it."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.metrics, self.grown, self.tongue = BoardMetrics(0, 0), 1.0, Tongue()
        self.titles = tuple(self.word(BoardRole.ASK) for _ in range(2))
        self.texts = tuple(self.word(BoardRole.SAY, ink="muted") for _ in range(2))

    def word(self, role: BoardRole, *, ink: str = "text") -> BoardWord:
        """A text in the middle of its line."""
        return BoardWord(self.look, role, self, ink=ink, align=_CENTRE, wraps=True)

    def say(self, title: Bilingual, text: Bilingual = Bilingual("", "")) -> None:  # noqa: B008
        """The words at the top."""
        for words, said in ((self.titles, title), (self.texts, text)):
            spoken = self.tongue.of(said)
            for place, word in enumerate(words):
                word.setText(spoken[place] if place < len(spoken) else "")
        self.setAccessibleName(" ".join((*self.tongue.of(title), *self.tongue.of(text))))

    def take(self, metrics: BoardMetrics, rect: QRect, grown: float) -> None:
        """Stand in ``rect``, the words ``grown`` so much."""
        self.metrics, self.grown = metrics, grown
        self.setGeometry(rect)
        self.arrange()

    def speak(self, tongue: Tongue) -> None:
        """Speak these languages from now on."""
        self.tongue = tongue
        self.retranslate()
        self.arrange_shown()

    def retranslate(self) -> None:
        """Say everything in the languages of the moment."""

    def arrange(self) -> None:
        """Put everything to its place."""

    def arrange_shown(self) -> None:
        """The same for a step that is seen; another is arranged when it is come to."""
        if self.isVisible():
            self.arrange()

    def first_focus(self) -> QWidget | None:
        """What has the focus when the step is come to."""
        return None

    def largest(self, role: BoardRole) -> int:
        """The largest size of a role now."""
        return round(self.metrics.font(role) * self.grown)

    def head(self, *, most: float = 0.4, spare: int = 0) -> QRect:
        """Put the words at the top, in at most that part of the height and so that ``spare`` pixels
        stay free below; the room that is left."""
        m, gap = self.metrics, self.metrics.px(0.012)
        words = [
            *((word, self.largest(BoardRole.ASK)) for word in self.titles),
            *((word, self.largest(BoardRole.SAY)) for word in self.texts),
        ]
        below = m.px(0.03)
        high = min(height_of(words, self.width(), gap), round(self.height() * most))
        high = max(min(high, self.height() - below - spare), 1)
        stack(words, QRect(0, 0, self.width(), high), gap, top=True)
        return self.rect().adjusted(0, high + below, 0, 0)


class LanguagePane(KioskPane):
    """Each language by its own name. Signals: ``chosen(object)`` a ``Lang``; ``code_wanted``."""

    chosen = Signal(object)
    code_wanted = Signal()

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.buttons: dict[Lang, KioskButton] = {}
        for lang, name in OWN_NAMES.items():
            button = KioskButton(look, self, role=BoardRole.ASK)
            button.show_words((name,))
            button.clicked.connect(lambda _=False, key=lang: self.chosen.emit(key))
            self.buttons[lang] = button
        self.code = code_button(look, self)
        self.code.clicked.connect(self.code_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        """Always in both languages."""
        self.tongue = Tongue()
        self.say(both(N_("Choose your language")))
        self.code.show_words(self.tongue.of(both(_HAVE_CODE)))

    def arrange(self) -> None:
        """Two large answers, the code below."""
        m = self.metrics
        room = self.head()
        code = max(m.px(0.14), LEAST_TARGET)
        high = min(room.height() - code - m.gap, m.px(0.62 if m.upright else 0.34))
        block = QRect(0, room.top(), room.width(), high)
        block.translate(0, max((room.height() - high - code - m.gap) // 2, 0))
        places = grid(block, 2, 1 if m.upright else 2, m.gap)
        for button, place in zip(self.buttons.values(), places, strict=True):
            button.take(m, place, self.grown)
        below = QRect(0, block.bottom() + m.gap, room.width(), code)
        self.code.take(m, below, self.grown)

    def first_focus(self) -> QWidget:
        """The first language."""
        return self.buttons[Lang.KK]


class AnswersPane(KioskPane):
    """A question with large answers that have signs."""

    def __init__(self, look: BoardLook, parent: QWidget, signs: Sequence[str]) -> None:
        super().__init__(look, parent)
        self.answers = [KioskButton(look, self, icon=sign, beside=True) for sign in signs]

    @property
    def rows(self) -> int:
        """How many rows the answers make: two beside each other, or upright one under the other."""
        return -(-len(self.answers) // (1 if self.metrics.upright else 2))

    def place_answers(self, room: QRect) -> None:
        """Put the answers into ``room``."""
        m, rows = self.metrics, self.rows
        across = 1 if m.upright else 2
        gap = m.px(0.028)
        high = min(room.height(), rows * m.px(0.24) + (rows - 1) * gap)
        block = QRect(0, room.top() + max((room.height() - high) // 2, 0), room.width(), high)
        for button, place in zip(
            self.answers, grid(block, len(self.answers), across, gap), strict=True
        ):
            button.take(m, place, self.grown)

    def first_focus(self) -> QWidget:
        """The first answer."""
        return self.answers[0]


class PurposePane(AnswersPane):
    """Four answers in words of the Law. Signals: ``chosen(object)`` a ``Purpose``."""

    chosen = Signal(object)

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent, [sign for sign, _ in KIOSK_PURPOSES.values()])
        self._waiting: dict[Purpose, int] = {}
        for purpose, button in zip(KIOSK_PURPOSES, self.answers, strict=True):
            button.clicked.connect(lambda _=False, key=purpose: self.chosen.emit(key))
        self.retranslate()

    def show_waiting(self, waiting: tuple[tuple[Purpose, int], ...]) -> None:
        """How many wait for what."""
        if dict(waiting) != self._waiting:
            self._waiting = dict(waiting)
            self.retranslate()
            self.arrange_shown()

    def retranslate(self) -> None:
        """The answers with their waiting."""
        self.say(both(N_("Choose the purpose of your visit")))
        for (purpose, (_, words)), button in zip(KIOSK_PURPOSES.items(), self.answers, strict=True):
            note = ""
            if purpose in self._waiting:
                count = {"count": str(self._waiting[purpose])}
                note = " · ".join(self.tongue.of(both(N_("In line now: {count}"), count)))
            button.show_words(self.tongue.of(both(words)), note)

    def arrange(self) -> None:
        """The question, then the answers."""
        self.place_answers(self.head())


class NeedPane(AnswersPane):
    """Who wants to be helped in a way of their own says so, or goes on.

    Signals: ``chosen(object)`` a ``Need`` or ``None``.
    """

    chosen = Signal(object)

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent, [sign for sign, _ in KIOSK_NEEDS.values()])
        self.none = KioskButton(look, self, variant="primary")
        self.none.clicked.connect(lambda: self.chosen.emit(None))
        for need, button in zip(KIOSK_NEEDS, self.answers, strict=True):
            button.clicked.connect(lambda _=False, key=need: self._on_need(key))
        self.retranslate()

    def retranslate(self) -> None:
        """The question and its answers."""
        self.say(
            both(N_("Do you need help?")),
            both(N_("Your answer is not shown to others, and nobody asks for a proof.")),
        )
        self.none.show_words(self.tongue.of(both(N_("No, go on"))))
        for (_, words), button in zip(KIOSK_NEEDS.values(), self.answers, strict=True):
            button.show_words(self.tongue.of(both(words)))

    def arrange(self) -> None:
        """«No» first and filled, the needs below."""
        m, gap = self.metrics, self.metrics.px(0.028)
        rows = 1 + self.rows
        room = self.head(spare=rows * LEAST_TARGET + (rows - 1) * gap)
        high = max(min(m.px(0.15), (room.height() - gap * self.rows) // rows), LEAST_TARGET)
        self.none.take(m, QRect(0, room.top(), room.width(), high), self.grown)
        self.place_answers(room.adjusted(0, high + gap, 0, 0))

    def first_focus(self) -> QWidget:
        """To go on needs one key."""
        return self.none

    def _on_need(self, need: Need) -> None:
        self.chosen.emit(need)


class NoticePane(KioskPane):
    """What is told in place of a ticket. Signals: ``ticket_wanted``, ``again_wanted``."""

    ticket_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._sign = BoardSign(look, "info", self, ink="accent")
        self._notice = KioskNotice(title=Bilingual("", ""))
        self.ticket = KioskButton(look, self, variant="primary")
        self.again = KioskButton(look, self)
        self.ticket.clicked.connect(self.ticket_wanted)
        self.again.clicked.connect(self.again_wanted)

    def show_notice(self, notice: KioskNotice, sign: str = "info", ink: str = "accent") -> None:
        """Tell ``notice``."""
        self._notice = notice
        self._sign.show_sign(sign, ink)
        self.ticket.setVisible(notice.ticket)
        self.again.setVisible(notice.again)
        self.retranslate()
        self.arrange_shown()

    def retranslate(self) -> None:
        """In the languages of the moment."""
        self.say(self._notice.title, self._notice.text)
        self.ticket.show_words(self.tongue.of(both(N_("Take a ticket of today"))))
        self.again.show_words(self.tongue.of(both(N_("Try once more"))))

    def arrange(self) -> None:
        """A large sign, the words, the buttons below."""
        m, gap = self.metrics, self.metrics.px(0.02)
        shown = [b for b in (self.ticket, self.again) if not b.isHidden()]
        high = max(m.px(0.15), LEAST_TARGET)
        foot = (high + m.gap) if shown else 0
        sign = min(m.px(0.2), self.height() // 5)
        words = [
            *((word, self.largest(BoardRole.ASK)) for word in self.titles),
            *((word, self.largest(BoardRole.SAY)) for word in self.texts),
        ]
        free = self.height() - foot - sign - m.gap
        needed = min(height_of(words, self.width(), gap), free)
        top = (self.height() - foot - sign - m.gap - needed) // 2
        self._sign.setGeometry((self.width() - sign) // 2, top, sign, sign)
        bottom = stack(
            words, QRect(0, top + sign + m.gap // 2, self.width(), max(needed, 1)), gap, top=True
        )
        row = QRect(0, min(bottom + m.gap, self.height() - high), self.width(), high)
        for button, place in zip(shown, grid(row, len(shown) or 1, len(shown) or 1, m.gap)):  # noqa: B905
            button.take(m, place, self.grown)

    def first_focus(self) -> QWidget | None:
        """What is offered, if anything is."""
        return next((b for b in (self.again, self.ticket) if not b.isHidden()), None)


class ShutPane(NoticePane):
    """No tickets now: closed, not reached, or not yet there; always in both languages."""

    def show_hall(self, hall: KioskHall) -> None:
        """Say what is the matter."""
        sign, ink = _SHUT_SIGNS.get(hall.kind, ("info", "accent"))
        self.show_notice(KioskNotice(title=hall.line), sign, ink)

    def speak(self, tongue: Tongue) -> None:  # noqa: ARG002 - nobody has chosen a language here
        """Both languages stay."""
        super().speak(Tongue())


_HAVE_CODE = N_("I have a booking or a digital ticket")


def code_button(look: BoardLook, parent: QWidget) -> KioskButton:
    """The way for who brings a code."""
    return KioskButton(
        look, parent, variant="quiet", icon="scanner", role=BoardRole.SAY, beside=True
    )
