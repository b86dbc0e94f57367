"""What the helpers of the conductor may ask of it."""

from typing import Protocol

from ui.binding.presentation import FailureNotice, Tone
from ui.binding.session import CaseSession
from ui.pages.step_page import StepPage
from ui.shell.main_window import MainWindow
from ui.shell.parts import Parts


class VisitorScreen(Protocol):
    """What the helpers show to the visitor."""

    @property
    def seen(self) -> bool:
        """Whether the visitor has the screen before them."""

    def follow(self) -> None:
        """Show what belongs to the present step."""

    def set_camera(self, on: bool) -> None:
        """The camera looks, or looks no more."""


class Station(Protocol):
    """The workstation as its helpers see it."""

    window: MainWindow
    parts: Parts
    session: CaseSession

    @property
    def applicant(self) -> VisitorScreen:
        """The screen before the visitor."""

    @property
    def page(self) -> StepPage | None:
        """The page on the window."""

    @property
    def word(self) -> str:
        """The word of the page that belongs on the window now."""

    @property
    def opened(self) -> str:
        """The word of the page opened beside the road; empty on the road."""

    def submit(self, command: object) -> None:
        """Carry an intent to the Desk."""

    def turn_to(self, word: str) -> None:
        """Show a page beside the road; empty comes back to it."""

    def open_case(self, case_id: str) -> None:
        """Show another case of this branch."""

    def show_applicant_screen(self) -> None:
        """Put the applicant's screen up."""

    def companion(self, verb: str) -> bool:
        """Carry a verb that is about what goes along with the desk; whether it was one."""

    def keep_desk(self, number: int) -> None:
        """Take another desk at the next start."""

    def draw_soon(self, *_: object) -> None:
        """Draw once after everything that happens now."""

    def draw_forward(self, page: StepPage) -> None:
        """The page's filled button changed: draw what stands under it."""

    def tell(self, words: str, tone: Tone = Tone.GOOD, *, stays: bool = False) -> None:
        """Say one line to the operator."""

    def tell_failure(self, notice: FailureNotice) -> None:
        """Say what failed and what to do."""
