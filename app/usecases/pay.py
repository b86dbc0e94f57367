"""Check the payment that the act demands: details and amount, exactly."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """The payment document as presented or found (word ``pay``)."""

    case: str = ""
    amount: Decimal
    document_number: str = ""
    payer: str = ""
    payee: str = ""
    purpose_code: str = ""
    paid_on: date | None = None
    source: str = "document"
    privilege: str = ""
