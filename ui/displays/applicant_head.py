"""The coloured line of the applicant's screen: desk, practice, camera, language, text size, voice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.language import Bilingual, Lang
from ui.binding.texts import LanguageCenter
from ui.displays.big_button import BigButton
from ui.displays.panes import OWN_NAMES
from ui.theme.metrics import TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.text import Label, restyle, wraps


class ApplicantHead(QFrame):
    """Signals: ``language_pressed(object)`` a ``Lang``; ``size_pressed(int)`` 1 or -1."""

    language_pressed = Signal(object)
    size_pressed = Signal(int)

    def __init__(self, language: LanguageCenter) -> None:
        super().__init__()
        self.setProperty("zone", "applicant_head")
        self._language = language
        self._desk_words: Bilingual = Bilingual("", "")
        self._name, self._position = self._desk_words, self._desk_words
        self._practice_words: Bilingual | None = None
        self._camera_on = self._speaks = self._voice_there = False
        small = TextRole.APPLICANT_HEAD
        self._desk = Label("", small)
        self._practice = Label("", small)
        self._camera = QWidget()
        camera = QHBoxLayout(self._camera)
        camera.setContentsMargins(0, 0, 0, 0)
        camera.addWidget(Icon("camera", "on_accent", 28))
        self._camera_label = Label("", small)
        camera.addWidget(self._camera_label)
        self.languages: dict[Lang, BigButton] = {}
        for lang, name in OWN_NAMES.items():
            button = BigButton(name, variant="head", role=small)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, key=lang: self._on_language_clicked(key))
            self.languages[lang] = button
        self.smaller = BigButton("A−", variant="head", role=small)
        self.larger = BigButton("A+", variant="head", role=small)
        self.smaller.clicked.connect(lambda: self.size_pressed.emit(-1))
        self.larger.clicked.connect(lambda: self.size_pressed.emit(1))
        self.voice = BigButton(variant="head", icon="voice", colour="on_accent", role=small)
        flow = FlowLayout(self, gap=8)
        flow.setContentsMargins(60, 12, 52, 12)
        left = (self._desk, self._practice, self._camera)
        right = (*self.languages.values(), self.smaller, self.larger, self.voice)
        for widget in (*left, *right):
            flow.addWidget(widget)
        flow.set_spring(len(left))
        wraps(self)
        self.show_practice(None)
        self.show_camera(False)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_desk(self, desk: Bilingual, *, speaks: bool) -> None:
        """Name the desk; ``speaks`` when the screen says something in one language."""
        self._desk_words, self._speaks = desk, speaks
        self._show_tools()
        self.retranslate()

    def show_plate(self, name: Bilingual, position: Bilingual) -> None:
        """Say beside the desk who serves here; empty words say nothing."""
        self._name, self._position = name, position
        self.retranslate()

    def show_practice(self, words: Bilingual | None) -> None:
        """Say that this is practice."""
        self._practice_words = words
        self._practice.setVisible(words is not None)
        restyle(self, practice=words is not None)
        self.retranslate()

    def show_camera(self, on: bool) -> None:
        """Say that the camera looks."""
        self._camera_on = on
        self._camera.setVisible(on)
        self.retranslate()

    def show_voice(self, available: bool) -> None:
        """Offer reading aloud."""
        self._voice_there = available
        self._show_tools()

    def show_size(self, step: int, count: int) -> None:
        """Which sizes are left."""
        self.smaller.setEnabled(step > 0)
        self.larger.setEnabled(step < count - 1)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        text = self._language.text
        of = self._language.of
        # While the screen speaks to nobody the plate itself is on it.
        plate = (of(self._name), of(self._position)) if self._speaks else ()
        said = (of(self._desk_words), ", ".join(part for part in plate if part))
        self._desk.setText(" · ".join(part for part in said if part))
        if self._practice_words is not None:
            self._practice.setText(self._language.of(self._practice_words))
        self._camera_label.setText(text("The camera is on"))
        self._camera.setAccessibleName(self._camera_label.text())
        self.voice.setText(text("Read aloud"))
        self.smaller.setAccessibleName(text("Smaller text"))
        self.larger.setAccessibleName(text("Larger text"))
        for lang, button in self.languages.items():
            button.setChecked(lang is self._language.lang and self._speaks)

    def _show_tools(self) -> None:
        """Where nothing is said in one language, there is nothing to switch or to read."""
        for tool in (*self.languages.values(), self.smaller, self.larger):
            tool.setVisible(self._speaks)
        self.voice.setVisible(self._speaks and self._voice_there)
        self.updateGeometry()

    def _on_language_clicked(self, lang: Lang) -> None:
        self.language_pressed.emit(lang)
        self.retranslate()
