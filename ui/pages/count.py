"""Count: everything that lies in a cell is scanned; what is missing goes into an act of both sides."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.codes import CodeKind, ScannedCode
from app.domain.scan_run import Mark, RunKind
from app.usecases.close_run import CloseCount
from app.usecases.custody_lists import CustodyLine, lines_of
from app.usecases.outcome import Outcome
from app.usecases.run_view import awaited
from app.usecases.scan_run import OpenRun
from app.usecases.work import Work
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import tr_, tr_plural
from ui.pages.scan_page import ScanPage
from ui.pages.step_page import PageView
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.field import Field
from ui.widgets.name_edit import NameEdit


def _cells(work: Work) -> Mapping[str, int]:
    return dict(work.store.units.cells())


class CountPage(ScanPage):
    """One cell at a time: chosen from the list, or by a scan of its code."""

    word = "count"
    acts = ("close_count",)
    kind = RunKind.CELL

    def __init__(self) -> None:
        super().__init__()
        self._cells: Mapping[str, int] = {}
        self.cells = CardPanel(goes_on=True)
        self.cells.chosen.connect(self.choose_cell)
        self.explanation = QLineEdit()
        self.explanation.textChanged.connect(lambda _: self.forward_changed.emit())
        self.fields["explanation"] = Field("", self.explanation)
        self.witness = NameEdit()
        self.witness.value_changed.connect(lambda _: self.forward_changed.emit())
        self.fields["witness"] = Field("", self.witness)
        parts = (
            self.counts,
            self.scan,
            self.verdict,
            self._undoing,
            self.file,
            self.cells,
            self.list,
        )
        for part in (*parts, *self.fields.values()):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.retranslate()

    # What is read.

    def read_lists(self) -> None:
        """The cells, what lies in the one in hand, and its run."""
        self.read(_cells, self._take_cells)
        cell = self.about
        if cell:
            self.read(
                lambda work: lines_of(work, awaited(work, RunKind.CELL, cell)),
                lambda lines: self._take_lines(cell, lines),
            )

    def _take_cells(self, cells: Mapping[str, int]) -> None:
        self._cells = cells
        self.draw_again()

    def _take_lines(self, cell: str, lines: tuple[CustodyLine, ...]) -> None:
        if cell == self.about:
            self.run.follow(lines)
            self.read_run()
            self.draw_again()

    def choose_cell(self, cell: str) -> None:
        """Another cell: what lies in it, and what was scanned of it before."""
        if cell != self.about:
            self.about = cell
            self.run.restart()
            self.run.follow(())
            self.scan.clear()
            self.verdict.show_words("")
            self.explanation.clear()
            self.witness.set_value("")
        self.notice.show_words("")
        if cell:
            self.queue.put(lambda: OpenRun(kind=self.kind, about=cell))
        self.read_lists()
        self.draw_again()
        self.focus_first()

    # What happens.

    def scanned(self, seen: ScannedCode) -> bool:
        """A cell's code begins its count, any other code is counted."""
        if seen.kind is CodeKind.CELL and not self.run.halted:
            self.choose_cell(seen.text)
            return True
        return super().scanned(seen)

    def begin_by(self, _code: str, _reason: str) -> None:
        """Nothing is counted before its cell is known."""
        self.scan.show_wrong(tr_("First the cell: scan its code or choose it from the list."))

    def done(self, _word: str, outcome: Outcome) -> bool:
        """The count is closed; the next cell may come."""
        facts = outcome.facts
        words = tr_(
            "Cell {cell}: counted {scanned}, missing {missing}, foreign {foreign}.", **facts
        )
        self.about = ""
        self.run.restart()
        self.scan.clear()
        self.verdict.show_words("")
        self.notice.show_words(words, Tone.WARN if facts["missing"] != "0" else Tone.GOOD)
        self.read_lists()
        self.draw_again()
        return True

    # What is drawn.

    def forward(self) -> VerbItem | None:
        """Close the count, with the reason when it cannot be closed yet."""
        if not self.about:
            return None
        label = tr_("Close the count of the cell")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _awaited(self) -> int:
        return self.run.count(Mark.AWAITED)

    def _missing(self) -> str:
        if self.run.halted or self.run.held:
            return tr_("lay the wrong thing aside and go on")
        if self.queue.waiting:
            return tr_("the last scans are being saved")
        if not self.run.id:
            return tr_("scan the first code")
        if self._awaited() and not self.explanation.text().strip():
            return tr_plural(
                "{count} is not scanned: explain it or find it",
                "{count} are not scanned: explain them or find them",
                self._awaited(),
            )
        if self._awaited() and not self.witness.value():
            return tr_("name the colleague who counted with you")
        return ""

    def submit(self) -> None:
        """Close the count; what is missing goes into acts."""
        if self.about and not self._missing():
            self.intent.emit(
                CloseCount(
                    run=self.run.id,
                    explanation=" ".join(self.explanation.text().split()),
                    witness=self.witness.value(),
                )
            )

    def leave(self) -> bool:
        """Esc: close the lines for typing, then put the cell aside; its run stays."""
        if self.scan.leave():
            return True
        if self.about:
            self.choose_cell("")
            return True
        return False

    def first_focus(self) -> QWidget | None:
        """The cells, then the list of the one in hand."""
        return super().first_focus() if self.about else self.cells.first_focus()

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.scan.set_label(
            tr_("Scan everything that lies in the cell"),
            tr_("The count moves nothing: it only tells what is there."),
        )
        self.cells.name(tr_("Cells"), tr_("Nothing lies in the sector."))
        self.list.name(tr_("In the cell by the books"), tr_("The cell is empty by the books."))
        self.fields["explanation"].set_label(tr_("What became of the missing"))
        self.fields["explanation"].set_hint(tr_("It goes into the discrepancy act of both sides."))
        self.fields["witness"].set_label(tr_("Who counted with you"))
        super().retranslate()

    def draw(self, _view: PageView) -> None:
        """The cells, or the count of the one in hand."""
        begun = bool(self.about)
        self.set_title(tr_("Count of a cell"), self.about)
        self.help = tr_(
            "Scan the cell, then everything that lies in it. What belongs elsewhere is told and laid "
            "aside. What is missing is explained in an act that two people sign; nothing else changes."
        )
        self.draw_run()
        self.scan.setVisible(True)
        self.cells.setVisible(not begun)
        self.list.setVisible(begun)
        self.cells.show_cards(tuple(_card(cell, units) for cell, units in self._cells.items()))
        missing = begun and bool(self.run.id) and bool(self._awaited())
        for name in ("explanation", "witness"):
            self.fields[name].setVisible(missing)


def _card(cell: str, units: int) -> Card:
    held = tr_plural("{count} unit", "{count} units", units)
    return Card(id=cell, title=tr_("cell {cell}", cell=cell), hint=held)
