"""The payment: what is free stays free, the sum is computed, the proof only where the act lists it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain.case import PaymentCheck, PaymentState
from app.domain.passport import Fee
from app.rules import pay
from app.rules.fees import FeeAnswer
from tests.fakes.intake_desk import FILED
from tests.fakes.intake_facts import draft, facts, speaks, subjects, warns
from tests.fakes.intake_passports import PAID, PRICE, passport

_SUM = Decimal("2162.5")
_FEE = FeeAnswer(amount=_SUM, currency="KZT", formula="0.5 × 4325 = 2162.5")
_FREE = FeeAnswer(amount=Decimal(0), currency="KZT")


def _payment(**other: object) -> PaymentCheck:
    values: dict[str, object] = {
        "state": PaymentState.MISSING,
        "expected": _SUM,
        "paid": _SUM,
        "document_number": "П-1",
        "payee": PAID.payee,
        "purpose_code": PAID.purpose_code,
        "paid_on": FILED.date(),
        "source": "document",
        "at": FILED,
    }
    return PaymentCheck(**(values | other))  # type: ignore[arg-type]


@pytest.mark.requirement("R-118")
@pytest.mark.parametrize(
    ("paid", "state"),
    [
        ("2162.5", PaymentState.PAID),
        ("2162", PaymentState.PAID),
        ("2163", PaymentState.PAID),
        ("2161.99", PaymentState.UNDERPAID),
        ("2163.01", PaymentState.OVERPAID),
        ("0", PaymentState.MISSING),
    ],
)
def test_the_sum_is_exact_but_for_the_rounding_of_tiyn(paid: str, state: PaymentState) -> None:
    assert pay.checked(_payment(paid=Decimal(paid)), PAID).state is state


@pytest.mark.requirement("R-118")
def test_whole_sums_know_no_rounding() -> None:
    exact = _payment(expected=Decimal(4325), paid=Decimal(4324))
    assert pay.checked(exact, PAID).state is PaymentState.UNDERPAID


@pytest.mark.requirement("R-117")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"document_number": " "}, "document_number"),
        ({"paid_on": None}, "paid_on"),
        ({"paid_on": FILED.date() + timedelta(days=1)}, "paid_on"),
        ({"payee": "000000000000"}, "payee"),
        ({"purpose_code": ""}, "purpose_code"),
        ({}, ""),
    ],
)
def test_the_wrong_detail_is_named(change: dict[str, object], field: str) -> None:
    found = pay.checked(_payment(**change), PAID)
    assert found.wrong_field == field
    situation = facts(draft("paid"), proposed_payment=found)
    assert warns(pay.details_right, situation) is bool(field)


@pytest.mark.requirement("R-117")
def test_a_payment_seen_in_a_system_needs_no_paper() -> None:
    seen = _payment(source="payment_gateway", document_number="")
    assert pay.checked(seen, PAID).state is PaymentState.PAID


def test_details_that_no_source_names_are_not_compared() -> None:
    assert pay.checked(_payment(payee="", purpose_code=""), Fee(free=False)).wrong_field == ""


@pytest.mark.requirement("R-120")
def test_nothing_is_charged_for_what_is_free() -> None:
    assert speaks(pay.not_free, facts(draft("plain"), fee=_FREE))
    assert not speaks(pay.not_free, facts(draft("paid"), fee=_FEE))
    assert speaks(pay.not_free, facts(draft("paid"), fee=_FREE))


@pytest.mark.requirement("R-120")
def test_a_separate_service_beside_a_free_one_may_be_paid() -> None:
    apostille = replace(PRICE, key="apostille", separate_service=True)
    service = passport("beside", fee=Fee(free=True, items=(apostille,)))
    assert not speaks(pay.not_free, facts(draft(fee_key="apostille"), service, fee=_FEE))
    assert speaks(pay.not_free, facts(draft(), service, fee=_FREE))


@pytest.mark.requirement("R-118")
def test_the_expected_sum_is_never_typed() -> None:
    assert speaks(pay.sum_known, facts(draft("paid")))
    unknown = FeeAnswer(amount=None, currency="KZT")
    assert speaks(pay.sum_known, facts(draft("paid"), fee=unknown))
    assert not speaks(pay.sum_known, facts(draft("paid"), fee=_FEE))


@pytest.mark.requirement("R-118")
@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PaymentState.UNDERPAID, True),
        (PaymentState.OVERPAID, True),
        (PaymentState.MISSING, True),
        (PaymentState.PAID, False),
    ],
)
def test_a_difference_is_shown_with_both_sums(state: PaymentState, said: bool) -> None:
    situation = facts(draft("paid"), proposed_payment=_payment(state=state))
    assert warns(pay.sum_right, situation) is said


@pytest.mark.requirement("R-119", "R-117")
@pytest.mark.parametrize(
    ("state", "blocked"),
    [
        (None, True),
        (PaymentState.MISSING, True),
        (PaymentState.UNDERPAID, True),
        (PaymentState.WRONG_DETAILS, True),
        (PaymentState.PAID, False),
        (PaymentState.OVERPAID, False),
    ],
)
def test_in_the_package_the_payment_is_a_document(
    state: PaymentState | None, blocked: bool
) -> None:
    payment = _payment(state=state) if state is not None else None
    case = draft("paid", payment=payment)
    assert speaks(pay.payment_in_package, facts(case, fee=_FEE)) is blocked


@pytest.mark.requirement("R-119")
def test_due_later_stops_no_intake() -> None:
    assert not speaks(pay.payment_in_package, facts(draft("paid_later"), fee=_FEE))
    assert not speaks(pay.payment_in_package, facts(draft("plain"), fee=_FREE))


@pytest.mark.requirement("R-120")
def test_a_privilege_frees_of_the_payment_document() -> None:
    assert not speaks(pay.payment_in_package, facts(draft("paid"), fee=_FREE))


def test_a_missing_payment_names_itself() -> None:
    assert subjects(pay.payment_in_package, facts(draft("paid"), fee=_FEE)) == {"payment"}
    assert _payment().paid_on == date(2026, 3, 6)
