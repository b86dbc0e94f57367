"""Units that travel and registers that are signed for: who holds which paper, since when."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.unit_states import UnitKind, UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMove:
    """One move of a unit; ``scan`` is the number of the scan that the law names, 0 where none is."""

    verb: str
    scan: int
    holder: str
    at: datetime
    operator_id: str
    register_number: str = ""
    typed_code_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One sealed package, result, retained original or return. It has one holder at every moment.

    ``former_codes`` stood on labels that were damaged and replaced; they are dead."""

    id: str
    version: int = 0
    code: str
    kind: UnitKind
    state: UnitState
    case_id: str
    branch_id: str
    provider: str
    sheets: int
    contents: tuple[str, ...] = ()
    holder: str
    cell: str = ""
    state_before_discrepancy: UnitState | None = None
    moves: tuple[UnitMove, ...] = field(default=())
    label_printed: bool = False
    former_codes: tuple[str, ...] = ()


class RegisterKind(StrEnum):
    """What a register is for."""

    TO_PROVIDER = "to_provider"
    FROM_PROVIDER = "from_provider"
    TO_ISSUING_SECTOR = "to_issuing_sector"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One unit on a register and what the other side said of it."""

    unit_id: str
    code: str
    sheets: int
    accepted: bool = True
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A signed list of units that changed hands."""

    id: str
    version: int = 0
    number: str
    kind: RegisterKind
    provider: str
    made_at: datetime
    made_by: str
    handed_by: str
    received_by: str
    lines: tuple[RegisterLine, ...]
    act_number: str = ""
    differences: str = ""
    paper_id: str = ""
