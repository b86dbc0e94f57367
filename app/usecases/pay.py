"""Check the payment that the act demands: details and amount, exactly."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.domain.case import (
    Case,
    DocumentEntry,
    PaymentCheck,
    PaymentState,
    RowSource,
    RowState,
)
from app.domain.passport import DocumentMode, DocumentRow
from app.errors import InputInvalid, declare
from app.rules.checklist import rows_and_entries
from app.rules.facts import Facts
from app.rules.pay import ON_PAPER, PAY_RULES, SETTLED, checked, free_of_charge
from app.usecases.bundle import members_of
from app.usecases.checklist import settled, with_entry
from app.usecases.draft_facts import intake_facts, passport_needed
from app.usecases.intake import Change, settle, unconfirmed
from app.usecases.outcome import Outcome
from app.usecases.person_input import LONGEST_NAME, plain
from app.usecases.situation import case_meant
from app.usecases.transit import check
from app.usecases.work import Work
from i18n import N_

LARGEST_SUM = Decimal(10) ** 12
SUM_WRONG = declare(
    "payment.sum",
    N_("The sum cannot be right."),
    N_("Enter the sum of the payment document in tenge, with a point before the tiyn."),
)
PRICE_UNKNOWN = declare(
    "payment.price",
    N_("The service has no fee «{fee}» today."),
    N_("Choose one of the fees of the passport; nobody types a sum at the counter."),
)
SERVICE_NOT_NAMED = declare(
    "payment.service",
    N_("Several services of this application are paid for."),
    N_("Choose the service that the payment is for."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """The payment document as presented or found (word ``pay``).

    ``source`` is ``document`` for a paper one, else the system that showed it. ``privilege`` is the
    key of the price that applies to this applicant, where it is not the one chosen before.
    """

    case: str = ""
    amount: Decimal
    document_number: str = ""
    payer: str = ""
    payee: str = ""
    purpose_code: str = ""
    paid_on: date | None = None
    source: str = "document"
    privilege: str = ""


def handle_pay(command: Pay, work: Work) -> Outcome:
    """Check one payment: details, then the sum by the dated formula; the result is kept either way."""
    addressed = case_meant(work, command.case)
    case = _payable(work, addressed) if addressed.children else addressed
    priced = _priced(work, case, command.privilege)
    passport = passport_needed(work, priced)
    facts = intake_facts(work, priced)
    payment = checked(_payment(command, facts, work), passport.fee)
    warnings = check(PAY_RULES, replace(facts, proposed_payment=payment))
    after = unconfirmed(priced, payment=payment)
    for row, entry in rows_and_entries(facts):
        if row.mode is DocumentMode.PAYMENT_PROOF:
            after = with_entry(after, _proof(work, row, entry, payment), passport)
    told = {"state": payment.state.value, "expected": str(payment.expected or "")}
    change = Change(
        before=case,
        after=settled(work, after),
        findings=warnings,
        facts={"payment": told["state"]},
    )
    return settle(work, "pay", addressed, (change,), facts={"expected": told["expected"]})


def _payable(work: Work, parent: Case) -> Case:
    """The member that a payment is for. Raises ``InputInvalid`` when several wait for one."""
    members = members_of(work, parent)
    waiting = [m for m in members if not free_of_charge(m, passport_needed(work, m))]
    if len(waiting) > 1:
        raise InputInvalid(SERVICE_NOT_NAMED, field="case")
    return waiting[0] if waiting else members[0]


def _priced(work: Work, case: Case, key: str) -> Case:
    """The case with the price that applies, a privilege among them. Raises ``InputInvalid``."""
    if not key:
        return case
    fee = passport_needed(work, case).fee
    if fee is None or fee.item(key, work.now.date()) is None:
        raise InputInvalid(PRICE_UNKNOWN, field="privilege", fee=plain(key)[:80])
    return replace(case, fee_key=key)


def _payment(command: Pay, facts: Facts, work: Work) -> PaymentCheck:
    if not command.amount.is_finite() or not 0 <= command.amount < LARGEST_SUM:
        raise InputInvalid(SUM_WRONG, field="amount")
    fee, case = facts.fee, facts.case
    return PaymentCheck(
        state=PaymentState.MISSING,
        fee_key=case.fee_key if case is not None else "",
        expected=fee.amount if fee is not None else None,
        formula=fee.formula if fee is not None else "",
        paid=command.amount,
        document_number=plain(command.document_number)[:LONGEST_NAME],
        payer=plain(command.payer)[:LONGEST_NAME],
        payee=plain(command.payee)[:LONGEST_NAME],
        purpose_code=plain(command.purpose_code)[:LONGEST_NAME],
        paid_on=command.paid_on,
        source=command.source,
        at=work.now,
    )


def _proof(
    work: Work, row: DocumentRow, before: DocumentEntry, payment: PaymentCheck
) -> DocumentEntry:
    """The row of the payment document: what is seen in a system needs no paper (R-117)."""
    on_paper = payment.source == ON_PAPER
    settled = payment.state in SETTLED
    return replace(
        before,
        row_id=row.id,
        state=RowState.PRESENT if settled else RowState.NOT_VERIFIED,
        source=RowSource.COPY_RETAINED if on_paper else RowSource.SYSTEM_DATA,
        document_number=payment.document_number,
        sheets=1 if on_paper else 0,
        returned=not on_paper,
        at=work.now,
        operator_id=work.actor.id,
    )
