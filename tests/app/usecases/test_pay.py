"""Payments: computed, compared, kept as they are; they stop intake only from within the package."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.case import PaymentState, RowState
from app.domain.case_states import CaseState
from app.domain.passport import FeeItem
from app.domain.steps import Step
from app.errors import InputInvalid
from app.usecases.complete import FinishCheck, MarkAbsent
from app.usecases.pay import Pay
from app.usecases.refuse_intake import RefuseIntake
from app.usecases.views import StepState
from tests.fakes.intake_desk import FILED, IntakeDesk, rules_of
from tests.fakes.intake_passports import PAID, PAYMENT, named, passport


def _pay(**other: object) -> Pay:
    values: dict[str, object] = {
        "amount": Decimal("2162.5"),
        "document_number": "П-1",
        "payee": PAID.payee,
        "purpose_code": PAID.purpose_code,
        "paid_on": FILED.date(),
    }
    return Pay(**(values | other))  # type: ignore[arg-type]


def _stair(desk: IntakeDesk) -> StepState:
    return next(view.state for view in desk.view().steps if view.step is Step.PAY)


@pytest.mark.requirement("R-117", "R-118", "R-119")
def test_a_right_payment_completes_the_package() -> None:
    desk = IntakeDesk().checking("paid").consented()
    assert rules_of(desk.do(FinishCheck())) == {"pay.payment_in_package"}
    assert desk.view().fee.amount == Decimal("2162.5")
    assert desk.view().fee.formula == "0.5 × 4325 = 2162.5"
    outcome = desk.must(_pay())
    assert outcome.facts["payment"] == "paid"
    assert not outcome.findings
    row = desk.case().document("payment")
    assert row is not None
    assert row.state is RowState.PRESENT
    assert _stair(desk) is StepState.DONE
    desk.must(FinishCheck())


@pytest.mark.requirement("R-118", "R-117")
@pytest.mark.parametrize(
    ("change", "state", "rule"),
    [
        ({"amount": Decimal(2000)}, PaymentState.UNDERPAID, "pay.sum_right"),
        ({"amount": Decimal(0)}, PaymentState.MISSING, "pay.sum_right"),
        ({"payee": "1"}, PaymentState.WRONG_DETAILS, "pay.details_right"),
        ({"paid_on": None}, PaymentState.WRONG_DETAILS, "pay.details_right"),
    ],
)
def test_a_wrong_payment_is_kept_with_its_result(
    change: dict, state: PaymentState, rule: str
) -> None:
    desk = IntakeDesk().checking("paid").consented()
    assert rules_of(desk.must(_pay(**change))) == {rule}
    payment = desk.case().payment
    assert payment is not None
    assert payment.state is state
    assert payment.expected == Decimal("2162.5")
    assert "pay.payment_in_package" in rules_of(desk.do(FinishCheck()))


@pytest.mark.requirement("R-118")
def test_an_overpayment_is_shown_and_stops_nobody() -> None:
    desk = IntakeDesk().checking("paid").consented()
    assert rules_of(desk.must(_pay(amount=Decimal(9000)))) == {"pay.sum_right"}
    desk.must(FinishCheck())


@pytest.mark.requirement("R-121")
def test_every_way_of_payment_of_the_passport_is_offered() -> None:
    ways = (named("cash"), named("card"))
    service = passport("ways", PAYMENT, fee=replace(PAID, methods=ways))
    shown = IntakeDesk(passports=[service]).opened("ways").view().fee.methods
    assert [way.ru for way in shown] == ["cash (учебное)", "card (учебное)"]


@pytest.mark.requirement("R-117")
def test_what_is_seen_in_a_system_needs_no_paper() -> None:
    desk = IntakeDesk().checking("paid")
    desk.must(_pay(document_number="", source="payment_gateway"))
    row = desk.case().document("payment")
    assert row is not None
    assert (row.sheets, row.returned) == (0, True)


@pytest.mark.requirement("R-120")
def test_no_payment_for_a_free_service() -> None:
    desk = IntakeDesk().checking("plain")
    assert "pay.not_free" in rules_of(desk.do(_pay()))
    assert desk.case().payment is None
    assert _stair(desk) is StepState.NOT_NEEDED
    verb = desk.view().verb("pay")
    assert verb is not None
    assert not verb.allowed


@pytest.mark.requirement("R-119")
def test_what_is_payable_later_is_no_matter_of_intake() -> None:
    desk = IntakeDesk().checking("paid_later").consented()
    desk.must(FinishCheck())
    assert desk.view().fee.pay_before_issue
    assert not desk.view().fee.in_package


@pytest.mark.requirement("R-119", "R-146")
def test_without_the_payment_document_of_the_package_the_refusal_names_it() -> None:
    desk = IntakeDesk().checking("paid")
    desk.must(MarkAbsent(row="payment"))
    desk.must(RefuseIntake(explained=True))
    refusal = desk.case().refusal
    assert refusal is not None
    assert [document.row_id for document in refusal.missing] == ["payment"]


@pytest.mark.requirement("R-118", "R-120")
def test_a_privilege_is_a_price_of_the_passport_and_not_a_typed_sum() -> None:
    freed = FeeItem(key="veteran", what=named("veteran"), mci_rate=Decimal(0))
    service = passport("veterans", PAYMENT, fee=replace(PAID, items=(*PAID.items, freed)))
    desk = IntakeDesk(passports=[service]).checking("veterans")
    assert "pay.sum_known" in rules_of(desk.do(_pay()))
    assert "pay.not_free" in rules_of(desk.do(_pay(privilege="veteran")))
    desk.must(_pay(privilege="price"))
    assert desk.case().fee_key == "price"
    with pytest.raises(InputInvalid):
        desk.do(_pay(privilege="friend"))


@pytest.mark.requirement("R-117")
@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity", "1000000000000"])
def test_an_impossible_sum_is_not_taken(amount: str) -> None:
    desk = IntakeDesk().checking("paid")
    with pytest.raises(InputInvalid) as slip:
        desk.do(_pay(amount=Decimal(amount)))
    assert slip.value.field == "amount"


@pytest.mark.requirement("R-091")
def test_after_the_signature_no_payment_is_changed() -> None:
    desk = IntakeDesk().signed("paid_later")
    assert "complete.editable" in rules_of(desk.do(_pay()))
    assert desk.case().state is CaseState.SIGNED
