"""Check and sign: the exact text that the applicant sees, their confirmation, then the signature."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.errors import ERROR_TEXTS
from app.ports.signing_faults import KEY_MATTERS
from app.usecases.complete import ConfirmText
from app.usecases.key_view import KeyView, SignatureView, key_view, signature_view
from app.usecases.sign import Sign
from app.usecases.views import CaseView, VerbView
from ui.binding.failures import notice_of
from ui.binding.present_findings import title_of
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import show_time, tr_, ui_language
from ui.pages.sign_key import KeyPanel, verdict_words
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
        self._key = KeyPanel()
        self._verdict = Banner("")
        self._waiting = Banner("")
        self._asked_for: tuple[str, str, str] = ("", "", "")
        self._looking = False
        for part in (
            self._lead, self._chip, self._verdict, self._waiting, self._key, self._card
        ):  # fmt: skip
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
        self._ask_for_key(case)

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """Another case: its key and its verdict are seen anew."""
        self._asked_for, self._looking = ("", "", ""), False
        self._key.show_key(None)
        self._verdict.hide()

    def entered(self) -> None:
        """See the key and the verdict as they stand now: a look at a key is good for minutes."""
        self._asked_for = ("", "", "")
        if self.view is not None and self.view.case is not None:
            self._ask_for_key(self.view.case)

    def _ask_for_key(self, case: CaseView) -> None:
        """Read once for each state and text: the key before, the verdict after the signature."""
        seen = case.case.confirmation
        subject = (case.case.id, case.case.state.value, seen.text_sha256 if seen else "")
        if subject == self._asked_for:
            return
        self._asked_for = subject
        if case.case.signature is not None:
            self._key.show_key(None)
            self.asked.emit(signature_view(case.case.id), self._take_verdict)
        elif self.confirmed and self._verb() is not None:
            self.asked.emit(key_view(case.case.id), self._take_key)
        else:
            self._key.show_key(None)

    def _take_key(self, view: KeyView | None) -> None:
        self._verdict.hide()
        self._key.show_key(view)
        self.forward_changed.emit()

    def _take_verdict(self, view: SignatureView | None) -> None:
        self._verdict.setVisible(view is not None)
        if view is not None:
            self._verdict.show_words(*verdict_words(view))

    def _look(self) -> None:
        """Have the key shown by its device; the person may be asked there."""
        self._looking = True
        self.forward_changed.emit()
        self.key_asked.emit(self._seen, self._not_seen)

    def _seen(self) -> None:
        self._looking = False
        case = self.view.case if self.view is not None else None
        if case is not None:
            self.asked.emit(key_view(case.case.id), self._take_key)

    def _not_seen(self, error: BaseException) -> None:
        self._looking = False
        notice = notice_of(error)
        words = f"{notice.title} {notice.advice}" if notice is not None else ""
        self._key.show_key(self._key.view, words)
        self.forward_changed.emit()

    def _must_look(self) -> bool:
        """Whether the next thing is to have the key shown: first, or after one that may not sign."""
        key = self._key.view
        return key is not None and key.by_hand and not key.fit

    def _draw_waiting(self, case: CaseView) -> None:
        under_way = next((item for item in case.pending if item.kind == "signature"), None)
        self._waiting.setVisible(under_way is not None)
        if under_way is None:
            return
        if under_way.last_error:
            words = tr_(
                "The key did not sign. It is tried again; the case waits and nothing is lost."
            )
            why = ERROR_TEXTS.get(under_way.last_error)
            if why is not None and under_way.last_error in KEY_MATTERS:
                words = f"{tr_(why.message)} {tr_(why.advice)}"
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
        if self._must_look():
            reason = tr_("the key is being looked at") if self._looking else ""
            label = tr_("Show the key")
            return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)
        verb = self._verb()
        case = self.view.case if self.view is not None else None
        reason = "" if verb is None or verb.allowed else title_of(verb.findings)
        if case is not None and any(
            item.kind == "signature" and not item.last_error for item in case.pending
        ):
            reason = tr_("the signature is being made")
        return VerbItem(verb=Verb.CONTINUE, label=tr_("Sign"), blocked=reason, primary=True)

    def submit(self) -> None:
        """Carry out what the filled button says."""
        if self.confirmed and self._must_look():
            self._look()
            return
        self.intent.emit(Sign() if self.confirmed else ConfirmText())
