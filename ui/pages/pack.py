"""Pack: the accepted papers of a case into a unit with its own label, counted and sealed."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.codes import CodeKind, ScannedCode
from app.domain.unit_states import UnitState
from app.usecases.custody_lists import CustodyLine, line_of, packages, to_pack
from app.usecases.hand_over import TakeBack
from app.usecases.outcome import Outcome
from app.usecases.pack import Pack, Reopen, Seal
from i18n import N_
from ui.binding.present_custody import (
    code_words,
    provider_of,
    service_of,
    sheets_of,
    unit_chip,
    who,
)
from ui.binding.presentation import FactGroup, FactItem, Verb, VerbItem
from ui.binding.texts import tr_, tr_plural
from ui.pages.custody_cards import cards_of, package_card, to_pack_card
from ui.pages.custody_page import CustodyPage
from ui.pages.step_page import PageView
from ui.theme.metrics import GAP_SMALL
from ui.widgets.card_panel import CardPanel
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.fact_card import FactCard
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, VerbBox
from ui.widgets.scan_field import ScanField

_APPLICATION = 1
_PURPOSE = N_("A sealed package is opened only with a written reason, by the supervisor.")


class PackPage(CustodyPage):
    """One package at a time: chosen from the lists below, or by a scan of its label or receipt."""

    word = "pack"
    acts = ("pack", "seal", "reopen", "take_back")

    def __init__(self) -> None:
        super().__init__()
        self._line: CustodyLine | None = None
        self._to_pack: tuple[CustodyLine, ...] = ()
        self._here: tuple[CustodyLine, ...] = ()
        self._facts = FactCard()
        self.scan = ScanField()
        self.scan.typed.connect(self._on_typed)
        self.sheets = DigitsEdit()
        self.sheets.digits_changed.connect(self._on_sheets_changed)
        self.fields["sheets"] = Field("", self.sheets)
        self.reason = QLineEdit()
        self.fields["reason"] = Field("", self.reason)
        self.reopen = KeyButton()
        self._reopening = VerbBox(self.reopen)
        self._reopening.chosen.connect(self._on_reopen)
        self.waiting, self.here = CardPanel(goes_on=True), CardPanel(goes_on=True)
        self.waiting.chosen.connect(self._choose_case)
        self.here.chosen.connect(self._choose_code)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self._work = QWidget()
        box = QVBoxLayout(self._work)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP_SMALL)
        box.addWidget(self._facts)
        box.addWidget(self.scan)
        for name in ("sheets", "reason"):
            box.addWidget(self.fields[name])
        box.addWidget(self._reopening)
        self.body.addWidget(self._work)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.here)
        self.body.addStretch(1)

    # What is read.

    def read_lists(self) -> None:
        """What is to be packed, what is here, and the package in hand."""
        self.read(to_pack, self._take_waiting)
        self.read(packages, self._take_here)
        if self._line is not None:
            self._read_line(self._line.code or self._line.case_id)

    def _read_line(self, named: str) -> None:
        self.read_last(lambda work: line_of(work, named), self._take_line)

    def _take_waiting(self, lines: tuple[CustodyLine, ...]) -> None:
        self._to_pack = lines
        self.draw_again()

    def _take_here(self, lines: tuple[CustodyLine, ...]) -> None:
        self._here = lines
        self.draw_again()

    def _take_line(self, line: CustodyLine | None) -> None:
        former = self._line
        self._line = line
        if line is None or former is None or former.code != line.code:
            self.scan.clear()
            self.sheets.set_digits("")
            self.reason.clear()
        self.draw_again()
        self.focus_first()

    # What happens.

    def begin(self, view: PageView) -> None:
        """The open case, when it is one to be packed, is the first in hand."""
        if view.case is not None and self._line is None:
            self._read_line(view.case.case.id)

    def _choose_case(self, case_id: str) -> None:
        self._take_line(next((one for one in self._to_pack if one.case_id == case_id), None))

    def _choose_code(self, code: str) -> None:
        self._take_line(next((one for one in self._here if one.code == code), None))

    def scanned(self, seen: ScannedCode) -> bool:
        """The label of the package in hand is noted; any other code brings its own package."""
        line = self._line
        if line is not None and line.code == seen.text:
            self.scan.show_code(seen.text)
            self.draw_again()
            self.focus_on(self.sheets)
        elif seen.kind in {CodeKind.PACKAGE_OUT, CodeKind.CASE}:
            self.scan.clear()
            self._read_line(seen.text)
        else:
            self.scan.show_wrong(tr_("This is no label of a package."))
        return True

    def misread(self, words: str) -> bool:
        """Say why the scan moved nothing."""
        self.scan.show_wrong(words)
        return True

    def _on_typed(self, code: str, reason: str) -> None:
        if self._line is not None and self._line.code == code:
            self.scan.show_code(code, reason)
            self.focus_on(self.sheets)
            self.draw_again()
        else:
            self.scan.show_wrong(tr_("This is not the label of the package in hand."))

    def _on_sheets_changed(self, _digits: str) -> None:
        self.forward_changed.emit()

    def _on_reopen(self) -> None:
        line, reason = self._line, " ".join(self.reason.text().split())
        if line is None:
            return
        if line.unit_state is UnitState.NOT_ACCEPTED:
            code = self.scan.code or line.code
            self.intent.emit(
                TakeBack(code=code, reason=reason, typed_reason=self.scan.typed_reason)
            )
        else:
            self.intent.emit(Reopen(code=line.code, reason=reason))

    def done(self, word: str, outcome: Outcome) -> bool:
        """After packing the new unit is in hand; after sealing the next one may come."""
        if word == "pack":
            self._read_line(outcome.facts.get("unit", ""))
            self.said.emit(tr_("The label goes to the printer. Stick it on and scan it."))
        elif word == "seal":
            self.said.emit(tr_("The package is sealed and waits for its run."))
        elif word == "take_back":
            self.said.emit(tr_("The package is in order again and waits for its run."))
        else:
            self.said.emit(tr_("The package is open again; the reason is on record."))
        return True

    def in_hand(self, case_id: str) -> bool:
        """Whether that case waits in hand for its package."""
        return self._line is not None and self._line.case_id == case_id and not self._line.code

    def holds(self, code: str) -> bool:
        """Whether that package is in hand."""
        return self._line is not None and self._line.code == code

    # What is drawn.

    def forward(self) -> VerbItem | None:
        """Pack or seal, whichever the package in hand needs."""
        line = self._line
        if line is None:
            return None
        if not line.code:
            return VerbItem(
                verb=Verb.CONTINUE, label=tr_("Make the package and its label"), primary=True
            )
        if line.unit_state is not UnitState.OPEN:
            return None
        label = tr_("Seal the package")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _missing(self) -> str:
        if not self.scan.code:
            return tr_("scan the label of this package")
        if not self.sheets.digits:
            return tr_("count the sheets")
        return ""

    def submit(self) -> None:
        """Do the act of the filled button."""
        line = self._line
        if line is None:
            return
        if not line.code:
            self.intent.emit(Pack(case=line.case_id))
        elif line.unit_state is UnitState.OPEN and not self._missing():
            self.intent.emit(
                Seal(
                    code=self.scan.code,
                    sheets=int(self.sheets.digits),
                    typed_reason=self.scan.typed_reason,
                )
            )

    def leave(self) -> bool:
        """Esc: close the typing, then put the package in hand aside."""
        if self.scan.leave():
            return True
        if self._line is not None:
            self._take_line(None)
            return True
        return False

    def first_focus(self) -> QWidget | None:
        """The count once the label is read, else the lists."""
        if self._line is not None and self.scan.code:
            return self.sheets
        if self._line is not None and self._line.code:
            return self.scan.first_focus()
        return self.waiting.first_focus() or self.here.first_focus()

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.scan.set_label(tr_("Scan the label on the package"))
        self.fields["sheets"].set_label(tr_("Sheets counted"))
        self.waiting.name(tr_("To be packed"), tr_("Every paper case has its package."))
        self.here.name(tr_("Packages here"), tr_("No package waits in this branch."))
        super().retranslate()

    def draw(self, _view: PageView) -> None:
        """The package in hand above, the lists below."""
        line = self._line
        self.set_title(tr_("Packages"), service_of(line) if line is not None else "")
        self.help = tr_(
            "One case, one package, one code. Print the label, stick it on, scan it, count the "
            "sheets: they must equal the list of the receipt. A sealed package is opened only by "
            "the supervisor with a reason."
        )
        self._work.setVisible(line is not None)
        self._draw_facts(line)
        state = line.unit_state if line is not None and line.code else None
        self.scan.setVisible(state in (UnitState.OPEN, UnitState.NOT_ACCEPTED))
        self.fields["sheets"].setVisible(state is UnitState.OPEN)
        self._draw_expected(line)
        for part in (self.fields["reason"], self._reopening):
            part.setVisible(state in (UnitState.SEALED, UnitState.NOT_ACCEPTED))
        self._draw_reason(state)
        self.waiting.show_cards(cards_of(self._to_pack, to_pack_card), 220)
        self.here.show_cards(cards_of(self._here, package_card), 260)
        for lists in (self.waiting, self.here):
            lists.setVisible(line is None)

    def _draw_reason(self, state: UnitState | None) -> None:
        field = self.fields["reason"]
        if state is UnitState.NOT_ACCEPTED:
            field.set_label(tr_("What was put in order"))
            field.set_hint(tr_("Scan the package again; then it may go with the next run."))
            self.reopen.setText(tr_("The package is in order again"))
        else:
            field.set_label(tr_("Why the package is opened"))
            field.set_hint(tr_(_PURPOSE))
            self.reopen.setText(tr_("Open the package again"))

    def _draw_expected(self, line: CustodyLine | None) -> None:
        if line is None:
            return
        papers = tr_plural(
            "{count} sheet of papers", "{count} sheets of papers", line.sheets - _APPLICATION
        )
        self.fields["sheets"].set_hint(
            tr_("By the list: the application, {papers}. Together {sheets}.",
                papers=papers, sheets=sheets_of(line))
        )  # fmt: skip

    def _draw_facts(self, line: CustodyLine | None) -> None:
        if line is None:
            self._facts.show_group(None)
            return
        chip, _tone = unit_chip(line.unit_state)
        facts = [FactItem(label=tr_("Provider"), value=provider_of(line))]
        if line.code:
            facts.append(
                FactItem(label=tr_("Code of the package"), value=code_words(line.code), strong=True)
            )
            facts.append(FactItem(label=tr_("State"), value=chip))
            facts.append(FactItem(label=tr_("Sheets by the list"), value=str(line.sheets)))
        self._facts.show_group(FactGroup(title=tr_("In hand"), lead=who(line), facts=tuple(facts)))
