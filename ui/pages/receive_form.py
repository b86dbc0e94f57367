"""What came from the provider, described: kind, way, condition, numbers, a refusal's ground."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.case_states import CaseState
from app.domain.passport import Carrier, ResultKind
from app.usecases.custody_lists import CustodyLine, RetainedRow
from app.usecases.receive_result import ReceiveResult
from i18n import N_
from ui.binding.present_custody import CARRIERS, RESULT_KINDS
from ui.binding.presentation import Choice
from ui.binding.texts import tr_, ui_language
from ui.theme.metrics import GAP
from ui.widgets.choice import ChoiceList
from ui.widgets.date_edit import DateEdit
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.name_edit import NameEdit
from ui.widgets.tick import Tick

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

_OF_THE_KIND = {
    ResultKind.DOCUMENT: Carrier.PAPER,
    ResultKind.ELECTRONIC_DOCUMENT: Carrier.ELECTRONIC,
}
_WIDE = ("kind", "carrier", "refusal_ground", "refusal_law", "refusal_reasons", "signature_valid",
         "condition")  # fmt: skip
_PAIRS = (("number", "dated"), ("sheets", "provider_number"), ("handed_by", "signer"))


class ReceiveForm(QWidget):
    """``fields`` are those that the command names. Signals: ``changed`` after anything was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, ChoiceList] = {name: ChoiceList(beside=True) for name in _USUAL}
        self.number, self.law, self.reasons = QLineEdit(), QLineEdit(), QLineEdit()
        self.provider_number, self.sheets = QLineEdit(), DigitsEdit()
        self.handed_by, self.signer, self.dated = NameEdit(), NameEdit(), DateEdit()
        controls: dict[str, QWidget] = {
            **self.choices,
            "number": self.number,
            "dated": self.dated,
            "sheets": self.sheets,
            "provider_number": self.provider_number,
            "handed_by": self.handed_by,
            "signer": self.signer,
            "refusal_law": self.law,
            "refusal_reasons": self.reasons,
        }
        self.fields = {name: Field("", control) for name, control in controls.items()}
        for choices in self.choices.values():
            choices.chosen.connect(lambda _: self._on_chosen())
        for line in (self.law, self.provider_number):
            line.textChanged.connect(lambda _: self.changed.emit())
        self._originals: dict[str, QCheckBox] = {}
        self._kept = QVBoxLayout()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        for row, name in enumerate(_WIDE):
            grid.addWidget(self.fields[name], row, 0, 1, 2)
        for row, pair in enumerate(_PAIRS, start=len(_WIDE)):
            for column, name in enumerate(pair):
                grid.addWidget(self.fields[name], row, column)
        grid.addLayout(self._kept, len(_WIDE) + len(_PAIRS), 0, 1, 2)

    def begin(self) -> None:
        """Another case is in hand: nothing of the former one stays."""
        for name, usual in _USUAL.items():
            self.render_choice(name, usual)
        for edit in (
            self.number, self.law, self.reasons, self.provider_number, self.handed_by, self.signer,
            self.dated,
        ):  # fmt: skip
            edit.clear()
        self.sheets.set_digits("1")
        self.show_originals(())

    def show_originals(self, rows: tuple[RetainedRow, ...]) -> None:
        """The originals that the act kept with the case: which of them came back?"""
        while (item := self._kept.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._originals = {}
        for row in rows:
            name = ui_language().of(row.name)
            box = Tick(tr_("The retained original came back: {name}", name=name))
            self._originals[row.id] = box
            self._kept.addWidget(box)

    def original(self, row: str) -> QCheckBox | None:
        """The tick of a retained original; ``None`` for one that was not retained."""
        return self._originals.get(row)

    def kind(self) -> ResultKind | None:
        """The kind that was chosen."""
        chosen = self.choices["kind"].current_id()
        return ResultKind(chosen) if chosen else None

    def carrier(self) -> Carrier | None:
        """The way that was chosen, or that goes with the kind."""
        kind = self.kind()
        chosen = self.choices["carrier"].current_id()
        settled = _OF_THE_KIND.get(kind) if kind is not None else None
        return settled or (Carrier(chosen) if chosen else None)

    def missing(self, code: str) -> str:
        """What is still to be said before the result is received; ``code`` is what was scanned."""
        carrier = self.carrier()
        if self.kind() is None:
            return tr_("choose the kind of the result")
        if carrier is None:
            return tr_("choose how it came")
        if carrier is Carrier.PAPER and not code:
            return tr_("scan the receipt or the package")
        if carrier is Carrier.ELECTRONIC and self._signature() is None:
            return tr_("check the signature")
        return self._missing_of_refusal()

    def _missing_of_refusal(self) -> str:
        if self.kind() is not ResultKind.REASONED_REFUSAL:
            return ""
        ground = self.choices["refusal_ground"].current_id()
        if not ground:
            return tr_("choose the ground that the refusal names")
        if ground == "0" and not self.law.text().strip():
            return tr_("write the clause of the other law")
        return ""

    def order(self, line: CustodyLine, code: str, reason: str) -> ReceiveResult | None:
        """The command that receives it; ``None`` while something is missing."""
        kind, carrier = self.kind(), self.carrier()
        if kind is None or carrier is None or self.missing(code):
            return None
        electronic = carrier is Carrier.ELECTRONIC
        refusal = kind is ResultKind.REASONED_REFUSAL
        ground = self.choices["refusal_ground"].current_id()
        return ReceiveResult(
            case=line.number,
            kind=kind,
            carrier=carrier,
            code="" if electronic else code,
            number=self.number.text().strip(),
            dated=self.dated.day(),
            provider_number=self.provider_number.text().strip(),
            handed_by=self.handed_by.value(),
            condition=self.choices["condition"].current_id(),
            sheets=int(self.sheets.digits or "1"),
            originals=tuple(row for row, box in self._originals.items() if box.isChecked()),
            refusal_ground=ground if refusal and ground != "none" else "",
            refusal_law=self.law.text().strip() if refusal and ground == "0" else "",
            refusal_reasons=self.reasons.text().strip() if refusal else "",
            signer=self.signer.value(),
            signature_valid=self._signature() if electronic else None,
            typed_reason="" if electronic else reason,
        )

    def _signature(self) -> bool | None:
        chosen = self.choices["signature_valid"].current_id()
        return {"true": True, "false": False}.get(chosen)

    def draw(self, line: CustodyLine | None) -> None:
        """Show what this result needs."""
        kind, electronic = self.kind(), self.carrier() is Carrier.ELECTRONIC
        refusal = kind is ResultKind.REASONED_REFUSAL
        self.fields["carrier"].setVisible(kind is not None and kind not in _OF_THE_KIND)
        for name in ("refusal_ground", "refusal_reasons"):
            self.fields[name].setVisible(refusal)
        named = self.choices["refusal_ground"].current_id()
        self.fields["refusal_law"].setVisible(refusal and named == "0")
        self.fields["signature_valid"].setVisible(electronic)
        for name in ("condition", "sheets"):
            self.fields[name].setVisible(not electronic)
        unregistered = line is not None and line.state is CaseState.SENT
        self.fields["provider_number"].setVisible(unregistered)

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        labels = {
            "kind": tr_("What came"),
            "carrier": tr_("How it came"),
            "condition": tr_("Condition"),
            "refusal_ground": tr_("Ground named in the refusal"),
            "refusal_law": tr_("Clause of the other law named in the refusal"),
            "refusal_reasons": tr_("Reasons named in the refusal"),
            "signature_valid": tr_("Signature of the electronic result"),
            "number": tr_("Number of the result"),
            "dated": tr_("Date on the result"),
            "sheets": tr_("Sheets"),
            "provider_number": tr_("Number given by the provider"),
            "handed_by": tr_("Who hands over for the provider"),
            "signer": tr_("Who signed the result"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self.dated.retranslate()
        for name, choices in self.choices.items():
            self.render_choice(name, choices.current_id())

    def render_choice(self, name: str, chosen: str) -> None:
        """Draw the choices of one field with ``chosen`` taken."""
        tables = {
            "kind": {kind.value: word for kind, word in RESULT_KINDS.items()},
            "carrier": {carrier.value: word for carrier, word in CARRIERS.items()},
            "condition": _CONDITIONS,
            "refusal_ground": _GROUNDS,
            "signature_valid": _SIGNATURES,
        }
        choices = tuple(Choice(id=key, label=tr_(word)) for key, word in tables[name].items())
        self.choices[name].render_choices(choices, chosen)

    def _on_chosen(self) -> None:
        self.changed.emit()
