"""What a service costs on a day: an exact decimal, its formula, and what is not known about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.finding import Finding, Severity
from app.domain.money import Index, IndexTable, plain
from app.rules.registry import rule
from i18n import N_

FREE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAnswer:
    """The sum to be paid, or the findings that say why it is not known.

    ``formula`` shows the arithmetic without words: ``1.25 × 4325 = 5406.25``. The sum is never
    rounded; ``tiyn`` says that it has a part below one tenge.
    """

    amount: Decimal | None
    currency: str
    formula: str = ""
    index: Index | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def tiyn(self) -> bool:
        """Whether the exact sum has a part below one tenge."""
        return self.amount is not None and self.amount != self.amount.to_integral_value()


@rule(
    "fees.known",
    requirements=("R-118", "R-005"),
    citation="rules.15.3",
    title=N_("The fee is not known"),
    message=N_("The sources give neither a rate nor a sum for this fee."),
    advice=N_("Ask the editor of the catalogue; do not name a sum to the applicant."),
)
def fee_known(facts: tuple[Decimal | None, Decimal | None]) -> Iterator[Finding]:
    """A fee is either a rate of the index or a sum in tenge; a missing one is not guessed."""
    if facts[0] is None and facts[1] is None:
        yield fee_known.finding(subject="fee")


@rule(
    "fees.case",
    requirements=("R-118",),
    citation="rules.15.3",
    title=N_("It is not chosen which fee is meant"),
    message=N_("The service has several fees: {cases}."),
    advice=N_("Choose the case that fits the applicant."),
)
def case_chosen(keys: Sequence[str]) -> Iterator[Finding]:
    """Of several prices none is taken by guess."""
    if len(keys) > 1:
        yield case_chosen.finding(subject="fee", cases=", ".join(keys))


@rule(
    "fees.index",
    requirements=("R-118",),
    citation="rules.15.3",
    title=N_("The monthly calculation index of that day is not known"),
    message=N_("The index on {date} is not in the table, so a fee counted by it is not known."),
    advice=N_("The administrator enters the index with its source."),
)
def index_known(facts: tuple[IndexTable, date]) -> Iterator[Finding]:
    """A rate needs the index of the day."""
    table, on = facts
    if table.on(on) is None:
        yield index_known.finding(subject=on.isoformat(), date=f"{on:%d.%m.%Y}")


@rule(
    "fees.rounding",
    requirements=("R-118",),
    citation="rules.15.3",
    title=N_("The sum has tiyn"),
    message=N_("The exact sum is {amount} ₸; no source says how it is rounded."),
    advice=N_("Compare with the payment document: the paid sum may be rounded to tenge."),
)
def rounding_unknown(amount: Decimal) -> Iterator[Finding]:
    """A part below one tenge is kept, because no rule of rounding was found."""
    if amount != amount.to_integral_value():
        yield rounding_unknown.finding(severity=Severity.INFO, subject="fee", amount=plain(amount))


def compute(
    *,
    rate: Decimal | None,
    fixed: Decimal | None,
    on: date,
    table: IndexTable,
    quantity: int = 1,
    exempt: bool = False,
) -> FeeAnswer:
    """The exact fee on a day: ``rate`` × index × ``quantity``, or ``fixed`` tenge × ``quantity``.

    ``exempt``: a privilege frees this applicant. A fixed sum goes before a rate where a source
    gives both. Raises ``ValueError`` for a quantity below one or a negative price.
    """
    if quantity < 1 or any(price is not None and price < 0 for price in (rate, fixed)):
        raise ValueError("a fee needs a quantity of at least one and prices not below zero")
    if exempt:
        return FeeAnswer(amount=FREE, currency=table.currency, formula="0")
    unknown = tuple(fee_known.judge((rate, fixed)))
    if unknown:
        return FeeAnswer(amount=None, currency=table.currency, findings=unknown)
    if fixed is not None:
        return _answer(fixed * quantity, _formula((fixed, quantity)), None, table)
    if rate == 0:
        return FeeAnswer(amount=FREE, currency=table.currency, formula="0")
    index = table.on(on)
    if index is None or rate is None:
        found = tuple(index_known.judge((table, on)))
        return FeeAnswer(amount=None, currency=table.currency, findings=found)
    amount = rate * index.value * quantity
    return _answer(amount, _formula((rate, index.value, quantity)), index, table)


def _formula(factors: tuple[Decimal | int, ...]) -> str:
    *shown, quantity = [plain(Decimal(factor)) for factor in factors]
    return " × ".join(shown if quantity == "1" else [*shown, quantity])


def _answer(amount: Decimal, formula: str, index: Index | None, table: IndexTable) -> FeeAnswer:
    text = plain(amount)
    return FeeAnswer(
        amount=amount,
        currency=table.currency,
        formula=formula if formula == text else f"{formula} = {text}",
        index=index,
        findings=tuple(rounding_unknown.judge(amount)),
    )
