"""Windows are tested offscreen, in the shipped type and the light theme at 100 per cent."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def dressed(qapp: object) -> Iterator[None]:
    """The program's look and Russian words, given back as they were."""
    from app.domain.language import Lang
    from ui.binding.texts import ui_language
    from ui.theme.center import Appearance, theme

    if theme().appearance != Appearance() or not qapp.styleSheet():  # type: ignore[attr-defined]
        theme().apply(Appearance())
    ui_language().choose(Lang.RU)
    yield
    ui_language().choose(Lang.RU)
    if theme().appearance != Appearance():
        theme().apply(Appearance())
