"""The colours of every theme are readable by computation, not by eye."""

import pytest

from ui.theme.tokens import (
    CONTRAST,
    LINE_PAIRS,
    TEXT_PAIRS,
    THEMES,
    ThemeName,
    contrast,
    with_system_colours,
)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("name", THEMES)
def test_text_and_lines_reach_the_ratios(name: ThemeName) -> None:
    colours = THEMES[name].as_mapping()
    weak = [
        (pair, contrast(colours[pair[0]], colours[pair[1]]))
        for pairs, least in ((TEXT_PAIRS, 4.5), (LINE_PAIRS, 3.0))
        for pair in pairs
        if contrast(colours[pair[0]], colours[pair[1]]) < least
    ]
    assert weak == []


@pytest.mark.requirement("R-215")
def test_high_contrast_gives_seven_to_one_for_every_text() -> None:
    colours = CONTRAST.as_mapping()
    assert [p for p in TEXT_PAIRS if contrast(colours[p[0]], colours[p[1]]) < 7] == []


def test_system_colours_are_taken_when_they_are_high_in_contrast() -> None:
    own = with_system_colours(
        ground="#000000", text="#FFFF00", accent="#00FFFF", on_accent="#000000"
    )
    assert (own.surface, own.text, own.accent) == ("#000000", "#FFFF00", "#00FFFF")
    assert own.stop == CONTRAST.stop


def test_weak_system_colours_are_refused() -> None:
    weak = with_system_colours(
        ground="#EFEFEF", text="#808080", accent="#308CC6", on_accent="#FFFFFF"
    )
    white = with_system_colours(
        ground="#FFFFFF", text="#000000", accent="#000080", on_accent="#FFFFFF"
    )
    assert weak is CONTRAST
    assert white is CONTRAST  # our signal colours would not be seen on white
