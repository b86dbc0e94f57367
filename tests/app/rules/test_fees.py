"""Fees: exact decimals, the index of the day, nothing guessed and nothing rounded."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.fees import load_index
from app.domain.money import Index, IndexTable, plain
from app.rules.fees import FeeAnswer, case_chosen, compute

TABLE = load_index()


def _fee(
    rate: str | None = None,
    fixed: str | None = None,
    on: date = date(2026, 5, 1),
    *,
    quantity: int = 1,
    exempt: bool = False,
) -> FeeAnswer:
    return compute(
        rate=Decimal(rate) if rate is not None else None,
        fixed=Decimal(fixed) if fixed is not None else None,
        on=on,
        table=TABLE,
        quantity=quantity,
        exempt=exempt,
    )


@pytest.mark.requirement("R-118")
@pytest.mark.parametrize(
    ("rate", "on", "amount"),
    [
        ("8", date(2026, 1, 1), "34600"),
        ("12", date(2026, 5, 1), "51900"),
        ("4", date(2026, 5, 1), "17300"),
        ("0.2", date(2026, 5, 1), "865"),
        ("1.25", date(2026, 5, 1), "5406.25"),
        ("1.25", date(2025, 12, 31), "4915"),
        ("0.25", date(2026, 5, 1), "1081.25"),
        ("2.8", date(2026, 5, 1), "12110"),
        ("1", date(2024, 12, 31), "3692"),
        ("1", date(2025, 1, 1), "3932"),
        ("1", date(2023, 6, 1), "3450"),
        ("0.5", date(2022, 6, 1), "1531.5"),
        ("0", date(2026, 5, 1), "0"),
    ],
)
def test_rates_by_the_index_of_the_day(rate: str, on: date, amount: str) -> None:
    assert _fee(rate, on=on).amount == Decimal(amount)


@pytest.mark.requirement("R-118")
def test_a_sum_in_tenge_does_not_follow_the_index() -> None:
    for year in (2023, 2026, 2031):
        answer = _fee(fixed="3450", on=date(year, 6, 1))
        assert (answer.amount, answer.formula) == (Decimal(3450), "3450")


@pytest.mark.requirement("R-118")
def test_tiyn_are_kept_and_said() -> None:
    answer = _fee("1.25")
    assert answer.tiyn
    assert answer.formula == "1.25 × 4325 = 5406.25"
    assert [finding.rule for finding in answer.findings] == ["fees.rounding"]
    assert not answer.findings[0].blocks
    assert not _fee("8").tiyn


@pytest.mark.requirement("R-118")
@pytest.mark.parametrize("on", [date(2021, 12, 31), date(2027, 1, 1), date(2100, 1, 1)])
def test_an_unknown_index_leaves_the_fee_unknown(on: date) -> None:
    answer = _fee("8", on=on)
    assert answer.amount is None
    assert [finding.rule for finding in answer.findings] == ["fees.index"]
    assert _fee("0", on=on).amount == 0


@pytest.mark.requirement("R-118", "R-005")
def test_a_fee_without_rate_and_sum_is_unknown() -> None:
    answer = _fee()
    assert answer.amount is None
    assert [finding.rule for finding in answer.findings] == ["fees.known"]


@pytest.mark.requirement("R-118")
def test_quantity_and_privilege() -> None:
    assert _fee("1", quantity=3).amount == Decimal(12975)
    assert _fee("1", quantity=3).formula == "1 × 4325 × 3 = 12975"
    assert _fee(fixed="1725", quantity=2).amount == Decimal(3450)
    assert _fee("8", exempt=True).amount == 0
    assert _fee(exempt=True, on=date(2100, 1, 1)).amount == 0


@pytest.mark.parametrize("arguments", [{"rate": "-1"}, {"fixed": "-1"}])
def test_nonsense_is_refused(arguments: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not below zero"):
        _fee(**arguments)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one"):
        _fee("1", quantity=0)


def test_of_several_cases_none_is_taken() -> None:
    assert [finding.rule for finding in case_chosen.judge(["a", "b"])] == ["fees.case"]
    assert list(case_chosen.judge(["a"])) == []


def test_the_index_has_a_source_and_a_grade_for_every_value() -> None:
    assert TABLE.currency == "KZT"
    for entry in TABLE.entries:
        assert entry.source
        assert entry.grade
        assert entry.valid_from <= entry.valid_to


@given(st.decimals(0, 100, places=3), st.decimals(1, 100_000, places=2), st.integers(1, 50))
def test_the_product_is_exact(rate: Decimal, value: Decimal, quantity: int) -> None:
    day = date(2026, 1, 1)
    index = Index(value=value, valid_from=day, valid_to=day, source="s", grade="P")
    answer = compute(
        rate=rate, fixed=None, on=day, table=IndexTable("KZT", (index,)), quantity=quantity
    )
    assert answer.amount is not None
    scaled = int(rate * 1000) * int(value * 100) * quantity
    assert answer.amount * 100_000 == scaled
    assert Decimal(plain(answer.amount)) == answer.amount
    assert "E" not in plain(answer.amount)
