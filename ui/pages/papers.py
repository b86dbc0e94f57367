"""Papers (F7): everything made for the case, how each stands with the printer, and opening it."""

from PySide6.QtWidgets import QWidget

from app.usecases.outcome import Outcome
from app.usecases.register import RequestPaper
from app.usecases.views import PaperView
from ui.binding.presentation import FieldError, Tone, Verb, VerbItem
from ui.binding.texts import show_moment, tr_, tr_plural, ui_language
from ui.binding.words import PAPERS
from ui.pages.custody_cards import joined
from ui.pages.step_page import PageView, StepPage
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label, wraps

_LANGUAGES = {"kk": "Қазақша", "ru": "Русский"}
_MOST_COPIES = 9


class PapersPage(StepPage):
    """The papers of the open case, the newest first; paper is printed only when it is asked for."""

    word = "papers"

    def __init__(self) -> None:
        super().__init__()
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self.paper_wanted)
        self.list.list.selectionModel().currentChanged.connect(lambda *_: self._on_walked())
        self.note = Label("", tone="muted")
        self.open = KeyButton(icon="document")
        self.open.clicked.connect(self._on_open)
        self.copies = DigitsEdit(length=0)
        self.fields["copies"] = Field("", self.copies)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, gap=8)
        flow.addWidget(self.open)
        self.withdraw = KeyButton(icon="document")
        self.withdraw.clicked.connect(lambda: self.turned_to.emit("withdraw_consent"))
        wraps(self._buttons)
        for part in (self.note, self.list, self._buttons, self.fields["copies"], self.withdraw):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.retranslate()

    # What happens.

    def begin(self, _view: PageView) -> None:
        """One copy, unless more are asked for."""
        self.copies.set_digits("1")

    def _papers(self) -> tuple[PaperView, ...]:
        case = self.view.case if self.view is not None else None
        return tuple(reversed(case.papers)) if case is not None else ()

    def _chosen(self) -> PaperView | None:
        wanted = self.list.list.current_id()
        return next((paper for paper in self._papers() if paper.id == wanted), None)

    def _on_walked(self) -> None:
        self._draw_buttons()
        self.forward_changed.emit()

    def _on_open(self) -> None:
        paper = self._chosen()
        if paper is not None:
            self.paper_wanted.emit(paper.id)

    def answered(self, word: str, outcome: Outcome) -> bool:
        """The order is with the printer."""
        if word != "request_paper" or not outcome.ok:
            return False
        self.said.emit(tr_("The paper is on its way to the printer."))
        return True

    # What is drawn.

    def forward(self) -> VerbItem:
        """Print what is under the arrows, at the applicant's request."""
        paper = self._chosen()
        again = paper is not None and paper.printed_copies > 0
        label = tr_("Print once more") if again else tr_("The applicant asks for the paper: print")
        blocked = ""
        if paper is None:
            blocked = tr_("choose a paper")
        elif paper.pending:
            blocked = tr_("printing is under way")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=blocked, primary=True)

    def submit(self) -> None:
        """Order the print."""
        paper, case = self._chosen(), self.view.case if self.view is not None else None
        if paper is None or case is None or paper.pending:
            return
        copies = int(self.copies.digits or "1")
        if not 1 <= copies <= _MOST_COPIES:
            said = tr_("From one to {count} copies.", count=_MOST_COPIES)
            self.show_errors((FieldError("copies", said),))
            return
        self.show_errors(())
        self.intent.emit(RequestPaper(case=case.case.id, paper=paper.id, copies=copies))

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.list.first_focus() or self.copies

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.list.name(tr_("Papers of the case"), tr_("No paper was made for this case yet."))
        self.open.setText(tr_("Open as a file"))
        self.withdraw.setText(tr_("Take a consent back"))
        self.fields["copies"].set_label(tr_("Copies"))
        self.note.setText(
            tr_("Papers are electronic. They are printed when the applicant asks, and always then.")
        )
        super().retranslate()

    def draw(self, view: PageView) -> None:
        """The papers, each with its state."""
        case = view.case
        name = ui_language().of(case.service_name) if case is not None else ""
        self.set_title(tr_("Papers"), name)
        self.help = tr_(
            "Every paper keeps its data for ever and is set anew when it is opened or printed. Space "
            "opens the paper under the arrows, Enter prints it."
        )
        self.list.show_cards(tuple(_card(paper) for paper in self._papers()), 300)
        self._draw_buttons()

    def _draw_buttons(self) -> None:
        some = self._chosen() is not None
        self._buttons.setVisible(some)
        self.fields["copies"].setVisible(some)


def _card(paper: PaperView) -> Card:
    chip, tone = _state(paper)
    language = _LANGUAGES.get(paper.language, paper.language)
    name = tr_(PAPERS[paper.kind]) if paper.kind in PAPERS else paper.kind
    return Card(
        id=paper.id,
        title=name,
        hint=joined(f"№ {paper.number}", show_moment(paper.made_at), language),
        chip=chip,
        tone=tone,
    )


def _state(paper: PaperView) -> tuple[str, Tone]:
    if paper.pending:
        return tr_("on its way to the printer"), Tone.WARN
    if paper.printed_copies:
        words = tr_plural("{count} copy printed", "{count} copies printed", paper.printed_copies)
        return words, Tone.GOOD
    return tr_("electronic"), Tone.NEUTRAL
