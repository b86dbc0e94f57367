"""Tickets and visits of one morning, for tests of what is counted and drawn of them."""

from datetime import datetime, timedelta
from typing import Any

from app.domain.language import Lang
from app.domain.visit import Purpose, Ticket, Visit, VisitOutcome
from tests.fakes.store_samples import ALMATY

TEN = datetime(2026, 3, 6, 10, 0, tzinfo=ALMATY)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def ticket(**other: Any) -> Ticket:
    values: dict[str, Any] = {
        "id": "t",
        "number": "A3001",
        "purpose": Purpose.INTAKE,
        "language": Lang.KK,
        "taken_at": TEN,
    }
    return Ticket(**(values | other))


def visit(after: float = 12, **other: Any) -> Visit:
    values: dict[str, Any] = {
        "id": "v",
        "ticket_id": "t",
        "ticket_number": "A3001",
        "purpose": Purpose.INTAKE,
        "desk": "3",
        "operator_id": "small_branch",
        "called_at": TEN + minutes(after),
        "display_language": Lang.KK,
        "taken_at": TEN,
    }
    return Visit(**(values | other))


def served(after: float = 12, walks: float | None = 1, lasts: float = 9, **other: Any) -> Visit:
    called = TEN + minutes(after)
    return visit(
        after,
        arrived_at=None if walks is None else called + minutes(walks),
        closed_at=called + minutes((walks or 0) + lasts),
        outcome=VisitOutcome.SERVED,
        **other,
    )
