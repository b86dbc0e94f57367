"""Three consents as three acts: each with its text, its form and its state; a «no» has a way of its own."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import ConsentForm, ConsentKind, ConsentState
from app.domain.case_states import CaseState
from app.usecases.consent import GiveConsent, Insist, RefuseConsent, RequestConsent
from app.usecases.consent_list import ConsentItem, consents_of
from i18n import N_
from ui.binding.present_findings import title_of
from ui.binding.presentation import Choice, Tone, Verb, VerbItem
from ui.binding.texts import show_time, tr_, ui_language
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import GAP, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.choice import ChoiceList
from ui.widgets.key_button import KeyButton, Variant
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
STATE_NAMES = {
    ConsentState.REQUESTED: (N_("asked, the answer is awaited"), Tone.INFO),
    ConsentState.GIVEN: (N_("given"), Tone.GOOD),
    ConsentState.REFUSED: (N_("not given"), Tone.STOP),
    ConsentState.NO_ANSWER: (N_("no answer"), Tone.WARN),
    ConsentState.WITHDRAWN: (N_("withdrawn"), Tone.STOP),
}


class ConsentCard(QFrame):
    """One consent: name, text, state, the forms in which it may be given, and «not given»."""

    def __init__(self, page: "ConsentPage", kind: ConsentKind) -> None:
        super().__init__()
        self.kind, self._page = kind, page
        self.setProperty("surface", "card")
        self._name, self._text = Label("", TextRole.STRONG), Label("")
        self._chip, self._when = StatusChip("", Tone.NEUTRAL), Label("", tone="muted")
        self._buttons: dict[ConsentForm, KeyButton] = {}
        self._refuse = KeyButton("", variant=Variant.QUIET)
        self._refuse.clicked.connect(partial(page.refuse, kind))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(GAP // 2)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._chip)
        box.addLayout(top)
        box.addWidget(self._text)
        box.addWidget(self._when)
        self._row = QHBoxLayout()
        box.addLayout(self._row)
        self._row.addStretch(1)
        self._row.addWidget(self._refuse)

    def render_item(self, item: ConsentItem) -> None:
        """Show one consent; one that is not needed says so and offers nothing."""
        self._name.setText(tr_(NAMES[item.kind]))
        self._text.setText(item.text)
        self._text.setVisible(item.needed)
        last = item.last
        if last is None:
            words = tr_("needed") if item.needed else tr_("not needed for this case")
            self._chip.show_state(words, Tone.WARN if item.needed else Tone.NEUTRAL)
            self._when.hide()
        else:
            words, tone = STATE_NAMES[last.state]
            self._chip.show_state(tr_(words), tone)
            form = tr_(FORM_NAMES[last.form])
            self._when.setText(f"{form}, {show_time(last.at)}")
            self._when.show()
        self._render_buttons(item)
        self.setAccessibleName(f"{self._name.text()}. {self._chip.text()}")

    def _render_buttons(self, item: ConsentItem) -> None:
        stands = item.last is not None and item.last.state in (
            ConsentState.GIVEN,
            ConsentState.REQUESTED,
        )
        for form in item.forms:
            if form not in self._buttons:
                button = KeyButton("")
                button.clicked.connect(partial(self._page.give, self.kind, form))
                self._buttons[form] = button
                self._row.insertWidget(len(self._buttons) - 1, button)
            self._buttons[form].setText(self._label(form))
            self._buttons[form].setVisible(item.needed and not stands)
        self._refuse.setText(tr_("Not given"))
        self._refuse.setVisible(item.needed and not stands)

    def _label(self, form: ConsentForm) -> str:
        if form is ConsentForm.STATE_SERVICE:
            return tr_("Ask through the state service")
        return tr_("Given {form}", form=tr_(FORM_NAMES[form]))

    def first_button(self) -> QWidget | None:
        """The first way to give this consent that is offered now."""
        return next((b for b in self._buttons.values() if b.isVisibleTo(self)), None)


class ConsentPage(StepPage):
    """The page of the step «consent»; Enter gives the next consent that is needed, one at a time."""

    word = "consent"

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[ConsentItem, ...] = ()
        self._lead = Label("", tone="muted")
        self.body.addWidget(self._lead)
        self._cards = {kind: ConsentCard(self, kind) for kind in ConsentKind}
        for card in self._cards.values():
            self.body.addWidget(card)
        self._without = QWidget()
        box = QVBoxLayout(self._without)
        box.setContentsMargins(0, 0, 0, 0)
        self._why, self._ways = Label(""), ChoiceList()
        self._signed = QCheckBox()
        self._signed.toggled.connect(lambda _on: self.forward_changed.emit())
        self._ways.chosen.connect(lambda _id: self.forward_changed.emit())
        for part in (self._why, self._ways, self._signed):
            box.addWidget(part)
        self.body.addWidget(self._without)
        self.body.addStretch(1)

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """Another case: nothing is chosen yet."""
        self._items = ()
        self._signed.setChecked(False)

    def draw(self, view: PageView) -> None:
        """Show the three acts; without consent show the ways that are left."""
        case = view.case
        if case is None:
            return
        self.set_title(tr_("Consents"), ui_language().of(case.service_name))
        self._lead.setText(
            tr_("Each consent is an act of its own, read by the applicant in their language.")
        )
        self.asked.emit(lambda work: consents_of(case.case.id, work), self._take)
        waiting = case.case.state is CaseState.AWAITING_CONSENT
        self._without.setVisible(waiting)
        if waiting:
            self._draw_without()

    def _draw_without(self) -> None:
        self._why.setText(
            tr_(
                "Without consent the intake is never refused. The applicant may consent later, use"
                " the self-service sector with an own EDS, leave, or insist on filing."
            )
        )
        insist = self.view.case.verb("insist") if self.view and self.view.case else None
        blocked = title_of(insist.findings) if insist is not None and not insist.allowed else ""
        paper = "consent.paper_application_signed"
        only_paper = insist is not None and all(
            f.rule == paper for f in insist.findings if f.blocks
        )
        self._ways.render_choices(
            (
                Choice(
                    id="insist",
                    label=tr_("The applicant insists on filing"),
                    hint=tr_("Registered with a mark; no protected data are used."),
                    blocked="" if only_paper else blocked,
                ),
            ),
            self._ways.current_id(),
        )
        self._signed.setText(tr_("The applicant has signed the application on paper by hand"))

    def _take(self, items: tuple[ConsentItem, ...]) -> None:
        self._items = items
        for item in items:
            self._cards[item.kind].render_item(item)
        self.forward_changed.emit()

    def _next(self) -> ConsentItem | None:
        """The next consent that is needed and not asked for yet."""
        settled = (ConsentState.GIVEN, ConsentState.REQUESTED, ConsentState.REFUSED)
        return next(
            (
                item
                for item in self._items
                if item.needed and (item.last is None or item.last.state not in settled)
            ),
            None,
        )

    def first_focus(self) -> QWidget | None:
        """The first button of the next consent."""
        item = self._next()
        return self._cards[item.kind].first_button() if item is not None else None

    def forward(self) -> VerbItem:
        """Give the next consent, go on without, or say what is awaited."""
        if self._insisting():
            reason = (
                "" if self._signed.isChecked() else tr_("the paper application is not signed yet")
            )
            label = tr_("Register without consent")
            return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)
        item = self._next()
        if item is None:
            return VerbItem(
                verb=Verb.CONTINUE,
                label=tr_("Go on"),
                blocked=tr_("the answer of the state service is awaited") if self._items else "",
                primary=True,
            )
        label = tr_("Consent {kind}: {form}", kind=item.kind.value, form=self._form(item))
        return VerbItem(verb=Verb.CONTINUE, label=label, primary=True)

    def _form(self, item: ConsentItem) -> str:
        return tr_(FORM_NAMES[item.forms[0]])

    def _insisting(self) -> bool:
        case = self.view.case if self.view is not None else None
        waiting = case is not None and case.case.state is CaseState.AWAITING_CONSENT
        return waiting and self._ways.current_id() == "insist"

    def submit(self) -> None:
        """Carry out what the filled button says."""
        if self._insisting():
            if self._signed.isChecked():
                self.intent.emit(Insist(paper_application_signed=True))
            return
        item = self._next()
        if item is not None:
            self.give(item.kind, item.forms[0])

    def give(self, kind: ConsentKind, form: ConsentForm, *_: object) -> None:
        """One consent was given, or is asked of the state service."""
        if form is ConsentForm.STATE_SERVICE:
            self.intent.emit(RequestConsent(kind=kind))
        else:
            self.intent.emit(GiveConsent(kind=kind, form=form))

    def refuse(self, kind: ConsentKind, *_: object) -> None:
        """The applicant does not give it; pressing the button says that this was explained."""
        self.intent.emit(RefuseConsent(kind=kind, explained=True))
