"""Before the doors open: the sign of video surveillance is seen in place, then the opening is noted."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.queue.branch_day import BranchDay
from app.usecases.queue.opening_checks import CheckCameraSign, ConfirmOpening, PrintCameraSign
from ui.binding.present_findings import finding_items, title_of
from ui.binding.presentation import FindingItem, Tone, Verb, VerbItem
from ui.binding.texts import show_time, tr_
from ui.pages.blocks import Card, Line
from ui.pages.branch_panel import BranchPanel
from ui.theme.metrics import GAP_SMALL
from ui.widgets.finding_card import FindingCard
from ui.widgets.key_button import KeyButton, VerbBox


class OpeningPanel(BranchPanel[BranchDay]):
    """The filled button notes what comes next: the sign where there are cameras, then the opening."""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[FindingItem, ...] = ()
        self._block = Card()
        self.sign, self.opening = Line("info"), Line("info")
        self.print = KeyButton(icon="printer")
        self.print.clicked.connect(lambda: self.ordered.emit(PrintCameraSign()))
        self._print = VerbBox(self.print)
        self._block.add(self.sign, self.opening, self._print)
        self._ways = QWidget()
        self._findings = QVBoxLayout(self._ways)
        self._findings.setContentsMargins(0, 0, 0, 0)
        self._findings.setSpacing(GAP_SMALL)
        self.body.addWidget(self._block)
        self.body.addWidget(self._ways)

    def draw(self, day: BranchDay) -> None:
        """What was seen today, and what is still missing."""
        self._block.head(
            tr_("Before the doors open"), tr_("Nobody waits for it: visitors are served.")
        )
        self.sign.say(*_sign_words(day))
        confirmed = day.opening_confirmed_at
        if confirmed is not None:
            at = show_time(confirmed)
            self.opening.say(
                tr_("The opening was confirmed at {time}.", time=at), "check", Tone.GOOD
            )
        else:
            self.opening.say(tr_("The opening is not confirmed yet."), "info", Tone.INFO)
        self.print.setText(tr_("Print the sign"))
        self._print.setVisible(day.cameras)
        self.print.set_blocked(self.not_yours("print_camera_sign"))
        self._draw_findings(finding_items(day.opening))

    def _draw_findings(self, items: tuple[FindingItem, ...]) -> None:
        if items == self._items:
            return
        self._items = items
        while (item := self._findings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for found in items:
            card = FindingCard(found)
            card.norm_asked.connect(self.norm_asked)
            self._findings.addWidget(card)
        self._ways.setVisible(bool(items))

    def _sign_awaited(self) -> bool:
        return self.seen is not None and self.seen.cameras and self.seen.sign_checked_at is None

    def forward(self) -> VerbItem | None:
        """Note the sign, else confirm the opening."""
        if self._sign_awaited():
            label, word = tr_("The sign is in place"), "check_camera_sign"
        else:
            label, word = tr_("Confirm the opening"), "confirm_opening"
        blocked = self.not_yours(word) or self._done(word)
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=blocked, primary=True)

    def _done(self, word: str) -> str:
        if self.seen is None or word != "confirm_opening":
            return ""
        if self.seen.opening_confirmed_at is not None:
            return tr_("the opening is confirmed already")
        return title_of(self.seen.opening)

    def order(self) -> object | None:
        """What the filled button says."""
        forward = self.forward()
        if self.seen is None or forward is None or forward.blocked:
            return None
        return CheckCameraSign() if self._sign_awaited() else ConfirmOpening()


def _sign_words(day: BranchDay) -> tuple[str, str, Tone]:
    if not day.cameras:
        words = tr_("The premises have no video cameras: no sign is needed.")
        return words, "info", Tone.INFO
    if day.sign_checked_at is None:
        words = tr_("The premises have video cameras: look whether the sign hangs at the entrance.")
        return words, "exclaim", Tone.WARN
    words = tr_(
        "The sign of video surveillance was seen in place at {time}, {person}.",
        time=show_time(day.sign_checked_at),
        person=day.sign_checked_by,
    )
    return words, "check", Tone.GOOD
