"""Register the signed application: number, server time, promised dates and the receipt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Register and make the electronic receipt (word ``register``)."""

    case: str = ""
    delivery: str = "shown_on_screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPaper:
    """The applicant asks for the paper; it prints (word ``request_paper``). ``paper`` empty: the receipt."""

    case: str = ""
    paper: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPrinted:
    """The printer did its work (word ``mark_printed``)."""

    paper: str
    copies: int = 1
