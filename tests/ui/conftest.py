"""Windows are tested offscreen, in the shipped type and the light theme at 100 per cent."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def dressed(qapp: object) -> Iterator[None]:
    """The program's look and Russian words, given back as they were; no window stays behind."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from app.domain.language import Lang
    from ui.binding.texts import ui_language
    from ui.theme.center import Appearance, theme

    if theme().appearance != Appearance() or not qapp.styleSheet():  # type: ignore[attr-defined]
        theme().apply(Appearance())
    ui_language().choose(Lang.RU)
    yield
    # Without a running loop Qt would keep every closed window, and each change of the look would
    # dress them all again.
    for window in qapp.topLevelWidgets():  # type: ignore[attr-defined]
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    ui_language().choose(Lang.RU)
    if theme().appearance != Appearance():
        theme().apply(Appearance())
