"""The base of every page: it draws a view, tells what the operator wants, decides nothing."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.binding.texts import ui_language
from ui.theme.metrics import GAP, TextRole
from ui.widgets.reading_area import ReadingArea
from ui.widgets.text import Label

RING_ROOM = 6
"""Pixels that a page leaves around its controls, so that the focus ring is never cut."""


class PageFrame(QWidget):
    """The base of all pages; put widgets into ``self.body``.

    A page imports no device, opens no session and asks no rule. The window scrolls it when it is
    taller than its place. Title and subtitle head the page and scroll with it. ``help`` is what F1
    says about this step, in the present language.

    Signals: ``intent(object)`` a frozen command the operator wants carried out;
    ``norm_asked(object)`` a ``CitationItem`` to be shown; ``titled`` after the title changed.
    """

    intent = Signal(object)
    norm_asked = Signal(object)
    titled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("whole_page", True)
        self.title = ""
        self.subtitle = ""
        self.help = ""
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(RING_ROOM, RING_ROOM, RING_ROOM, RING_ROOM)
        self.body.setSpacing(GAP)
        self._heading = Label("", TextRole.TITLE)
        self._subheading = Label("", tone="muted")
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self._heading)
        heading.addWidget(self._subheading)
        self.body.addLayout(heading)
        self._heading.hide()
        self._subheading.hide()
        self._scroll = ReadingArea(content, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        ui_language().changed.connect(self.retranslate)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Name the step; the subtitle (a service) may be as long as it likes."""
        if (title, subtitle) != (self.title, self.subtitle):
            self.title, self.subtitle = title, subtitle
            self._heading.setText(title)
            self._heading.setVisible(bool(title))
            self._subheading.setText(subtitle)
            self._subheading.setVisible(bool(subtitle))
            self.setAccessibleName(title)
            self.titled.emit()

    def render(self, view: Any) -> None:  # type: ignore[override]  # QWidget.render paints; a page draws a view
        """Show ``view`` (frozen, complete). Must not ask anything of anybody."""
        raise TypeError(f"{type(self).__name__} does not say how it draws {type(view).__name__}")

    def retranslate(self) -> None:
        """Set every word of the page anew in the present language."""

    def first_focus(self) -> QWidget | None:
        """What takes the focus when the page opens: the item that blocks, else the first."""
        return None

    def submit(self) -> None:
        """The operator pressed the filled button (Enter): emit the intent of the whole form."""

    def leave(self) -> bool:
        """Esc was pressed: close what is open inside the page; ``False`` when nothing was."""
        return False
