"""A page of a step: what it is given, what its filled button says, and what it wants to have looked up."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.branch import Branch
from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.passport import Passport
from app.usecases.outcome import Outcome
from app.usecases.views import CaseView, QueueView, VisitView
from ui.binding.drafts import DraftItem
from ui.binding.presentation import FieldError, SearchHit, VerbItem
from ui.pages.base import PageFrame
from ui.widgets.field import Field
from ui.widgets.late_focus import give_focus
from ui.widgets.notices import ErrorSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Everything a page may draw. ``findings`` are those of the last «no» on this page."""

    now: datetime
    branch: Branch
    ui_language: Lang
    queue: QueueView | None = None
    visit: VisitView | None = None
    case: CaseView | None = None
    findings: tuple[Finding, ...] = ()
    drafts: tuple[DraftItem, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)


class StepPage(PageFrame):
    """A page of the road. ``word`` is the step that it stands for.

    A field that a command can find fault with is kept in ``self.fields`` under the command's own
    name for it; ``self.summary`` lists what is wrong above the form. ``ticket_shown`` is the id of a
    ticket that the page shows before it is called.

    Signals: ``forward_changed`` when the filled button must be drawn anew; ``looked_up(str, str)``
    a kind (``service``, ``person``, ``case``, ``code``, ``passport``) and the words to look up: the
    answer comes back by :meth:`show_hits` or :meth:`show_passport`; ``turned_to(str)`` the word of
    another page to be shown (empty: back to the road); ``opened(str)`` the id of a case to be
    opened; ``said(str)`` a line to be told to the operator; ``asked(object, object)`` a question
    (a function of ``Work`` that only reads) and what takes its answer;
    ``handed_in(object, str, object)`` a scan that goes in beside whatever is under way, its key and
    what takes its outcome; ``file_given(object, object)`` the bytes of a terminal's file and what
    takes its scans; ``paper_wanted(str)`` the id
    of a paper to be opened as a file; ``verb_wanted(str)`` a great verb that a button of the page
    presses; ``chip_asked(object, object, object)`` a key to read the card in the reader with, what
    takes its facts and what takes the error; ``card_missed`` the page wants to hear of a card that
    was put in while another page was shown; ``key_asked(object, object)`` the signing key is to be
    shown by its device, with what is called then and what takes the error; ``copy_wanted(object)`` the
    row (``CopyWanted``) whose original is to be copied; ``reader_changed`` another person reads now, and
    the applicant's screen follows.
    """

    word = ""
    forward_changed = Signal()
    looked_up = Signal(str, str)
    turned_to = Signal(str)
    opened = Signal(str)
    said = Signal(str)
    asked = Signal(object, object)
    handed_in = Signal(object, str, object)
    file_given = Signal(object, object)
    paper_wanted = Signal(str)
    verb_wanted = Signal(str)
    chip_asked = Signal(object, object, object)
    card_missed = Signal()
    key_asked = Signal(object, object)
    copy_wanted = Signal(object)
    reader_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view: PageView | None = None
        self.ticket_shown = ""
        self.fields: dict[str, Field] = {}
        self.summary = ErrorSummary()
        self.summary.field_asked.connect(self._on_field_asked)
        self.body.addWidget(self.summary)

    # What the conductor calls.

    def render(self, view: PageView) -> None:  # type: ignore[override]
        """Keep ``view`` and draw it."""
        fresh = self.view is None or _subject(self.view) != _subject(view)
        self.view = view
        if fresh:
            self.show_errors(())
            self.begin(view)
        self.draw(view)
        self.forward_changed.emit()

    # What a page says by itself; the base says nothing.

    def begin(self, view: PageView) -> None:
        """Another visit or case came before the page: forget what was typed for the former one."""

    def draw(self, view: PageView) -> None:
        """Draw ``view``; what the operator is typing stays."""

    def entered(self) -> None:
        """The page has just been turned to."""

    def left(self) -> None:
        """Another page has just been turned to."""

    def retranslate(self) -> None:
        """Set every word anew: the static ones, then those of the view."""
        if self.view is not None:
            self.draw(self.view)

    @property
    def whose(self) -> str:
        """The key of the participant whom the page is about; empty for the applicant."""
        return ""

    def forward(self) -> VerbItem | None:
        """The filled button of the page, with the reason when it cannot be pressed."""
        return None

    def further(self) -> tuple[VerbItem, ...]:
        """Other great verbs of this page; their keys come from the table of keys."""
        return ()

    def pressed(self, verb: str) -> bool:  # noqa: ARG002
        """A verb of :meth:`further` was pressed; ``True`` when the page took it."""
        return False

    def heard(self, event: object) -> bool:  # noqa: ARG002
        """A device told something (``app.ports.devices``); ``True`` when the page took it."""
        return False

    def answered(self, word: str, outcome: Outcome) -> bool:  # noqa: ARG002
        """An intent was answered, the view is drawn. ``True`` when the page has said all there is
        to say; else the window tells it in its line."""
        return False

    def came_back(self, word: str, outcome: Outcome) -> bool:  # noqa: ARG002
        """Something came back from outside by itself; ``True`` when the page has said it."""
        return False

    def ticked(self, now: datetime) -> None:
        """A second went by while something is counted on the window."""
        if self.view is not None:
            self.view = replace(self.view, now=now)

    def show_hits(self, kind: str, words: str, hits: tuple[SearchHit, ...]) -> None:
        """The answer to ``looked_up``."""

    def show_passport(self, passport: Passport, members: tuple[Passport, ...]) -> None:
        """The answer to ``looked_up`` of a passport; ``members`` are those of «one application»."""

    # What pages with fields share.

    def show_errors(self, errors: tuple[FieldError, ...]) -> None:
        """Mark the fields that cannot be taken and lead to them; none clears all marks."""
        wrong = {error.field: error.text for error in errors}
        for name, shown in self.fields.items():
            shown.set_error(wrong.get(name, ""))
        self.summary.show_errors(errors if len(errors) > 1 else ())
        if len(errors) == 1:
            self._on_field_asked(errors[0].field)

    def _on_field_asked(self, name: str) -> None:
        shown = self.fields.get(name)
        if shown is not None:
            give_focus(shown.control)

    def say(self, command: object) -> None:
        """Want a command carried out. A page that is about several people says of whom."""
        self.intent.emit(command)

    def focus_on(self, widget: QWidget | None) -> None:
        """Give the focus to a control of the page, as soon as it is on the screen."""
        give_focus(widget)


def _subject(view: PageView) -> tuple[str, str]:
    """What a page is about: another visit or another case is another subject."""
    visit = view.visit.visit.id if view.visit is not None else ""
    case = view.case.case.id if view.case is not None else ""
    return visit, case
