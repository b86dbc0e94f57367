"""The payment: the expected sum with its formula, the payment document, and the result of the check."""

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.case import PaymentState
from app.usecases.pay import Pay
from app.usecases.views import CaseView
from ui.binding.presentation import FieldError, Tone, Verb, VerbItem
from ui.binding.texts import show_money, tr_, ui_language
from ui.binding.words import PAYMENT_STATES
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import GAP, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.text import Label

_RIGHT = (PaymentState.PAID, PaymentState.OVERPAID)


class PayPage(StepPage):
    """The page of the step «pay»; the expected sum is computed, nobody types it."""

    word = "pay"

    def __init__(self) -> None:
        super().__init__()
        self._sum, self._formula = Label("", TextRole.NUMBER), Label("", tone="muted")
        self._when = Label("")
        self._chip = StatusChip("", Tone.NEUTRAL)
        self._amount, self._document = QLineEdit(), QLineEdit()
        self._payee, self._code = QLineEdit(), QLineEdit()
        self._day = DateEdit()
        self.fields = {
            "amount": Field("", self._amount),
            "document_number": Field("", self._document),
            "paid_on": Field("", self._day),
            "payee": Field("", self._payee),
            "purpose_code": Field("", self._code),
        }
        for part in (self._sum, self._formula, self._when, self._chip):
            self.body.addWidget(part)
        self._form = QWidget()
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        for place, shown in enumerate(self.fields.values()):
            grid.addWidget(shown, place // 2, place % 2)
        self.body.addWidget(self._form)
        self.body.addStretch(1)

    def begin(self, view: PageView) -> None:
        """Put today's date and the exact sum in; empty what was typed for the former case."""
        for edit in (self._document, self._payee, self._code):
            edit.clear()
        self._day.set_day(view.now.date())
        amount = view.case.fee.amount if view.case is not None else None
        self._amount.setText(f"{amount:f}".replace(".", ",") if amount is not None else "")

    def draw(self, view: PageView) -> None:
        """Show the sum, when it is due, and how the check ended."""
        case = view.case
        if case is None:
            return
        self.set_title(tr_("Payment"), ui_language().of(case.service_name))
        fee = case.fee
        if fee.free:
            self._sum.setText(tr_("Free of charge"))
        else:
            self._sum.setText(
                show_money(fee.amount) if fee.amount is not None else tr_("not known")
            )
        self._formula.setText(fee.formula)
        self._formula.setVisible(bool(fee.formula))
        self._when.setText(self._due(case))
        self._form.setVisible(not fee.free and fee.amount is not None)
        labels = {
            "amount": tr_("Sum paid, tenge"),
            "document_number": tr_("Number of the payment document"),
            "paid_on": tr_("Date of payment"),
            "payee": tr_("Payee"),
            "purpose_code": tr_("Purpose code"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        payment = case.case.payment
        self._chip.setVisible(payment is not None)
        if payment is not None:
            tone = Tone.GOOD if payment.state in _RIGHT else Tone.STOP
            self._chip.show_state(tr_(PAYMENT_STATES[payment.state]), tone)

    def _due(self, case: CaseView) -> str:
        if case.fee.free:
            return tr_("Nothing may be charged for this service.")
        if case.fee.in_package:
            return tr_("The payment document is part of the package.")
        if case.fee.pay_before_issue:
            return tr_("Payable before the result is issued; intake does not wait for it.")
        return tr_("The payment does not stand in the way of intake.")

    def first_focus(self) -> QWidget | None:
        """The number of the payment document, the first thing to be typed."""
        return self._document if self._form.isVisible() else None

    def forward(self) -> VerbItem:
        """Check what was typed; without a payment to check, go back to the road."""
        typed = self._form.isVisibleTo(self)
        label = tr_("Check the payment") if typed else tr_("Back to the step")
        return VerbItem(verb=Verb.CONTINUE, label=label, primary=True)

    def submit(self) -> None:
        """Hand the payment in as it stands on the document."""
        if not self._form.isVisibleTo(self):
            self.turned_to.emit("")
            return
        amount = self._typed_amount()
        if amount is None:
            self.show_errors(
                (FieldError("amount", tr_("Write the sum in digits, like 865 or 1262,50")),)
            )
            return
        if self._day.problem():
            self.show_errors((FieldError("paid_on", self._day.problem()),))
            return
        self.show_errors(())
        self.intent.emit(
            Pay(
                amount=amount,
                document_number=self._document.text().strip(),
                payee=self._payee.text().strip(),
                purpose_code=self._code.text().strip(),
                paid_on=self._day.day(),
            )
        )

    def _typed_amount(self) -> Decimal | None:
        text = self._amount.text().replace("\u00a0", "").replace(" ", "").replace(",", ".")
        try:
            amount = Decimal(text)
        except InvalidOperation:
            return None
        return amount if amount.is_finite() and amount >= 0 else None
