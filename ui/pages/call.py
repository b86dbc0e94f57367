"""Home: who waits, a ticket to be taken, drafts to be taken up again."""

from app.usecases.call import Call
from ui.binding.presentation import Verb, VerbItem
from ui.binding.texts import tr_
from ui.pages.step_page import PageView, StepPage


class CallPage(StepPage):
    """The page while nobody is at the desk."""

    word = "call"

    def draw(self, view: PageView) -> None:  # noqa: ARG002
        """Say how many wait."""
        self.set_title(tr_("Waiting list"))

    def forward(self) -> VerbItem:
        """The next ticket."""
        queue = self.view.queue if self.view is not None else None
        nobody = "" if queue is not None and queue.waiting else tr_("nobody is waiting")
        label = tr_("Call the next ticket")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=nobody, primary=True)

    def submit(self) -> None:
        """Call."""
        self.intent.emit(Call())
