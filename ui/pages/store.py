"""The issuing sector: results into cells (scan 3), and the lists that the morning asks for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.codes import CodeKind, ScannedCode
from app.domain.passport import Carrier
from app.usecases.custody_lists import (
    CustodyLine,
    MorningList,
    line_of,
    morning_list,
    to_lay,
)
from app.usecases.outcome import Outcome
from app.usecases.sector_map import SectorCell, cell_for, in_cell, sector_map
from app.usecases.store import DecideHeld, RunTimers, ToIssuingSector
from app.usecases.work import Work
from ui.binding.present_custody import service_of
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import tr_, tr_plural
from ui.pages.custody_cards import (
    CardOf,
    cards_of,
    expected_card,
    sector_card,
    to_lay_card,
)
from ui.pages.custody_page import CustodyPage
from ui.pages.step_page import PageView
from ui.pages.store_words import EMPTY, LAY, SHELVES, SHORT, cell_tiles, in_hand_group
from ui.widgets.card_panel import CardPanel
from ui.widgets.cell_map import CellMap
from ui.widgets.fact_card import FactCard
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton
from ui.widgets.name_edit import NameEdit
from ui.widgets.scan_field import ScanField
from ui.widgets.tabs import Tab, Tabs


class StorePage(CustodyPage):
    """Left the lists to choose from, right what is in hand; a scan of a result brings it in hand."""

    word = "store"
    acts = ("to_issuing_sector", "run_timers", "decide_held")

    def __init__(self) -> None:
        super().__init__()
        self._shelf = LAY
        self._line: CustodyLine | None = None
        self._to_lay: tuple[CustodyLine, ...] = ()
        self._cells: tuple[SectorCell, ...] = ()
        self._lying: tuple[CustodyLine, ...] = ()
        self._offered = ""
        self._morning = MorningList()
        self.shelves = Tabs()
        self.shelves.chosen.connect(self._on_shelf_chosen)
        self.scan = ScanField()
        self.scan.typed.connect(self._look_up)
        self.facts = FactCard()
        self.cell = QLineEdit()
        self.cell.textChanged.connect(lambda _: self.forward_changed.emit())
        self.decision = QLineEdit()
        self.decision.textChanged.connect(lambda _: self.forward_changed.emit())
        self.fields["cell"] = Field("", self.cell)
        self.fields["decision"] = Field("", self.decision)
        self.handed_by = NameEdit()
        self.fields["handed_by"] = Field("", self.handed_by)
        self.map = CellMap()
        self.map.chosen.connect(self._on_cell_chosen)
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._choose)
        self.timers = KeyButton(icon="clock")
        self.timers.clicked.connect(lambda: self.intent.emit(RunTimers()))
        parts = (self.shelves, self.scan, self.facts, *self.fields.values(), self.map, self.list)
        for part in parts:
            self.body.addWidget(part)
        self.body.addWidget(self.timers, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.retranslate()

    # What is read.

    def read_lists(self) -> None:
        """What has no cell, the lists of the day, and the cells."""
        self.read(to_lay, self._take_to_lay)
        self.read(_of_the_day, self._take_day)

    def _take_to_lay(self, lines: tuple[CustodyLine, ...]) -> None:
        self._to_lay = lines
        self.draw_again()

    def _take_day(self, day: tuple[MorningList, tuple[SectorCell, ...]]) -> None:
        self._morning, self._cells = day
        self.draw_again()

    def _on_cell_chosen(self, cell: str) -> None:
        """A cell of the map: while something is in hand it goes there, else its content is shown."""
        if self._laying():
            self.cell.setText(cell)
            self.focus_on(self.cell)
        else:
            self.read_last(lambda work: in_cell(work, cell), self._take_lying)

    def _take_lying(self, lines: tuple[CustodyLine, ...]) -> None:
        self._lying = lines
        self.draw_again()

    def _take_offer(self, line: CustodyLine, cell: str) -> None:
        if line is self._line:
            self._offered = cell
            self.draw_again()

    def _lines(self, shelf: str) -> tuple[CustodyLine, ...]:
        if shelf == LAY:
            return self._to_lay
        if shelf == "all":
            return self._lying
        lines: tuple[CustodyLine, ...] = getattr(self._morning, shelf)
        return lines

    # What happens.

    def scanned(self, seen: ScannedCode) -> bool:
        """A cell's code fills the cell; a result's code brings the result in hand."""
        if seen.kind is CodeKind.CELL and self._line is not None:
            self.cell.setText(seen.text)
        else:
            self._look_up(seen.text, "")
        return True

    def misread(self, words: str) -> bool:
        """Say why the scan moved nothing."""
        self.scan.show_wrong(words)
        return True

    def _look_up(self, code: str, reason: str) -> None:
        def take(line: CustodyLine | None) -> None:
            if line is None or (line.code and line.code != code):
                self.scan.show_wrong(tr_("Nothing in this branch bears this code."))
                return
            self._in_hand(line)
            self.scan.show_code(code, reason)
            self.draw_again()
            self.focus_first()

        self.read_last(lambda work: line_of(work, code), take)

    def _choose(self, card_id: str) -> None:
        lines = self._lines(self._shelf)
        self._in_hand(next((line for line in lines if card_id in _names(line)), None))

    def _in_hand(self, line: CustodyLine | None) -> None:
        self._line = line
        self._offered = ""
        if line is not None and line in self._to_lay and line.carrier is Carrier.PAPER:
            code = line.code
            self.read(lambda work: cell_for(work, code), lambda cell: self._take_offer(line, cell))
        self.scan.clear()
        self.cell.clear()
        self.handed_by.set_value("")
        self.decision.clear()
        self.show_errors(())
        self.draw_again()
        self.focus_first()

    def _on_shelf_chosen(self, shelf: str) -> None:
        self._shelf = shelf
        self._line = None
        self._lying = ()
        self.scan.clear()
        self.notice.show_words("")
        self.draw_again()

    def done(self, word: str, outcome: Outcome) -> bool:
        """Say what came of it and wait for the next one."""
        if word == "run_timers":
            changed = int(outcome.facts.get("changed", "0"))
            self.said.emit(
                tr_plural(
                    "{count} case has moved by its date.",
                    "{count} cases have moved by their dates.",
                    changed,
                )
            )
            return True
        line = self._line
        self._line = None
        self.scan.clear()
        if word == "to_issuing_sector" and line is not None:
            cell = outcome.facts.get("cell", "") or "—"
            words = tr_("{number}: in the sector, cell {cell}.", number=line.number, cell=cell)
            self.notice.show_words(words, Tone.GOOD)
        else:
            self.notice.show_words(tr_("The decision is on record."), Tone.GOOD)
        self.draw_again()
        return True

    # What is drawn.

    def _laying(self) -> bool:
        return self._line is not None and self._line in self._to_lay

    def _deciding(self) -> bool:
        return self._line is not None and self._line in self._morning.year_ended

    def forward(self) -> VerbItem | None:
        """Lay into the cell, or write the decision."""
        if self._laying():
            label = tr_("Lay into the cell")
            return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)
        if self._deciding():
            blocked = "" if self.decision.text().strip() else tr_("write the decision")
            label = tr_("Record the decision of the branch head")
            return VerbItem(verb=Verb.CONTINUE, label=label, blocked=blocked, primary=True)
        return None

    def _missing(self) -> str:
        line = self._line
        if line is None or line.carrier is Carrier.ELECTRONIC:
            return ""
        if not self.scan.code:
            return tr_("scan the code of the result")
        return "" if self.cell.text().strip() else tr_("name the cell")

    def submit(self) -> None:
        """Do the act of the filled button."""
        line = self._line
        if line is None:
            return
        if self._laying() and not self._missing():
            code = self.scan.code or line.code or line.number
            order = ToIssuingSector(
                code=code,
                cell=self.cell.text().strip(),
                handed_by=self.handed_by.value(),
                typed_reason=self.scan.typed_reason,
            )
            self.intent.emit(order)
        elif self._deciding() and self.decision.text().strip():
            self.intent.emit(DecideHeld(case=line.number, decision=self.decision.text().strip()))

    def leave(self) -> bool:
        """Esc: close the typing, then put what is in hand aside."""
        if self.scan.leave():
            return True
        if self._line is not None:
            self._in_hand(None)
            return True
        return False

    def first_focus(self) -> QWidget | None:
        """The cell once the result is read, else the list."""
        if self._laying():
            return self.cell if self.scan.code else self.scan.first_focus()
        if self._deciding():
            return self.decision
        return self.list.first_focus() or self.shelves.first_focus()

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.shelves.setAccessibleName(tr_("Lists of the sector"))
        self.scan.set_label(tr_("Scan the code of the result"))
        self.fields["cell"].set_label(tr_("Cell"))
        self.fields["handed_by"].set_label(tr_("Who brought it, if it is not you"))
        self.fields["decision"].set_label(tr_("Decision of the branch head"))
        self.timers.setText(tr_("Let the dates of the day take effect"))
        super().retranslate()

    def draw(self, view: PageView) -> None:
        """The lists with their counts, the result in hand, the cards of the chosen list."""
        line = self._line
        self.set_title(tr_("Issuing sector"), service_of(line) if line is not None else "")
        self.help = tr_(
            "Scan a result and its cell. The time of keeping is computed from the promised date and "
            "the class of the service: nobody chooses it. What ends is listed by itself; documents "
            "for payments never leave by time."
        )
        self.shelves.show_tabs(self._tabs(), self._shelf)
        self.shelves.setVisible(line is None)
        self.scan.setVisible((self._shelf == LAY and line is None) or self._laying())
        self.facts.show_group(in_hand_group(line))
        self.fields["cell"].setVisible(
            self._laying() and line is not None and line.carrier is Carrier.PAPER
        )
        self.fields["cell"].set_hint(self._cell_hint())
        self.fields["handed_by"].setVisible(self._laying())
        self.fields["decision"].setVisible(self._deciding())
        paper = line is not None and line.carrier is Carrier.PAPER
        self.map.setVisible(
            bool(self._cells)
            and ((self._laying() and paper) or (self._shelf == "all" and line is None))
        )
        self.map.setAccessibleName(tr_("Map of the cells"))
        self.map.show_tiles(cell_tiles(self._cells, self._offered if self._laying() else ""))
        self.timers.setVisible(self._shelf != LAY and line is None)
        self.list.setVisible(line is None)
        self.list.name(tr_(SHELVES[self._shelf]), tr_(EMPTY[self._shelf]))
        card: CardOf = sector_card
        if self._shelf == LAY:
            card = to_lay_card
        elif self._shelf == "late_at_provider":
            card = expected_card(view.now.date())
        self.list.show_cards(cards_of(self._lines(self._shelf), card))

    def _cell_hint(self) -> str:
        told = tr_("Scan the cell or type what is written on it.")
        if not self._offered:
            return told
        offer = tr_("Best laid into {cell}.", cell=self._offered)
        return f"{offer} {told}"

    def _tabs(self) -> tuple[Tab, ...]:
        return tuple(
            Tab(
                id=shelf,
                label=tr_(short),
                spoken=tr_(SHELVES[shelf]),
                count=(
                    sum(cell.units for cell in self._cells)
                    if shelf == "all"
                    else len(self._lines(shelf))
                ),
            )
            for shelf, short in SHORT.items()
        )


def _of_the_day(work: Work) -> tuple[MorningList, tuple[SectorCell, ...]]:
    lists = morning_list(work)
    return lists, sector_map(work, lists)


def _names(line: CustodyLine) -> tuple[str, ...]:
    return (line.code, line.number, line.case_id)
