"""The receipt: before registration the dates that will stand on it, afterwards the number and the paper."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.case_states import CaseState
from app.domain.visit import VisitOutcome
from app.usecases.call import FinishVisit
from app.usecases.register import Register, RequestPaper
from app.usecases.send import Send
from app.usecases.views import CaseView, PaperView
from ui.binding.present_findings import both_lines, title_of
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import show_date, show_moment, tr_, ui_language
from ui.binding.words import PAPERS, STATES
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import GAP, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label

_RECEIPTS = ("acceptance_receipt", "one_application_receipt")


class NumberCard(QFrame):
    """The number and the date of issue, large enough for arm's length."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.caption, self.number = Label("", tone="muted"), Label("", TextRole.NUMBER)
        self.date_caption, self.date = Label("", tone="muted"), Label("", TextRole.NUMBER)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(GAP * 3)
        for caption, value in ((self.caption, self.number), (self.date_caption, self.date)):
            column = QVBoxLayout()
            column.addWidget(caption)
            column.addWidget(value)
            row.addLayout(column, 1)


class RegisterPage(StepPage):
    """The page of the step «register», and the place where a registered case is looked at."""

    word = "register"

    def __init__(self) -> None:
        super().__init__()
        self._card = NumberCard()
        self._chip = StatusChip("", Tone.NEUTRAL)
        self._due, self._trace = Label(""), Label("", tone="muted")
        self._paper_note = Label("")
        self._paper = KeyButton("", icon="printer")
        self._paper.clicked.connect(self._on_paper)
        self._send = KeyButton("", icon="forward")
        self._send.clicked.connect(lambda: self.intent.emit(Send()))
        for part in (self._card, self._chip, self._due, self._trace, self._paper_note):
            self.body.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self._paper)
        buttons.addWidget(self._send)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def draw(self, view: PageView) -> None:
        """Show number, dates and the receipt."""
        case = view.case
        if case is None:
            return
        done = bool(case.case.number)
        title = tr_("The application is accepted") if done else tr_("Register the application")
        self.set_title(title, ui_language().of(case.service_name))
        self._card.caption.setText(tr_("Case number"))
        self._card.number.setText(case.case.number or tr_("given at registration"))
        self._card.date_caption.setText(tr_("Date of issue"))
        day = case.terms.issue_date
        self._card.date.setText(show_date(day) if day is not None else "—")
        tone = Tone.GOOD if done else Tone.INFO
        self._chip.show_state(tr_(STATES[case.case.state]), tone)
        due = case.terms.delivery_due
        words = tr_("From the provider to us by {moment}", moment=show_moment(due)) if due else ""
        self._due.setText(words)
        self._due.setVisible(bool(words))
        self._trace.setText(both_lines(case.terms.trace))
        self._draw_paper(case, done=done)

    def _draw_paper(self, case: CaseView, *, done: bool) -> None:
        receipt = self._receipt(case)
        self._paper_note.setText(
            tr_("The receipt is electronic. On paper it is given when the applicant asks for it.")
        )
        self._paper.setText(tr_("The applicant asks for the paper"))
        self._paper.setVisible(done and receipt is not None)
        printing = receipt is not None and receipt.pending
        self._paper.set_blocked(tr_("printing is under way") if printing else "")
        if receipt is not None and receipt.printed_copies and not printing:
            name = tr_(PAPERS[receipt.kind])
            said = tr_("{name} № {number} was printed.", name=name, number=receipt.number)
            self._paper_note.setText(said)
        send = case.verb("send")
        self._send.setText(tr_("Send to the provider"))
        self._send.setVisible(send is not None)
        if send is not None:
            self._send.set_blocked("" if send.allowed else title_of(send.findings))

    def _receipt(self, case: CaseView) -> PaperView | None:
        found = [paper for paper in case.papers if paper.kind in _RECEIPTS]
        return found[-1] if found else None

    def forward(self) -> VerbItem:
        """Register; afterwards finish the visit."""
        case = self.view.case if self.view is not None else None
        if case is not None and case.case.state is CaseState.SIGNED:
            verb = case.verb("register")
            reason = "" if verb is None or verb.allowed else title_of(verb.findings)
            label = tr_("Register and give the receipt")
            return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)
        here = self.view is not None and self.view.visit is not None
        reason = "" if here else tr_("nobody is at the desk")
        label = tr_("Finish the visit")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)

    def submit(self) -> None:
        """Carry out what the filled button says."""
        case = self.view.case if self.view is not None else None
        if case is not None and case.case.state is CaseState.SIGNED:
            self.intent.emit(Register())
        elif self.view is not None and self.view.visit is not None:
            self.intent.emit(FinishVisit(outcome=VisitOutcome.SERVED))

    def _on_paper(self) -> None:
        case = self.view.case if self.view is not None else None
        if case is not None:
            self.intent.emit(RequestPaper(case=case.case.id))
