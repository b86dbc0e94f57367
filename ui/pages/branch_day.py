"""The supervisor's day: a picture first, then figures, desks, closing, tickets of former days."""

from PySide6.QtWidgets import QWidget

from app.usecases.outcome import Outcome
from app.usecases.queue.branch_day import ACTS, BranchDay, branch_day
from i18n import N_
from ui.binding.present_branch import band_of
from ui.binding.present_findings import title_of
from ui.binding.presentation import Tone, VerbItem
from ui.binding.texts import show_date, show_time, tr_
from ui.pages.branch_closing import ClosingPanel, closed_words
from ui.pages.branch_desks import DesksPanel, silent_desks
from ui.pages.branch_hours import HoursPanel
from ui.pages.branch_left import LeftPanel
from ui.pages.branch_opening import OpeningPanel
from ui.pages.branch_panel import BranchPanel
from ui.pages.branch_picture import PicturePanel
from ui.pages.custody_page import CustodyPage
from ui.pages.step_page import PageView
from ui.widgets.tabs import Tab, Tabs

NOW, HOURS, DESKS, CLOSING, LEFT = "now", "hours", "desks", "closing", "left"
OPENING = "opening"
_TABS: dict[str, tuple[str, str]] = {
    NOW: (N_("tab: now"), N_("The day as a picture")),
    OPENING: (N_("tab: opening"), N_("Opening, with the sign of video surveillance")),
    HOURS: (N_("tab: figures"), N_("Figures by hours and purposes")),
    DESKS: (N_("tab: desks"), N_("Desks, silent ones with their number")),
    CLOSING: (N_("tab: closing"), N_("Closing, with those still in line")),
    LEFT: (N_("tab: former days"), N_("Tickets of former days without an end")),
}
_DONE: dict[str, str] = {
    "release_desk": N_("The desk is free for another workplace."),
    "decide_tail": N_("The rule of the day is recorded."),
    "end_ticket": N_("The ticket has its end and its reason."),
    "check_camera_sign": N_("Noted: the sign is in place."),
    "print_camera_sign": N_("The sign is on its way to the printer."),
    "confirm_opening": N_("The opening is confirmed."),
    "carry_over": N_("They stand in today's line with the arrival they had."),
}


class BranchDayPage(CustodyPage):
    """Everybody may look; what a supervisor decides is said so beside its button.

    The picture is read anew whenever the queue is, and by :meth:`refresh`.
    """

    word = "branch_day"
    acts = ACTS

    def __init__(self) -> None:
        super().__init__()
        self.day: BranchDay | None = None
        self._queue: object = None
        self._tab = NOW
        self.tabs = Tabs()
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.panels: dict[str, BranchPanel[BranchDay]] = {
            NOW: PicturePanel(),
            OPENING: OpeningPanel(),
            HOURS: HoursPanel(),
            DESKS: DesksPanel(),
            CLOSING: ClosingPanel(),
            LEFT: LeftPanel(),
        }
        self.notice.acted.connect(lambda: self.turned_to.emit("ordinary_queue"))
        self.body.insertWidget(self.body.indexOf(self.notice), self.tabs)
        for panel in self.panels.values():
            panel.changed.connect(self.forward_changed)
            panel.ordered.connect(self.intent)
            panel.norm_asked.connect(self.norm_asked)
            panel.hide()
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self._take_fields()
        self.retranslate()

    @property
    def panel(self) -> BranchPanel[BranchDay]:
        """The view that is shown."""
        return self.panels[self._tab]

    def show_tab(self, tab: str) -> None:
        """Turn to another view."""
        self._tab = tab
        self._take_fields()
        self.draw_again()

    def _take_fields(self) -> None:
        self.fields = dict(self.panel.fields)

    def _on_tab_chosen(self, tab: str) -> None:
        self.show_tab(tab)

    # What is read.

    def read_lists(self) -> None:
        """The page was turned to, or something was done here."""
        self.refresh()

    def refresh(self) -> None:
        """Read the day anew; an answer that comes late is dropped."""
        self.read_last(branch_day, self._take)

    def _take(self, day: BranchDay) -> None:
        first = self.day is None
        self.day = day
        self.draw_again()
        if first:
            self.focus_first()

    def draw(self, view: PageView) -> None:
        """Draw the day; when the queue was read anew, the day is too."""
        if view.queue is not self._queue:
            self._queue = view.queue
            if self.isVisible():
                self.refresh()
        day = self.day
        self.set_title(tr_("The day of the department"), _subtitle(day, view))
        self.help = tr_(
            "How full each purpose is, what the day looked like, which desks are open. Left and "
            "Right on the tabs turn to figures, desks, closing and former days. On the curve the "
            "arrows walk the quarter hours and Space shows them as a table."
        )
        self.tabs.show_tabs(self._drawn_tabs(), self._tab)
        self._draw_notice(day)
        for tab, panel in self.panels.items():
            if day is not None and tab == self._tab:
                panel.show_seen(day)
            panel.setVisible(day is not None and tab == self._tab)

    def _drawn_tabs(self) -> tuple[Tab, ...]:
        day = self.day
        counts: dict[str, int | None] = {}
        if day is not None:
            counts = {
                OPENING: len(day.opening) or None,
                DESKS: silent_desks(day) or None,
                CLOSING: len(day.closing.rebooked) or None,
                LEFT: len(day.left) or None,
            }
        return tuple(
            Tab(id=tab, label=tr_(label), spoken=tr_(spoken), count=counts.get(tab))
            for tab, (label, spoken) in _TABS.items()
        )

    def _draw_notice(self, day: BranchDay | None) -> None:
        words, tone = band_of(day) if day is not None and self._tab == NOW else ("", Tone.INFO)
        if day is not None and self._tab == NOW and not words and day.opening:
            words, tone = title_of(day.opening), Tone.WARN
        action = tr_("To the ordinary queue") if day is not None and day.act is not None else ""
        self.notice.show_words(words, tone, action=action if words else "")

    # What is done.

    def first_focus(self) -> QWidget | None:
        """What the view names, else the tab."""
        focus = self.panel.first_focus()
        return focus if focus is not None and focus.isEnabled() else self.tabs.first_focus()

    def forward(self) -> VerbItem | None:
        """The filled button of the view."""
        return self.panel.forward() if self.day is not None else None

    def submit(self) -> None:
        """Carry out what the filled button says."""
        command = self.panel.order() if self.day is not None else None
        if command is not None:
            self.intent.emit(command)

    def done(self, word: str, outcome: Outcome) -> bool:
        """Say what came of it."""
        self.panel.done(word)
        words = closed_words(outcome.facts) if word == "close_line" else tr_(_DONE[word])
        self.said.emit(words)
        return True

    def leave(self) -> bool:
        """Esc leads from another view to the picture first."""
        if self._tab == NOW:
            return False
        self.show_tab(NOW)
        self.focus_first()
        return True


def _subtitle(day: BranchDay | None, view: PageView) -> str:
    now = day.now if day is not None else view.now
    doors = ""
    if day is not None and day.figures.opens is not None and day.figures.closes is not None:
        opens, closes = show_time(day.figures.opens), show_time(day.figures.closes)
        doors = tr_("open from {opens} to {closes}", opens=opens, closes=closes)
    elif day is not None:
        doors = tr_("closed today")
    shown = f"{show_date(now.date())}, {show_time(now)}"
    return f"{shown} · {doors}" if doors else shown
