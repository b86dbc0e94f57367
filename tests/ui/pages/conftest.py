"""Every page of a test is gone when the test is over: what stays would be restyled with the next."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_page_stays() -> Iterator[None]:
    yield
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
