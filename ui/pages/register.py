"""The receipt: before registration the dates that will stand on it, afterwards the number and the paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case_states import CaseState
from app.domain.visit import VisitOutcome
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.register import Register, RequestPaper
from app.usecases.send import Send
from app.usecases.views import CaseView, PaperView
from ui.binding.present_case import services_group
from ui.binding.present_findings import both_lines, title_of
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import show_date, show_moment, tr_, ui_language
from ui.binding.words import STATES
from ui.pages.blocks import Card, Line
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import GAP_ZONE, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.fact_card import FactCard
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label, wraps

_RECEIPTS = ("acceptance_receipt", "one_application_receipt")
_ANOTHER = "another_service"


class _Pair(QWidget):
    """A caption and a large value below it."""

    def __init__(self) -> None:
        super().__init__()
        self.caption, self.value = Label("", tone="muted"), Label("", TextRole.NUMBER)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addWidget(self.value)
        column.addStretch(1)


class RegisterPage(StepPage):
    """The page of the step «register», and the place where a registered case is looked at."""

    word = "register"

    def __init__(self) -> None:
        super().__init__()
        self._numbers, self._dates, self._receipt = Card(), Card(), Card()
        self._number, self._issue = _Pair(), _Pair()
        self._chip = StatusChip("", Tone.NEUTRAL)
        row = QHBoxLayout()
        row.setSpacing(GAP_ZONE)
        row.addWidget(self._number, 1)
        row.addWidget(self._issue, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        self._numbers.column.addLayout(row)
        self._due, self._trace = Label(""), Label("", tone="muted")
        self._dates.add(self._due, self._trace)
        self._printed = Line("check")
        self._paper, self._look = KeyButton(icon="printer"), KeyButton(icon="eye")
        self._send = KeyButton(icon="forward")
        self._paper.clicked.connect(self._on_paper)
        self._look.clicked.connect(self._on_look)
        self._send.clicked.connect(lambda: self.intent.emit(Send()))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        for button in (self._paper, self._look, self._send):
            flow.addWidget(button)
        wraps(buttons)
        self._receipt.add(self._printed, buttons)
        self._members = FactCard()
        for part in (self._numbers, self._members, self._receipt, self._dates):
            self.body.addWidget(part)
        self.body.addStretch(1)

    # What it is given.

    def draw(self, view: PageView) -> None:
        """Show number, dates and the receipt."""
        case = view.case
        if case is None:
            return
        done = bool(case.case.number)
        title = tr_("The application is accepted") if done else tr_("Register the application")
        self.set_title(title, ui_language().of(case.service_name))
        self.help = tr_(
            "Registration gives the number, the server's time and the dates of the receipt in one"
            " act. The receipt is electronic; on paper it is printed when the applicant asks, and"
            " always when they ask. The date of issue is computed, nobody types it."
        )
        self._number.caption.setText(tr_("Case number"))
        self._number.value.setText(case.case.number or tr_("given at registration"))
        self._issue.caption.setText(tr_("Date of issue"))
        day = case.terms.issue_date
        own = tr_("each service has its own") if case.members else tr_("not known yet")
        self._issue.value.setText(show_date(day) if day is not None else own)
        state = tr_(STATES[case.state])
        self._chip.show_state(state, Tone.GOOD if done else Tone.INFO)
        due = case.terms.delivery_due
        words = tr_("From the provider to us by {moment}", moment=show_moment(due)) if due else ""
        self._members.show_group(services_group(case))
        self._dates.setVisible(not case.members)
        self._dates.head(tr_("How the date came about"))
        self._due.setText(words)
        self._due.setVisible(bool(words))
        self._trace.setText(both_lines(case.terms.trace))
        self._draw_receipt(case, done=done)

    def _draw_receipt(self, case: CaseView, *, done: bool) -> None:
        receipt = self._receipt_of(case)
        title = tr_("Receipt № {number}", number=receipt.number) if receipt else tr_("Receipt")
        note = tr_("Electronic by default. On paper when the applicant asks for it.")
        self._receipt.head(title, note)
        printing = receipt is not None and receipt.pending
        copies = receipt.printed_copies if receipt is not None else 0
        self._printed.say(tr_("Printed, copies: {count}", count=copies) if copies else "", "check")
        self._paper.setText(tr_("The applicant asks for the paper"))
        self._paper.set_blocked(tr_("printing is under way") if printing else "")
        self._look.setText(tr_("Look at the receipt"))
        for button in (self._paper, self._look):
            button.setVisible(done and receipt is not None)
        send = case.verb("send")
        self._send.setText(tr_("Send to the provider"))
        self._send.setVisible(send is not None and send.allowed)

    # What the operator does.

    def forward(self) -> VerbItem:
        """Register; afterwards finish the visit."""
        case = self._case
        if case is not None and case.state is CaseState.SIGNED:
            verb = case.verb("register")
            reason = "" if verb is None or verb.allowed else title_of(verb.findings)
            label = tr_("Register and give the receipt")
            return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)
        reason = "" if self._visited else tr_("nobody is at the desk")
        label = tr_("Finish the visit")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)

    def further(self) -> tuple[VerbItem, ...]:
        """One more service for the same visitor."""
        case = self._case
        if case is None or not case.case.number or not self._visited:
            return ()
        return (VerbItem(verb=_ANOTHER, label=tr_("Another service")),)

    def pressed(self, verb: str) -> bool:
        """Leave the registered case and choose the next service."""
        if verb != _ANOTHER:
            return False
        self.opened.emit("")
        return True

    def submit(self) -> None:
        """Carry out what the filled button says."""
        case = self._case
        if case is None or self.forward().blocked:
            return
        if case.state is CaseState.SIGNED:
            self.intent.emit(Register())
        else:
            self.intent.emit(FinishVisit(outcome=VisitOutcome.SERVED))

    @property
    def _case(self) -> CaseView | None:
        return self.view.case if self.view is not None else None

    @property
    def _visited(self) -> bool:
        return self.view is not None and self.view.visit is not None

    def _receipt_of(self, case: CaseView) -> PaperView | None:
        found = [paper for paper in case.papers if paper.kind in _RECEIPTS]
        return found[-1] if found else None

    def _on_paper(self) -> None:
        if self._case is not None:
            self.intent.emit(RequestPaper(case=self._case.case.id))

    def _on_look(self) -> None:
        receipt = self._receipt_of(self._case) if self._case is not None else None
        if receipt is not None:
            self.paper_wanted.emit(receipt.id)
