"""The middle zone: the staircase above, the page of the step, the great verbs below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.binding.presentation import StepPaneState
from ui.pages.base import RING_ROOM, PageFrame
from ui.shell.verbs import VerbBar
from ui.theme.metrics import GAP, GAP_WIDE, GAP_ZONE
from ui.widgets.staircase import Staircase
from ui.widgets.toast import ToastLine


class StepPane(QWidget):
    """Signals: ``verb_pressed(str)``; ``intent(object)`` and ``norm_asked(object)`` of the page."""

    verb_pressed = Signal(str)
    intent = Signal(object)
    norm_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.staircase = Staircase()
        self.toast = ToastLine()
        self.verbs = VerbBar(spring=True)
        self.verbs.pressed.connect(self.verb_pressed)
        self._stack = QStackedWidget()
        self._pages: dict[str, PageFrame] = {}
        box = QVBoxLayout(self)
        # The page keeps room for the focus ring, so the others stand in by as much.
        box.setContentsMargins(GAP_ZONE - RING_ROOM, GAP_WIDE, GAP_ZONE - RING_ROOM, GAP_WIDE)
        box.setSpacing(GAP)
        above, below = QVBoxLayout(), QVBoxLayout()
        for column in (above, below):
            column.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
            column.setSpacing(GAP)
        above.addWidget(self.staircase)
        below.addWidget(self.toast)
        below.addWidget(self.verbs)
        box.addLayout(above)
        box.addWidget(self._stack, 1)
        box.addLayout(below)

    def render_step(self, state: StepPaneState) -> None:
        """Show ``state``; no steps, no staircase."""
        self.staircase.render_steps(state.steps)
        self.staircase.setVisible(bool(state.steps))
        self.verbs.render_verbs(state.verbs)
        self.verbs.setVisible(bool(state.verbs))

    def add_page(self, word: str, page: PageFrame) -> None:
        """Give a step its page. Raises ``ValueError`` for a word that has one already."""
        if word in self._pages:
            raise ValueError(f"the step {word} has a page already")
        self._pages[word] = page
        self._stack.addWidget(page)
        page.intent.connect(self.intent)
        page.norm_asked.connect(self.norm_asked)

    def show_page(self, word: str) -> PageFrame:
        """Turn to the page of a step and hand it back. Raises ``KeyError`` for an unknown one."""
        page = self._pages[word]
        self._stack.setCurrentWidget(page)
        return page

    def page(self) -> PageFrame | None:
        """The page that is shown."""
        page = self._stack.currentWidget()
        return page if isinstance(page, PageFrame) else None
