"""Rate: the visitor is invited to rate on the screen of their own; here only «invited» or «over»."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.usecases.queue.call import Call
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import tr_
from ui.pages.step_page import PageView, StepPage
from ui.widgets.chip import StatusChip
from ui.widgets.notices import EmptyState

INVITED, OVER = "invited", "over"
"""What ``PageView.facts["rating"]`` may say; a score never comes here."""


class RatePage(StepPage):
    """Shown after a visit ended; nobody waits for it: Enter calls the next ticket at once."""

    word = "rate"

    def __init__(self) -> None:
        super().__init__()
        self.state = StatusChip()
        self.told = EmptyState(icon="star")
        self.told.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self.state)
        self.body.addWidget(self.told, 1)

    def draw(self, view: PageView) -> None:
        """Invited or over, and that the rating is voluntary."""
        self.set_title(tr_("Rating of the service"))
        self.help = tr_(
            "Every visit ends with an invitation on the applicant's screen, a refusal too. The "
            "answer is voluntary, closes by itself and is never shown here."
        )
        invited = view.facts.get("rating") == INVITED
        self.state.show_state(
            tr_("invited to rate") if invited else tr_("the invitation is over"),
            Tone.INFO if invited else Tone.GOOD,
        )
        self.told.show_words(
            tr_("The visitor sees the invitation on their screen"),
            tr_("Only the visitor answers, or leaves it. You may call the next ticket."),
        )

    def first_focus(self) -> QWidget | None:
        """What is told, so that it is read aloud."""
        return self.told

    def forward(self) -> VerbItem:
        """The next ticket."""
        queue = self.view.queue if self.view is not None else None
        nobody = "" if queue is not None and queue.waiting else tr_("nobody is waiting")
        label = tr_("Call the next ticket")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=nobody, primary=True)

    def submit(self) -> None:
        """Call."""
        queue = self.view.queue if self.view is not None else None
        if queue is not None and queue.waiting:
            self.intent.emit(Call())
