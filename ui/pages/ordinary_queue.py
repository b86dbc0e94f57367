"""The ordinary queue: its act, its journal, the lines of paper, and the sheets for the next time."""

from PySide6.QtWidgets import QWidget

from app.usecases.outcome import Outcome, PaperRef
from app.usecases.queue.acts_view import ACTS, ActsView, acts_view
from i18n import N_
from ui.binding.presentation import Tone, VerbItem
from ui.binding.texts import tr_
from ui.pages.branch_panel import BranchPanel
from ui.pages.custody_page import CustodyPage
from ui.pages.ordinary_act import ActPanel
from ui.pages.ordinary_entry import EntryPanel
from ui.pages.ordinary_journal import JournalPanel
from ui.pages.step_page import PageView
from ui.widgets.tabs import Tab, Tabs

ACT, JOURNAL, PAPER = "act", "journal", "paper"
_TABS: dict[str, tuple[str, str]] = {
    ACT: (N_("tab: act"), N_("The act of the failure")),
    JOURNAL: (N_("tab: journal"), N_("The journal, with the lines to be reconciled")),
    PAPER: (N_("tab: from paper"), N_("Lines of the paper journal")),
}
_DONE: dict[str, str] = {
    "declare_failure": N_("The ordinary queue is in force by the act {act}; confirm it each hour."),
    "confirm_failure": N_("Confirmed for one more hour."),
    "end_failure": N_("The electronic queue works again; lines to be reconciled: {unreconciled}."),
    "enter_arrival": N_("Taken over as {ticket}."),
    "settle_line": N_("Line {ticket} is reconciled."),
    "print_blank_journal": N_("The blank journal is on its way to the printer."),
}


class OrdinaryQueuePage(CustodyPage):
    """Everybody may read; the supervisor declares, confirms, ends, reconciles and closes."""

    word = "ordinary_queue"
    acts = ACTS

    def __init__(self) -> None:
        super().__init__()
        self.seen: ActsView | None = None
        self._queue: object = None
        self._act = ""
        self._closed: tuple[str, PaperRef | None] = ("", None)
        self._tab = ACT
        self.tabs = Tabs()
        self.tabs.chosen.connect(self.show_tab)
        self.act, self.journal, self.entry = ActPanel(), JournalPanel(), EntryPanel()
        self.act.others.chosen.connect(self._on_act_chosen)
        self.panels: dict[str, BranchPanel[ActsView]] = {
            ACT: self.act,
            JOURNAL: self.journal,
            PAPER: self.entry,
        }
        self.notice.acted.connect(self._on_open_paper)
        self.body.insertWidget(self.body.indexOf(self.notice), self.tabs)
        for panel in self.panels.values():
            panel.changed.connect(self.forward_changed)
            panel.ordered.connect(self.intent)
            panel.hide()
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self.fields = dict(self.panel.fields)
        self.retranslate()

    @property
    def panel(self) -> BranchPanel[ActsView]:
        """The view that is shown."""
        return self.panels[self._tab]

    def show_tab(self, tab: str) -> None:
        """Turn to another view."""
        self._tab = tab
        self.fields = dict(self.panel.fields)
        self.draw_again()

    # What is read.

    def read_lists(self) -> None:
        """The page was turned to, or something was done here."""
        self.refresh()

    def refresh(self) -> None:
        """Read the acts anew; an answer that comes late is dropped."""
        chosen = self._act
        self.read_last(lambda work: acts_view(work, chosen), self._take)

    def _take(self, seen: ActsView) -> None:
        first = self.seen is None
        self.seen = seen
        self.draw_again()
        if first:
            self.focus_first()

    def _on_act_chosen(self, number: str) -> None:
        self._act = number
        self.refresh()

    def _on_open_paper(self) -> None:
        paper = self._closed[1]
        if paper is not None:
            self.paper_wanted.emit(paper.id)

    # What is drawn.

    def draw(self, view: PageView) -> None:
        """Draw the view in hand; when the queue was read anew, the acts are too."""
        if view.queue is not self._queue:
            self._queue = view.queue
            if self.isVisible():
                self.refresh()
        seen = self.seen
        self.set_title(tr_("Ordinary queue"), tr_("When the electronic queue fails, work goes on."))
        self.help = tr_(
            "A technical failure is declared with its cause and confirmed each hour by Enter. "
            "Visitors are written into the journal in their order. When the electronic queue works "
            "again, each line is reconciled with its case, and the act is closed and printed."
        )
        self.tabs.show_tabs(self._drawn_tabs(), self._tab)
        self._draw_notice()
        for tab, panel in self.panels.items():
            if seen is not None and tab == self._tab:
                panel.show_seen(seen)
            panel.setVisible(seen is not None and tab == self._tab)

    def _drawn_tabs(self) -> tuple[Tab, ...]:
        act = self.seen.act if self.seen is not None else None
        counts = {JOURNAL: len(act.open_lines) if act is not None else None}
        return tuple(
            Tab(id=tab, label=tr_(label), spoken=tr_(spoken), count=counts.get(tab))
            for tab, (label, spoken) in _TABS.items()
        )

    def _draw_notice(self) -> None:
        number, paper = self._closed
        words = tr_("The act {number} is closed, its paper is made.", number=number)
        action = tr_("Open the act") if paper is not None else ""
        self.notice.show_words(words if number else "", Tone.GOOD, action=action if number else "")

    # What is done.

    def first_focus(self) -> QWidget | None:
        """What the view names, else the tab."""
        focus = self.panel.first_focus()
        return focus if focus is not None and focus.isVisibleTo(self) else self.tabs.first_focus()

    def forward(self) -> VerbItem | None:
        """The filled button of the view."""
        return self.panel.forward() if self.seen is not None else None

    def submit(self) -> None:
        """Carry out what the filled button says."""
        command = self.panel.order() if self.seen is not None else None
        if command is not None:
            self._closed = ("", None)
            self.intent.emit(command)

    def done(self, word: str, outcome: Outcome) -> bool:
        """Say what came of it; a closed act shows its paper."""
        self.panel.done(word)
        if word == "close_failure":
            paper = outcome.papers[0] if outcome.papers else None
            self._act = ""
            self._closed = (outcome.facts.get("act", ""), paper)
            self.draw_again()
        else:
            facts = {"act": "", "ticket": "", "unreconciled": "", **outcome.facts}
            self.said.emit(tr_(_DONE[word], **facts))
        return True

    def leave(self) -> bool:
        """Esc leads from another view to the act first."""
        if self._tab == ACT:
            return False
        self.show_tab(ACT)
        self.focus_first()
        return True
