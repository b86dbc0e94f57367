"""The things that the applicant's screen can say, each a pane of its own."""

import html

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from app.domain.language import Lang
from i18n import N_
from ui.binding.applicant import Answer, AnswerRow, IdleScreen, QuestionScreen
from ui.binding.texts import LanguageCenter
from ui.displays.big_button import BigButton
from ui.theme.center import theme
from ui.theme.metrics import TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.text import Label, Rule, restyle, wraps

LEVELS = (
    (5, "face_5", N_("Excellent")),
    (4, "face_4", N_("Good")),
    (3, "face_3", N_("Fair")),
    (2, "face_2", N_("Bad")),
    (1, "face_1", N_("Very bad")),
)
"""Score, sign and word; never a colour alone."""
OWN_NAMES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class IdlePane(QWidget):
    """The desk's number in both languages; of the employee the nameplate, where no badge is worn."""

    def __init__(self) -> None:
        super().__init__()
        self._plate = QFrame()
        self._plate.setProperty("surface", "card")
        self._names = tuple(Label("", TextRole.APPLICANT_TITLE) for _ in range(2))
        self._positions = tuple(Label("", TextRole.APPLICANT) for _ in range(2))
        plate = QVBoxLayout(self._plate)
        plate.setContentsMargins(40, 28, 40, 28)
        plate.setSpacing(8)
        for label in (*self._names, *self._positions):
            label.setAlignment(_CENTRE)
            plate.addWidget(label)
        self._kk, self._ru = (Label("", TextRole.APPLICANT_TITLE) for _ in range(2))
        self._note_kk, self._note_ru = (Label("", TextRole.APPLICANT) for _ in range(2))
        box = QVBoxLayout(self)
        box.setSpacing(16)
        box.addStretch(1)
        for label in (self._kk, self._ru, self._note_kk, self._note_ru):
            label.setAlignment(_CENTRE)
            box.addWidget(label)
        box.addSpacing(24)
        box.addWidget(self._plate)
        box.addStretch(2)

    def show_idle(self, screen: IdleScreen) -> None:
        """Show the desk."""
        self._kk.setText(screen.desk.kk)
        self._ru.setText(screen.desk.ru)
        self._note_kk.setText(screen.note.kk)
        self._note_ru.setText(screen.note.ru)
        said = [screen.desk.kk, screen.desk.ru]
        for labels, words in ((self._names, screen.name), (self._positions, screen.position)):
            # Where both languages write it in the same way it is written once.
            shown = list(dict.fromkeys(part for part in (words.kk, words.ru) if part))
            said += shown
            for place, label in enumerate(labels):
                label.setText(shown[place] if place < len(shown) else "")
                label.setVisible(place < len(shown))
        self._plate.setVisible(bool(screen.name.kk or screen.name.ru))
        self.setAccessibleName(". ".join(said))


class LanguagePane(QWidget):
    """Two answers, each in its own language. Signals: ``chosen(object)`` a ``Lang``."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setSpacing(24)
        box.addStretch(1)
        # Each line stands in its own language, whatever the screen spoke before.
        for words in ("Қай тілде сөйлескеніңіз ыңғайлы?", "На каком языке вам удобнее?"):
            title = Label(words, TextRole.APPLICANT_TITLE)
            title.setAlignment(_CENTRE)
            box.addWidget(title)
        row = QWidget()
        flow = FlowLayout(row, gap=24, equal=True)
        self.buttons: dict[Lang, BigButton] = {}
        for lang, name in OWN_NAMES.items():
            button = BigButton(name, role=TextRole.APPLICANT_TITLE)
            button.clicked.connect(lambda _=False, key=lang: self.chosen.emit(key))
            flow.addWidget(button)
            self.buttons[lang] = button
        box.addWidget(row)
        box.addStretch(2)
        self.setAccessibleName("Қазақша / Русский")

    def first_focus(self) -> QWidget:
        """The first answer."""
        return self.buttons[Lang.KK]


class QuestionPane(QWidget):
    """One question: title, lead, text, rows, note."""

    def __init__(self, language: LanguageCenter) -> None:
        super().__init__()
        self._language = language
        self._title = Label("", TextRole.APPLICANT_TITLE)
        self._lead = Label("", TextRole.APPLICANT_SMALL, tone="muted")
        self._number = Label("", TextRole.APPLICANT_TITLE, tone="accent")
        self._text = Label("", TextRole.APPLICANT)
        self._note = Label("", TextRole.APPLICANT_SMALL, tone="muted")
        self._card = QFrame()
        self._card.setProperty("surface", "card")
        self._rows = QVBoxLayout(self._card)
        self._rows.setContentsMargins(32, 20, 32, 20)
        self._rows.setSpacing(12)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(12)
        parts = (self._title, self._lead, self._number, self._text, self._card, self._note)
        for part in parts:
            box.addWidget(part)
        box.addStretch(1)

    def show_question(self, screen: QuestionScreen) -> None:
        """Show the question in the language of the screen."""
        of = self._language.of
        for label, words in (
            (self._title, of(screen.title)),
            (self._lead, of(screen.lead)),
            (self._number, screen.number),
            (self._text, of(screen.text)),
            (self._note, of(screen.note)),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._show_rows(screen.rows)
        self.setAccessibleName(of(screen.title))

    def spoken(self, screen: QuestionScreen) -> str:
        """Everything that can be read, as one text to be said aloud."""
        of = self._language.of
        rows = [f"{of(row.label)}: {of(row.value)}" for row in screen.rows]
        parts = [of(screen.title), of(screen.lead), screen.number, of(screen.text), *rows]
        return ". ".join(part.rstrip(". ") for part in (*parts, of(screen.note)) if part)

    def _show_rows(self, rows: tuple[AnswerRow, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, row in enumerate(rows):
            if place:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(row))
        self._card.setVisible(bool(rows))

    def _row(self, row: AnswerRow) -> QWidget:
        of = self._language.of
        line = QWidget()
        flow = FlowLayout(line, gap=16)
        value = Label(of(row.value), TextRole.APPLICANT_STRONG)
        if row.marked and row.marked in of(row.value):
            before, after = (html.escape(part) for part in of(row.value).split(row.marked, 1))
            tokens = theme().tokens
            style = f"background-color:{tokens.focus}; color:{tokens.focus_inner}"
            value.setTextFormat(Qt.TextFormat.RichText)
            marked = html.escape(row.marked)
            value.setText(f'{before}<span style="{style}">{marked}</span>{after}')
        flow.addWidget(Label(of(row.label), TextRole.APPLICANT))
        flow.addWidget(value)
        flow.set_spring(1)
        line.setAccessibleName(f"{of(row.label)}: {of(row.value)}")
        return line


class AnswerBar(QWidget):
    """At most three large answers. Signals: ``answered(str)``, once; then it waits for the next."""

    answered = Signal(str)

    def __init__(self, language: LanguageCenter) -> None:
        super().__init__()
        self._language = language
        self._flow = FlowLayout(self, gap=24, equal=True, squeeze=True)
        self._answers: tuple[Answer, ...] = ()
        self.buttons: list[BigButton] = []
        wraps(self)

    def show_answers(self, answers: tuple[Answer, ...]) -> None:
        """Offer ``answers``."""
        if answers != self._answers:
            self._answers = answers
            self._rebuild()
        self.setEnabled(True)
        self.setVisible(bool(answers))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the answers in the language of the screen."""
        for answer, button in zip(self._answers, self.buttons, strict=True):
            button.setText(self._language.of(answer.label))
        self._flow.invalidate()
        self.updateGeometry()

    def _rebuild(self) -> None:
        self._flow.clear()
        self.buttons = []
        for answer in self._answers:
            button = BigButton(variant="primary" if answer.primary else "outlined")
            button.clicked.connect(lambda _=False, key=answer.id: self._on_clicked(key))
            self._flow.addWidget(button)
            self.buttons.append(button)

    def _on_clicked(self, key: str) -> None:
        # A second touch is not a second answer.
        self.setEnabled(False)
        self.answered.emit(key)


class RatingPane(QWidget):
    """Five levels and the right not to rate.

    Signals: ``rated(object)`` a score of 1 to 5, or ``None`` for no answer.
    """

    rated = Signal(object)

    def __init__(self, language: LanguageCenter) -> None:
        super().__init__()
        self._language = language
        self._left = self._seconds = 0
        self._title = Label("", TextRole.APPLICANT_TITLE)
        self._lead = Label("", TextRole.APPLICANT_SMALL, tone="muted")
        self._closing = Label("", TextRole.APPLICANT_SMALL, tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        row = QWidget()
        flow = FlowLayout(row, gap=16, equal=True, squeeze=True)
        self.levels: dict[int, BigButton] = {}
        for score, sign, _ in LEVELS:
            button = BigButton(icon=sign, icon_size=64, stacked=True, role=TextRole.APPLICANT_HEAD)
            button.clicked.connect(lambda _=False, key=score: self._end(key))
            flow.addWidget(button)
            self.levels[score] = button
        self.skip = BigButton()
        self.skip.clicked.connect(lambda: self._end(None))
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(20)
        for part in (self._title, self._lead, row):
            box.addWidget(part)
        box.addStretch(1)
        box.addWidget(self.skip, 0, _CENTRE)
        box.addWidget(self._bar)
        box.addWidget(self._closing)

    def begin(self, seconds: int) -> None:
        """Invite; after ``seconds`` without a touch there is no answer."""
        self._seconds = self._left = seconds
        self._bar.setRange(0, seconds)
        self.setEnabled(True)
        self.retranslate()
        self._timer.start()

    def stay(self) -> None:
        """Somebody touched the screen or a key: the time begins anew."""
        if self._timer.isActive():
            self._left = self._seconds
            self._count()

    def stop(self) -> None:
        """Another thought is on the screen: no answer is given any more."""
        self._timer.stop()

    def tick(self) -> None:
        """A second went by."""
        self._left -= 1
        self._count()
        if self._left <= 0:
            self._end(None)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        text = self._language.text
        self._title.setText(text("How were you served?"))
        self._lead.setText(
            text("Rating is voluntary and changes nothing. The operator does not see your choice.")
        )
        for score, _, word in LEVELS:
            self.levels[score].setText(text(word))
        self.skip.setText(text("I do not want to rate"))
        self.setAccessibleName(self._title.text())
        self._count()

    def spoken(self) -> str:
        """The invitation, to be said aloud."""
        levels = ", ".join(self._language.text(word) for _, _, word in LEVELS)
        return f"{self._title.text()} {self._lead.text()} {levels}."

    def _count(self) -> None:
        self._bar.setValue(max(self._left, 0))
        self._closing.setText(
            self._language.text("Closes by itself in {count} s", count=max(self._left, 0))
        )
        self._bar.setAccessibleName(self._closing.text())

    def _end(self, score: int | None) -> None:
        self._timer.stop()
        self.setEnabled(False)
        self.rated.emit(score)


class ByePane(QWidget):
    """Thanks, in both languages."""

    def __init__(self) -> None:
        super().__init__()
        self._words = [Label("", TextRole.APPLICANT_TITLE) for _ in range(2)]
        box = QVBoxLayout(self)
        box.setSpacing(16)
        box.addStretch(1)
        box.addWidget(Icon("check", "good", 72), 0, _CENTRE)
        for label in self._words:
            label.setAlignment(_CENTRE)
            restyle(label, tone="")
            box.addWidget(label)
        box.addStretch(2)

    def show_words(self, kk: str, ru: str) -> None:
        """Say thanks."""
        for label, words in zip(self._words, (kk, ru), strict=True):
            label.setText(words)
        self.setAccessibleName(f"{kk} {ru}")
