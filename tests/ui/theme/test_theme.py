"""The type carries every letter, the icons take colours, the sheet follows tokens and scale."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import icons
from ui.theme.center import Appearance, theme
from ui.theme.fonts import FAMILY, FILES, NEEDED, FontMissingError, load_fonts, missing_letters
from ui.theme.metrics import Metrics, TextRole
from ui.theme.sheet import applicant_sheet, style_sheet
from ui.theme.tokens import DARK, LIGHT, THEMES, ThemeName
from ui.widgets.text import Label


@pytest.mark.requirement("R-089")
def test_shipped_type_has_the_kazakh_letters_and_the_tenge(dressed: None) -> None:
    assert len(NEEDED) == 19
    assert missing_letters() == ""


def test_a_missing_letter_is_told(dressed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.theme.fonts.NEEDED", "ә\u4e00")
    assert missing_letters() == "\u4e00"
    with pytest.raises(FontMissingError, match="\u4e00"):
        load_fonts()


def test_a_missing_file_is_told(dressed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.theme.fonts.FILES", (*FILES, "Absent.ttf"))
    with pytest.raises(FontMissingError, match=r"Absent\.ttf"):
        load_fonts()


def test_digits_have_one_width(dressed: None, qtbot: QtBot) -> None:
    label = Label("0", TextRole.NUMBER)
    qtbot.addWidget(label)
    label.ensurePolished()
    metrics = QFontMetrics(label.font())
    assert QFontInfo(label.font()).family() == FAMILY
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_in_the_colour_asked_for(name: str, dressed: None) -> None:
    image = icons.pixmap(name, "#A8201A", 24).toImage()
    pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
    drawn = [pixel for pixel in pixels if pixel.alpha() == 255]
    assert drawn
    # Rounding where strokes overlap may move a channel by one.
    assert all(abs(p.red() - 0xA8) < 2 and abs(p.green() - 0x20) < 2 for p in drawn)


@pytest.mark.parametrize("build", [style_sheet, applicant_sheet])
def test_sheet_follows_tokens_and_leaves_no_blank(build) -> None:  # type: ignore[no-untyped-def]
    light, dark = build(LIGHT, Metrics()), build(DARK, Metrics())
    assert "$" not in light
    assert LIGHT.accent in light
    assert LIGHT.accent not in dark
    known = {colour for tokens in (LIGHT, DARK) for colour in tokens.as_mapping().values()}
    assert set(re.findall(r"#[0-9A-F]{6}", light + dark)) <= known


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_type_and_targets_grow_with_the_scale(scale: int, dressed: None, qtbot: QtBot) -> None:
    label = Label("Құжат", TextRole.TITLE)
    qtbot.addWidget(label)
    theme().apply(Appearance(scale=scale))
    label.ensurePolished()
    assert label.font().pixelSize() == 20 * scale // 100
    assert theme().metrics.target == 18 + 18 * scale // 100


@pytest.mark.parametrize("scale", [99, 201])
def test_a_scale_out_of_range_is_refused(scale: int) -> None:
    with pytest.raises(ValueError, match=str(scale)):
        Metrics(scale)


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_reaches_the_palette_and_tells_everyone(
    name: ThemeName, dressed: None, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(theme().changed):
        theme().apply(Appearance(theme=name))
    ground = QApplication.palette().window().color()
    assert ground == QColor(THEMES[name].background)
