"""Issue: who receives, what must be true first, scan 4 and the acknowledgement; an electronic way too."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case_states import CaseState
from app.domain.codes import CodeKind, ScannedCode
from app.domain.visit import VisitOutcome
from app.usecases.custody_lists import CustodyLine, for_recipient, line_of
from app.usecases.issue import NoteNotReady
from app.usecases.outcome import Outcome
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.views import CaseView
from ui.binding.present_custody import (
    RETENTIONS,
    keeping_chip,
    kind_of,
    service_of,
    sheets_of,
    who,
)
from ui.binding.present_issue import (
    GONE,
    IN_SECTOR,
    code_of_result,
    issue_rows,
    where_words,
)
from ui.binding.presentation import SearchHit, Tone, Verb, VerbItem
from ui.binding.texts import show_date, tr_, ui_language
from ui.binding.words import STATES
from ui.pages.custody_cards import cards_of, joined
from ui.pages.custody_page import CustodyPage
from ui.pages.issue_form import IssueForm
from ui.pages.step_page import PageView
from ui.theme.metrics import GAP
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.checklist import Checklist
from ui.widgets.enter_edit import EnterEdit
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, VerbBox
from ui.widgets.text import Label


class IssuePage(CustodyPage):
    """The page of the step «issue»: the list of the recipient's cases, then one case."""

    word = "issue"
    acts = ("issue", "deliver_electronically", "note_not_ready")

    def __init__(self) -> None:
        super().__init__()
        self._mine: tuple[CustodyLine, ...] = ()
        self._line: CustodyLine | None = None
        self.search = EnterEdit()
        self.search.entered.connect(self._on_find)
        self.fields["case"] = Field("", self.search)
        self._known = ""
        self.facts, self.rows = Label(""), Checklist()
        self.rows.row_chosen.connect(self._on_row)
        self.rows.norm_asked.connect(self.norm_asked)
        self.form = IssueForm()
        self.form.changed.connect(self.forward_changed)
        self.form.norm_asked.connect(self.norm_asked)
        self.fields |= self.form.fields
        self.note = KeyButton(icon="note")
        self._note = VerbBox(self.note)
        self._note.chosen.connect(self._on_note)
        self.list = CardPanel()
        self.list.chosen.connect(self.opened)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self._case = QWidget()
        box = QVBoxLayout(self._case)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        for part in (self.facts, self.rows, self.form, self._note):
            box.addWidget(part)
        self.body.addWidget(self._case)
        self.body.addWidget(self.fields["case"])
        self.body.addWidget(self.list)
        self.body.addStretch(1)

    # What is read.

    def begin(self, view: PageView) -> None:
        """Another case: nothing of the former one is scanned or chosen."""
        self._line = None
        self.form.begin(view.case)
        self.search.clear()
        self.read_lists()

    def read_lists(self) -> None:
        """The recipient's cases, and what the sector knows of the open one."""
        self.read(for_recipient, self._take_mine)
        case = self.view.case if self.view is not None else None
        if case is not None:
            named = code_of_result(case) or case.case.id
            self.read_last(lambda work: line_of(work, named), self._take_line)

    def _take_mine(self, lines: tuple[CustodyLine, ...]) -> None:
        self._mine = lines
        self.draw_again()

    def _take_line(self, line: CustodyLine | None) -> None:
        self._line = line
        self.draw_again()

    # What happens.

    def scanned(self, seen: ScannedCode) -> bool:
        """The code of the result in hand is noted; the code of a case opens it."""
        case = self.view.case if self.view is not None else None
        ours = (CodeKind.RESULT_IN, CodeKind.KEPT_ORIGINALS)
        if seen.kind in ours and case is not None and case.case.state in IN_SECTOR:
            self.form.take_code(seen.text)
            return True
        return False

    def misread(self, words: str) -> bool:
        """Say why the scan moved nothing, where a scan is awaited."""
        if not self.form.scan.isVisibleTo(self):
            return False
        self.form.scan.show_wrong(words)
        return True

    def _on_row(self, row: str) -> None:
        if row in ("identity", "authority"):
            self.turned_to.emit("identify")
        elif row == "payment":
            self.turned_to.emit("pay")

    def _on_find(self, words: str) -> None:
        self.fields["case"].set_error("")
        if words:
            self.looked_up.emit("case", words)

    def show_hits(self, _kind: str, _words: str, hits: tuple[SearchHit, ...]) -> None:
        """The case that was looked up is opened."""
        if hits:
            self.opened.emit(hits[0].id)
        else:
            self.fields["case"].set_error(tr_("There is no such case in this branch."))

    def _on_note(self) -> None:
        case = self.view.case if self.view is not None else None
        if case is not None:
            self.intent.emit(NoteNotReady(case=case.case.number))

    def done(self, word: str, _outcome: Outcome) -> bool:
        """Say what was done and what lies ready to be printed."""
        if word == "note_not_ready":
            self.said.emit(tr_("The note is made: F7 opens and prints it."))
        elif word == "issue":
            self.said.emit(
                tr_("The result is in the recipient's hands. The record of issue is made: F7.")
            )
        else:
            self.said.emit(tr_("The result is on its way to the cabinet."))
        return True

    # What is drawn.

    def forward(self) -> VerbItem | None:
        """Hand over, or send, or finish the visit when there is nothing left to give."""
        view = self.view
        if view is None:
            return None
        case = view.case
        if case is not None and case.case.state in GONE and view.visit is not None:
            return VerbItem(verb=Verb.CONTINUE, label=tr_("Finish the visit"), primary=True)
        if case is None or case.case.state not in IN_SECTOR:
            return None
        label = tr_("Send to the cabinet") if self.form.by_cabinet() else tr_("Hand over")
        return VerbItem(
            verb=Verb.CONTINUE, label=label, blocked=self.form.missing(case), primary=True
        )

    def submit(self) -> None:
        """Do the act of the filled button."""
        view = self.view
        case = view.case if view is not None else None
        if view is None or case is None:
            return
        if case.case.state in GONE and view.visit is not None:
            self.intent.emit(FinishVisit(outcome=VisitOutcome.SERVED))
        elif case.case.state in IN_SECTOR and not self.form.missing(case):
            self.intent.emit(self.form.order(case))

    def leave(self) -> bool:
        """Esc: close the typing of a code."""
        return self.form.scan.leave()

    def first_focus(self) -> QWidget | None:
        """The condition that is not met, else the acknowledgement, else the list."""
        case = self.view.case if self.view is not None else None
        if case is None:
            return self.list.first_focus() or self.search
        verb = case.verb("issue")
        if verb is not None and not verb.allowed:
            return self.rows.first_focus()
        if case.case.state in IN_SECTOR:
            return self.form.first_focus()
        return self.search

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.fields["case"].set_label(tr_("Case number or code"))
        self.fields["case"].set_hint(tr_("Scan the receipt, or type the number and press Enter."))
        self.form.retranslate()
        self.note.setText(tr_("Note that the result is not ready"))
        super().retranslate()

    def draw(self, view: PageView) -> None:
        """One case with its conditions, or the list to choose from."""
        case = view.case
        name = ui_language().of(case.service_name) if case is not None else ""
        self.set_title(tr_("Issue of the result"), name)
        self.help = tr_(
            "The recipient is identified anew in this visit; a representative shows the authority "
            "again. Scan the document, choose the acknowledgement, hand over. A refusal of the "
            "provider is handed over with its explanation."
        )
        here = case is not None and case.case.state in IN_SECTOR
        self._case.setVisible(case is not None)
        self.notice.show_words("" if here or case is None else where_words(case), _tone(case))
        self.rows.setVisible(here)
        self.facts.setText(self._about(case))
        self.facts.setVisible(bool(self.facts.text()))
        self._follow_recipient(view)
        if case is not None:
            self._draw_case(case, view, here=here)
        nobody = view.visit is None or view.visit.visit.identification is None
        empty = (
            tr_("First identify the person: F5.")
            if nobody
            else tr_("No case of this person is known here.")
        )
        self.list.name(tr_("Cases of the person at the desk"), empty)
        others = tuple(line for line in self._mine if case is None or line.case_id != case.case.id)
        self.list.show_cards(cards_of(others, _card), 260)
        self.list.setVisible(bool(others) or case is None)
        self.fields["case"].setVisible(case is None)

    def _draw_case(self, case: CaseView, view: PageView, *, here: bool) -> None:
        self.rows.render_rows(issue_rows(case, view.visit) if here else ())
        self.form.setVisible(here)
        if here:
            self.form.draw(case)
        waits = case.case.result is None and bool(case.case.number)
        self._note.setVisible(waits)
        promised = case.terms.issue_date
        early = promised is not None and view.now.date() < promised
        reason = (
            tr_("the promised day is {date}", date=show_date(promised))
            if early and promised
            else ""
        )
        self.note.set_blocked(reason)

    def _about(self, case: CaseView | None) -> str:
        """Kind, number, cell, sheets and dates of the result in one line."""
        line = self._line
        if case is None or case.case.result is None or line is None:
            return ""
        until = tr_("kept until {date}", date=show_date(line.kept_until)) if line.kept_until else ""
        return joined(
            kind_of(line),
            tr_("cell {cell}", cell=line.cell) if line.cell else "",
            sheets_of(line) if line.sheets else "",
            tr_("promised {date}", date=show_date(line.promised)) if line.promised else "",
            until or (tr_(RETENTIONS[line.retention]) if line.retention is not None else ""),
        )

    def _follow_recipient(self, view: PageView) -> None:
        """Somebody else was identified, or speaks for somebody else: other cases are theirs."""
        visit = view.visit.visit if view.visit is not None else None
        seen = visit.identification if visit is not None else None
        shown = visit.representation if visit is not None else None
        known = f"{seen.at if seen else ''}{shown.at if shown else ''}"
        if known != self._known:
            self._known = known
            self.read(for_recipient, self._take_mine)


def _tone(case: CaseView | None) -> Tone:
    done = (CaseState.ISSUED, CaseState.DELIVERED_ELECTRONICALLY)
    return Tone.GOOD if case is not None and case.case.state in done else Tone.WARN


def _card(line: CustodyLine) -> Card:
    chip, tone = keeping_chip(line)
    if line.state not in IN_SECTOR:
        chip, tone = tr_(STATES[line.state]), Tone.NEUTRAL
    promised = tr_("promised {date}", date=show_date(line.promised)) if line.promised else ""
    return Card(
        id=line.case_id,
        title=who(line),
        hint=joined(service_of(line), promised),
        chip=chip,
        tone=tone,
    )
