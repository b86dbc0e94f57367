"""The class of keeping that applies to the result in hand: the passport's, by the kind of the result."""

from app.domain.passport import Retention
from app.rules.facts import Facts


def retention_class(facts: Facts) -> Retention | None:
    """The class, or ``None`` where the passport names none; never chosen at the counter (R-170)."""
    if facts.passport is None:
        return None
    result = facts.case.result if facts.case is not None else None
    if result is None:
        return facts.passport.retention
    return facts.passport.retention_of(result.kind)
