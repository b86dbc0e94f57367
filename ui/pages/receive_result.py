"""Receive: the provider's result, linked to its case by a scan, looked at and classified (scan 2)."""

from PySide6.QtWidgets import QWidget

from app.domain.codes import CodeKind, ScannedCode
from app.usecases.custody_lists import CustodyLine, expected, line_of, retained_rows
from app.usecases.outcome import Outcome
from ui.binding.present_custody import (
    code_words,
    provider_of,
    service_of,
    who,
)
from ui.binding.presentation import FactGroup, FactItem, Tone, Verb, VerbItem
from ui.binding.texts import show_date, show_moment, tr_
from ui.pages.custody_cards import cards_of, expected_card
from ui.pages.custody_page import CustodyPage
from ui.pages.receive_form import ReceiveForm
from ui.pages.step_page import PageView
from ui.widgets.card_panel import CardPanel
from ui.widgets.fact_card import FactCard
from ui.widgets.scan_field import ScanField

_LINKS = (CodeKind.CASE, CodeKind.PACKAGE_OUT, CodeKind.RESULT_IN)


class ReceiveResultPage(CustodyPage):
    """One result at a time: the case by a scan or from the list, then what came."""

    word = "receive_result"
    acts = ("receive_result",)

    def __init__(self) -> None:
        super().__init__()
        self._line: CustodyLine | None = None
        self._lines: tuple[CustodyLine, ...] = ()
        self._code = self._reason = ""
        self._made = ""
        self.scan = ScanField()
        self.scan.typed.connect(self._on_typed)
        self.facts = FactCard()
        self.form = ReceiveForm()
        self.form.changed.connect(self.draw_again)
        self.fields |= self.form.fields
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._choose)
        self.notice.acted.connect(lambda: self.turned_to.emit("store"))
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        for part in (self.scan, self.facts, self.form, self.list):
            self.body.addWidget(part)
        self.body.addStretch(1)

    # What is read.

    def read_lists(self) -> None:
        """The cases that are with a provider."""
        self.read(expected, self._take_lines)

    def _take_lines(self, lines: tuple[CustodyLine, ...]) -> None:
        self._lines = lines
        self.draw_again()

    def _begin(self, line: CustodyLine | None, code: str = "", reason: str = "") -> None:
        """Another case is in hand."""
        self._line, self._code, self._reason = line, code, reason
        self._made = ""
        self.form.begin()
        if line is not None:
            case_id = line.case_id
            self.read(lambda work: retained_rows(work, case_id), self.form.show_originals)
        self.show_errors(())
        if line is not None and code:
            self.scan.show_code(code, reason)
        elif line is None:
            self.scan.clear()
        self.draw_again()
        self.focus_first()

    # What happens.

    def scanned(self, seen: ScannedCode) -> bool:
        """The code of a receipt or of the package that went out leads to its case."""
        if seen.kind in _LINKS:
            self._look_up(seen.text, "")
        else:
            self.scan.show_wrong(tr_("Scan the receipt of the case or the label of its package."))
        return True

    def misread(self, words: str) -> bool:
        """Say why the scan moved nothing."""
        self.scan.show_wrong(words)
        return True

    def _on_typed(self, code: str, reason: str) -> None:
        self._look_up(code, reason)

    def _look_up(self, code: str, reason: str) -> None:
        def take(line: CustodyLine | None) -> None:
            if line is None:
                self.scan.show_wrong(tr_("Nothing in this branch bears this code."))
            else:
                self._begin(line, code, reason)

        self.read_last(lambda work: line_of(work, code), take)

    def _choose(self, number: str) -> None:
        line = next((one for one in self._lines if one.number == number), None)
        self.scan.clear()
        self._begin(line)

    def done(self, _word: str, outcome: Outcome) -> bool:
        """The result is here: its new code is to be stuck on, its cell comes next."""
        self._made = outcome.facts.get("unit", "")
        number = self._line.number if self._line is not None else ""
        said = tr_("The result of the case {number} is received.", number=number)
        label = tr_("Stick its code on: {code}.", code=code_words(self._made)) if self._made else ""
        self._line, self._code, self._reason = None, "", ""
        self.scan.clear()
        self.notice.show_words(f"{said} {label}".strip(), Tone.GOOD, action=tr_("Lay into a cell"))
        self.draw_again()
        self.focus_on(self.notice.first_focus())
        return True

    # What is drawn.

    def forward(self) -> VerbItem | None:
        """Receive, with the reason when it cannot be done yet."""
        if self._line is None:
            return None
        label = tr_("Receive the result")
        return VerbItem(
            verb=Verb.CONTINUE, label=label, blocked=self.form.missing(self._code), primary=True
        )

    def submit(self) -> None:
        """Receive what is described."""
        if self._line is not None:
            order = self.form.order(self._line, self._code, self._reason)
            if order is not None:
                self.intent.emit(order)

    def leave(self) -> bool:
        """Esc: close the typing, then put the case aside."""
        if self.scan.leave():
            return True
        if self._line is not None:
            self._begin(None)
            return True
        return False

    def first_focus(self) -> QWidget | None:
        """The kind once a case is in hand, else the list."""
        if self._line is not None:
            return self.form.choices["kind"].first_focus()
        return self.list.first_focus() or self.scan.first_focus()

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.scan.set_label(
            tr_("Scan the receipt of the case or the label of its package"),
            tr_("An electronic result needs no scan: choose its case below."),
        )
        self.form.retranslate()
        self.list.name(tr_("With the providers"), tr_("No case is with a provider now."))
        super().retranslate()

    def draw(self, view: PageView) -> None:
        """The case in hand with its form, or the list of what is awaited."""
        line = self._line
        self.set_title(tr_("Result from the provider"), service_of(line) if line else "")
        self.help = tr_(
            "Scan the receipt of the case or the label of the package that went out. Look at what "
            "came: kind, sheets, condition. Damage is recorded now, not at issue. Paper results get "
            "a code of their own here; the next scan lays them into a cell."
        )
        self.facts.show_group(self._group(line))
        self.form.setVisible(line is not None)
        self.list.setVisible(line is None)
        self.form.draw(line)
        self.list.show_cards(cards_of(self._lines, expected_card(view.now.date())), 420)

    def _group(self, line: CustodyLine | None) -> FactGroup | None:
        if line is None:
            return None
        facts = [FactItem(label=tr_("Provider"), value=provider_of(line))]
        if line.promised is not None:
            facts.append(FactItem(label=tr_("Promised date"), value=show_date(line.promised)))
        if line.delivery_due is not None:
            due = show_moment(line.delivery_due)
            facts.append(FactItem(label=tr_("From the provider to us by"), value=due))
        return FactGroup(title=tr_("Case in hand"), lead=who(line), facts=tuple(facts))
