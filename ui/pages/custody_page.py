"""A page of custody: it reads lists of the sector, hears scans, and stays when an act was done."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.codes import CodeProblem, ScannedCode, understand
from app.ports.devices import CodeScanned
from app.usecases.outcome import Outcome
from app.usecases.work import Work
from ui.binding.present_custody import trouble_words
from ui.pages.step_page import PageView, StepPage
from ui.widgets.notices import Banner

T = TypeVar("T")


class CustodyPage(StepPage):
    """The base of the pages that move units. What is typed here outlives a change of the case:
    a run is about many cases.

    ``self.notice`` is the band under the heading; ``acts`` names the words whose answers are its
    own: after one of them the lists are read anew.
    """

    acts: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self._asked = 0
        self.notice = Banner()
        self.notice.hide()
        self.body.addWidget(self.notice)

    # What the conductor calls.

    def entered(self) -> None:
        """The page has just been turned to: read the lists."""
        self.read_lists()

    def answered(self, word: str, outcome: Outcome) -> bool:
        """After an act of its own the page shows what came of it and reads its lists anew."""
        if word not in self.acts:
            return False
        if outcome.ok:
            self.read_lists()
            return self.done(word, outcome)
        return False

    def heard(self, event: object) -> bool:
        """Take a scan: of a sound code of this branch :meth:`scanned`, else :meth:`misread`."""
        if not isinstance(event, CodeScanned) or self.view is None:
            return False
        seen = understand(event.text, self.view.branch.code)
        if isinstance(seen, CodeProblem):
            return self.not_ours(event, seen)
        return self.scanned(seen)

    # What a page of custody says of itself.

    def read_lists(self) -> None:
        """Ask for the lists that the page shows."""

    def done(self, word: str, outcome: Outcome) -> bool:  # noqa: ARG002 - for those who need it
        """One of the page's own acts was carried out. ``True`` when nothing more is to be said."""
        return False

    def scanned(self, seen: ScannedCode) -> bool:  # noqa: ARG002 - for those who need it
        """A sound code of this branch was read; ``True`` when the page took it."""
        return False

    def not_ours(self, event: CodeScanned, problem: CodeProblem) -> bool:  # noqa: ARG002
        """What was scanned is no code of this branch: say why it moves nothing."""
        return self.misread(trouble_words(problem))

    def misread(self, words: str) -> bool:  # noqa: ARG002 - for those who need it
        """Something was scanned that moves nothing; ``True`` when the page has said so."""
        return False

    def read(self, question: Callable[[Work], T], take: Callable[[T], None]) -> None:
        """Ask a question of the store; ``take`` draws what comes back."""
        self.asked.emit(question, take)

    def read_last(self, question: Callable[[Work], T], take: Callable[[T], None]) -> None:
        """As :meth:`read`, but an answer that comes after the next question is dropped."""
        self._asked += 1
        number = self._asked

        def take_if_last(answer: T) -> None:
            if number == self._asked:
                take(answer)

        self.asked.emit(question, take_if_last)

    def draw_again(self) -> None:
        """Draw what is known now; the filled button with it."""
        if self.view is not None:
            self.draw(self.view)
        self.forward_changed.emit()
        self.settle_focus()

    def draw(self, view: PageView) -> None:
        """Draw ``view``."""

    def focus_first(self) -> None:
        """Give the focus to what the page names first."""
        self.focus_on(self.first_focus())

    def settle_focus(self) -> None:
        """A list has come or gone: the focus must not be lost outside the page."""
        now = QApplication.focusWidget()
        lost = now is None or not self.isAncestorOf(now) or not _takes_focus(now)
        if self.isVisible() and lost:
            self.focus_first()


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible()
