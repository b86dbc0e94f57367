"""The payment: nothing for what is free, the sum by its formula, proof only where the act lists it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from app.domain.case import Case, PaymentCheck, PaymentState
from app.domain.figures import tenge
from app.domain.finding import Finding, Severity
from app.domain.passport import Fee, Passport
from app.rules.facts import Facts
from app.rules.fees import FREE
from app.rules.intake_words import DETAILS, said, words
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_

SETTLED = (PaymentState.PAID, PaymentState.OVERPAID)
ON_PAPER = "document"
_WHOLE = Decimal(1)


def free_of_charge(case: Case, passport: Passport) -> bool:
    """Whether nothing may be charged for this case."""
    return passport.fee is not None and passport.fee.free_for(case.fee_key) is True


def fee_in_package(case: Case, passport: Passport) -> bool:
    """Whether the act lists the payment document among the documents of the package (R-119)."""
    fee = passport.fee
    return fee is not None and fee.in_package is True and not free_of_charge(case, passport)


def checked(payment: PaymentCheck, fee: Fee | None) -> PaymentCheck:
    """The payment with the result of its check: the details first, then the sum."""
    wrong = _wrong_field(payment, fee)
    if wrong:
        return replace(payment, state=PaymentState.WRONG_DETAILS, wrong_field=wrong)
    return replace(payment, state=_by_sum(payment), wrong_field="")


def _wrong_field(payment: PaymentCheck, fee: Fee | None) -> str:
    if payment.source == ON_PAPER and not payment.document_number.strip():
        return "document_number"
    if payment.paid_on is None or payment.paid_on > payment.at.date():
        return "paid_on"
    wanted = (("payee", fee.payee), ("purpose_code", fee.purpose_code)) if fee is not None else ()
    for name, value in wanted:
        if value and getattr(payment, name).strip() != value:
            return name
    return ""


def _by_sum(payment: PaymentCheck) -> PaymentState:
    """Paid exactly, or rounded to a whole tenge where the exact sum has tiyn."""
    expected, paid = payment.expected, payment.paid
    if paid is None or paid <= 0:
        return PaymentState.MISSING
    if expected is None:
        return PaymentState.WRONG_DETAILS
    if paid < expected.quantize(_WHOLE, rounding=ROUND_FLOOR):
        return PaymentState.UNDERPAID
    if paid > expected.quantize(_WHOLE, rounding=ROUND_CEILING):
        return PaymentState.OVERPAID
    return PaymentState.PAID


@rule(
    "pay.not_free",
    requirements=("R-120",),
    citation="law.24.2",
    title=N_("The service is free of charge"),
    message=N_("Nothing may be charged for this service, not even if somebody offers it."),
    advice=N_("Go on without a payment."),
)
def not_free(facts: Facts) -> Iterator[Finding]:
    """No payment, invoice or «voluntary» fee exists for a free service."""
    if facts.case is None or facts.passport is None:
        return
    exempt = facts.fee is not None and facts.fee.amount == FREE
    if free_of_charge(facts.case, facts.passport) or exempt:
        yield not_free.finding()


@rule(
    "pay.sum_known",
    requirements=("R-118",),
    citation="rules.15.3",
    title=N_("The sum to be paid is not known"),
    message=N_("The sources give no sum for this service, so no payment can be checked."),
    advice=N_("Ask the editor of the catalogue; nobody types the expected sum at the counter."),
    in_force_from=RULES_IN_FORCE,
)
def sum_known(facts: Facts) -> Iterator[Finding]:
    """The expected sum is computed by the dated formula, never typed."""
    if facts.fee is None or facts.fee.amount is None:
        yield sum_known.finding()
        yield from facts.fee.findings if facts.fee is not None else ()


@rule(
    "pay.details_right",
    requirements=("R-117",),
    citation="rules.15.3",
    title=N_("A detail of the payment is wrong"),
    message=N_("The detail «{field}» of the payment is empty or wrong."),
    advice=N_("Compare it with the payment document; the payment stays written down as it is."),
    in_force_from=RULES_IN_FORCE,
)
def details_right(facts: Facts) -> Iterator[Finding]:
    """A warning with the exact field; it blocks where the payment belongs to the package."""
    payment = facts.proposed_payment
    if payment is not None and payment.state is PaymentState.WRONG_DETAILS:
        yield said(
            details_right,
            words("field", DETAILS[payment.wrong_field]),
            subject=payment.wrong_field,
            severity=Severity.WARN,
        )


@rule(
    "pay.sum_right",
    requirements=("R-118",),
    citation="rules.15.3",
    title=N_("The sum differs"),
    message=N_("To be paid: {expected}; paid: {paid}."),
    advice=N_(
        "Explain the formula to the applicant; the contact centre tells how a difference is returned."
    ),
    in_force_from=RULES_IN_FORCE,
)
def sum_right(facts: Facts) -> Iterator[Finding]:
    """A warning with both sums; the outcome of the check is recorded either way."""
    payment = facts.proposed_payment
    differs = (PaymentState.UNDERPAID, PaymentState.OVERPAID, PaymentState.MISSING)
    if payment is not None and payment.state in differs:
        yield sum_right.finding(
            severity=Severity.WARN,
            subject=payment.state.value,
            expected=tenge(payment.expected or FREE),
            paid=tenge(payment.paid or FREE),
        )


@rule(
    "pay.payment_in_package",
    requirements=("R-119", "R-117", "R-118"),
    citation="law.20.2",
    title=N_("The payment is part of the package"),
    message=N_("The act lists the payment document in the package, and it is not in order."),
    advice=N_("Check the payment. Without it the package is not complete."),
)
def payment_in_package(facts: Facts) -> Iterator[Finding]:
    """A missing or wrong payment stops intake only if the act lists it in the package (T-24)."""
    case, passport = facts.case, facts.passport
    if case is None or passport is None:
        yield payment_in_package.finding()
        return
    if not fee_in_package(case, passport):
        return
    if facts.fee is not None and facts.fee.amount == FREE:
        return
    if case.payment is None or case.payment.state not in SETTLED:
        yield payment_in_package.finding(
            subject=case.payment.state.value if case.payment is not None else "payment"
        )


PAY_RULES = (
    "complete.editable",
    "pay.not_free",
    "pay.sum_known",
    "pay.details_right",
    "pay.sum_right",
)
"""What is judged when a payment is checked."""
