"""One consent on the page: its text as the applicant reads it, its state, its form, and its «no»."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.case import ConsentForm, ConsentKind, ConsentState
from app.usecases.consent_list import ConsentItem
from i18n import N_
from ui.binding.present_findings import citation_item
from ui.binding.presentation import Choice, Tone
from ui.binding.texts import show_time, tr_
from ui.theme.metrics import GAP_SMALL, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, LinkButton, Variant
from ui.widgets.text import Label
from ui.widgets.tick import Tick

NAMES = {
    ConsentKind.A: N_("A. Use of law-protected data from information systems"),
    ConsentKind.B: N_("B. Certification of the application by the operator's signature"),
    ConsentKind.C: N_("C. Access to personal data through the state service"),
}
FORM_NAMES = {
    ConsentForm.WRITTEN: N_("in writing"),
    ConsentForm.EDS: N_("by the applicant's EDS"),
    ConsentForm.MOBILE: N_("by the applicant's mobile device"),
    ConsentForm.STATE_SERVICE: N_("through the state service"),
}
_STATES = {
    ConsentState.REQUESTED: (N_("asked, the answer is awaited"), Tone.INFO),
    ConsentState.GIVEN: (N_("given"), Tone.GOOD),
    ConsentState.REFUSED: (N_("not given"), Tone.WARN),
    ConsentState.NO_ANSWER: (N_("no answer"), Tone.WARN),
    ConsentState.WITHDRAWN: (N_("taken back"), Tone.WARN),
}
_NORMS = {ConsentKind.A: "law.20.6", ConsentKind.B: "law.21.3", ConsentKind.C: "rules.8"}
_WITHOUT = {
    ConsentKind.A: N_("Without it protected sources are not asked. Own documents may be shown."),
    ConsentKind.B: N_("Without it the operator's signature does not certify the application."),
    ConsentKind.C: N_("Without it the application is not sent by its ordinary electronic road."),
}
WAYS = {
    "later": N_("will consent later, the draft is kept"),
    "own_documents": N_("will show own documents where the act allows it"),
    "self_service": N_("will file through self-service with an own EDS"),
    "leave": N_("leaves, the draft is erased"),
    "insist": N_("insists on filing without consent"),
}
STANDING = (ConsentState.GIVEN, ConsentState.REQUESTED)
_WITH_NUMBER = (ConsentForm.EDS, ConsentForm.MOBILE)


class ConsentCard(QFrame):
    """Signals: ``refused(str)`` the way that the applicant chose after the explanation; ``turned``
    after something of the card was chosen; ``norm_asked(object)``; ``withdrawn``. ``noted`` is the
    way that the applicant chose when a consent was refused before."""

    refused = Signal(str)
    turned = Signal()
    norm_asked = Signal(object)
    withdrawn = Signal()

    def __init__(self, kind: ConsentKind) -> None:
        super().__init__()
        self.kind = kind
        self.item: ConsentItem | None = None
        self.noted = ""
        self.setProperty("surface", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name, self._chip = Label("", TextRole.HEADING), StatusChip("", Tone.NEUTRAL)
        self._text, self._when = Label(""), Label("", TextRole.SMALL, tone="muted")
        self._norm = LinkButton()
        self._norm.clicked.connect(self._on_norm)
        self._forms = ChoiceList(beside=True)
        self._forms.chosen.connect(lambda _id: self._shape())
        self._number = QLineEdit()
        self.evidence = Field("", self._number)
        self._no, self._back = KeyButton(variant=Variant.QUIET), KeyButton(variant=Variant.QUIET)
        self._no.clicked.connect(self._on_no)
        self._back.clicked.connect(self.withdrawn)
        self._refusal = RefusalPanel(kind)
        self._refusal.settled.connect(self.refused)
        self._refusal.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        box.setSpacing(GAP_SMALL)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._norm)
        below.addStretch(1)
        below.addWidget(self._back)
        below.addWidget(self._no)
        box.addLayout(top)
        for part in (self._text, self._when, self._forms, self.evidence):
            box.addWidget(part)
        box.addLayout(below)
        box.addWidget(self._refusal)

    def render_item(self, item: ConsentItem, *, may_change: bool) -> None:
        """Show one consent; one that is not needed says so and offers nothing."""
        self.item = item
        self._name.setText(tr_(NAMES[item.kind]))
        self._text.setText(item.text)
        self._text.setVisible(item.needed)
        last = item.last
        if last is None:
            words = tr_("needed") if item.needed else tr_("not needed for this case")
            self._chip.show_state(words, Tone.INFO if item.needed else Tone.NEUTRAL)
            self._when.setText("")
        else:
            words, tone = _STATES[last.state]
            self._chip.show_state(tr_(words), tone)
            self._when.setText(f"{tr_(FORM_NAMES[last.form])}, {show_time(last.at)}")
        self._when.setVisible(last is not None)
        norm = citation_item(_NORMS[item.kind])
        self._norm.setText(norm.label if norm is not None else "")
        self._norm.setVisible(norm is not None and item.needed)
        self._draw_forms(item)
        open_ = may_change and item.needed and not self.stands
        self._forms.setVisible(open_ and len(item.forms) > 1)
        self._no.setText(tr_("The applicant does not consent"))
        self._no.setVisible(open_)
        self._back.setText(tr_("The applicant takes it back"))
        given = last is not None and last.state is ConsentState.GIVEN
        self._back.setVisible(may_change and given)
        if self.stands:
            self._refusal.hide()
        self._refusal.retranslate()
        self.setAccessibleName(f"{self._name.text()}. {self._chip.text()}")
        self.setAccessibleDescription(item.text)
        self._shape()

    def _draw_forms(self, item: ConsentItem) -> None:
        taken = self._forms.current_id()
        forms = tuple(Choice(id=f.value, label=tr_(FORM_NAMES[f])) for f in item.forms)
        self._forms.setAccessibleName(tr_("How is the consent given?"))
        known = taken in {form.id for form in forms}
        self._forms.render_choices(forms, taken if known else forms[0].id)
        self.evidence.set_label(tr_("Number of the signature or message"))

    @property
    def stands(self) -> bool:
        """Whether it is given or asked for."""
        last = self.item.last if self.item is not None else None
        return last is not None and last.state in STANDING

    @property
    def form(self) -> ConsentForm:
        """The form that is chosen."""
        return ConsentForm(self._forms.current_id() or ConsentForm.WRITTEN)

    @property
    def number(self) -> str:
        """The number of the signature or message; empty for a written consent."""
        return self._number.text().strip() if self.form in _WITH_NUMBER else ""

    @property
    def lacking(self) -> str:
        """Why it cannot be kept yet; empty when it can."""
        if self.form in _WITH_NUMBER and not self.number:
            return tr_("the number of the signature or message is not typed yet")
        return ""

    @property
    def refusing(self) -> bool:
        """Whether the explanation is open."""
        return self._refusal.isVisibleTo(self)

    def forget(self) -> None:
        """Another case: nothing is typed, nothing is explained."""
        self.item = None
        self._number.clear()
        self._refusal.clear()
        self._refusal.hide()

    def close_refusal(self) -> None:
        """Put the explanation away."""
        self._refusal.hide()
        self._refusal.clear()
        self.turned.emit()

    def _shape(self) -> None:
        self.evidence.setVisible(self._forms.isVisibleTo(self) and self.form in _WITH_NUMBER)
        self.turned.emit()

    def _on_norm(self) -> None:
        self.norm_asked.emit(citation_item(_NORMS[self.kind]))

    def _on_no(self) -> None:
        self._refusal.show()
        self._refusal.begin(self.noted)
        self.turned.emit()


class RefusalPanel(QWidget):
    """The explanation that comes before a «no» is written down, and what the applicant chooses.

    Signals: ``settled(str)`` the chosen way.
    """

    settled = Signal(str)

    def __init__(self, kind: ConsentKind) -> None:
        super().__init__()
        self._kind = kind
        self._what = Label("")
        self._never = Label("", tone="muted")
        self._ways = ChoiceList()
        self._told = Tick()
        self._done = KeyButton()
        self._ways.chosen.connect(lambda _id: self._shape())
        self._told.toggled.connect(lambda _on: self._shape())
        self._done.clicked.connect(lambda: self.settled.emit(self._ways.current_id()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(GAP_SMALL)
        for part in (self._what, self._never, self._ways, self._told):
            box.addWidget(part)
        box.addWidget(self._done, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        self._what.setText(tr_(_WITHOUT[self._kind]))
        self._never.setText(
            tr_("A missing consent is no ground to refuse intake. The applicant chooses:")
        )
        self._ways.setAccessibleName(tr_("What the applicant chooses"))
        self._ways.render_choices(self._offered(), self._ways.current_id())
        self._told.setText(tr_("I have explained what is no longer possible and what is"))
        self._done.setText(tr_("Write down that it is not given"))
        self._shape()

    def _offered(self) -> tuple[Choice, ...]:
        return tuple(Choice(id=way, label=tr_(words)) for way, words in WAYS.items())

    def clear(self) -> None:
        """Nothing was explained."""
        self._told.setChecked(False)
        self._ways.render_choices((), "")
        self.retranslate()

    def begin(self, noted: str) -> None:
        """Give the focus to the ways; ``noted`` is what the applicant chose before."""
        if noted in WAYS and not self._ways.current_id():
            self._ways.render_choices(self._offered(), noted)
            self._shape()
        first = self._ways.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shape(self) -> None:
        if not self._ways.current_id():
            reason = tr_("choose what the applicant wants")
        else:
            reason = "" if self._told.isChecked() else tr_("explain it first")
        self._done.set_blocked(reason)
