"""The form and the checklist: Enter forms the application and walks the documents one by one."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.case import ConsentKind, ConsentState
from app.domain.case_states import CaseState
from app.usecases.complete import FillForm, FinishCheck, FormApplication, RequestData
from app.usecases.outcome import Outcome
from app.usecases.views import CaseView, RowView
from ui.binding.present_findings import reason_of, title_of
from ui.binding.present_rows import checklist_row, is_open
from ui.binding.presentation import FieldError, Verb, VerbItem
from ui.binding.texts import tr_, ui_language
from ui.pages.form_card import FormCard
from ui.pages.row_sheet import RowSheet
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import TextRole
from ui.widgets.checklist import Checklist
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label

_CONSENT, _PAYMENT = "consent.", "pay."
_TO_PAY = "to_pay"
_ROW_WORDS = frozenset(
    {"present", "mark_absent", "mark_not_applicable", "return_original", "request_data",
     "certify_copy",
     "note_doubt", "note_difference"}
)  # fmt: skip


class CompletePage(StepPage):
    """The page of the step «complete»: Space on a row opens what may be done with it."""

    word = "complete"

    def __init__(self) -> None:
        super().__init__()
        self.form = FormCard()
        self.form.changed.connect(self.forward_changed)
        self._list_title = Label("", TextRole.HEADING)
        self.list = Checklist()
        self.list.row_chosen.connect(self.open_row)
        self.list.norm_asked.connect(self.norm_asked)
        self._editing = self._forming = False
        self._at = ""
        self._correct = KeyButton(icon="pen")
        self._correct.clicked.connect(self._on_correct)
        for part in (self._list_title, self.list, self.form):
            self.body.addWidget(part)
        self.body.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.sheet = RowSheet(self)
        self.sheet.intent.connect(self.intent)
        self.sheet.norm_asked.connect(self.norm_asked)
        self.sheet.copy_wanted.connect(self._on_copy_wanted)

    # What it is given.

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """Another case: nothing is typed, no row is open."""
        self._editing = self._forming = False
        self._at = ""
        self.sheet.dismiss()
        self.form.forget()

    def draw(self, view: PageView) -> None:
        """Show the form while it is filled in, then the rows as they stand."""
        case = view.case
        if case is None:
            return
        title = tr_("Application") if self._drafting else tr_("Documents by the list")
        self.set_title(title, ui_language().of(case.service_name))
        self.help = tr_(
            "First the application is formed: what systems know is filled in by itself. Then the"
            " closed list of documents: what the state holds is asked of its system and never"
            " demanded; Enter or Space on a row opens what may be done. A silent system is no"
            " absence. An expired or missing document may lead to the refusal with F8."
        )
        typing = self._drafting or self._editing
        self.form.render_form(case.fields, typing=typing, lang=case.case.language)
        self.fields = {**self.form.fields, **self.sheet.fields}
        self._list_title.setText(tr_("Documents and data"))
        self._list_title.setVisible(self._drafting)
        self.list.render_rows(tuple(checklist_row(row) for row in case.rows))
        self._place(form_first=self._drafting or self._editing)
        self._correct.setText(tr_("Correct the application"))
        typable = any(not field.read_only for field in case.fields)
        free = not (self._drafting or self._editing) and case.verb("fill_form") is not None
        self._correct.setVisible(typable and free)
        opened = self._row(self.sheet.row_id)
        if opened is not None:
            self.sheet.refresh(opened)

    def _place(self, *, form_first: bool) -> None:
        """The form stands above the list while it is typed, below it afterwards."""
        above = self.body.indexOf(self.form) < self.body.indexOf(self.list)
        if above is not form_first:
            self.body.removeWidget(self.form)
            neighbour = self._list_title if form_first else self._correct
            self.body.insertWidget(self.body.indexOf(neighbour), self.form)

    def retranslate(self) -> None:
        """Say everything anew, the open sheet too."""
        super().retranslate()
        self.sheet.retranslate()

    def first_focus(self) -> QWidget | None:
        """The first empty field of a draft, else the row that is at hand, blocks or is open."""
        if self._drafting:
            empty = self.form.first_empty()
            if empty is not None:
                return empty
        return self.list.row_of(self._at) or self.list.first_focus()

    # What the operator does.

    def forward(self) -> VerbItem:
        """Form the application, open the next document, go on."""
        label, reason = self._next_step()
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)

    def _next_step(self) -> tuple[str, str]:
        case = self._case
        if case is None:
            return tr_("Go on"), ""
        if self._drafting:
            return tr_("Form the application"), ""
        if self._editing:
            return tr_("Keep the changes"), ""
        left = len(self._open_rows())
        if left:
            return tr_("Next document ({count})", count=left), ""
        verb = case.verb("finish_check")
        if verb is None or verb.allowed:
            return tr_("Go on"), ""
        rules = {finding.rule for finding in verb.findings if finding.blocks}
        if all(rule.startswith(_CONSENT) for rule in rules):
            asked = case.case.consent(ConsentKind.C)
            if asked is not None and asked.state is ConsentState.REQUESTED:
                return tr_("Go on"), tr_("the answer of the state service is awaited")
            return tr_("To the consents"), ""
        if all(rule.startswith((_PAYMENT, _CONSENT)) for rule in rules):
            return tr_("To the payment"), ""
        return tr_("Go on"), title_of(verb.findings)

    def further(self) -> tuple[VerbItem, ...]:
        """The payment, where there is one and it is not checked yet."""
        case = self._case
        pay = case.verb("pay") if case is not None else None
        if case is None or pay is None or self._drafting or case.fee.free:
            return ()
        if case.fee.amount is None or case.case.payment is not None:
            return ()
        return (VerbItem(verb=_TO_PAY, label=tr_("To the payment")),)

    def pressed(self, verb: str) -> bool:
        """Turn to the payment."""
        if verb != _TO_PAY:
            return False
        self.turned_to.emit("pay")
        return True

    def submit(self) -> None:
        """Carry out what the filled button says."""
        case = self._case
        if case is None or self.sheet.isVisible() or self.forward().blocked:
            return
        if self._drafting or self._editing:
            self._hand_form_in()
            return
        open_rows = self._open_rows()
        if open_rows:
            here = next((r for r in open_rows if r.row.id == self.list.current_id()), open_rows[0])
            self.open_row(here.row.id)
            return
        verb = case.verb("finish_check")
        rules = {f.rule for f in verb.findings if f.blocks} if verb is not None else set()
        if not rules:
            self.intent.emit(FinishCheck())
        elif all(rule.startswith(_CONSENT) for rule in rules):
            self.turned_to.emit("consent")
        elif all(rule.startswith((_PAYMENT, _CONSENT)) for rule in rules):
            self.turned_to.emit("pay")

    def _hand_form_in(self) -> None:
        wrong = self.form.problems()
        self.show_errors(tuple(FieldError(name, words) for name, words in wrong.items()))
        if wrong:
            return
        typed = self.form.typed()
        self._forming = self._drafting
        if typed:
            self.intent.emit(FillForm(fields=typed))
        elif self._forming:
            self.intent.emit(FormApplication())
        else:
            self._stop_editing()

    def open_row(self, row_id: str) -> None:
        """Open what may be done with a row; one that fills itself says so."""
        row = self._row(row_id)
        if row is None or self._drafting:
            if self._drafting:
                self.said.emit(tr_("First the application is formed, then the documents."))
            return
        if not row.actions:
            self.said.emit(tr_("This row is filled by another step."))
            return
        self._at = row_id
        self.list.focus_row(row_id)
        self.sheet.open_row(row)

    def leave(self) -> bool:
        """Esc leaves the correction of the form."""
        if self._editing:
            self._stop_editing()
            return True
        return False

    def answered(self, word: str, outcome: Outcome) -> bool:
        """One step leads to the next: fields, form, what the state holds; a row to the next row."""
        if not outcome.ok:
            return self._answered_no(word, outcome)
        if word == "fill_form" and self._forming:
            self.intent.emit(FormApplication())
            return True
        if word == "fill_form":
            self._stop_editing()
        elif word == "form_application" and self._forming:
            self._forming = False
            if outcome.case is not None and outcome.case.verb("request_data") is not None:
                self.intent.emit(RequestData())
        elif word in _ROW_WORDS:
            done = self.sheet.row_id
            self.sheet.dismiss()
            QTimer.singleShot(0, self, partial(self._walk_on, done))
            return not outcome.findings
        return False

    def _answered_no(self, word: str, outcome: Outcome) -> bool:
        self._forming = False
        if word == "form_application":
            wrong = tuple(
                FieldError(f.subject, reason_of((f,)))
                for f in outcome.findings
                if f.subject in self.form.fields
            )
            self.show_errors(wrong)
            return bool(wrong)
        if self.sheet.isVisible() and outcome.findings:
            self.sheet.refuse(reason_of(outcome.findings))
            return True
        return False

    def _walk_on(self, done: str) -> None:
        """Put the focus on the next open row, else leave it where it was."""
        if not self.isVisible():
            return
        open_rows = self._open_rows()
        ids = [row.row.id for row in open_rows]
        self._at = ids[0] if ids and done not in ids else done
        self.list.focus_row(self._at)

    # Inside.

    def _on_copy_wanted(self, wanted: object) -> None:
        self.sheet.dismiss()
        self.copy_wanted.emit(wanted)

    @property
    def _case(self) -> CaseView | None:
        return self.view.case if self.view is not None else None

    @property
    def _drafting(self) -> bool:
        case = self._case
        return case is not None and case.state is CaseState.DRAFT

    def _open_rows(self) -> list[RowView]:
        case = self._case
        return [row for row in case.rows if is_open(row)] if case is not None else []

    def _row(self, row_id: str) -> RowView | None:
        case = self._case
        rows = case.rows if case is not None else ()
        return next((row for row in rows if row_id and row.row.id == row_id), None)

    def _on_correct(self) -> None:
        self._editing = True
        if self.view is not None:
            self.render(self.view)
        self.focus_on(next((field.control for field in self.form.fields.values()), None))

    def _stop_editing(self) -> None:
        self._editing = False
        if self.view is not None:
            self.render(self.view)
        self.focus_on(self.list.first_focus())
