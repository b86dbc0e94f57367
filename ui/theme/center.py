"""The one place that knows how things look now; a change restyles every window."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import FAMILY, load_fonts
from ui.theme.metrics import Metrics, TextRole
from ui.theme.sheet import style_sheet
from ui.theme.tokens import THEMES, ThemeName, Tokens, with_system_colours


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """What a person chose: theme, text scale in per cent, and whether things may move."""

    theme: ThemeName = ThemeName.LIGHT
    scale: int = 100
    animations: bool = True


class ThemeCenter(QObject):
    """Holds the appearance.

    Signals: ``changed`` after every window took the new look.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.appearance = Appearance()
        self.tokens: Tokens = THEMES[ThemeName.LIGHT]
        self.metrics = Metrics()
        self._fonts_loaded = False

    def apply(self, appearance: Appearance) -> None:
        """Restyle the running application. Raises ``FontMissingError``, ``ValueError`` (scale)."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise RuntimeError("there is no application to restyle")
        metrics = Metrics(appearance.scale)
        if not self._fonts_loaded:
            load_fonts()
            application.setStyle("Fusion")
            self._system = QPalette(application.palette())
            self._fonts_loaded = True
        self.appearance, self.metrics = appearance, metrics
        self.tokens = self._tokens_of(appearance.theme)
        font = QFont(FAMILY)
        font.setPixelSize(metrics.font(TextRole.BODY))
        application.setFont(font)
        application.setPalette(_palette(self.tokens))
        application.setStyleSheet(style_sheet(self.tokens, metrics))
        self.changed.emit()

    def _tokens_of(self, name: ThemeName) -> Tokens:
        if name is not ThemeName.CONTRAST or not system_wants_contrast():
            return THEMES[name]
        system = self._system
        return with_system_colours(
            ground=system.color(QPalette.ColorRole.Window).name(),
            text=system.color(QPalette.ColorRole.WindowText).name(),
            accent=system.color(QPalette.ColorRole.Highlight).name(),
            on_accent=system.color(QPalette.ColorRole.HighlightedText).name(),
        )


def system_wants_contrast() -> bool:
    """Whether the desktop asks for high contrast."""
    style_hints = QGuiApplication.styleHints()  # held: the inner object dies with its wrapper
    return style_hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, tokens.background),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.ToolTipBase, tokens.bar),
        (role.ToolTipText, tokens.on_bar),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.muted))
    return palette


@lru_cache(maxsize=1)
def theme() -> ThemeCenter:
    """The look of this process."""
    return ThemeCenter()
