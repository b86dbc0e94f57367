"""What the command line asks of a program, and the look that every program begins with."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.language import Lang
from app.settings import Settings
from ui.binding.qt_words import QtWords
from ui.binding.texts import ui_language
from ui.shell.surfaces import Surface
from ui.theme.center import Appearance, theme
from ui.theme.metrics import SCALES
from ui.theme.tokens import ThemeName


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line asked for; empty values leave the settings as they are.

    ``desk`` is the number of the desk, or that of the kiosk; ``screen`` the one to be filled, from 1.
    """

    surface: Surface = Surface.DESK
    desk: int | None = None
    screen: int | None = None
    store: str = ""
    lang: Lang | None = None
    screenshots: Path | None = None
    robot: str = ""
    json: bool = False


def dress(settings: Settings, lang: Lang | None = None) -> QtWords:
    """Give the running application its look and its language; keep the answer alive."""
    scale = min(SCALES, key=lambda one: abs(one - settings.text_scale))
    theme().apply(Appearance(theme=ThemeName(settings.theme.value), scale=scale))
    ui_language().choose(lang or settings.language)
    return QtWords(ui_language())
