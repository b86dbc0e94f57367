"""One consent on the page: its text as the applicant reads it, its state, its form, and its «no»."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from app.domain.case import ConsentForm, ConsentKind, ConsentState
from app.rules.consent_subject import BY_LAW, HEAD, Asked
from app.usecases.consent_list import ConsentItem
from i18n import N_
from ui.binding.present_findings import citation_item
from ui.binding.presentation import Choice, Tone
from ui.binding.texts import show_time, tr_, ui_language
from ui.pages.consent_refusal import RefusalPanel
from ui.theme.metrics import GAP_SMALL, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, LinkButton, Variant
from ui.widgets.text import Label

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
    ConsentState.EXPIRED: (N_("the time to answer ran out"), Tone.WARN),
    ConsentState.WITHDRAWN: (N_("taken back"), Tone.WARN),
}
_NORMS = {ConsentKind.A: "law.20.6", ConsentKind.B: "law.21.3", ConsentKind.C: "rules.8"}
STANDING = (ConsentState.GIVEN, ConsentState.REQUESTED)
_WITH_NUMBER = (ConsentForm.EDS, ConsentForm.MOBILE)


class ConsentCard(QFrame):
    """Signals: ``refused(str)`` the way that the applicant chose after the explanation; ``turned``
    after something of the card was chosen; ``norm_asked(object)``; ``withdrawn``; ``asked_anew``
    while the state service is silent. ``noted`` is the
    way that the applicant chose when a consent was refused before."""

    refused = Signal(str)
    turned = Signal()
    norm_asked = Signal(object)
    withdrawn = Signal()
    asked_anew = Signal()

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
        self._freed = Label("", TextRole.SMALL, tone="muted")
        self._whom, self._anew = Label("", TextRole.SMALL), KeyButton(variant=Variant.QUIET)
        self._anew.clicked.connect(self.asked_anew)
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
        for button in (self._anew, self._back):
            below.addWidget(button)
        below.addWidget(self._no)
        box.addLayout(top)
        for part in (self._text, self._freed, self._whom, self._when, self._forms, self.evidence):
            box.addWidget(part)
        box.addLayout(below)
        box.addWidget(self._refusal)

    def render_item(
        self, item: ConsentItem, *, may_change: bool, may_withdraw: bool = False
    ) -> None:
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
        self._whom.setText(whom_words(item.asked))
        self._whom.setVisible(item.needed and item.kind is ConsentKind.C)
        freed = "; ".join(ui_language().of(words) for words in item.by_law)
        self._freed.setText(tr_("Consent is not needed by law: {names}", names=freed))
        self._freed.setVisible(bool(freed))
        norm = citation_item(_NORMS[item.kind])
        self._norm.setText(norm.label if norm is not None else "")
        self._norm.setVisible(norm is not None and item.needed)
        self._draw_forms(item)
        open_ = may_change and item.needed and not self.stands
        self._forms.setVisible(open_ and len(item.forms) > 1)
        self._no.setText(tr_("The applicant does not consent"))
        waits = last is not None and last.state is ConsentState.REQUESTED and may_change
        self._no.setVisible(open_ or waits)
        self._anew.setText(tr_("Ask anew"))
        self._anew.setVisible(waits)
        self._back.setText(tr_("The applicant takes it back"))
        given = last is not None and last.state is ConsentState.GIVEN
        self._back.setVisible((may_change or may_withdraw) and given)
        if given:
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

    def show_age(self, now: datetime) -> None:
        """How long the state service is silent already, beside the time of the question."""
        last = self.item.last if self.item is not None else None
        if last is None or last.state is not ConsentState.REQUESTED:
            return
        minutes = max(0, int((now - last.at).total_seconds() // 60))
        waits = tr_("{time}, no answer for {minutes} min", time=show_time(last.at), minutes=minutes)
        self._when.setText(f"{tr_(FORM_NAMES[last.form])}, {waits}")

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


def whom_words(asked: Asked) -> str:
    """Whose consent it is, and on which number; of the number only its end is shown."""
    phone = asked.person.phone
    name = asked.person.name.short
    if asked.role == BY_LAW:
        words = tr_("Asked: {name}, the legal representative", name=name)
    elif asked.role == HEAD:
        words = tr_("Asked: {name}, who stands for the organisation", name=name)
    else:
        words = tr_("Asked: {name}, the applicant themselves", name=name)
    if not phone and not asked.person.iin:
        return f"{words}. {tr_('neither IIN nor own phone: there is nowhere to ask')}"
    if not phone:
        return f"{words}. {tr_('The state service finds the number by the IIN.')}"
    return f"{words}. {tr_('Own number: {phone}', phone=f'•••• {phone[-4:]}')}"
