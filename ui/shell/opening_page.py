"""What the window shows while the desk is being opened, and when it cannot be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.binding.presentation import FailureNotice
from ui.binding.texts import tr_
from ui.pages.base import PageFrame
from ui.widgets.notices import ErrorState, LoadingState


class OpeningPage(PageFrame):
    """Signals: ``retried`` when the operator wants it tried again."""

    retried = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wait = LoadingState()
        self._fault: ErrorState | None = None
        self._wait.cancelled.connect(self._on_cancelled)
        self.body.addWidget(self._wait, 1)
        self.show_opening()

    def show_opening(self) -> None:
        """Say that it is under way."""
        self._wait.show()
        if self._fault is not None:
            self._fault.hide()
        self.retranslate()

    def show_failure(self, notice: FailureNotice) -> None:
        """Say what failed and offer to try again."""
        self._wait.hide()
        if self._fault is None:
            self._fault = ErrorState()
            self._fault.retried.connect(self.retried)
            self.body.addWidget(self._fault, 1)
        self._fault.show_failure(notice)
        self._fault.show()

    def retranslate(self) -> None:
        """Say it in the present language."""
        self._wait.show_progress(tr_("The desk is being opened…"))

    def first_focus(self) -> QWidget | None:
        """Nothing yet."""
        return None

    def _on_cancelled(self) -> None:
        self.window().close()
