"""The hand-over itself: the way, the scan of the document, the explanation, the acknowledgement."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.codes import grouped
from app.usecases.issue import DeliverElectronically, Issue
from app.usecases.views import CaseView
from ui.binding.present_findings import title_of
from ui.binding.present_issue import code_of_result, codes_of_originals, electronic, is_refusal
from ui.binding.presentation import Choice
from ui.binding.texts import tr_
from ui.pages.explanation_card import ExplanationCard
from ui.theme.metrics import GAP
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.scan_field import ScanField
from ui.widgets.tick import Tick

COUNTER, CABINET = "counter", "cabinet"


class IssueForm(QWidget):
    """What the operator does with the result in hand. ``fields`` are those that a command names.

    Signals: ``changed`` after anything was read, ticked or chosen; ``norm_asked(object)``.
    """

    changed = Signal()
    norm_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseView | None = None
        self._originals: set[str] = set()
        self.ways, self.acknowledged = ChoiceList(beside=True), ChoiceList(beside=True)
        self.fields = {
            "way": Field("", self.ways),
            "acknowledgement": Field("", self.acknowledged),
        }
        self.sms = Tick()
        self.scan = ScanField()
        self.scan.typed.connect(self.take_code)
        self.explained = ExplanationCard()
        self.explained.ticked.connect(self.changed)
        self.explained.norm_asked.connect(self.norm_asked)
        self.ways.chosen.connect(lambda _: self._on_way_chosen())
        self.acknowledged.chosen.connect(lambda _: self.changed.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        for part in (
            self.fields["way"], self.sms, self.scan, self.explained, self.fields["acknowledgement"],
        ):  # fmt: skip
            box.addWidget(part)

    def begin(self, case: CaseView | None) -> None:
        """Another case: nothing of the former one is scanned or chosen."""
        self.scan.clear()
        self._originals = set()
        self.sms.setChecked(False)
        self.explained.clear()
        self._render("", CABINET if case is not None and electronic(case) else COUNTER)

    def take_code(self, code: str, reason: str = "") -> None:
        """A code was read, or typed with ``reason``: the result's own, or that of its originals."""
        if self._case is not None and code in codes_of_originals(self._case):
            self._originals.add(code)
            self.changed.emit()
        elif self._case is not None and code == code_of_result(self._case):
            self.scan.show_code(code, reason)
            self.changed.emit()
            first = self.acknowledged.first_focus()
            if first is not None:
                first.setFocus()
        else:
            self.scan.show_wrong(tr_("This code belongs to another result. Lay it back."))

    def by_cabinet(self) -> bool:
        """Whether the electronic result is to be sent, not handed over."""
        return self.ways.isVisibleTo(self) and self.ways.current_id() == CABINET

    def missing(self, case: CaseView) -> str:
        """What is still to be done before the act; empty when nothing."""
        verb = case.verb("deliver_electronically" if self.by_cabinet() else "issue")
        if verb is not None and not verb.allowed:
            return title_of(verb.findings)
        if self.by_cabinet():
            return ""
        if not electronic(case) and not self.scan.code:
            return tr_("scan the code of the document")
        waiting = [code for code in codes_of_originals(case) if code not in self._originals]
        if waiting:
            return tr_("scan the retained originals: {code}", code=grouped(waiting[0]))
        if is_refusal(case) and not self.explained.is_ticked():
            return tr_("explain the refusal to the applicant")
        if not self.acknowledged.current_id():
            return tr_("choose how the recipient acknowledges")
        return ""

    def order(self, case: CaseView) -> object:
        """The command of the act."""
        number = case.case.number
        if self.by_cabinet():
            return DeliverElectronically(case=number, sms=self.sms.isChecked())
        return Issue(
            case=number,
            code=self.scan.code,
            originals=tuple(code for code in codes_of_originals(case) if code in self._originals),
            acknowledgement=self.acknowledged.current_id(),
            explained=self.explained.is_ticked(),
            typed_reason=self.scan.typed_reason,
        )

    def first_focus(self) -> QWidget | None:
        """The acknowledgement once the document is read, else the way to type its code."""
        if self.scan.code or not self.scan.isVisibleTo(self):
            return self.acknowledged.first_focus()
        return self.scan.first_focus()

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.fields["way"].set_label(tr_("How the electronic result is given"))
        self.sms.setText(tr_("The recipient also asks for a short message (SMS)"))
        self.scan.set_label(
            tr_("Scan the code on the document"),
            tr_("The fourth scan: it goes into the recipient's hands."),
        )
        self.fields["acknowledgement"].set_label(tr_("How the recipient acknowledges"))
        self._render(self.acknowledged.current_id(), self.ways.current_id())

    def draw(self, case: CaseView) -> None:
        """Show what this result needs."""
        self._case = case
        self.fields["way"].setVisible(electronic(case))
        self.explained.setVisible(is_refusal(case))
        self.explained.show_refusal(case)
        self._on_way_chosen()

    def _on_way_chosen(self) -> None:
        case = self._case
        self.sms.setVisible(self.by_cabinet())
        self.scan.setVisible(case is not None and not electronic(case))
        self.fields["acknowledgement"].setVisible(not self.by_cabinet())
        self.changed.emit()

    def _render(self, acknowledged: str, way: str) -> None:
        self.acknowledged.render_choices(
            (
                Choice(id="signed", label=tr_("Signed on paper or pad")),
                Choice(id="eds", label=tr_("Signed by EDS")),
                Choice(id="declined", label=tr_("Declined to sign")),
            ),
            acknowledged,
        )
        self.ways.render_choices(
            (
                Choice(id=CABINET, label=tr_("To the cabinet")),
                Choice(id=COUNTER, label=tr_("Here, at the desk")),
            ),
            way,
        )
