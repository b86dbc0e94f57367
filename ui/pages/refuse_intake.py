"""The refusal to accept: exactly what its receipt will name, told to the applicant before it is made."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.case import RefusedDocument
from app.domain.case_states import CaseState
from app.rules.refuse_intake import Refusable
from app.usecases.queries import refusable_now
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.refuse_intake import AcknowledgeRefusal, RefuseIntake
from ui.binding.present_findings import title_of
from ui.binding.presentation import Choice, Tone, Verb, VerbItem
from ui.binding.texts import show_date, tr_, ui_language
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import GAP, TextRole
from ui.widgets.choice import ChoiceList
from ui.widgets.notices import Banner
from ui.widgets.text import Label
from ui.widgets.tick import Tick


class NamedDocuments(QFrame):
    """One list of the receipt: a heading and the documents by name, clause and date."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(20, 16, 20, 16)
        self._box.setSpacing(GAP // 2)

    def show_documents(self, heading: str, documents: tuple[RefusedDocument, ...]) -> None:
        """Show the list; an empty one hides itself."""
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.deleteLater()
        self.setVisible(bool(documents))
        self._box.addWidget(Label(heading, TextRole.STRONG))
        for number, document in enumerate(documents, start=1):
            ended = document.expired_on
            when = tr_("valid until {date}", date=show_date(ended)) if ended else ""
            self._box.addWidget(Label(f"{number}. {document.name}"))
            note = " · ".join(part for part in (when, document.clause) if part)
            self._box.addWidget(Label(note, tone="muted"))


class RefuseIntakePage(StepPage):
    """The page of the legal act: two reasons only, both from the checklist."""

    word = "refuse_intake"

    def __init__(self) -> None:
        super().__init__()
        self._lists = Refusable()
        self._lead = Label("")
        self._missing, self._expired = NamedDocuments(), NamedDocuments()
        self._explained = Tick()
        self._explained.toggled.connect(lambda _on: self._disarm())
        self._armed = False
        self._warning = Banner("", Tone.STOP)
        self._done = Banner("")
        self._answers = ChoiceList(beside=True)
        self._answers.chosen.connect(self._on_answer)
        parts = (
            self._lead,
            self._missing,
            self._expired,
            self._explained,
            self._warning,
            self._done,
            self._answers,
        )
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """Another case: nothing was explained yet."""
        self._explained.setChecked(False)
        self._armed = False
        self._lists = Refusable()

    def draw(self, view: PageView) -> None:
        """Show the two lists, or how the refusal ended."""
        case = view.case
        if case is None:
            return
        self.set_title(tr_("Refusal to accept"), ui_language().of(case.service_name))
        self.help = tr_(
            "Intake is refused for two reasons only: the package is incomplete, or a document has"
            " expired. A missing consent, an outage or a doubt are none. Both lists go onto the"
            " receipt, which the applicant signs or declines to sign."
        )
        refusal = case.case.refusal
        if refusal is not None:
            self._show_lists(Refusable(missing=refusal.missing, expired=refusal.expired))
        else:
            self.asked.emit(lambda work: refusable_now(case.case.id, work), self._take_lists)
        self._lead.setText(
            tr_(
                "The receipt will name exactly these documents. The applicant may apply again any time."
            )
        )
        self._explained.setText(
            tr_("I have explained to the applicant what is lacking and how to put it right")
        )
        self._explained.setVisible(refusal is None)
        asked = tr_(
            "This ends the application: it gets no number and no term. Press Enter once more to"
            " refuse, Esc to go back."
        )
        self._warning.show_words(asked if self._armed and refusal is None else "", Tone.STOP)
        self._answers.setVisible(refusal is not None)
        self._done.setVisible(refusal is not None)
        if refusal is not None:
            words = tr_("The receipt of refusal № {number} is made.", number=refusal.number)
            self._done.show_words(words, Tone.GOOD)
            choices = (
                Choice(id="signed", label=tr_("The applicant signed our copy")),
                Choice(id="declined", label=tr_("The applicant declined to sign")),
            )
            self._answers.render_choices(choices, refusal.acknowledged)

    def _take_lists(self, lists: Refusable) -> None:
        self._show_lists(lists)
        self.forward_changed.emit()

    def _show_lists(self, lists: Refusable) -> None:
        self._lists = lists
        self._missing.show_documents(tr_("Missing documents"), lists.missing)
        self._expired.show_documents(tr_("Expired documents"), lists.expired)

    def first_focus(self) -> QWidget | None:
        """The tick before the act, the acknowledgement after it."""
        return self._explained if self._explained.isVisible() else self._answers.first_focus()

    def forward(self) -> VerbItem:
        """The legal act itself is never filled; afterwards the visit ends."""
        case = self.view.case if self.view is not None else None
        if case is not None and case.state is CaseState.INTAKE_REFUSED:
            label = tr_("Finish the visit")
            waiting = case.case.refusal is not None and not case.case.refusal.acknowledged
            reason = tr_("choose whether the applicant signed") if waiting else ""
            return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)
        verb = case.verb("refuse_intake") if case is not None else None
        reason = "" if verb is None or verb.allowed else title_of(verb.findings)
        if not reason and not self._explained.isChecked():
            reason = tr_("explain it to the applicant first")
        refuse = tr_("Refuse to accept and give the receipt")
        label = tr_("Yes, refuse to accept") if self._armed else refuse
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, danger=True)

    def submit(self) -> None:
        """Refuse, or finish after the refusal."""
        case = self.view.case if self.view is not None else None
        if case is None or self.forward().blocked:
            return
        if case.state is CaseState.INTAKE_REFUSED:
            self.intent.emit(FinishVisit())
        elif not self._armed:
            self._armed = True
            self._redraw()
        else:
            self._armed = False
            self.intent.emit(RefuseIntake(explained=self._explained.isChecked()))

    def leave(self) -> bool:
        """Esc takes the first of the two steps back."""
        if not self._armed:
            return False
        self._disarm()
        return True

    def _disarm(self) -> None:
        self._armed = False
        self._redraw()

    def _redraw(self) -> None:
        if self.view is not None:
            self.draw(self.view)
        self.forward_changed.emit()

    def _on_answer(self, answer: str) -> None:
        self.intent.emit(AcknowledgeRefusal(acknowledgement=answer))
