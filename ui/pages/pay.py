"""The payment: the expected sum with its formula, the payment document, and the result of the check."""

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.case import PaymentState
from app.domain.passport import Passport
from app.usecases.outcome import Outcome
from app.usecases.pay import Pay
from app.usecases.views import CaseView
from ui.binding.present_service import service_choices
from ui.binding.presentation import Choice, FieldError, Tone, Verb, VerbItem
from ui.binding.texts import show_formula, show_money, tr_, ui_language
from ui.binding.words import PAYMENT_STATES
from ui.pages.blocks import Card, Columns, PickBox
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.choice import ChoiceList
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.text import Label

_SETTLED = (PaymentState.PAID, PaymentState.OVERPAID)
_ON_PAPER, _IN_SYSTEM = "document", "payment_system"


class PayPage(StepPage):
    """The page of the step «pay»; the expected sum is computed, nobody types it."""

    word = "pay"

    def __init__(self) -> None:
        super().__init__()
        self._passport: Passport | None = None
        self._due = Card()
        self._sum, self._formula = Label("", TextRole.NUMBER), Label("", tone="muted")
        self._chip = StatusChip("", Tone.NEUTRAL)
        self._due.add(self._sum, self._formula, self._chip)
        self._which, self._fees = Card(), ChoiceList()
        self._which.add(self._fees)
        self._fees.chosen.connect(lambda _id: self.forward_changed.emit())
        self._source, self._amount, self._document = PickBox(), QLineEdit(), QLineEdit()
        self._payee, self._code, self._day = QLineEdit(), QLineEdit(), DateEdit()
        self._source.currentIndexChanged.connect(lambda _index: self._shape())
        self.fields = {
            "source": Field("", self._source),
            "amount": Field("", self._amount),
            "document_number": Field("", self._document),
            "paid_on": Field("", self._day),
            "payee": Field("", self._payee),
            "purpose_code": Field("", self._code),
        }
        self._day.noticed.connect(self.fields["paid_on"].set_feedback)
        self._form, self._columns = Card(), Columns(*self.fields.values())
        self._form.add(self._columns)
        for part in (self._due, self._which, self._form):
            self.body.addWidget(part)
        self.body.addStretch(1)

    # What it is given.

    def begin(self, view: PageView) -> None:
        """Put today's date and the exact sum in; empty what was typed for the former case."""
        self._passport = None
        for edit in (self._document, self._payee, self._code):
            edit.clear()
        self._fees.render_choices((), "")
        self._day.set_day(view.now.date())
        amount = view.case.fee.amount if view.case is not None else None
        self._amount.setText(f"{amount:f}".replace(".", ",") if amount is not None else "")
        if view.case is not None:
            self.looked_up.emit("passport", view.case.case.service_id)

    def show_passport(self, passport: Passport, _members: tuple[Passport, ...]) -> None:
        """The fees and the details that the passport names."""
        self._passport = passport
        if self.view is not None:
            self.draw(self.view)
            self.forward_changed.emit()

    def draw(self, view: PageView) -> None:
        """Show the sum, when it is due, and how the check ended."""
        case = view.case
        if case is None:
            return
        self.set_title(tr_("Payment"), ui_language().of(case.service_name))
        self.help = tr_(
            "The sum follows from the act by a dated formula; nobody types what is expected. A paper"
            " is not demanded when the payment is seen in a system. Without a payment intake stops"
            " only where the act lists its document in the package."
        )
        fee = case.fee
        free = tr_("Free of charge")
        known = show_money(fee.amount) if fee.amount is not None else tr_("not known yet")
        self._due.head(tr_("To be paid"), self._when(case))
        self._sum.setText(free if fee.free else known)
        self._formula.setText(
            tr_("How it came about: {formula}", formula=show_formula(fee.formula))
        )
        self._formula.setVisible(bool(fee.formula) and not fee.free)
        self._draw_fees(view)
        self._draw_form()
        payment = case.case.payment
        self._chip.show_state("", Tone.NEUTRAL)
        if payment is not None:
            tone = Tone.GOOD if payment.state in _SETTLED else Tone.STOP
            self._chip.show_state(tr_(PAYMENT_STATES[payment.state]), tone)
        self._shape()

    def _draw_fees(self, view: PageView) -> None:
        offered: tuple[Choice, ...] = ()
        if self._passport is not None and view.case is not None:
            offered = service_choices(self._passport, (), view.now.date()).fees
        taken = self._fees.current_id() or (view.case.case.fee_key if view.case else "")
        title = tr_("Which fee applies?")
        self._which.head(title)
        self._fees.setAccessibleName(title)
        self._fees.render_choices(offered, taken)
        self._which.setVisible(bool(offered))

    def _draw_form(self) -> None:
        self._form.head(tr_("Payment document"))
        ways = (
            (_ON_PAPER, tr_("a document was shown")),
            (_IN_SYSTEM, tr_("seen in the payment system")),
        )
        self._source.offer(ways)
        labels = {
            "source": tr_("How the payment is known"),
            "amount": tr_("Sum paid, tenge"),
            "document_number": tr_("Number of the payment document"),
            "paid_on": tr_("Date of payment"),
            "payee": tr_("Payee"),
            "purpose_code": tr_("Purpose code"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self._day.retranslate()

    def _shape(self) -> None:
        """Ask only for what is compared."""
        case = self._case
        fee = self._passport.fee if self._passport is not None else None
        open_ = case is not None and case.verb("pay") is not None and not case.fee.free
        self._form.setVisible(open_)
        self.fields["document_number"].setVisible(self._source.value() == _ON_PAPER)
        self.fields["payee"].setVisible(fee is not None and bool(fee.payee))
        self.fields["purpose_code"].setVisible(fee is not None and bool(fee.purpose_code))
        self._columns.settle()
        self.forward_changed.emit()

    def _when(self, case: CaseView) -> str:
        if case.fee.free:
            return tr_("Nothing may be charged for this service.")
        if case.fee.in_package:
            return tr_("The payment document is part of the package.")
        if case.fee.pay_before_issue:
            return tr_("Payable before the result is issued; intake does not wait for it.")
        return tr_("The payment does not stand in the way of intake.")

    # What the operator does.

    @property
    def _case(self) -> CaseView | None:
        return self.view.case if self.view is not None else None

    @property
    def _settled(self) -> bool:
        payment = self._case.case.payment if self._case is not None else None
        return payment is not None and payment.state in _SETTLED

    def first_focus(self) -> QWidget | None:
        """The fee while none is chosen, else the number of the payment document."""
        if self._which.isVisibleTo(self) and not self._fees.current_id():
            return self._fees.first_focus()
        return self._document if self._form.isVisibleTo(self) and not self._settled else None

    def forward(self) -> VerbItem:
        """Check what was typed; what is settled goes on."""
        if not self._form.isVisibleTo(self) or self._settled:
            return VerbItem(verb=Verb.CONTINUE, label=tr_("Go on"), primary=True)
        unchosen = self._which.isVisibleTo(self) and not self._fees.current_id()
        reason = tr_("choose the fee first") if unchosen else ""
        label = tr_("Check the payment")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)

    def submit(self) -> None:
        """Hand the payment in as it stands on the document."""
        if not self._form.isVisibleTo(self) or self._settled:
            self.turned_to.emit("")
            return
        amount = self._typed_amount()
        wrong: list[FieldError] = []
        if amount is None:
            wrong.append(FieldError("amount", tr_("Write the sum in digits, like 865 or 1262,50")))
        if self._day.problem():
            wrong.append(FieldError("paid_on", self._day.problem()))
        self.show_errors(tuple(wrong))
        if amount is None or wrong or self.forward().blocked:
            return
        on_paper = self._source.value() == _ON_PAPER
        self.intent.emit(
            Pay(
                amount=amount,
                document_number=self._document.text().strip() if on_paper else "",
                payee=self._payee.text().strip(),
                purpose_code=self._code.text().strip(),
                paid_on=self._day.day(),
                source=self._source.value() or _ON_PAPER,
                privilege=self._fees.current_id(),
            )
        )

    def answered(self, word: str, outcome: Outcome) -> bool:
        """What does not agree stays on the page, at its field."""
        payment = outcome.case.case.payment if outcome.case is not None else None
        if word != "pay" or not outcome.ok or payment is None or payment.state in _SETTLED:
            return False
        self.turned_to.emit(self.word)
        words = tr_(PAYMENT_STATES[payment.state])
        place = payment.wrong_field or "amount"
        self.show_errors((FieldError(place, words),))
        return not outcome.findings

    def _typed_amount(self) -> Decimal | None:
        text = self._amount.text().replace("\u00a0", "").replace(" ", "").replace(",", ".")
        try:
            amount = Decimal(text)
        except InvalidOperation:
            return None
        return amount if amount.is_finite() and amount >= 0 else None
