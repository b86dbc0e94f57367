"""Receive: the provider's result, linked to its case by a scan, looked at and classified (scan 2)."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.codes import CodeKind, ScannedCode
from app.domain.passport import Carrier, ResultKind
from app.usecases.custody_lists import CustodyLine, expected, line_of
from app.usecases.outcome import Outcome
from app.usecases.receive_result import ReceiveResult
from i18n import N_
from ui.binding.present_custody import (
    CARRIERS,
    RESULT_KINDS,
    code_words,
    provider_of,
    service_of,
    who,
)
from ui.binding.presentation import Choice, FactGroup, FactItem, Tone, Verb, VerbItem
from ui.binding.texts import show_date, show_moment, tr_
from ui.pages.custody_cards import cards_of, expected_card
from ui.pages.custody_page import CustodyPage
from ui.pages.step_page import PageView
from ui.theme.metrics import GAP
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice import ChoiceList
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.fact_card import FactCard
from ui.widgets.field import Field
from ui.widgets.name_edit import NameEdit
from ui.widgets.scan_field import ScanField

_GROUNDS: dict[str, str] = {
    "1": N_("Refusal: documents or data are not reliable"),
    "2": N_("Refusal: the requirements are not met"),
    "3": N_("Refusal: a negative answer or conclusion"),
    "4": N_("Refusal: a court forbids the activity"),
    "5": N_("Refusal: a special right was taken away by a court"),
    "6": N_("Refusal: no consent to access to personal data"),
    "0": N_("Refusal: another law"),
    "none": N_("The refusal names no ground"),
}
_CONDITIONS: dict[str, str] = {"intact": N_("Whole"), "damaged": N_("Damaged")}
_SIGNATURES: dict[str, str] = {
    "true": N_("Valid"),
    "false": N_("Not valid"),
    "": N_("Not checked yet"),
}
_USUAL = {
    "kind": "",
    "carrier": "",
    "condition": "intact",
    "refusal_ground": "",
    "signature_valid": "",
}
"""What is chosen when another case comes into hand: nothing that decides anything."""

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
        self._choices: dict[str, ChoiceList] = {}
        for name in ("kind", "carrier", "condition", "refusal_ground", "signature_valid"):
            choices = ChoiceList(beside=True)
            choices.chosen.connect(self._on_chosen)
            self._choices[name] = choices
            self.fields[name] = Field("", choices)
        self.number, self.signer = QLineEdit(), NameEdit()
        self.sheets, self.handed_by = DigitsEdit(), NameEdit()
        self.reasons = QLineEdit()
        for name, edit in (
            ("number", self.number), ("sheets", self.sheets), ("handed_by", self.handed_by),
            ("refusal_reasons", self.reasons), ("signer", self.signer),
        ):  # fmt: skip
            self.fields[name] = Field("", edit)
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._choose)
        self.notice.acted.connect(lambda: self.turned_to.emit("store"))
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self._form = QWidget()
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        wide = (
            "kind",
            "carrier",
            "refusal_ground",
            "refusal_reasons",
            "signature_valid",
            "condition",
        )
        pairs = (("number", "sheets"), ("handed_by", "signer"))
        for row, name in enumerate(wide):
            grid.addWidget(self.fields[name], row, 0, 1, 2)
        for row, pair in enumerate(pairs, start=len(wide)):
            for column, name in enumerate(pair):
                grid.addWidget(self.fields[name], row, column)
        for part in (self.scan, self.facts, self._form, self.list):
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
        for name, usual in _USUAL.items():
            self._render(name, usual)
        for edit in (self.number, self.signer, self.reasons):
            edit.clear()
        self.sheets.set_digits("1")
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

    def _on_chosen(self, _id: str) -> None:
        if self._kind() is ResultKind.ELECTRONIC_DOCUMENT:
            self._render("carrier", Carrier.ELECTRONIC.value)
        elif self._kind() is ResultKind.DOCUMENT:
            self._render("carrier", Carrier.PAPER.value)
        self.draw_again()

    def _kind(self) -> ResultKind | None:
        chosen = self._choices["kind"].current_id()
        return ResultKind(chosen) if chosen else None

    def _carrier(self) -> Carrier | None:
        chosen = self._choices["carrier"].current_id()
        return Carrier(chosen) if chosen else None

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
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _missing(self) -> str:
        if self._kind() is None:
            return tr_("choose the kind of the result")
        if self._carrier() is None:
            return tr_("choose how it came")
        if self._carrier() is Carrier.PAPER and not self._code:
            return tr_("scan the receipt or the package")
        if self._carrier() is Carrier.ELECTRONIC and self._signature() is None:
            return tr_("check the signature")
        if (
            self._kind() is ResultKind.REASONED_REFUSAL
            and not self._choices["refusal_ground"].current_id()
        ):
            return tr_("choose the ground that the refusal names")
        return ""

    def _signature(self) -> bool | None:
        chosen = self._choices["signature_valid"].current_id()
        return {"true": True, "false": False}.get(chosen)

    def submit(self) -> None:
        """Receive what is described."""
        kind, carrier = self._kind(), self._carrier()
        if self._line is None or self._missing() or kind is None or carrier is None:
            return
        refusal = kind is ResultKind.REASONED_REFUSAL
        electronic = carrier is Carrier.ELECTRONIC
        self.intent.emit(
            ReceiveResult(
                case=self._line.number,
                kind=kind,
                carrier=carrier,
                code="" if electronic else self._code,
                number=self.number.text().strip(),
                handed_by=self.handed_by.value(),
                condition=self._choices["condition"].current_id(),
                sheets=int(self.sheets.digits or "1"),
                refusal_ground=_ground(
                    self._choices["refusal_ground"].current_id(), refusal=refusal
                ),
                refusal_reasons=self.reasons.text().strip() if refusal else "",
                signer=self.signer.value(),
                signature_valid=self._signature() if electronic else None,
                typed_reason=self._reason,
            )
        )

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
            return self._choices["kind"].first_focus()
        return self.list.first_focus() or self.scan.first_focus()

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.scan.set_label(
            tr_("Scan the receipt of the case or the label of its package"),
            tr_("An electronic result needs no scan: choose its case below."),
        )
        labels = {
            "kind": tr_("What came"),
            "carrier": tr_("How it came"),
            "condition": tr_("Condition"),
            "refusal_ground": tr_("Ground named in the refusal"),
            "refusal_reasons": tr_("Reasons named in the refusal"),
            "signature_valid": tr_("Signature of the electronic result"),
            "number": tr_("Number of the result"),
            "sheets": tr_("Sheets"),
            "handed_by": tr_("Who hands over for the provider"),
            "signer": tr_("Who signed the result"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self.list.name(tr_("With the providers"), tr_("No case is with a provider now."))
        for name in self._choices:
            self._render(name, self._choices[name].current_id())
        super().retranslate()

    def _render(self, name: str, chosen: str) -> None:
        tables = {
            "kind": {kind.value: word for kind, word in RESULT_KINDS.items()},
            "carrier": {carrier.value: word for carrier, word in CARRIERS.items()},
            "condition": _CONDITIONS,
            "refusal_ground": _GROUNDS,
            "signature_valid": _SIGNATURES,
        }
        choices = tuple(Choice(id=key, label=tr_(word)) for key, word in tables[name].items())
        self._choices[name].render_choices(choices, chosen)

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
        self._form.setVisible(line is not None)
        self.list.setVisible(line is None)
        refusal = self._kind() is ResultKind.REASONED_REFUSAL
        electronic = self._carrier() is Carrier.ELECTRONIC
        for name in ("refusal_ground", "refusal_reasons"):
            self.fields[name].setVisible(refusal)
        self.fields["signature_valid"].setVisible(electronic)
        for name in ("condition", "sheets"):
            self.fields[name].setVisible(not electronic)
        self.list.show_cards(cards_of(self._lines, expected_card(view.now.date())), 420)
        settled = self._kind() in (ResultKind.DOCUMENT, ResultKind.ELECTRONIC_DOCUMENT, None)
        self.fields["carrier"].setVisible(not settled)

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


def _ground(chosen: str, *, refusal: bool) -> str:
    """The code of the ground for the command; empty where none is named."""
    return chosen if refusal and chosen != "none" else ""
