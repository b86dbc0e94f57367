"""What every scanned move has in common: the thing's own code was read, or a damaged one is confirmed."""

from app.domain.branch import Role
from app.domain.custody import Unit
from app.rules.facts import Facts


def code_read(facts: Facts, unit: Unit | None) -> bool:
    """Whether ``unit`` itself was scanned. A typed code counts only with a reason, under a
    supervisor's stamp (R-158)."""
    if unit is None or facts.scanned_code != unit.code:
        return False
    return not facts.typed_reason.strip() or facts.role is Role.SUP
