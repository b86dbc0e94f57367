"""Check and sign: the exact text that the applicant sees, their confirmation, then the signature."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.usecases.complete import ConfirmText
from app.usecases.sign import Sign
from app.usecases.views import CaseView, VerbView
from ui.binding.present_findings import title_of
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import show_time, tr_, ui_language
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import GAP
from ui.widgets.chip import StatusChip
from ui.widgets.notices import Banner
from ui.widgets.text import Label

_CONFIRMED = "sign.text_confirmed"


class TextCard(QFrame):
    """The text as plain lines on a card of its own, each line wrapped."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(20, 16, 20, 16)
        self._lines.setSpacing(GAP // 2)
        self._shown = ""

    def show_text(self, text: str) -> None:
        """Show ``text``; the same text again changes nothing."""
        if text == self._shown:
            return
        self._shown = text
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.deleteLater()
        for line in text.splitlines():
            self._lines.addWidget(Label(line))
        self.setAccessibleName(text)


class SignPage(StepPage):
    """The page of the step «sign»: first the applicant confirms, then the operator signs."""

    word = "sign"

    def __init__(self) -> None:
        super().__init__()
        self._lead = Label("", tone="muted")
        self._chip = StatusChip("", Tone.NEUTRAL)
        self._card = TextCard()
        self._waiting = Banner("")
        for part in (self._lead, self._chip, self._card, self._waiting):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def draw(self, view: PageView) -> None:
        """Show the text, and whether exactly this text was confirmed."""
        case = view.case
        if case is None:
            return
        self.set_title(tr_("Check and sign"), ui_language().of(case.service_name))
        self.help = tr_(
            "The applicant sees exactly this text and confirms it on their screen, or says so and"
            " the operator notes it. Any later change asks again. Then the operator's own official"
            " key signs; if it fails the case waits and nothing is lost."
        )
        self._lead.setText(
            tr_("This is what the applicant sees and what will be signed, letter by letter.")
        )
        self._card.show_text(case.confirm_text)
        seen = case.case.confirmation
        if self.confirmed and seen is not None:
            words = tr_("confirmed by the applicant at {time}", time=show_time(seen.at))
            self._chip.show_state(words, Tone.GOOD)
        else:
            self._chip.show_state(tr_("not confirmed by the applicant yet"), Tone.WARN)
        self._draw_waiting(case)

    def _draw_waiting(self, case: CaseView) -> None:
        under_way = next((item for item in case.pending if item.kind == "signature"), None)
        self._waiting.setVisible(under_way is not None)
        if under_way is None:
            return
        if under_way.last_error:
            words = tr_(
                "The key did not sign. It is tried again; the case waits and nothing is lost."
            )
            self._waiting.show_words(words, Tone.WARN)
        else:
            self._waiting.show_words(tr_("The signature is being made."), Tone.INFO)

    @property
    def confirmed(self) -> bool:
        """Whether the applicant confirmed the text as it stands."""
        verb = self._verb()
        return verb is not None and not any(f.rule == _CONFIRMED for f in verb.findings)

    def _verb(self) -> VerbView | None:
        case = self.view.case if self.view is not None else None
        return case.verb("sign") if case is not None else None

    def forward(self) -> VerbItem:
        """Confirm first, then sign."""
        if not self.confirmed:
            label = tr_("The applicant has confirmed the text")
            return VerbItem(verb=Verb.CONTINUE, label=label, primary=True)
        verb = self._verb()
        case = self.view.case if self.view is not None else None
        reason = "" if verb is None or verb.allowed else title_of(verb.findings)
        if case is not None and any(item.kind == "signature" for item in case.pending):
            reason = tr_("the signature is being made")
        return VerbItem(verb=Verb.CONTINUE, label=tr_("Sign"), blocked=reason, primary=True)

    def submit(self) -> None:
        """Carry out what the filled button says."""
        self.intent.emit(Sign() if self.confirmed else ConfirmText())
