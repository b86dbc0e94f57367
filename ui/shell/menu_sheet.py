"""F10: what is not part of the road, and how the window looks and speaks."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.language import Lang
from i18n import N_
from ui.binding.presentation import Choice, VerbItem
from ui.binding.texts import tr_, ui_language
from ui.theme.center import theme
from ui.theme.metrics import SCALES, TextRole
from ui.theme.tokens import ThemeName
from ui.widgets.choice import ChoiceList
from ui.widgets.key_button import KeyButton
from ui.widgets.sheet import Sheet
from ui.widgets.text import Label
from ui.widgets.tick import Tick

_THEMES = {
    ThemeName.LIGHT: N_("Light"),
    ThemeName.DARK: N_("Dark"),
    ThemeName.CONTRAST: N_("High contrast"),
}
_LANGUAGES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}


class MenuSheet(Sheet):
    """Changes the look and the language at once.

    Signals: ``verb_pressed(str)`` an item of the menu; ``language_chosen(object)`` a ``Lang``;
    ``appearance_chosen(object)`` an ``Appearance``. The last two come after the change, so that
    whoever keeps the settings can keep it.
    """

    verb_pressed = Signal(str)
    language_chosen = Signal(object)
    appearance_chosen = Signal(object)

    def __init__(self, host: QWidget) -> None:
        self._titles = [Label("", TextRole.HEADING) for _ in range(3)]
        self._languages = ChoiceList(beside=True)
        self._themes = ChoiceList(beside=True)
        self._scales = ChoiceList(beside=True)
        self._moves = Tick()
        self._items = QVBoxLayout()
        self._buttons: list[KeyButton] = []
        super().__init__(host, width=460)
        self._items.setSpacing(8)
        self.body.addLayout(self._items)
        lists = (self._languages, self._themes, self._scales)
        for title, choices in zip(self._titles, lists, strict=True):
            self.body.addWidget(title)
            self.body.addWidget(choices)
        self.body.addWidget(self._moves)
        self.body.addStretch(1)
        self._languages.chosen.connect(self._on_language_chosen)
        self._themes.chosen.connect(self._on_theme_chosen)
        self._scales.chosen.connect(self._on_scale_chosen)
        self._moves.clicked.connect(self._on_moves_clicked)
        theme().changed.connect(self.retranslate)
        self.retranslate()

    def render_items(self, items: tuple[VerbItem, ...]) -> None:
        """Put the entries of the menu above the settings."""
        for button in self._buttons:
            self._items.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for item in items:
            button = KeyButton(item.label)
            button.set_blocked(item.blocked)
            button.clicked.connect(lambda _=False, key=item.verb: self._on_item_clicked(key))
            self._items.addWidget(button)
            self._buttons.append(button)

    def retranslate(self) -> None:
        """Say everything in the present language, and show what is chosen now."""
        super().retranslate()
        self.set_title(tr_("Menu and settings"))
        words = (tr_("Language of the window"), tr_("Colours"), tr_("Text size"))
        lists = (self._languages, self._themes, self._scales)
        for title, choices, text in zip(self._titles, lists, words, strict=True):
            title.setText(text)
            choices.setAccessibleName(text)
        look = theme().appearance
        languages = tuple(Choice(id=lang.value, label=name) for lang, name in _LANGUAGES.items())
        themes = tuple(Choice(id=name.value, label=tr_(word)) for name, word in _THEMES.items())
        scales = tuple(Choice(id=str(scale), label=f"{scale} %") for scale in SCALES)
        self._languages.render_choices(languages, ui_language().lang.value)
        self._themes.render_choices(themes, look.theme.value)
        self._scales.render_choices(scales, str(look.scale))
        self._moves.setText(tr_("Panels may move"))
        self._moves.setChecked(look.animations)

    def _on_item_clicked(self, verb: str) -> None:
        self.dismiss()
        self.verb_pressed.emit(verb)

    def _on_language_chosen(self, value: str) -> None:
        ui_language().choose(Lang(value))
        self.language_chosen.emit(Lang(value))

    def _on_theme_chosen(self, value: str) -> None:
        self._take(theme=ThemeName(value))

    def _on_scale_chosen(self, value: str) -> None:
        self._take(scale=int(value))

    def _on_moves_clicked(self, checked: bool) -> None:
        self._take(animations=checked)

    def _take(self, **changes: object) -> None:
        theme().apply(replace(theme().appearance, **changes))  # type: ignore[arg-type]
        self.appearance_chosen.emit(theme().appearance)
