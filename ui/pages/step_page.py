"""A page of a step: what it is given, what its filled button says, and what it wants to have looked up."""

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Signal

from app.domain.branch import Branch
from app.domain.finding import Finding
from app.domain.language import Lang
from app.usecases.outcome import ErrorInfo
from app.usecases.views import CaseView, QueueView, VisitView
from ui.binding.presentation import SearchHit, VerbItem
from ui.pages.base import PageFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Everything a page may draw: the queue, the visit, the case, the last «no» and its place."""

    now: datetime
    branch: Branch
    ui_language: Lang
    queue: QueueView | None = None
    visit: VisitView | None = None
    case: CaseView | None = None
    findings: tuple[Finding, ...] = ()
    error: ErrorInfo | None = None
    drafts: tuple[tuple[str, str, str], ...] = ()
    facts: dict[str, str] = field(default_factory=dict)


class StepPage(PageFrame):
    """A page of the road. ``word`` is the step that it stands for.

    Signals: ``forward_changed`` when the filled button must be drawn anew; ``looked_up(str, str)``
    a kind (``service``, ``person``, ``case``, ``code``) and the words to look up: the answer comes
    back by :meth:`show_hits`; ``turned_to(str)`` the word of another page to be shown.
    """

    word = ""
    forward_changed = Signal()
    looked_up = Signal(str, str)
    turned_to = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view: PageView | None = None

    def render(self, view: PageView) -> None:  # type: ignore[override]
        """Keep ``view`` and draw it."""
        fresh = self.view is None or _subject(self.view) != _subject(view)
        self.view = view
        if fresh:
            self.begin(view)
        self.draw(view)
        self.forward_changed.emit()

    def begin(self, view: PageView) -> None:
        """Another visit or case came before the page: forget what was typed for the former one."""

    def draw(self, view: PageView) -> None:
        """Draw ``view``; what the operator is typing stays."""

    def retranslate(self) -> None:
        """Set every word anew: the static ones, then those of the view."""
        if self.view is not None:
            self.draw(self.view)

    def forward(self) -> VerbItem | None:
        """The filled button of the page, with the reason when it cannot be pressed."""
        return None

    def further(self) -> tuple[VerbItem, ...]:
        """Other great verbs of this page; their keys come from the table of keys."""
        return ()

    def pressed(self, verb: str) -> bool:
        """A verb of :meth:`further` was pressed; ``True`` when the page took it."""
        return False

    def show_hits(self, kind: str, words: str, hits: tuple[SearchHit, ...]) -> None:
        """The answer to ``looked_up``."""


def _subject(view: PageView) -> tuple[str, str]:
    """What a page is about: another visit or another case is another subject."""
    visit = view.visit.visit.id if view.visit is not None else ""
    case = view.case.case.id if view.case is not None else ""
    return visit, case
