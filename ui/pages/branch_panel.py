"""One view of a supervisor's page: what it draws, what its filled button says and orders."""

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.binding.presentation import VerbItem
from ui.binding.texts import tr_
from ui.theme.metrics import GAP
from ui.widgets.field import Field


class Seen(Protocol):
    """What a view draws: frozen, and it tells which words this employee may say."""

    @property
    def may(self) -> frozenset[str]: ...  # noqa: D102


S = TypeVar("S", bound=Seen)


class BranchPanel(QWidget, Generic[S]):
    """The base of the views. ``fields`` are those that a command can find fault with.

    Signals: ``changed`` when the filled button must be drawn anew; ``ordered(object)`` a command
    that another button of the view gives; ``norm_asked(object)`` a norm to be opened.
    """

    changed = Signal()
    ordered = Signal(object)
    norm_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.seen: S | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)

    def show_seen(self, seen: S) -> None:
        """Keep what is seen and draw it; what is being typed stays."""
        self.seen = seen
        self.draw(seen)

    def draw(self, seen: S) -> None:
        """Draw ``seen``."""

    def draw_again(self) -> None:
        """Draw what is known now; the filled button with it."""
        if self.seen is not None:
            self.draw(self.seen)
        self.changed.emit()

    def forward(self) -> VerbItem | None:
        """The filled button; ``None`` for a view that only shows."""
        return None

    def order(self) -> object | None:
        """What the filled button orders; ``None`` while it is blocked."""
        return None

    def done(self, word: str) -> None:
        """``word`` was carried out: forget what was typed for it."""

    def first_focus(self) -> QWidget | None:
        """What takes the focus when the view is shown."""
        return None

    def not_yours(self, word: str) -> str:
        """Why this employee may not say ``word``; empty when they may."""
        if self.seen is None or word in self.seen.may:
            return ""
        return tr_("this is decided by the supervisor")
