"""Nothing flashes up as a window of its own while pages are made: it would take the focus away."""

from importlib import import_module

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes.custody_desk import CustodyDesk
from tests.fakes.page_stand import PageStand
from ui.shell.pages import PAGES

pytestmark = pytest.mark.usefixtures("dressed")


class _Watch(QObject):
    """Notes every widget that is put up as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("word", sorted(PAGES))
def test_a_page_puts_up_no_window_while_it_is_made_and_drawn(word: str) -> None:
    watch = _Watch()
    QApplication.instance().installEventFilter(watch)
    try:
        module, name = PAGES[word]
        page = getattr(import_module(module), name)()
        stand = PageStand(page, CustodyDesk())
        stand.draw()
    finally:
        QApplication.instance().removeEventFilter(watch)
    assert watch.seen == []
    stand.host.deleteLater()
