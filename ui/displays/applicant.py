"""The applicant's screen: one thought at a time, large, in the applicant's own language."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

import i18n
from app.domain.language import Bilingual, Lang
from i18n import N_
from ui.binding.applicant import (
    ByeScreen,
    IdleScreen,
    LanguageScreen,
    QuestionScreen,
    RatingScreen,
    Screen,
)
from ui.binding.texts import LanguageCenter
from ui.displays.applicant_head import ApplicantHead
from ui.displays.big_button import BigButton
from ui.displays.panes import (
    AnswerBar,
    ByePane,
    IdlePane,
    LanguagePane,
    QuestionPane,
    RatingPane,
)
from ui.theme.center import theme
from ui.theme.metrics import Metrics, TextRole
from ui.theme.sheet import applicant_sheet
from ui.widgets.focus_ring import FocusRing
from ui.widgets.tab_walk import walk

SIZES = (100, 125, 150, 200)
"""The text sizes that A and A walk through, per cent."""
_THANKS = N_("Thank you for coming.")
_TOUCHES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}


class ApplicantWindow(QWidget):
    """The second surface; feed it with :meth:`show_screen`.

    Signals: ``answered(str, str)`` the screen's id and the answer's; ``rated(str, object)`` the
    screen's id and a score or ``None``; ``language_chosen(object)`` a ``Lang`` that the applicant
    took; ``read_asked(str, object)`` a text to be said aloud and its ``Lang``; ``emptied`` when
    nothing of the person is on the screen any more.
    """

    answered = Signal(str, str)
    rated = Signal(str, object)
    language_chosen = Signal(object)
    read_asked = Signal(str, object)
    emptied = Signal()

    def __init__(self, desk: Bilingual) -> None:
        super().__init__()
        self.setObjectName("applicant_surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._size = 0
        self._screen: Screen = IdleScreen(desk=desk)
        self.language = LanguageCenter()
        self.head = ApplicantHead(self.language)
        self.idle, self.languages, self.bye = IdlePane(), LanguagePane(), ByePane()
        self.question, self.rating = QuestionPane(self.language), RatingPane(self.language)
        self.answers = AnswerBar(self.language)
        self.more = BigButton(icon="down", role=TextRole.APPLICANT_HEAD)
        self._panes = QWidget()
        self._scroll = QScrollArea()
        self._bye_timer = QTimer(self)
        self._bye_timer.setSingleShot(True)
        self._lay_out()
        self.ring = FocusRing(self)
        self._connect()
        self._dress()
        self.show_screen(self._screen)

    def show_screen(self, screen: Screen) -> None:
        """Show the next thought; what stood there before is gone, from assistive eyes too."""
        self.rating.stop()
        self._bye_timer.stop()
        self._screen = screen
        if isinstance(screen, IdleScreen | ByeScreen):
            self._forget()
        self._draw()
        if isinstance(screen, RatingScreen):
            self.rating.begin(screen.seconds)
        if isinstance(screen, ByeScreen):
            self._bye_timer.start(screen.seconds * 1000)
        self._scroll.verticalScrollBar().setValue(0)
        first = self._first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def screen_shown(self) -> Screen:
        """The thought on the screen now."""
        return self._screen

    def set_language(self, lang: Lang) -> None:
        """Speak ``lang`` because the ticket or the operator said so; emits nothing."""
        self.language.choose(lang)

    def set_practice(self, words: Bilingual | None) -> None:
        """Say on every screen that this is practice."""
        self.head.show_practice(words)

    def set_plate(self, name: Bilingual, position: Bilingual) -> None:
        """Show whose place this is, for as long as no badge is worn; empty words take it away."""
        self.head.show_plate(name, position)

    def set_camera(self, on: bool) -> None:
        """Show that the camera looks, for as long as it does."""
        self.head.show_camera(on)

    def set_voice(self, available: bool) -> None:
        """Offer reading aloud where the desk can speak."""
        self.head.show_voice(available)

    def grow(self, step: int) -> None:
        """One text size larger or smaller."""
        self._size = min(max(self._size + step, 0), len(SIZES) - 1)
        self._dress()

    @property
    def scale(self) -> int:
        """The text size now, per cent."""
        return SIZES[self._size]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any touch or key gives the rating more time."""
        if event.type() in _TOUCHES:
            self.rating.stay()
        if watched is self._scroll.viewport() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._show_more)
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks in the order of reading."""
        return walk(self, forward=forward) is not None

    def _forget(self) -> None:
        """Leave nothing of the person: no words, no language, no text size of theirs."""
        self.question.show_question(QuestionScreen(id="", title=Bilingual("", "")))
        self.answers.show_answers(())
        if self._size:
            self._size = 0
            self._dress()
        self.language.choose(Lang.KK)

    def _draw(self) -> None:
        screen = self._screen
        answers = screen.answers if isinstance(screen, QuestionScreen) else ()
        pane: QWidget
        match screen:
            case IdleScreen():
                pane = self.idle
                self.idle.show_idle(screen)
            case LanguageScreen():
                pane = self.languages
            case QuestionScreen():
                pane = self.question
                self.question.show_question(screen)
            case RatingScreen():
                pane = self.rating
                self.rating.retranslate()
            case ByeScreen():
                pane = self.bye
                self.bye.show_words(*self._thanks(screen))
        if answers or self.answers.buttons:
            self.answers.show_answers(answers)
        for each in self._all_panes():
            each.setVisible(each is pane)
        self.setAccessibleName(pane.accessibleName())
        self.head.show_desk(self._desk, speaks=isinstance(screen, QuestionScreen | RatingScreen))
        QTimer.singleShot(0, self, self._show_more)

    def _thanks(self, screen: ByeScreen) -> tuple[str, str]:
        kk, ru = (i18n.text(lang.value, _THANKS) for lang in Lang)
        return screen.words.kk or kk, screen.words.ru or ru

    def _first_focus(self) -> QWidget | None:
        match self._screen:
            case LanguageScreen():
                return self.languages.first_focus()
            case RatingScreen():
                return self.rating.levels[5]
            case QuestionScreen() if self.answers.buttons:
                return self.answers.buttons[0]
        return None

    def _all_panes(self) -> tuple[QWidget, ...]:
        return (self.idle, self.languages, self.question, self.rating, self.bye)

    def _lay_out(self) -> None:
        panes = QVBoxLayout(self._panes)
        panes.setContentsMargins(0, 0, 0, 0)
        for pane in self._all_panes():
            panes.addWidget(pane)
        self._panes.setProperty("surface", "scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._panes)
        body = QVBoxLayout()
        body.setContentsMargins(52, 24, 52, 32)
        body.setSpacing(16)
        body.addWidget(self._scroll, 1)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addWidget(self.answers)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addLayout(body, 1)
        self.resize(1280, 720)

    def _connect(self) -> None:
        self.head.language_pressed.connect(self._on_language_pressed)
        self.languages.chosen.connect(self._on_language_answered)
        self.head.size_pressed.connect(self.grow)
        self.head.voice.clicked.connect(self._on_voice_clicked)
        self.answers.answered.connect(self._on_answered)
        self.rating.rated.connect(self._on_rated)
        self.more.clicked.connect(self._on_more_clicked)
        self._bye_timer.timeout.connect(self._on_bye_over)
        self.language.changed.connect(self._on_language_changed)
        self._scroll.verticalScrollBar().valueChanged.connect(self._show_more)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._show_more)
        theme().changed.connect(self._dress)
        self._scroll.viewport().installEventFilter(self)
        self.installEventFilter(self)

    def _dress(self) -> None:
        self.setStyleSheet(applicant_sheet(theme().tokens, Metrics(self.scale)))
        self.head.show_size(self._size, len(SIZES))
        self._draw()

    def _show_more(self, *_: object) -> None:
        bar = self._scroll.verticalScrollBar()
        self.more.setVisible(bar.value() < bar.maximum())
        self.more.setText(self.language.text("Read on"))

    def _on_more_clicked(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + max(bar.pageStep() - 60, 60))

    def _on_language_pressed(self, lang: Lang) -> None:
        if lang is not self.language.lang:
            self.language.choose(lang)
            self.language_chosen.emit(lang)

    def _on_language_answered(self, lang: Lang) -> None:
        self.language.choose(lang)
        self.language_chosen.emit(lang)

    def _on_language_changed(self) -> None:
        answered = self.answers.isVisibleTo(self) and not self.answers.isEnabled()
        self._draw()
        self.answers.setEnabled(not answered)

    def _on_answered(self, answer: str) -> None:
        if isinstance(self._screen, QuestionScreen):
            self.answered.emit(self._screen.id, answer)

    def _on_rated(self, score: int | None) -> None:
        if isinstance(self._screen, RatingScreen):
            screen = self._screen
            self.show_screen(ByeScreen(desk=self._desk))
            self.rated.emit(screen.id, score)

    def _on_voice_clicked(self) -> None:
        screen = self._screen
        foreign = screen.text_lang if isinstance(screen, QuestionScreen) else None
        if isinstance(screen, QuestionScreen) and foreign not in (None, self.language.lang):
            # A voice reads one language: what is agreed to goes before the words around it.
            self.read_asked.emit(screen.text.in_(foreign), foreign)
        elif isinstance(screen, QuestionScreen):
            self.read_asked.emit(self.question.spoken(screen), self.language.lang)
        elif isinstance(screen, RatingScreen):
            self.read_asked.emit(self.rating.spoken(), self.language.lang)

    def _on_bye_over(self) -> None:
        self.show_screen(IdleScreen(desk=self._desk))
        self.emptied.emit()
